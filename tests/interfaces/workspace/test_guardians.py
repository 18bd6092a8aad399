"""Guardians who wait: seen masked by all who see credit, opened with an audit row, decided by who may."""

import pytest

from arasha.domains.credit.actions import guardians
from arasha.domains.credit.actions.acting import PUBLIC
from arasha.domains.credit.actions.guardians import Guarding
from arasha.domains.credit.facts.refusing import GuardianKind, Method
from arasha.domains.credit.models import Guardianship
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from tests.domains.credit.refusing import CHILD, SON, happened, person
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")

DOCUMENT = "АА-000000 ойдан"


def asked() -> Guardianship:
    return guardians.ask(
        person(SON).bytes, Method.SIGNATURE, Guarding(CHILD, GuardianKind.MINOR, DOCUMENT), PUBLIC
    )  # fmt: skip


def test_the_list_names_nobody_and_the_page_leaves_a_look(log_in: LogIn) -> None:
    number, aigerim = asked().id, log_in(Role.ANALYST)
    shown = aigerim.get("/en/credit/guardians/").content.decode()
    assert "A child under 18" in shown
    assert DOCUMENT not in shown
    assert CHILD not in shown.replace(" ", "")
    assert not Look.objects.filter(subject=f"guardianship:{number}").exists()
    page = aigerim.get(f"/en/credit/guardians/{number}/").content.decode()
    assert DOCUMENT in page
    assert "150604 600002" in page
    assert Look.objects.filter(subject=f"guardianship:{number}", what=Look.What.OPENED).count() == 1


@pytest.mark.parametrize(("said", "what"), [("yes", "guardian_confirmed"), ("no", "guardian_declined")])
def test_what_the_registers_say_is_decided_once(log_in: LogIn, said: str, what: str) -> None:
    number, aigerim = asked().id, log_in(Role.ANALYST)
    for _ in range(2):
        answer = aigerim.post(f"/en/credit/guardians/{number}/decide/", {"confirmed": said})
        assert answer.headers["Location"] == "/en/credit/guardians/"
    assert happened(CHILD) == ["guardian_asked", what]
    assert "Nobody waits" in aigerim.get("/en/credit/guardians/").content.decode()


def test_a_prosecutor_sees_that_somebody_waits_and_opens_nothing(log_in: LogIn) -> None:
    number, timur = asked().id, log_in(Role.PROSECUTOR)
    assert "A child under 18" in timur.get("/en/credit/guardians/").content.decode()
    assert timur.get(f"/en/credit/guardians/{number}/").status_code == 403
