"""What was typed as an identifier, as the centre understands it: said at once, before anything is kept."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from arasha.domains.registry import queries as registry
from arasha.domains.registry.queries import Entry
from arasha.interfaces.ui.text import Text
from arasha.interfaces.workspace import registry_words
from arasha.kernel.identifiers import Identifier, Kind, Unread, detect, read, token_input
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.tokens import Tokens, as_uuid


class Understood(NamedTuple):
    """A typed identifier: its kind in words, how it reads, what the registry says of it; or why it is not read."""

    value: Identifier | Unread
    kind: Text
    wrong: Text
    shape: Text
    standing: Sequence[Entry]

    @property
    def readable(self) -> bool:
        """Was it read as one of its kind?"""
        return self.value.readable


def understood(text: str, kind: str) -> Understood | None:
    """What a text is, of a kind that is stated or else guessed; None where nothing was typed or no kind fits."""
    value = _value(text, kind)
    if value is None:
        return None
    return Understood(
        value=value,
        kind=registry_words.KINDS[value.kind],
        wrong=registry_words.UNREAD[value.reason] if isinstance(value, Unread) else "",
        shape=registry_words.SHAPES[value.kind] if isinstance(value, Unread) else "",
        standing=[entry for entry in registry.of_token(token_of(value)) if entry.state in registry.LIVE],
    )


def token_of(value: Identifier | Unread) -> UUID:
    """The token under which the centre knows a value."""
    return as_uuid(Tokens(keyring().key(Purpose.TOKEN)).token(token_input(value)))


def _value(text: str, kind: str) -> Identifier | Unread | None:
    if not text:
        return None
    return read(Kind(kind), text) if kind in set(Kind) else detect(text)
