"""People: what a role may do is one table; who looks at somebody's data leaves a row."""

import pytest
from django.db.models import ProtectedError
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from arasha.kernel import clock
from arasha.kernel.access import actions
from arasha.kernel.access.models import InstitutionKind, Look, Person
from arasha.kernel.access.purposes import CHOSEN_BY_PEOPLE, Purpose
from arasha.kernel.access.roles import RIGHTS, Right, Role
from arasha.kernel.errors import Conflict, Malformed, NotFound
from arasha.kernel.outbox import read
from tests.support.cast import PASSWORD, SAULE, TOSTIK

SEES = {
    Right.SEE_PAYMENTS, Right.SEE_REGISTRY, Right.SEE_INSTITUTIONS, Right.SEE_DETECTION, Right.SEE_REPORTS,
    Right.SEE_HOLDS, Right.SEE_CREDIT,
}  # fmt: skip
WORKS = {
    Right.DECIDE_REVIEW, Right.REVEAL, Right.PROPOSE_ENTRY, Right.WRITE_TYPOLOGY, Right.STEER_MODEL, Right.TAKE_REPORT,
    Right.HANDLE_HOLD, Right.DECIDE_APPEAL, Right.PROTECT_VICTIM, Right.CONFIRM_GUARDIAN, Right.TAKE_EXERCISE,
}  # fmt: skip

# Written out a second time, by role, so that a right given by a slip is seen.
EXPECTED = {
    Role.ANALYST: SEES | WORKS,
    Role.SUPERVISOR: set(Right)
    - {
        Right.MANAGE_INSTITUTIONS,
        Right.SANCTION_RECALL,
        Right.ANSWER_OWN_HOLDS,
        Right.ANSWER_OWN_CLAIMS,
        Right.SEE_EXERCISES,
    },
    Role.ADMINISTRATOR: {Right.SEE_INSTITUTIONS, Right.MANAGE_INSTITUTIONS},
    Role.PROSECUTOR: SEES | {Right.REVEAL, Right.SEE_AUDIT, Right.SANCTION_RECALL},
    Role.INSTITUTION_OFFICER: {Right.ANSWER_OWN_HOLDS, Right.PROTECT_VICTIM, Right.ANSWER_OWN_CLAIMS},
    Role.TRAINER: {Right.SEE_EXERCISES},
}
CHANGES = {
    Right.DECIDE_REVIEW, Right.PROPOSE_ENTRY, Right.CONFIRM_ENTRY, Right.WITHDRAW_ENTRY, Right.MANAGE_INSTITUTIONS,
    Right.WRITE_TYPOLOGY, Right.APPROVE_TYPOLOGY, Right.STEER_MODEL, Right.APPROVE_MODEL,
    Right.TAKE_REPORT, Right.HANDLE_HOLD, Right.DECIDE_APPEAL, Right.PROTECT_VICTIM,
}  # fmt: skip


@pytest.fixture
def aigerim(db: None) -> Person:
    actions.add_person("aigerim", PASSWORD, Role.ANALYST, SAULE, name="Айгерім")
    return Person.objects.get(username="aigerim")


@pytest.mark.parametrize("role", Role)
def test_a_role_has_exactly_these_rights(role: Role) -> None:
    assert RIGHTS[role] == EXPECTED[role]


def test_a_prosecutor_reads_everything_relevant_and_changes_nothing_but_what_he_sanctions() -> None:
    assert not RIGHTS[Role.PROSECUTOR] & CHANGES


def test_nobody_both_works_on_people_s_data_and_manages_access() -> None:
    for rights in RIGHTS.values():
        assert not {Right.REVEAL, Right.MANAGE_INSTITUTIONS} <= rights


def test_every_right_is_somebody_s() -> None:
    assert set().union(*RIGHTS.values()) == set(Right)


def test_a_person_may_do_what_his_role_may(aigerim: Person) -> None:
    assert {right for right in Right if aigerim.may(right)} == EXPECTED[Role.ANALYST]


def test_somebody_who_has_left_may_do_nothing(aigerim: Person) -> None:
    aigerim.is_active = False
    assert not any(aigerim.may(right) for right in Right)


def test_a_person_logs_in_with_his_password_of_which_a_slow_hash_is_kept(aigerim: Person) -> None:
    assert aigerim.check_password(PASSWORD)
    assert not aigerim.check_password(PASSWORD + " ")
    assert PASSWORD not in aigerim.password
    assert aigerim.password.startswith("pbkdf2_sha256$")


def test_a_person_gets_a_device_for_one_time_codes(db: None) -> None:
    device = actions.add_person("aigerim", PASSWORD, Role.ANALYST, SAULE)
    assert device.config_url.startswith("otpauth://totp/Arasha")
    code = TOTP(device.bin_key, device.step, device.t0, device.digits).token()
    assert TOTPDevice.objects.get(user__username="aigerim").verify_token(code)
    assert not TOTPDevice.objects.get(user__username="aigerim").verify_token(code), "a code serves once"


def test_a_name_is_taken_once(aigerim: Person) -> None:
    with pytest.raises(Conflict) as refused:
        actions.add_person("aigerim", PASSWORD, Role.SUPERVISOR, SAULE)
    assert refused.value.field == "username"
    assert Person.objects.get().role == Role.ANALYST


def test_letting_somebody_in_is_a_fact_that_holds_no_secret(db: None) -> None:
    device = actions.add_person("aigerim", PASSWORD, Role.ANALYST, SAULE)
    (found,) = read.about("person:aigerim")
    assert (found.fact.kind(), found.actor) == ("access.person_added", "person:saule")
    assert PASSWORD not in repr(found)
    assert device.key not in repr(found)


def test_a_look_says_who_looked_at_what_for_which_purpose_and_when(aigerim: Person) -> None:
    before = clock.now()
    actions.note_look(aigerim, Purpose.REVIEW, Look.What.REVEALED, "payment:17")
    look = Look.objects.get()
    assert (look.person, look.purpose, look.what, look.subject) == (aigerim, "review", "revealed", "payment:17")
    assert before <= look.at <= clock.now()


def test_somebody_who_has_looked_cannot_be_deleted(aigerim: Person) -> None:
    actions.note_look(aigerim, Purpose.REVIEW, Look.What.OPENED, "payment:17")
    with pytest.raises(ProtectedError):
        aigerim.delete()


def test_people_choose_only_purposes_that_people_can_have() -> None:
    assert set(CHOSEN_BY_PEOPLE) == set(Purpose) - {Purpose.ADMINISTRATION, Purpose.SCREENING, Purpose.UPKEEP}


def test_an_officer_is_bound_to_his_institution(db: None) -> None:
    actions.connect_institution(TOSTIK.code, InstitutionKind(TOSTIK.kind), TOSTIK.names, SAULE)
    actions.add_officer("marat", PASSWORD, TOSTIK.code, SAULE)
    marat = Person.objects.get(username="marat")
    assert marat.institution is not None
    assert (marat.institution.code, marat.role) == (TOSTIK.code, Role.INSTITUTION_OFFICER)


def test_nobody_becomes_an_officer_of_nothing(db: None) -> None:
    with pytest.raises(Malformed):
        actions.add_person("marat", PASSWORD, Role.INSTITUTION_OFFICER, SAULE)
    with pytest.raises(NotFound):
        actions.add_officer("marat", PASSWORD, "NOBODYKZ", SAULE)
