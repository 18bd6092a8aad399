"""Reference pages of the rule book and of the features, made from the code that they describe.

python scripts/reference_rules.py rules > docs/reference/rules.md
python scripts/reference_rules.py features > docs/reference/features.md
"""

import sys
from collections.abc import Callable

from arasha.domains.payments.rules.book import Book, book
from arasha.domains.payments.rules.catalogue import CATALOGUE
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import LEAST, MOST, Condition, Rule
from arasha.domains.payments.rules.verdict import BANDS, VERDICTS

RULES = """# Rules

All conditions of a rule must hold for it to fire; the weights of the rules that fired add up to the score. Bounds are
in the units of [the features](features.md): tiyn, seconds, per mille. *Gravest verdict* is the most that the rule can
support, however high the score.

Bands: {bands}.

A rule in shadow leaves its bit and decides nothing. Typologies that people write stand behind these rules in the book
and not on this page: [write a typology](../how-to/write-a-typology.md).

Made from `src/arasha/domains/payments/rules/table.py` and `criteria.py`:
`python scripts/reference_rules.py rules > docs/reference/rules.md`.

| code | weight | gravest verdict | what the payer is told | conditions |
|---|---|---|---|---|
"""

FEATURES = """# Features

What the engine knows when it judges a payment: one row of whole numbers, in this order. Money is in tiyn, ages and
waits in seconds (-1: never), shares in per mille (-1: of nothing). `D_` is the payer's account, `C_` the receiver's;
what is said of an account counts its earlier payments only.

Made from `src/arasha/domains/payments/rules/catalogue.py`:
`python scripts/reference_rules.py features > docs/reference/features.md`.

| column | about | unit | meaning |
|---|---|---|---|
"""


def rules(shown: Book | None = None) -> str:
    """The page of all rules."""
    bands = ", ".join(f"{VERDICTS[tier].word} from {bound}" for tier, bound in BANDS.items() if VERDICTS[tier])
    rows = [
        f"| {_code(rule)} | {rule.weight} | {rule.ceiling.word if rule.weight > 0 else ''} | {rule.reason} | "
        f"{'<br>'.join(condition(part) for part in rule.when)} |\n"
        for rule in (shown or book()).rules
    ]
    return RULES.format(bands=bands) + "".join(rows)


def _code(rule: Rule) -> str:
    return f"`{rule.code}`, in shadow" if rule.shadow else f"`{rule.code}`"


def features() -> str:
    """The page of all features."""
    rows = [(feature.name, CATALOGUE[feature]) for feature in F]
    return FEATURES + "".join(
        f"| `{name}` | {meaning.about} | {meaning.unit} | {meaning.title} |\n" for name, meaning in rows
    )


def condition(part: Condition) -> str:
    """A condition as people write it."""
    of = "" if part.of is None else f" ‰ of {part.of.name}"
    bounds = f"{part.least:,}{of} to {part.most:,}{of}"
    if part.least == part.most:
        return f"{part.feature.name} {'≠' if part.outside else '='} {part.least:,}{of}"
    if part.outside:
        return f"{part.feature.name} not from {bounds}"
    if part.most == MOST:
        return f"{part.feature.name} ≥ {part.least:,}"
    if part.least == LEAST:
        return f"{part.feature.name} ≤ {part.most:,}"
    return f"{part.feature.name} from {bounds}"


PAGES: dict[str, Callable[[], str]] = {"rules": rules, "features": features}


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in PAGES:
        sys.exit(f"usage: {sys.argv[0]} {'|'.join(PAGES)}")
    sys.stdout.write(PAGES[sys.argv[1]]())
