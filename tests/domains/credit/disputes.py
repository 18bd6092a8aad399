"""A story for a court: an old woman refuses credit, one lender is told so, another lends without asking."""

from datetime import timedelta

from arasha.domains.credit.actions import lent, outcomes, refusals
from arasha.domains.credit.actions.acting import PUBLIC, Signed, self_acting
from arasha.domains.credit.actions.outcomes import Said
from arasha.domains.credit.facts.lending import Finding
from arasha.domains.credit.facts.refusing import Method
from arasha.domains.credit.models import Loan
from arasha.domains.credit.queries.bundle import Whom
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from tests.domains.credit.lending import by
from tests.support.cast import ALDAR, TAZSHA, Bank
from tests.support.credit import APAI, STUDENT, Counter, check, person_of, token_of

NAME = "АПАЙ ОЙДАНҚЫЗЫ"
WILL = "I refuse credit.\n\nArasha · testserver · 2026-11-20T12:00:00+05:00 · 00ff\n"
SIGNATURE = b"\x30\x03\x02\x01\x05"
AMOUNT = 40_000_000


def whom(iin: str = APAI) -> Whom:
    return Whom(person_of(iin), iin, NAME)


def lends(bank: Bank, application: str, contract: str, iin: str = APAI) -> None:
    """A lender says that it has lent, just now."""
    said = Said(application, True, clock.now(), token_of(iin), contract, AMOUNT)
    outcomes.report(Institution.objects.get(code=bank.code), [said], by(bank))


def dispute(counter: Counter) -> None:
    """One asks before the refusal, refused, asked again; one lends against the answer, another without asking."""
    counter.ask(ALDAR, check("before"))
    actor = self_acting(token_of(APAI), Method.SIGNATURE, Signed(WILL, SIGNATURE))
    refusals.set_refusal(actor, Refused(Scope.ALL), PUBLIC)
    counter.heed()
    counter.ask(ALDAR, check("after"), check("other", STUDENT))
    counter.connect(TAZSHA)
    lends(ALDAR, "after", "K-77")
    lends(TAZSHA, "never-asked", "M-1")
    Loan.objects.filter(finding=Finding.WAITING).update(reported_at=clock.now() - timedelta(days=1))
    lent.judge_waiting()
