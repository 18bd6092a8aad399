"""Incidents: where the money is, what happened, and a person's look at a report that is not trusted."""

import json

import pytest

from arasha.domains.recovery.actions import holds
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.models import Clock, Incident
from arasha.kernel import clock
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from arasha.kernel.log import ledger, receipts
from tests.domains.recovery.stolen import STOLEN, TOSTIK_SAYS, hold, incident
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")


def test_the_list_leads_to_incidents_and_tells_what_ran_out(log_in: LogIn) -> None:
    asked = hold()
    Clock.objects.update(breached_at=clock.now())
    page = log_in(Role.ANALYST).get("/en/incidents/").content.decode()
    assert f"/en/incidents/{asked.incident_id}/" in page
    assert "Terms that ran out" in page
    assert "Answer to the request" in page


def test_the_page_shows_money_that_adds_up_holds_with_clocks_and_the_log(log_in: LogIn) -> None:
    found = holds.answer(hold().id, Answer(STOLEN - 5_000_000), TOSTIK_SAYS)
    page = log_in(Role.ANALYST).get(f"/en/incidents/{found.incident_id}/").content.decode()
    for told in ("150\xa0000\xa0₸", "100\xa0000\xa0₸", "50\xa0000\xa0₸", "Held in part", "Hold requested", "Answered"):
        assert told in page, told
    assert Look.objects.get().subject == f"incident:{found.incident_id}"


def test_institutions_are_called_by_their_names_and_the_incident_by_its_states(log_in: LogIn) -> None:
    found = holds.answer(hold().id, Answer(STOLEN), TOSTIK_SAYS)
    browser = log_in(Role.ANALYST)
    page = browser.get(f"/en/incidents/{found.incident_id}/").content.decode()
    assert '<span title="TOSTIKZA">Bank TOSTIKZA</span>' in page
    assert "Now: " in page
    listed = browser.get("/en/incidents/holds/?view=all").content.decode()
    assert "Bank TOSTIKZA" in listed


def test_a_clock_says_whose_it_is(log_in: LogIn) -> None:
    hold()
    page = log_in(Role.ANALYST).get("/en/incidents/").content.decode()
    assert "Bank TOSTIKZA" in page[page.index("Terms that run out next") :]


def test_what_happened_has_receipts(log_in: LogIn) -> None:
    found = hold()
    browser = log_in(Role.PROSECUTOR)
    answer = browser.get(f"/en/incidents/{found.incident_id}/facts/{_first(found.incident_id)}.json")
    proved = receipts.verify(receipts.parse(answer.content), ledger.signer().verifier)
    assert proved.checkpoint.origin
    assert json.loads(answer.content)["leaf"]["subject"] == f"hold:{found.id}"
    other = incident(100)
    assert browser.get(f"/en/incidents/{other.id}/facts/{_first(found.incident_id)}.json").status_code == 404


def test_a_report_that_is_not_trusted_waits_for_a_person(log_in: LogIn) -> None:
    for _ in range(3):
        incident(STOLEN)
    of = incident(STOLEN)
    Incident.objects.filter(id=of.id).update(state=IncidentState.TRIAGED, trust=300)
    browser = log_in(Role.ANALYST)
    page = browser.get(f"/en/incidents/{of.id}/").content.decode()
    assert "The same person has reported often lately" in page
    assert "Believe it" in page
    browser.post(f"/en/incidents/{of.id}/decide/", {"how": "unfounded"})
    assert Incident.objects.get(id=of.id).state == IncidentState.UNFOUNDED
    assert "Believe it" not in browser.get(f"/en/incidents/{of.id}/").content.decode()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_is_there_in_three_languages(log_in: LogIn, language: str) -> None:
    found = holds.answer(hold().id, Answer(STOLEN), TOSTIK_SAYS)
    browser = log_in(Role.SUPERVISOR)
    for address in (
        "", f"{found.incident_id}/", "holds/", f"holds/{found.id}/", "appeals/", "?view=all", "holds/?view=all",
    ):  # fmt: skip
        assert browser.get(f"/{language}/incidents/{address}").status_code == 200


def _first(number: int) -> int:
    from arasha.domains.recovery.queries.handling import timeline

    return timeline(Incident.objects.get(id=number))[0].sequence
