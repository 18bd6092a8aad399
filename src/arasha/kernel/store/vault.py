"""The vault: readable identifiers, kept sealed under their tokens."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from arasha.kernel.identifiers import Identifier, Kind, Unread, read
from arasha.kernel.seal import seal
from arasha.kernel.store.models import Sealed
from arasha.kernel.tokens import as_uuid


def keep(values: Mapping[bytes, Identifier | Unread]) -> None:
    """Keep readable values under their 16-byte tokens; what is kept already stays as it is."""
    rows = [
        Sealed(token=as_uuid(token), kind=value.kind, box=seal().close(_kept(value).encode(), about=token))
        for token, value in values.items()
    ]
    Sealed.objects.bulk_create(rows, ignore_conflicts=True)


def open_values(tokens: Iterable[UUID]) -> dict[UUID, Identifier | Unread]:
    """The readable identifiers behind tokens, as far as they are known; the caller notes the look."""
    rows = Sealed.objects.filter(token__in=set(tokens))
    return {
        row.token: read(Kind(row.kind), seal().open(bytes(row.box), about=row.token.bytes).decode()) for row in rows
    }


def kind_of(token: UUID) -> str:
    """The kind of identifier that a token stands for; empty when only the token is known."""
    return Sealed.objects.filter(token=token).values_list("kind", flat=True).first() or ""


def _kept(value: Identifier | Unread) -> str:
    """What can be read back: the canonical form, or the value as given when it could not be read."""
    return value.canonical if value.readable else value.raw
