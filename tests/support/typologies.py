"""Typologies of the cast, ready to be proposed."""

from typing import Any

from arasha.domains.payments.actions.typologies import Draft, Part, Texts
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.outbox.append import By

AUTHOR, SECOND, THIRD = (By(f"person:typology-{name}", Purpose.SUPERVISION) for name in ("author", "second", "third"))


def draft(code: str = "T_LARGE_AT_NIGHT", **changes: Any) -> Draft:
    """A typology: a large amount at night."""
    values: dict[str, Any] = {
        "weight": 200,
        "when": [Part("AMOUNT", least=40_000_000), Part("NIGHT", least=1, most=1)],
        "title": Texts("Түнгі ірі төлем", "Крупный платёж ночью", "Large payment at night"),
        "reason": Texts("Түнде ірі төлем жасалады.", "Крупный платёж ночью.", "A large payment at night."),
    }
    return Draft(code=code, **(values | changes))
