"""What may become of a complaint: by the table, with a reason, each step a fact."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.complaints import actions, queries
from arasha.domains.complaints.facts import ComplaintState
from arasha.domains.complaints.models import Complaint
from arasha.domains.complaints.rules.states import OPEN, TRANSITIONS, check_transition
from arasha.kernel.errors import Conflict, Malformed, NotFound
from tests.domains.complaints.reports import history, taken
from tests.support.cast import AIGERIM

STATES = st.sampled_from(ComplaintState)
ENDS: dict[str, tuple[Callable[[int], None], ComplaintState]] = {
    "close": (lambda number: actions.close(number, "done", AIGERIM), ComplaintState.CLOSED),
    "unfounded": (lambda number: actions.close(number, "none", AIGERIM, unfounded=True), ComplaintState.UNFOUNDED),
    "withdraw": (lambda number: actions.withdraw(number, "asked", AIGERIM), ComplaintState.WITHDRAWN),
}


@given(STATES, STATES)
def test_only_the_table_s_steps_are_allowed(state: ComplaintState, to: ComplaintState) -> None:
    if to in TRANSITIONS[state]:
        check_transition(state, to)
    else:
        with pytest.raises(Conflict):
            check_transition(state, to)


def test_what_has_ended_becomes_nothing_else() -> None:
    assert all(bool(TRANSITIONS[state]) == (state in OPEN) for state in ComplaintState)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("how", sorted(ENDS))
@pytest.mark.parametrize("up", [False, True])
def test_a_complaint_ends_with_its_reason(how: str, up: bool) -> None:
    number = taken().complaint
    if up:
        actions.take_up([number], AIGERIM)
    end, state = ENDS[how]
    end(number)
    row = Complaint.objects.get(id=number)
    assert (row.state, bool(row.end_reason), row.ended_at is not None) == (state, True, True)
    with pytest.raises(Conflict):
        end(number)


@pytest.mark.usefixtures("db")
def test_taking_up_twice_changes_nothing() -> None:
    number = taken().complaint
    actions.take_up([number], AIGERIM)
    actions.take_up([number], AIGERIM)
    assert history(number) == ["complaints.theft_reported", "complaints.taken_up"]
    assert queries.case_numbered(number).state is ComplaintState.UNDERWAY


@pytest.mark.usefixtures("db")
def test_what_has_ended_is_not_taken_up() -> None:
    number = taken().complaint
    actions.close(number, "done", AIGERIM)
    actions.take_up([number], AIGERIM)
    assert history(number) == ["complaints.theft_reported", "complaints.closed"]


@pytest.mark.usefixtures("db")
def test_nothing_ends_without_a_reason() -> None:
    number = taken().complaint
    with pytest.raises(Malformed) as refused:
        actions.withdraw(number, "  ", AIGERIM)
    assert refused.value.field == "reason"
    assert queries.case_numbered(number).state is ComplaintState.RECEIVED


@pytest.mark.usefixtures("db")
def test_there_is_nothing_to_end_under_a_number_that_nobody_has() -> None:
    with pytest.raises(NotFound):
        actions.close(1_000_000, "done", AIGERIM)
