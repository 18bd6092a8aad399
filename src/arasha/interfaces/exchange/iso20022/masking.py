"""Messages as they may be shown: who is who stays recognisable, nothing can be used."""

from typing import Any

import msgspec

from arasha.interfaces.exchange.iso20022.codewords import words
from arasha.interfaces.exchange.iso20022.messages import Part
from arasha.kernel.identifiers import Kind, read
from arasha.kernel.identifiers.text import HIDDEN

KINDS = {
    "iban": Kind.IBAN,
    "other": Kind.ACCOUNT,
    "person": Kind.IIN,
    "organisation": Kind.BIN,
    "phone": Kind.PHONE,
    "mobile": Kind.PHONE,
}
STORIES = frozenset({"name", "remittance", "question", "narrative", "words", "reason_in_words"})


def masked(part: Part) -> dict[str, Any]:
    """A message as plain data: accounts, IINs, telephones masked; names and free text hidden; code words kept."""
    told: dict[str, Any] = msgspec.to_builtins(part)
    return {name: _masked(name, value) for name, value in told.items()}


def _masked(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return {inner: _masked(inner, each) for inner, each in value.items()}
    if name in KINDS:
        return read(KINDS[name], value).mask
    if name in STORIES:
        return HIDDEN
    if name == "information":
        return [each if words([each]) else HIDDEN for each in value]
    return value
