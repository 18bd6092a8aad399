"""What the demonstration's centre has learned before it opens: a model, and a typology that waits for a second person.

The model was taught on public payments that nobody here wrote (`app/data/drops_model/card.md`), with the command that
stands in `docs/how-to/find-drops.md`.
"""

from pathlib import Path

from arasha.domains.payments.actions import models, typologies
from arasha.domains.payments.learning import files
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.outbox.append import By

DATA = Path(__file__).parent / "data"
ANALYST, SUPERVISOR, ADMINISTRATOR = (
    By(f"person:{name}", Purpose.ADMINISTRATION) for name in ("aigerim", "daniyar", "saule")
)


def teach() -> None:
    """Register the model, watch it, make it live by a second person; propose a typology and watch it in shadow."""
    version = models.register(files.read(DATA / "drops_model"), ADMINISTRATOR).version
    models.to_shadow(version, ADMINISTRATOR)
    models.make_live(version, SUPERVISOR, note="judged on the two weeks after its lessons")
    draft = typologies.propose(typologies.read((DATA / "typology.json").read_bytes()), ANALYST)
    typologies.to_shadow(draft.code, ANALYST)
