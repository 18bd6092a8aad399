"""The list for bureaus: changes make the new list of the old one, whatever both are; cautions are nobody else's."""

from hypothesis import given
from hypothesis import strategies as st

from arasha.client.home_register import _merged
from arasha.domains.credit.rules.effects import CAUTION, Refused, Scope, own
from arasha.domains.credit.rules.listing import GONE, ROW_BYTES, Row, changes, list_key, listed, name_of, unpacked

names = st.integers(0, 30).map(lambda number: number.to_bytes(16, "big"))
lists = st.dictionaries(names, st.integers(1, 2**31 - 1), max_size=20).map(
    lambda rows: [Row(name, effect) for name, effect in sorted(rows.items())]
)


@given(lists, lists)
def test_the_changes_make_the_new_list_of_the_old_one(old: list[Row], new: list[Row]) -> None:
    change = list(changes(old, new))
    made = dict(old)
    for row in change:
        if row.effect == GONE:
            del made[row.name]
        else:
            made[row.name] = row.effect
    assert made == dict(new)
    assert [row.name for row in change] == sorted({row.name for row in change})
    assert not any(dict(old).get(row.name) == row.effect for row in change), "what is the same is no change"


@given(lists, lists)
def test_a_bureau_at_home_makes_the_same_list(old: list[Row], new: list[Row]) -> None:
    packed = [row.packed() for row in changes(old, new)]
    made = b"".join(_merged(iter([row.packed() for row in old]), iter(packed)))
    assert list(unpacked(made)) == new
    once_more = b"".join(_merged(iter([row.packed() for row in new]), iter(packed)))
    assert list(unpacked(once_more)) == new, "broken off half-way, the same changes may be applied again"


@given(lists)
def test_rows_read_back(rows: list[Row]) -> None:
    packed = b"".join(row.packed() for row in rows)
    assert len(packed) == ROW_BYTES * len(rows)
    assert list(unpacked(packed)) == rows


def test_a_name_says_nothing_under_another_key_and_cautions_are_left_out() -> None:
    one, other = list_key(bytes(32)), list_key(bytes([1] * 32))
    assert name_of("900715300124", one) != name_of("900715300124", other)
    assert len(name_of("900715300124", one)) == 16
    refused = own(Refused(Scope.ALL))
    assert (listed(refused | CAUTION), listed(CAUTION)) == (refused, 0)
