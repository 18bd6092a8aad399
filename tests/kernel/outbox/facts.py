"""Facts to append in tests: one kind that nothing reacts to, one that something does."""

from arasha.domains.registry.facts import EntryConfirmed
from arasha.kernel.access.facts import KeyRevoked


def quiet(name: str) -> KeyRevoked:
    return KeyRevoked(code="ALDARKZA", key_id=name)


def loud(number: int) -> EntryConfirmed:
    return EntryConfirmed(entry=number, token="0" * 32, effective=0, identifier_kind="iban")
