"""Readable identifiers lie sealed under their tokens; without the key nobody can read them there."""

from uuid import UUID

import pytest
from django.db import connection

from arasha.kernel.identifiers import Identifier, Kind, Unread, read, token_input
from arasha.kernel.seal import BrokenSeal
from arasha.kernel.store import vault
from arasha.kernel.store.models import Sealed
from arasha.kernel.tokens import Tokens, as_uuid

VALUES = (
    read(Kind.IBAN, "kz86 125k zt50 0410 0100"),
    read(Kind.PHONE, "8 (701) 123-45-67"),
    read(Kind.IIN, "900715300124"),
    read(Kind.IIN, "900715300125"),  # a wrong check digit: kept as it came
    read(Kind.DOMAIN, "пример.қаз"),
)


def token(value: Identifier | Unread) -> bytes:
    return Tokens(bytes(32)).token(token_input(value))


@pytest.fixture
def kept(db: None) -> dict[UUID, Identifier | Unread]:
    vault.keep({token(value): value for value in VALUES})
    return {as_uuid(token(value)): value for value in VALUES}


def test_what_was_kept_is_read_back_readable_or_not(kept: dict[UUID, Identifier | Unread]) -> None:
    found = vault.open_values(kept)
    assert found.keys() == kept.keys()
    for key, value in kept.items():
        assert found[key].kind == value.kind
        assert found[key].readable == value.readable
        assert token(found[key]) == key.bytes, "it is the same identifier"
    assert not found[as_uuid(token(VALUES[3]))].readable


def test_tokens_that_nobody_gave_a_value_for_are_left_out(kept: dict[UUID, Identifier | Unread]) -> None:
    assert vault.open_values([UUID(int=1)]) == {}
    assert vault.kind_of(UUID(int=1)) == ""


def test_the_kind_is_known_without_opening(kept: dict[UUID, Identifier | Unread]) -> None:
    assert [vault.kind_of(key) for key in kept] == [value.kind for value in kept.values()]


def test_what_is_kept_already_stays_as_it_is(kept: dict[UUID, Identifier | Unread]) -> None:
    before = list(Sealed.objects.order_by("token").values_list())
    vault.keep({token(value): value for value in VALUES})
    assert list(Sealed.objects.order_by("token").values_list()) == before


def test_nothing_readable_stands_in_the_table(kept: dict[UUID, Identifier | Unread]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(token::text || kind || encode(box, 'escape'), ' ') FROM vault")
        (whole,) = cursor.fetchone() or ("",)
    for value in VALUES:
        assert value.raw not in whole
        assert not value.readable or value.canonical not in whole


def test_a_box_that_was_moved_to_another_token_does_not_open(kept: dict[UUID, Identifier | Unread]) -> None:
    """Else who can write the table could put one person's number under another's."""
    one, other = list(kept)[:2]
    Sealed.objects.filter(token=one).update(box=Sealed.objects.get(token=other).box)
    with pytest.raises(BrokenSeal):
        vault.open_values([one])
    assert vault.open_values([other])


def test_many_are_opened_with_one_query(
    kept: dict[UUID, Identifier | Unread], django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(vault.open_values([*kept, *kept])) == len(VALUES)
