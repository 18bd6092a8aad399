"""Loans that somebody said were given: kept once, held against the answers that their lenders had."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from arasha.domains.credit.actions import claim_messages as messages
from arasha.domains.credit.actions.claims import open_all
from arasha.domains.credit.facts.lending import Finding, LoanQuestioned, LoanSource, LoansReported
from arasha.domains.credit.models import Claim, Loan
from arasha.domains.credit.queries.loans import asked_of
from arasha.domains.credit.rules import loans as rules
from arasha.domains.credit.rules.loans import MEMORY, PATIENCE, Asked, Lent
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.facts import Fact, canonical_json
from arasha.kernel.outbox.append import By, append

JUDGE = By("process:credit", Purpose.CREDIT)
AT_ONCE = 1_000
SLACK = timedelta(minutes=5)  # clocks of lenders go wrong by so much


class Told(NamedTuple):
    """A loan as it is reported: by which lender (its code), to whom (a token), how much, when, under which names."""

    lender: str
    contract: str
    person: bytes
    amount: int
    at: datetime
    application: str = ""


class Taken(NamedTuple):
    """What became of a reported loan: `new`, `known`, or `differs` from what was said of it before."""

    loan: Loan
    word: str
    claim: Claim | None = None


class Disowned(NamedTuple):
    """A loan in a person's name that the person did not take; contract and amount as far as they are known."""

    lender: str
    contract: str
    amount: int
    lent_at: datetime


@transaction.atomic
def report(told: Sequence[Told], by: By, reporter: str = "") -> list[Taken]:
    """Take what a bureau knows of loans: so one finds who lends without asking.

    `reporter` is its code, where somebody else acts for it.
    """
    rows = keep(told, LoanSource.BUREAU, by, reporter)
    return conclude(rows, [batch(told, LoanSource.BUREAU, by)], by)


def take(told: Sequence[Told], source: LoanSource, by: By) -> list[Taken]:
    """Keep reported loans and judge those that are new, in the caller's transaction and as its last step."""
    return conclude(keep(told, source, by), [batch(told, source, by)], by)


def keep(told: Sequence[Told], source: LoanSource, by: By, reporter: str = "") -> list[Taken]:
    """Keep reported loans, each once; `conclude` judges them. `Malformed` for one that is still to be given."""
    if any(each.at > clock.now() + SLACK for each in told):
        raise Malformed("a loan that is still to be given cannot be reported", field="at")
    lenders = {row.code: row for row in Institution.objects.filter(code__in={each.lender for each in told})}
    before = _before(told)
    found: list[Taken] = []
    for each in told:
        standing = before.get((each.lender, each.contract))
        if standing is not None:
            found.append(Taken(standing, "known" if _same(standing, each) else "differs"))
            continue
        row = before[each.lender, each.contract] = _row(each, source, by, lenders)
        row.reporter = reporter or row.reporter
        row.save()
        found.append(Taken(row, "new"))
    return found


def conclude(rows: Sequence[Taken], first: Sequence[Fact], by: By) -> list[Taken]:
    """Judge loans that are new and record all this, as the last step of the caller's transaction.

    A loan whose lender seems not to have asked is judged only when the check has had time to reach the store.
    """
    append([*first, *_judged([row.loan for row in rows if row.word == "new"], clock.now() - PATIENCE)], by)
    claims = {claim.loan_id: claim for claim in Claim.objects.filter(loan__in=[row.loan.id for row in rows])}
    return [row._replace(claim=claims.get(row.loan.id)) for row in rows]


@transaction.atomic
def judge_waiting(limit: int = AT_ONCE) -> int:
    """Judge the loans whose check has not come in the time that it may take; how many."""
    due = clock.now() - PATIENCE
    rows = Loan.objects.select_for_update(of=("self",), skip_locked=True).select_related("lender")
    waiting = list(rows.filter(finding=Finding.WAITING, reported_at__lte=due).order_by("reported_at")[:limit])
    append(_judged(waiting, due), JUDGE)
    return len(waiting)


@transaction.atomic
def disown(person: bytes, told: Disowned, by: By) -> Claim:
    """A person says that a loan in their name is not theirs: the lender has to show that it had asked.

    `Conflict` when it had asked and was allowed: then it is for the police to say who took the loan.
    """
    lender = Institution.objects.filter(code=told.lender).first()
    if lender is None:
        raise Malformed("name the lender by its code", field="lender")
    standing = _standing(lender, UUID(bytes=person), told)
    if standing is not None and (claim := Claim.objects.filter(loan=standing).first()) is not None:
        return _with_loan(claim)
    spoken_of = Told(told.lender, told.contract, person, told.amount, told.lent_at)
    loan = standing or _row(spoken_of, LoanSource.PERSON, by, {lender.code: lender})
    found = rules.find(_generous(lender, loan), Lent(loan.person, loan.amount, loan.lent_at, loan.application))
    if found.finding not in rules.VOIDING:
        raise Conflict("this lender had asked, and was not told to refuse: report it as a theft", field="lender")
    loan.finding, loan.check_place = found.finding, found.check.sequence if found.check else None
    loan.save()
    opened = open_all([loan])
    messages.send(opened.messages)
    append(opened.facts, by)
    return _with_loan(Claim.objects.get(loan=loan))


