"""The clocks that are published, per institution."""

from datetime import timedelta

from arasha.domains.recovery.actions import holds, releases
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.models import Clock, Hold, Incident
from arasha.domains.recovery.queries.published import published
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from tests.domains.recovery.stolen import STOLEN, TOSTIK_SAYS, held, hold, works

DAY = timedelta(days=1)


def test_how_fast_how_punctual_and_how_rightly(db: None) -> None:
    begin = clock.now()
    wrong, right = held(), held()
    late = hold()
    holds.answer(hold().id, Answer(0), TOSTIK_SAYS)
    releases.release(wrong.id, "mistaken", works(Role.ANALYST, "aigerim"))
    Clock.objects.filter(about=str(late)).update(breached_at=clock.now())
    for seconds, of in ((60, wrong), (120, right)):
        Hold.objects.filter(id=of.id).update(answered_at=of.incident.opened_at + timedelta(seconds=seconds))
    [told] = published(begin, begin + DAY)
    assert (told.institution, told.asked, told.held) == ("TOSTIKZA", 4, 2)
    assert (told.hold_median_s, told.hold_p95_s) == (90.0, 117.0)
    assert (told.answers, told.answers_in_time, told.wrong) == (4, 3, 1)
    assert (told.held_amount, told.returned_amount) == (2 * STOLEN, 0)


def test_money_that_came_later_is_counted_from_the_request(db: None) -> None:
    found = held()
    Incident.objects.update(opened_at=found.requested_at - DAY)
    Hold.objects.update(answered_at=found.requested_at + timedelta(seconds=30))
    [told] = published(found.requested_at - DAY, found.requested_at + DAY)
    assert told.hold_median_s == 30.0


def test_nothing_is_said_of_other_times(db: None) -> None:
    held()
    assert published(clock.now() - 2 * DAY, clock.now() - DAY) == []
