"""Several registers of the same refusals: any active one counts, and a lift counts when it is the later word."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.credit.facts.lending import ConflictKind
from arasha.domains.credit.rules.bureaus import Marked, Own, contradictions, effect_of, is_active, merged
from arasha.domains.credit.rules.effects import NOTHING, Refused, Scope, bureau
from tests.support.cast import NOON

DAY = timedelta(days=1)
days = st.integers(-9, 9).map(lambda count: NOON + count * DAY)
marks = st.builds(
    Marked,
    st.just(1),
    st.sampled_from([Scope.ALL, Scope.REMOTE]),
    st.just(0),
    days,
    st.one_of(st.none(), days),
    st.none(),
)


@given(marks)
def test_a_mark_counts_unless_it_was_lifted_later_than_it_was_set(mark: Marked) -> None:
    lifted = mark.lifted_at is not None and mark.lifted_at > mark.set_at
    assert is_active(mark) is not lifted
    assert effect_of(mark) == (NOTHING if lifted else bureau(Refused(mark.scope)))


@given(marks, marks)
def test_in_whichever_order_two_messages_come_they_say_the_same_of_active(one: Marked, other: Marked) -> None:
    if one.set_at != other.set_at:
        assert merged(merged(None, one), other) == merged(merged(None, other), one)


@given(marks, marks)
def test_said_again_nothing_changes(one: Marked, other: Marked) -> None:
    once = merged(merged(None, one), other)
    assert merged(once, other) == once


@given(st.lists(marks, max_size=3), st.booleans(), st.one_of(st.none(), days))
def test_only_what_is_active_is_contradicted_and_nothing_where_the_person_refuses_here(
    found: list[Marked], active: bool, lifted_at: object
) -> None:
    rows = [mark._replace(bureau=number) for number, mark in enumerate(found)]
    kinds = contradictions(Own(active, lifted_at), rows)  # type: ignore[arg-type]
    assert not (active and kinds)
    for number, kind in kinds.items():
        assert is_active(rows[number])
        if kind is ConflictKind.LIFTED_HERE:
            assert lifted_at is not None
            assert lifted_at > rows[number].set_at  # type: ignore[operator]


def test_what_was_overruled_counts_again_when_it_is_set_anew() -> None:
    mark = Marked(1, Scope.ALL, 0, NOON, overruled_at=NOON + DAY)
    assert not is_active(mark)
    assert is_active(merged(mark, Marked(1, Scope.ALL, 0, NOON + 2 * DAY)))
