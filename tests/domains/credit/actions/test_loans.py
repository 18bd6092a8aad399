"""People learn who asked for loans in their names: once for each lender in an hour, and never twice of one answer."""

from typing import cast

import pytest
from django.db import transaction

from arasha.domains.credit.actions import claims, lent, loans
from arasha.domains.credit.actions.acting import PUBLIC
from arasha.domains.credit.actions.lent import Disowned
from arasha.domains.credit.facts.lending import ClaimDecided, ClaimFact, ClaimState
from arasha.domains.credit.facts.register import Answer, ChecksAnswered, LoanHeld
from arasha.domains.credit.models import Check, Claim, RefusalEvent
from arasha.domains.credit.queries.told import words
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By, append
from tests.domains.credit.refusing import APAI, SON, happened, letters, person, portal
from tests.domains.recovery.stolen import connected
from tests.support.cast import ALDAR, TOSTIK, Bank

pytestmark = pytest.mark.usefixtures("db")


def asked(place: int, bank: Bank = ALDAR, iin: str = APAI, answer: Answer = Answer.DENY) -> None:
    connected(bank)
    lender = Institution.objects.get(code=bank.code)
    Check.objects.create(
        sequence=place, group=0, lender=lender, application=f"A-{place}", person=person(iin), at=clock.now(),
        amount=100, channel=0, product=0, answer=answer, reasons=1, effect=1, register=0,
    )  # fmt: skip


def answered(first: int, last: int) -> ChecksAnswered:
    return ChecksAnswered(first=first, last=last, rows=1 + last - first, root="", answers={"deny": 1}, changes=0)


def test_whoever_is_refused_for_is_told_by_which_lender() -> None:
    to = portal()
    asked(1)
    asked(2, answer=Answer.ALLOW)
    asked(3, iin=SON)
    assert loans.tell_denied(answered(1, 3)) == 2
    assert happened(APAI) == happened(SON) == ["loan_denied"]
    event = RefusalEvent.objects.get(person=person(APAI))
    assert words(event, event.institution)["en"].text.startswith("Bank ALDARKZA asked")
    assert [each["data"]["what"] for each in letters(to)] == ["loan_denied"] * 2


def test_heeded_again_nobody_is_told_again() -> None:
    asked(1)
    assert (loans.tell_denied(answered(1, 1)), loans.tell_denied(answered(1, 1))) == (1, 0)


def test_a_lender_that_asks_again_and_again_is_told_of_once_an_hour() -> None:
    asked(1)
    asked(2)
    assert loans.tell_denied(answered(1, 2)) == 1
    asked(3)
    asked(4, TOSTIK)
    assert loans.tell_denied(answered(3, 4)) == 1
    RefusalEvent.objects.update(at=clock.now() - loans.QUIET)
    asked(5)
    assert loans.tell_denied(answered(5, 5)) == 1


def test_a_second_lender_that_waits_is_told_of_once() -> None:
    connected(ALDAR)
    held = LoanHeld(sequence=9, person=person().hex, lender=ALDAR.code, until=clock.now_us())
    assert (loans.tell_held(held), loans.tell_held(held)) == (1, 0)
    event = RefusalEvent.objects.get()
    assert "must wait until" in words(event, event.institution)["en"].text


def disowned() -> Claim:
    """A loan that she did not take, of a lender that had not asked."""
    connected(ALDAR)
    return lent.disown(person().bytes, Disowned(ALDAR.code, "", 30_000_000, clock.now()), PUBLIC)


def of_claim(fact: Recorded[Fact]) -> Recorded[ClaimFact]:
    return cast("Recorded[ClaimFact]", fact)


def test_how_a_claim_goes_on_is_told_once() -> None:
    claim = disowned()
    claims.write_off(claim.id, By(f"institution:{ALDAR.code}", Purpose.CREDIT))
    for _ in range(2):
        for fact in read.about(str(claim)):
            loans.tell_claim(of_claim(fact))
    assert happened() == ["claim_opened", "claim_written_off", "claim_corrected"]


def test_a_decision_is_told_by_what_it_was() -> None:
    claim = disowned()
    said = ClaimDecided(claim=claim.id, person=person().hex, lender="NOBODY", state=ClaimState.UNFOUNDED)
    with transaction.atomic():
        (recorded,) = append([said], PUBLIC)
    assert loans.tell_claim(of_claim(recorded)) == 1
    event = RefusalEvent.objects.get()
    assert event.institution is None
    assert words(event)["en"].title == "The loan in your name stands"
