"""An extract made in the workspace: only with the right to reveal, with an audit row and a fact."""

import pytest

from arasha.domains.credit.facts.disputes import BundleMade
from arasha.domains.credit.rules import dispute
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from arasha.kernel.outbox import read
from tests.domains.credit import disputes
from tests.support.credit import APAI, Counter, person_of, token_of
from tests.support.people import LogIn

pytestmark = pytest.mark.django_db

ADDRESS = f"/en/credit/people/{token_of(APAI).hex()}/extract/"


def test_it_is_given_out_with_an_audit_row(counter: Counter, log_in: LogIn) -> None:
    disputes.dispute(counter)
    browser = log_in(Role.SUPERVISOR)
    assert ADDRESS in browser.get(f"/en/credit/people/{token_of(APAI).hex()}/").content.decode()
    assert browser.get(ADDRESS).status_code == 200
    assert browser.post(ADDRESS, {"purpose": "because"}).status_code == 422
    answer = browser.post(ADDRESS, {"purpose": "supervision"})
    assert dispute.parse(answer.content).person == person_of(APAI).hex
    look = Look.objects.get(what="revealed")
    assert (look.purpose, look.subject) == ("supervision", f"credit-person:{token_of(APAI).hex()}")
    (fact,) = read.since(0, [BundleMade.kind()])
    assert fact.actor == "person:supervisor-of-the-cast"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.INSTITUTION_OFFICER])
def test_who_may_not_reveal_gets_none(role: Role, log_in: LogIn) -> None:
    assert log_in(role).post(ADDRESS).status_code == 403
    assert not Look.objects.exists()
