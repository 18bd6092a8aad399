"""A newcomer finds each step: the first incident at its end, the second before the prosecutor, the rest left to him."""

from pathlib import Path

import pytest

from arasha.app import demonstration, demonstration_banks, fairyland
from arasha.app.demonstration_play import lead_the_way
from arasha.domains.recovery.actions import analysis, recalls
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.facts.returning import RecallState
from arasha.domains.recovery.models import Hold, Recall
from arasha.kernel.access.keys import digest
from arasha.kernel.access.models import Institution, InstitutionKey, Person
from arasha.kernel.access.roles import Role
from arasha.kernel.settings import Settings
from tests.domains.recovery.stolen import TOSTIK_SAYS, connected, held, works
from tests.support.cast import ALDAR, TOSTIK

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


def test_each_house_gets_its_keys_and_one_bank_an_officer_once(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    for bank in (ALDAR, TOSTIK):
        connected(bank)
    for _ in range(2):
        fairyland.connect(settings, demonstration.DIRECTOR)
        demonstration_banks.connect(demonstration.DIRECTOR)
    keys = fairyland.keys(settings)
    assert set(keys.banks) == set(fairyland.DESKS)
    for code, key in keys.banks.items():
        house = Institution.objects.get(code=code)
        known = {bytes(each.digest) for each in InstitutionKey.objects.filter(institution=house)}
        assert digest(key.encode()) in known
        assert len(known) == (2 if code in keys.lenders else 1)
    (officer,) = Person.objects.filter(role=Role.INSTITUTION_OFFICER)
    assert officer.institution is not None
    assert (officer.username, officer.institution.code) == ("marat", "KANBAKZA")
