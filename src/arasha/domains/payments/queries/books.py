"""Reading the masks of verdicts by the rule book under which they were given."""

from functools import lru_cache

import msgspec

from arasha.domains.payments.models import Payment, RuleBook
from arasha.domains.payments.queries.typologies import typologies
from arasha.domains.payments.rules.kept import KeptBook, Line, told
from arasha.domains.payments.rules.masks import bits_of as bits_in
from arasha.domains.payments.rules.table import RULES

__all__ = ["Line"]


@lru_cache(maxsize=256)
def kept(version: int) -> KeptBook:
    """A book with its words: those of its typologies, and of the table's rules as they are today."""
    return KeptBook(RuleBook.objects.get(version=version).content)


def codes_of(version: int) -> tuple[str, ...]:
    """The rules' codes in the order of their bits."""
    return tuple(line.code for line in kept(version).lines)


def reason_codes(version: int, mask: int) -> list[str]:
    """The codes whose bits are set in a mask."""
    lines = kept(version).lines
    return [lines[bit].code for bit in bits_in(mask)]


@lru_cache(maxsize=4096)
def conditions_of(version: int, code: str) -> frozenset[str]:
    """The features that a rule of that book looks at."""
    content = RuleBook.objects.get(version=version).content
    parts = [part for rule in content["rules"] if rule["code"] == code for part in rule["when"]]
    return frozenset(name for feature, _, _, of, _ in parts for name in (feature, of) if name)


def current() -> RuleBook | None:
    """The book by which the last payment was judged; in a centre that has answered nothing yet, the one it has."""
    version = Payment.objects.order_by("-sequence").values_list("book", flat=True).first()
    if version is None:
        return RuleBook.objects.order_by("-first_used_at").first()
    return RuleBook.objects.get(version=version)


def bits_of(code: str) -> dict[int, int]:
    """The place of a rule in the masks of every book that has it, by the book's version."""
    books = RuleBook.objects.values_list("version", flat=True)
    return {version: codes_of(version).index(code) for version in books if code in codes_of(version)}


def titles() -> dict[str, dict[str, str]]:
    """The titles of the table's rules and of the typologies, by code and language."""
    written = {each.code: msgspec.structs.asdict(each.draft.title) for each in typologies()}
    return {rule.code: dict(told(rule).title) for rule in RULES} | written
