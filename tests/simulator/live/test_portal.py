"""People of a country in play refuse credit on the portal and lift it: the centre hears what concerns it, once."""

from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest

from arasha.client import Problem
from arasha.client import refusing as r
from arasha.client.credit_desks import BureauDesk
from arasha.client.lending import MarksNoted
from arasha.client.portal import CreditPortal
from arasha.client.schemas import Text
from arasha.simulator.country.calendar import day_of
from arasha.simulator.country.people import Country
from arasha.simulator.country.portal import Act, day_visits
from arasha.simulator.country.rows import DAY_US, midnight
from arasha.simulator.crime.steps import Said, Visit
from arasha.simulator.live.books import Books, answer_of
from arasha.simulator.live.events import Visited
from arasha.simulator.live.portal import ELSEWHERE, Visits
from arasha.simulator.live.stage import Stage
from tests.client.gateway import Handler, MisbehavingGateway

COUNTRY = Country(5, 20_000)
BEGIN = midnight(day_of(date(2026, 3, 10)))
WHO = 32 * "a"
NOTHING = Text(kk="жоқ", ru="нет", en="nothing")
TOLD = r.RefusalTold(person=WHO, state="active", scopes=["all"], text=NOTHING, trusted="none")


def centre(handler: Handler) -> None:
    path = handler.asked.path
    if path.endswith("/people"):
        answer: Any = r.PersonNamed(person=WHO)
    elif "marks" in path:
        count = len(msgspec.json.decode(handler.asked.body)["marks"])
        answer = MarksNoted(noted=["set" for _ in range(count)])
    else:
        answer = TOLD
    handler.answer(200, msgspec.json.encode(answer))


@pytest.fixture
def running() -> Iterator[MisbehavingGateway]:
    with MisbehavingGateway([centre]) as found:
        yield found


@pytest.fixture
def stage(running: MisbehavingGateway) -> Iterator[Stage]:
    with CreditPortal(running.url, "key", patience_s=0.3) as portal, BureauDesk(running.url, "key") as bureau:
        yield cast("Stage", SimpleNamespace(portal=portal, bureau=bureau))


class Notes:
    def __init__(self, *events: Visited) -> None:
        self.events = list(events)

    def happened(self, event: Visited) -> None:
        self.events.append(event)


def deeds(running: MisbehavingGateway) -> list[str]:
    """What was done, without the questions for a person's token."""
    return [one.path.rpartition("/")[2] for one in running.asked if not one.path.endswith("/people")]


def due(visits: Visits, now: int, notes: Notes) -> None:
    visits.due(now, cast("Books", notes))


def test_what_people_do_in_a_day_reaches_the_centre_once_and_what_is_none_of_its_business_never(
    running: MisbehavingGateway, stage: Stage
) -> None:
    notes, visits = Notes(), Visits(COUNTRY, stage, BEGIN)
    due(visits, BEGIN + DAY_US // 2, notes)
    due(visits, BEGIN + 3 * DAY_US - 1, notes)
    due(visits, BEGIN + 3 * DAY_US - 1, notes)
    rows = [row for day in range(3) for row in day_visits(COUNTRY, day_of(date(2026, 3, 10)) + day, 0, 20_000)]
    wanted = [(int(row["time"]), int(row["person"])) for row in rows if Act(int(row["act"])) not in ELSEWHERE]
    assert [(event.at, event.person) for event in notes.events] == wanted
    refused = [event for event in notes.events if event.act == "refused"]
    assert deeds(running).count("set") == len(refused) > 0
    assert all(event.heard for event in notes.events)


def test_a_play_that_goes_on_says_nothing_twice(running: MisbehavingGateway, stage: Stage) -> None:
    notes = Notes()
    due(Visits(COUNTRY, stage, BEGIN), BEGIN + 2 * DAY_US, notes)
    before, said = len(notes.events), len(running.asked)
    due(Visits(COUNTRY, stage, BEGIN), BEGIN + 2 * DAY_US, notes)
    assert before > 0
    assert (len(notes.events), len(running.asked)) == (before, said)


def somebody(*, refusing: bool) -> int:
    return next(n for n in range(20_000) if COUNTRY.refuses(n, BEGIN) is refusing and COUNTRY.person(n).age > 30)


def acts(stage: Stage, person: int) -> list[Visited]:
    lifting = (Act.LIFT_ASKED, Act.LIFT_SIGNED, Act.LIFT_STOPPED, Act.LIFTED)
    visits = Visits(COUNTRY, stage, BEGIN)
    return [visits.step(3, Visit(BEGIN + place, person, act, pushed=True)) for place, act in enumerate(lifting)]


def test_a_lift_goes_through_the_portal(running: MisbehavingGateway, stage: Stage) -> None:
    heard = acts(stage, somebody(refusing=False))
    assert deeds(running) == ["lift", "confirm", "cancel"]
    assert {answer_of(event).said for event in heard} == {Said.DONE}
    asked = [msgspec.json.decode(one.body) for one in running.asked if one.path.endswith(("/lift", "/confirm"))]
    assert all(body["in_person"] for body in asked)


def test_who_had_refused_at_his_bureau_lifts_it_there(running: MisbehavingGateway, stage: Stage) -> None:
    acts(stage, person := somebody(refusing=True))
    assert deeds(running) == ["marks"]
    (mark,) = msgspec.json.decode(running.asked[0].body)["marks"]
    assert mark["person"] == COUNTRY.person(person).iin
    assert "lifted_at" in mark


def test_a_thief_hears_that_there_was_nothing_to_lift(running: MisbehavingGateway, stage: Stage) -> None:
    running.does(lambda handler: handler.answer(HTTPStatus.CONFLICT, b""))
    heard = acts(stage, somebody(refusing=False))
    assert {answer_of(event).said for event in heard} == {Said.NOT_CONNECTED}


def test_what_the_centre_cannot_take_now_comes_again(running: MisbehavingGateway, stage: Stage) -> None:
    running.does(lambda handler: handler.answer(HTTPStatus.SERVICE_UNAVAILABLE, b"", retry_after="0"))
    notes, visits = Notes(), Visits(COUNTRY, stage, BEGIN)
    with pytest.raises(Problem):
        due(visits, BEGIN + DAY_US, notes)
    assert not notes.events
    running.does(centre)
    due(visits, BEGIN + DAY_US, notes)
    assert notes.events
