"""A newcomer finds each step: the first incident at its end, the second before the prosecutor, the rest left to him."""

from pathlib import Path

import pytest

from arasha.app import demonstration, demonstration_banks
from arasha.app.demonstration_banks import lead_the_way
from arasha.domains.recovery.actions import analysis, recalls
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.facts.returning import RecallState
from arasha.domains.recovery.models import Hold, Recall
from arasha.kernel.access import actions
from arasha.kernel.access.keys import digest
from arasha.kernel.access.models import Institution, InstitutionKey, InstitutionKind, Person
from arasha.kernel.access.roles import Role
from arasha.kernel.settings import Settings
from arasha.simulator.thefts import AT_WORK
from tests.domains.recovery.stolen import TOSTIK_SAYS, connected, held, works
from tests.support.cast import ALDAR, SAULE, TOSTIK

pytestmark = pytest.mark.django_db


def agreed() -> Hold:
    return analysis.answer(held().id, Verdict(agreed=True), TOSTIK_SAYS)


def states() -> list[str]:
    return [recall.state for recall in Recall.objects.order_by("id")]


def test_the_first_incident_is_led_to_its_end_and_the_second_before_the_prosecutor() -> None:
    works(Role.ANALYST, "aigerim")
    works(Role.PROSECUTOR, "timur")
    for _ in range(3):
        agreed()
    assert lead_the_way()
    assert states() == [RecallState.SANCTIONED, RecallState.PROSECUTOR_PENDING]
    assert lead_the_way()
    assert len(states()) == 2, "the third is left to whoever watches"


def test_nobody_is_asked_before_his_bank_has_looked() -> None:
    works(Role.ANALYST, "aigerim")
    works(Role.PROSECUTOR, "timur")
    assert not lead_the_way()
    first, _ = agreed(), held()
    assert not lead_the_way()
    (recall,) = Recall.objects.all()
    recalls.answer(recall.id, recalls.RecallAnswer(recall.amount), TOSTIK_SAYS)
    assert recall.hold_id == first.id
    assert not lead_the_way()


def test_each_bank_gets_one_key_and_the_third_an_officer_once(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    for bank in (ALDAR, TOSTIK):
        connected(bank)
    names = {"kk": "Қаңбақ Шал Банкі", "ru": "Банк Канбак Шала", "en": "Bank of Kanbak Shal"}
    actions.connect_institution("KANBAKZA", InstitutionKind.BANK, names, SAULE)
    for _ in range(2):
        demonstration_banks.connect(settings, demonstration.DIRECTOR)
    for code in AT_WORK:
        (key,) = InstitutionKey.objects.filter(institution=Institution.objects.get(code=code))
        assert digest(settings.path("keys", f"{code}.key").read_bytes()) == bytes(key.digest)
    (officer,) = Person.objects.filter(role=Role.INSTITUTION_OFFICER)
    assert officer.institution is not None
    assert (officer.username, officer.institution.code) == ("marat", "KANBAKZA")
