"""A coerced victim's payments wait for somebody whom he trusts, and no longer than the term."""

import pytest

from arasha.domains.payments.facts import Verdict
from arasha.domains.recovery.actions import due, protection
from arasha.domains.recovery.actions.protection import Trusted, Wish
from arasha.domains.recovery.facts.protecting import ProtectionEnded, ProtectionState, VictimProtected
from arasha.domains.recovery.models import Clock, Protection
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.outbox import read
from tests.domains.recovery.stolen import ALDAR_SAYS, TOSTIK_SAYS, account, connected, works
from tests.support.cast import ALDAR, NEIGHBOUR, TOSTIK
from tests.support.recorded import given, token_of

DAUGHTER = Trusted("Ainur", "+7 701 555 12 34")


def protected() -> Protection:
    """The pensioner's bank asks that his payments wait for his daughter's word."""
    connected(ALDAR)
    connected(TOSTIK)
    return protection.protect(Wish(account("pensioner"), ALDAR.code, DAUGHTER), ALDAR_SAYS)


def test_the_gateway_hears_the_account_and_until_when(db: None) -> None:
    found = protected()
    fact = next(read.about(str(found))).fact
    assert isinstance(fact, VictimProtected)
    assert (fact.token, fact.until) == (account("pensioner").hex, clock.to_us(found.until))


def test_whom_he_trusts_is_sealed(db: None) -> None:
    found = protected()
    assert b"Ainur" not in bytes(Protection.objects.get().trusted)
    assert protection.trusted(found) == DAUGHTER


def test_it_ends_on_the_trusted_persons_word(db: None) -> None:
    found = protection.end(protected().id, ALDAR_SAYS, trusted_agrees=True)
    assert found.state == ProtectionState.ENDED_TRUSTED
    assert isinstance(list(read.about(str(found)))[-1].fact, ProtectionEnded)
    with pytest.raises(Conflict):
        protection.end(found.id, ALDAR_SAYS, trusted_agrees=True)


def test_the_bank_cannot_lift_it_without_that_word_nor_make_it_longer(db: None) -> None:
    found = protected()
    with pytest.raises(Forbidden):
        protection.end(found.id, ALDAR_SAYS, trusted_agrees=False)
    with pytest.raises(Forbidden):
        protection.renew(found.id, ALDAR_SAYS)
    with pytest.raises(NotFound):
        protection.end(found.id, TOSTIK_SAYS, trusted_agrees=True)


def test_a_supervisor_gives_it_another_term(db: None) -> None:
    found = protected()
    renewed = protection.renew(found.id, works(Role.SUPERVISOR, "daniyar"))
    assert (renewed.state, renewed.renewals) == (ProtectionState.RENEWED, 1)
    assert renewed.until > found.until
    assert Clock.objects.filter(stopped_at=None).count() == 1


def test_it_ends_by_itself(db: None) -> None:
    found, past = protected(), clock.now()
    Protection.objects.update(until=past)
    Clock.objects.update(due_at=past)
    assert due.breach_due() == 1
    assert Protection.objects.get(id=found.id).state == ProtectionState.ENDED_EXPIRED
    assert due.breach_due() == 0


def test_asked_twice_it_is_one(db: None) -> None:
    assert protected() == protected()


def test_somebody_must_be_named(db: None) -> None:
    connected(ALDAR)
    for nobody in (Trusted("", "1"), Trusted("Ainur", " ")):
        with pytest.raises(Malformed):
            protection.protect(Wish(account("pensioner"), ALDAR.code, nobody), ALDAR_SAYS)


def test_where_the_ledger_shows_another_keeper_it_is_refused(db: None) -> None:
    """Else any institution could stop the payments of anybody."""
    connected(ALDAR)
    connected(TOSTIK)
    given(Verdict.ALLOW, codes=(), debtor=NEIGHBOUR)
    with pytest.raises(Malformed, match="another institution keeps"):
        protection.protect(Wish(token_of(NEIGHBOUR), TOSTIK.code, DAUGHTER), TOSTIK_SAYS)
    assert not Protection.objects.exists()
    assert protection.protect(Wish(token_of(NEIGHBOUR), ALDAR.code, DAUGHTER), ALDAR_SAYS).state == "active"


def test_what_another_institution_protects_already_is_not_told(db: None) -> None:
    found = protected()
    with pytest.raises(Malformed, match="another institution keeps"):
        protection.protect(Wish(found.account, TOSTIK.code, DAUGHTER), TOSTIK_SAYS)


def test_an_account_is_protected_anew_when_its_protection_has_ended(db: None) -> None:
    first = protected()
    protection.end(first.id, ALDAR_SAYS, trusted_agrees=True)
    assert protected().id != first.id
