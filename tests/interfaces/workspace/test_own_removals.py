"""What an officer's bank is to forget: masked, with its term, confirmed by ticking, and no other bank's."""

from datetime import timedelta

import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.models import Removal
from arasha.kernel import clock, references
from arasha.kernel.access.roles import Role
from arasha.kernel.references import Letter
from tests.domains.recovery.stolen import connected
from tests.domains.registry.entries import history, propose
from tests.support.cast import ALDAR, DANIYAR, DROP, TOSTIK
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")

PAGE = "/en/own/removals/"


def asked() -> Removal:
    """An entry was struck; Aldar and Tostik are asked to forget it. What Tostik is asked."""
    connected(ALDAR), connected(TOSTIK)
    actions.withdraw_entry(actions.confirm_entry(propose().id, DANIYAR).id, "a mistake", DANIYAR)
    return Removal.objects.select_related("entry").get(institution__code=TOSTIK.code)


def test_what_is_asked_stands_there_masked_with_its_term(log_in: LogIn) -> None:
    reference = queries.reference_of(asked().entry)
    page = log_in(Role.INSTITUTION_OFFICER).get(PAGE).content.decode()
    assert reference in page
    assert DROP.account not in page
    assert "overdue" not in page
    Removal.objects.update(due_at=clock.now() - timedelta(hours=1))
    assert "overdue" in log_in(Role.INSTITUTION_OFFICER).get(PAGE).content.decode()


def test_who_ticks_confirms_for_his_own_bank_alone(log_in: LogIn) -> None:
    removal, officer = asked(), log_in(Role.INSTITUTION_OFFICER)
    reference = queries.reference_of(removal.entry)
    page = officer.post(f"{PAGE}confirm/", {"reference": [reference]}, follow=True).content.decode()
    assert "Confirmed: 1 entry forgotten." in page
    assert "Nothing is to be forgotten" in page
    assert [row.institution.code for row in Removal.objects.filter(confirmed_at=None)] == [ALDAR.code]
    removal.refresh_from_db()
    assert removal.confirmed_by == "person:officer-of-the-cast"
    assert history(removal.entry)[-1] == "registry.removal_confirmed"
    assert officer.post(f"{PAGE}confirm/", {"reference": [reference]}).status_code == 302, "twice changes nothing"


def test_without_a_tick_nothing_is_confirmed_and_it_is_said(log_in: LogIn) -> None:
    asked()
    page = log_in(Role.INSTITUTION_OFFICER).post(f"{PAGE}confirm/", follow=True).content.decode()
    assert "Tick what your institution has forgotten." in page
    assert Removal.objects.filter(confirmed_at=None).count() == 2


def test_what_was_not_asked_of_it_cannot_be_confirmed(log_in: LogIn) -> None:
    removal, officer = asked(), log_in(Role.INSTITUTION_OFFICER)
    Removal.objects.filter(id=removal.id).delete()
    for reference in (queries.reference_of(removal.entry), references.reference(Letter.LISTING, 999)):
        assert officer.post(f"{PAGE}confirm/", {"reference": [reference]}).status_code == 404
    assert officer.post(f"{PAGE}confirm/", {"reference": ["nonsense"]}).status_code == 422


def test_it_is_a_place_of_its_own_for_officers(log_in: LogIn) -> None:
    assert f'href="{PAGE}"' in log_in(Role.INSTITUTION_OFFICER).get("/en/own/holds/").content.decode()
    assert f'href="{PAGE}"' not in log_in(Role.ANALYST).get("/en/").content.decode()
