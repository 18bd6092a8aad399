"""Reading holds, recalls, appeals: whose they are, page by page, and by reference and code."""

import pytest

from arasha.domains.recovery.actions import appeals, holds
from arasha.domains.recovery.actions.appeals import Filing
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.actions.parties import HOLDER
from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.models import Clock
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.queries.handling import Wanted
from arasha.kernel.access.models import Institution
from arasha.kernel.errors import NotFound
from arasha.kernel.references import Letter, reference
from tests.domains.recovery.stolen import STOLEN, TOSTIK_SAYS, held, hold


def number(code: str) -> int:
    return Institution.objects.get(code=code).number


def test_an_institution_sees_its_holds_and_no_other(db: None) -> None:
    asked = hold()
    assert handling.holds(Wanted(institution=number("TOSTIKZA")), 10) == [asked]
    assert handling.holds(Wanted(institution=number("ALDARKZA")), 10) == []
    assert handling.hold(asked.id, number("TOSTIKZA")) == asked
    with pytest.raises(NotFound):
        handling.hold(asked.id, number("ALDARKZA"))


def test_pages_go_on_where_they_ended(db: None) -> None:
    first, second, third = hold(), hold(), hold()
    assert handling.holds(Wanted(), 2) == [third, second]
    assert handling.holds(Wanted(after=second.id), 2) == [first]
    assert handling.holds(Wanted(after=first.id, oldest_first=True), 5) == [second, third]


def test_a_page_shows_the_states_that_are_wanted(db: None) -> None:
    asked, kept = hold(), held()
    assert handling.holds(Wanted(states=[HoldState.HELD_FULL]), 5) == [kept]
    assert handling.counts() == {HoldState.REQUESTED: 1, HoldState.HELD_FULL: 1}
    assert asked.state == HoldState.REQUESTED


def test_the_holder_opens_his_hold_with_reference_and_code(db: None) -> None:
    asked = hold()
    code = holds.new_code(asked.id, TOSTIK_SAYS)
    ours = reference(Letter.HOLD, asked.id)
    assert handling.opened(ours.lower(), f" {code.lower()} ") == asked
    for wrong in ((ours, "AAAAA-AAAAA"), (reference(Letter.HOLD, asked.id + 1), code), ("H-1", code), ("", "")):
        with pytest.raises(NotFound):
            handling.opened(*wrong)


def test_appeals_wait_in_the_order_in_which_they_fall_due(db: None) -> None:
    filed = [appeals.file(held().id, Filing("mine", "ru"), HOLDER).appeal for _ in range(2)]
    assert [appeal.id for appeal in handling.appeals(Wanted(), 5)] == filed


def test_the_timeline_tells_everything_in_order(db: None) -> None:
    found = holds.answer(hold().id, Answer(STOLEN), TOSTIK_SAYS)
    told = [recorded.fact.kind().removeprefix("recovery.") for recorded in handling.timeline(found.incident)]
    assert told == [
        "hold_requested", "incident_advanced", "hold_answered", "taint_secured", "incident_advanced",
    ]  # fmt: skip


def test_clocks_that_fall_due_next_and_those_that_ran_out(db: None) -> None:
    found = held()
    assert [clock.code for clock in handling.clocks_due(1)] == ["hold_confirmation"]
    Clock.objects.filter(code="analysis").update(breached_at=found.requested_at)
    assert [clock.code for clock in handling.clocks_due(5, breached=True)] == ["analysis"]
    assert len(handling.clocks(str(found))) == 3
