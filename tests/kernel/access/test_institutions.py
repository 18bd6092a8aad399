"""Institutions join, get keys, lose them; every step is a fact, and of a key only its hash is kept."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from arasha.kernel import clock
from arasha.kernel.access import actions, keys, queries
from arasha.kernel.access.models import Institution, InstitutionKey, InstitutionKind, StandIn
from arasha.kernel.access.scopes import EVERYDAY, Scope
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.outbox import read
from tests.support.cast import ALDAR, SAULE, TOSTIK


@pytest.fixture
def aldar(db: None) -> Institution:
    return actions.connect_institution(ALDAR.code, InstitutionKind.BANK, ALDAR.names, SAULE)


def good() -> set[str]:
    """The ids of the keys with which the gateway lets in."""
    return {caller.key_id for caller in queries.good_keys().values()}


def key_id(text: str) -> str:
    return text.split("_")[1]


def facts(code: str) -> list[str]:
    return [found.fact.kind() for found in read.about(f"institution:{code}")]


def test_an_institution_is_known_by_its_code_and_called_by_its_names(aldar: Institution) -> None:
    found = queries.institution(ALDAR.code)
    assert (found.kind, found.name_kk, found.name_ru, found.name_en) == ("bank", *ALDAR.names.values())
    assert queries.code_of(found.number) == ALDAR.code
    assert facts(ALDAR.code) == ["access.institution_connected"]


def test_a_code_is_taken_once(aldar: Institution) -> None:
    with pytest.raises(Conflict) as refused:
        actions.connect_institution(ALDAR.code, InstitutionKind.SWITCH, TOSTIK.names, SAULE)
    assert refused.value.field == "code"
    assert facts(ALDAR.code) == ["access.institution_connected"]


def test_nobody_is_found_under_a_code_that_nobody_has(db: None) -> None:
    with pytest.raises(NotFound):
        queries.institution("NOBODYKZ")
    with pytest.raises(NotFound):
        actions.choose_stand_in("NOBODYKZ", StandIn.HOLD, SAULE)


def test_until_an_institution_chooses_silence_warns(aldar: Institution) -> None:
    assert queries.institution(ALDAR.code).stand_in == StandIn.WARN
    actions.choose_stand_in(ALDAR.code, StandIn.HOLD, SAULE)
    assert queries.institution(ALDAR.code).stand_in == StandIn.HOLD
    assert facts(ALDAR.code)[-1] == "access.stand_in_changed"


def test_a_key_is_shown_once_and_only_its_hash_is_kept(aldar: Institution) -> None:
    text = actions.issue_key(aldar, SAULE)
    assert re.fullmatch(r"arasha_[a-z2-9]{10}_[\w-]{43}", text)
    secret = text.split("_", 2)[2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(k)::text FROM institution_key k")
        (row,) = cursor.fetchone() or ("",)
    assert secret not in row
    assert secret.encode().hex() not in row
    assert keys.digest(text.encode()).hex() in row
    assert secret not in "".join(map(repr, read.about(f"institution:{ALDAR.code}")))


def test_a_key_lets_its_institution_in_with_its_rights(aldar: Institution) -> None:
    text = actions.issue_key(aldar, SAULE)
    caller = queries.good_keys()[keys.digest(text.encode())]
    assert (caller.number, caller.code, caller.key_id) == (aldar.number, ALDAR.code, key_id(text))
    assert caller.scopes == frozenset(EVERYDAY)
    assert Scope.ON_BEHALF not in caller.scopes, "only a switch asks for others"
    assert caller.stand_in == "warn"


def test_a_key_may_have_fewer_rights_or_one_more(aldar: Institution) -> None:
    reading = actions.issue_key(aldar, SAULE, scopes=[Scope.READ])
    switch = actions.issue_key(aldar, SAULE, scopes=[*EVERYDAY, Scope.ON_BEHALF])
    found = queries.good_keys()
    assert found[keys.digest(reading.encode())].scopes == {Scope.READ}
    assert found[keys.digest(switch.encode())].scopes == {*EVERYDAY, Scope.ON_BEHALF}


def test_a_new_key_and_the_old_one_are_good_together_until_the_old_one_is_revoked(aldar: Institution) -> None:
    """Rotation: the institution changes its key without a second of silence."""
    old, new = actions.issue_key(aldar, SAULE, label="2026"), actions.issue_key(aldar, SAULE, label="2027")
    assert good() == {key_id(old), key_id(new)}
    actions.revoke_key(key_id(old), SAULE)
    assert good() == {key_id(new)}


def test_revoking_twice_is_revoking_once(aldar: Institution) -> None:
    revoked = key_id(actions.issue_key(aldar, SAULE))
    actions.revoke_key(revoked, SAULE)
    at = InstitutionKey.objects.get().revoked_at
    actions.revoke_key(revoked, SAULE)
    assert InstitutionKey.objects.get().revoked_at == at
    assert facts(ALDAR.code).count("access.key_revoked") == 1


def test_a_key_that_is_not_there_cannot_be_revoked(db: None) -> None:
    with pytest.raises(NotFound):
        actions.revoke_key("abcdefghjk", SAULE)


def test_a_key_is_good_for_a_year_and_not_a_moment_longer(aldar: Institution, monkeypatch: pytest.MonkeyPatch) -> None:
    actions.issue_key(aldar, SAULE)
    key = InstitutionKey.objects.get()
    assert key.expires_at - key.issued_at == timedelta(days=365)
    for left, is_good in ((timedelta(microseconds=1), True), (timedelta(0), False)):
        monkeypatch.setattr(clock, "now", lambda left=left: key.expires_at - left)
        assert bool(good()) is is_good


def test_the_gateway_is_told_when_each_key_ends(aldar: Institution) -> None:
    actions.issue_key(aldar, SAULE)
    (caller,) = queries.good_keys().values()
    assert caller.expires_us == clock.to_us(InstitutionKey.objects.get().expires_at)


def test_no_two_keys_are_the_same() -> None:
    made = [keys.make() for _ in range(500)]
    assert len({key.key_id for key in made}) == len({key.text for key in made}) == 500
    assert all(key.text.startswith(f"arasha_{key.key_id}_") for key in made)


def test_every_step_is_a_fact_with_who_and_why(aldar: Institution) -> None:
    actions.revoke_key(key_id(actions.issue_key(aldar, SAULE)), SAULE)
    history = list(read.about(f"institution:{ALDAR.code}"))
    assert [found.fact.kind() for found in history] == [
        "access.institution_connected", "access.key_issued", "access.key_revoked",
    ]  # fmt: skip
    assert {(found.actor, found.purpose) for found in history} == {("person:saule", "administration")}