def batch(told: Sequence[Told], source: LoanSource, by: By) -> Fact:
    """That somebody reported loans, and the digest of what was said."""
    said = canonical_json([
        [each.lender, each.contract, each.person.hex(), each.amount, clock.to_us(each.at), each.application]
        for each in told
    ])  # fmt: skip
    return LoansReported(
        source=source,
        reporter=by.actor.partition(":")[2],
        rows=len(told),
        lent=len(told),
        digest=hashlib.sha256(said).hexdigest(),
    )


def _with_loan(claim: Claim) -> Claim:
    return Claim.objects.select_related("loan", "lender").get(id=claim.id)


def _standing(lender: Institution, person: UUID, told: Disowned) -> Loan | None:
    """The loan as somebody has reported it before; the same one that the person speaks of."""
    rows = Loan.objects.select_for_update(of=("self",)).filter(lender=lender, person=person)
    if told.contract:
        return rows.filter(contract=told.contract).first()
    day = timedelta(days=1)
    return rows.filter(lent_at__gte=told.lent_at - day, lent_at__lte=told.lent_at + day).first()


def _generous(lender: Institution, loan: Loan) -> list[Asked]:
    """What a lender asked about a person, good for as long as a person may err in the day of the loan."""
    until = loan.lent_at + timedelta(days=1)
    asked = asked_of([lender.number], [loan.person], [], loan.lent_at - MEMORY).get(lender.number, [])
    return [each._replace(at=min(each.at, loan.lent_at), good_until=until) for each in asked if each.at <= until]


def _before(told: Sequence[Told]) -> dict[tuple[str, str], Loan]:
    rows = Loan.objects.select_for_update(of=("self",)).filter(
        lender_code__in={each.lender for each in told}, contract__in={each.contract for each in told}
    )
    return {(row.lender_code, row.contract): row for row in rows}


def _row(told: Told, source: LoanSource, by: By, lenders: dict[str, Institution]) -> Loan:
    reporter = by.actor.removeprefix("institution:") if by.actor.startswith("institution:") else ""
    return Loan(
        lender=lenders.get(told.lender),
        lender_code=told.lender,
        contract=told.contract,
        application=told.application,
        person=UUID(bytes=told.person),
        amount=told.amount,
        lent_at=told.at,
        source=source,
        reporter=reporter,
        reported_at=clock.now(),
        finding=Finding.WAITING,
    )


def _same(row: Loan, told: Told) -> bool:
    return (row.person.bytes, row.amount) == (told.person, told.amount)


def _judged(loans: Sequence[Loan], due: datetime) -> list[Fact]:
    """Judge loans; what rests on an answer at once, what rests on none when it was reported before `due`."""
    answers = _answers(loans)
    judged = [loan for loan in loans if _judge(loan, answers.get(loan.lender_id or 0, []), due)]
    Loan.objects.bulk_update(judged, ["finding", "check_place"])
    opened = open_all([loan for loan in judged if loan.finding in rules.VOIDING])
    messages.send(opened.messages)
    held = [loan for loan in judged if loan.finding in rules.QUESTIONABLE - rules.VOIDING]
    return [*(_questioned(loan) for loan in held), *opened.facts]


def _judge(loan: Loan, asked: Sequence[Asked], due: datetime) -> bool:
    found = rules.find(asked, Lent(loan.person, loan.amount, loan.lent_at, loan.application))
    if found.check is None and loan.reported_at > due:
        return False
    loan.finding, loan.check_place = found.finding, found.check.sequence if found.check else None
    return True


def _answers(loans: Sequence[Loan]) -> dict[int, list[Asked]]:
    if not loans:
        return {}
    return asked_of(
        {loan.lender_id for loan in loans if loan.lender_id},
        {loan.person for loan in loans},
        {loan.application for loan in loans},
        min(loan.lent_at for loan in loans) - MEMORY,
    )


def _questioned(loan: Loan) -> Fact:
    return LoanQuestioned(loan=loan.id, lender=loan.lender_code, finding=Finding(loan.finding), amount=loan.amount)
