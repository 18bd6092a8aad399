"""The prosecutor's queue: what waits for his sanction, with its clock and who asks; and what he has decided."""

from datetime import timedelta

import pytest

from arasha.domains.recovery.actions import analysis, recalls
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.models import Clock, Recall
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.references import Letter, reference
from tests.domains.recovery.stolen import TOSTIK_SAYS, held, works
from tests.support.cast import DROP
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")


def asked_back(name: str = "drop") -> Recall:
    found = held(name=name)
    analysis.answer(found.id, Verdict(agreed=True), TOSTIK_SAYS)
    return recalls.open_recall(found.id, works(Role.ANALYST, f"asks-for-{name}"))


def test_what_waits_leads_to_the_hold_where_it_is_sanctioned(log_in: LogIn) -> None:
    recall, timur = asked_back(), log_in(Role.PROSECUTOR)
    page = timur.get("/en/sanctions/").content.decode()
    assert reference(Letter.RECALL, recall.id) in page
    assert f'href="/en/incidents/holds/{recall.hold_id}/"' in page
    assert "asks-for-drop" in page
    assert DROP.account not in page
    assert "overdue" not in page
    timur.post(f"/en/incidents/holds/{recall.hold_id}/sanction/", {"how": "sanction"})
    assert "No recall here" in timur.get("/en/sanctions/").content.decode()
    assert reference(Letter.RECALL, recall.id) in timur.get("/en/sanctions/?view=sanctioned").content.decode()
    assert "No recall here" in timur.get("/en/sanctions/?view=declined").content.decode()


def test_the_first_that_came_stands_first_and_says_when_it_is_late(log_in: LogIn) -> None:
    first, second = asked_back("one"), asked_back("two")
    Clock.objects.filter(about=str(first)).update(due_at=clock.now() - timedelta(hours=1))
    page = log_in(Role.PROSECUTOR).get("/en/sanctions/").content.decode()
    assert page.index(reference(Letter.RECALL, first.id)) < page.index(reference(Letter.RECALL, second.id))
    assert page.count("overdue") == 1


def test_it_is_a_place_of_its_own_for_who_sanctions(log_in: LogIn) -> None:
    assert 'href="/en/sanctions/"' in log_in(Role.PROSECUTOR).get("/en/").content.decode()
    supervisor = log_in(Role.SUPERVISOR)
    assert 'href="/en/sanctions/"' not in supervisor.get("/en/").content.decode()
    assert supervisor.get("/en/sanctions/").status_code == 403
