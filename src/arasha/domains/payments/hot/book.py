"""The rule book as the gateway holds it: the table's rules and the typologies in force."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from arasha.domains.payments.rules.book import Book, WrongBook
from arasha.domains.payments.rules.book import book as assemble
from arasha.domains.payments.rules.kept import KeptBook, Line
from arasha.domains.payments.rules.typology import InForce, rules_of

__all__ = ["Book", "InForce", "KeptBook", "Line", "WrongBook", "book", "save_typologies", "saved_typologies"]


def book(shadow: Iterable[str] = (), typologies: Sequence[InForce] = ()) -> Book:
    """The book in force: the table's rules, those named in shadow, and typologies; `WrongBook` when it cannot be."""
    return assemble(shadow, rules_of(typologies))


def save_typologies(path: Path, typologies: Sequence[InForce]) -> None:
    """Keep the typologies in force for a start without the store."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".new")
    draft.write_bytes(msgspec.json.encode(typologies))
    draft.replace(path)


def saved_typologies(path: Path) -> list[InForce]:
    """The typologies of the last contact with the store; none when there was no contact yet."""
    return msgspec.json.decode(path.read_bytes(), type=list[InForce]) if path.exists() else []
