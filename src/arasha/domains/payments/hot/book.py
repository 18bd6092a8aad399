"""The rule book as the gateway holds it: the one in force, and the words in which its reasons are told."""

from collections.abc import Mapping

from arasha.domains.payments.rules.book import Book, book
from arasha.domains.payments.rules.table import RULES
from arasha.kernel.languages import texts

__all__ = ["Book", "book", "words_of"]

_REASONS = {rule.code: rule.reason for rule in RULES}


def words_of(code: str) -> Mapping[str, str]:
    """A rule's reason by language; the code itself for a rule that exists no more."""
    return texts(_REASONS.get(code, code))
