"""What lenders did after they had asked: lent, or not. A loan that no answer allows becomes a claim."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from arasha.domains.credit.actions import lent as loans
from arasha.domains.credit.actions.lent import Taken, Told
from arasha.domains.credit.facts.lending import LoanSource, LoansReported
from arasha.domains.credit.models import Loan, Outcome
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.facts import canonical_json
from arasha.kernel.outbox.append import By


class Said(NamedTuple):
    """What became of an application: was it lent, and if so to whom (a token), how much, what it is called."""

    application: str
    lent: bool
    at: datetime
    person: bytes = b""
    contract: str = ""
    amount: int = 0


class Noted(NamedTuple):
    """An outcome as it was noted: `new`, `known`, or `differs` when the lender said otherwise before."""

    application: str
    word: str
    taken: Taken | None = None


@transaction.atomic
def report(lender: Institution, said: Sequence[Said], by: By) -> list[Noted]:
    """Note what a lender did; the same again changes nothing, and what was lent stays lent."""
    rows = Outcome.objects.select_for_update(of=("self",)).filter(
        lender=lender, application__in={each.application for each in said}
    )
    before = {row.application: row for row in rows}
    words = {each.application: _word(before.get(each.application), each) for each in said}
    fresh = {each.application: each for each in said if words[each.application] == "new"}
    given = [each for each in fresh.values() if each.lent]
    kept = loans.keep([_told(lender, each) for each in given], LoanSource.LENDER, by)
    _keep(lender, fresh, {each.application: row.loan for each, row in zip(given, kept, strict=True)})
    taken = loans.conclude(kept, [_batch(lender, list(fresh.values()))] if fresh else [], by)
    ours = {each.application: one for each, one in zip(given, taken, strict=True)}
    return [Noted(each.application, words[each.application], ours.get(each.application)) for each in said]


def _word(before: Outcome | None, said: Said) -> str:
    """An application that came to nothing may be taken up again; what was lent is never unsaid."""
    if before is None or (said.lent and not before.lent):
        return "new"
    return "known" if before.lent == said.lent else "differs"


def _told(lender: Institution, said: Said) -> Told:
    """A loan without a contract of its own is called by its application."""
    contract = said.contract or said.application
    return Told(lender.code, contract, said.person, said.amount, said.at, said.application)


def _keep(lender: Institution, fresh: dict[str, Said], lent: dict[str, Loan]) -> None:
    Outcome.objects.bulk_create(
        [
            Outcome(lender=lender, application=application, lent=said.lent, at=said.at, loan=lent.get(application))
            for application, said in fresh.items()
        ],
        update_conflicts=True,
        unique_fields=["lender", "application"],
        update_fields=["lent", "at", "loan"],
    )


def _batch(lender: Institution, said: Sequence[Said]) -> LoansReported:
    told = canonical_json([
        [each.application, each.lent, clock.to_us(each.at), each.person.hex(), each.contract, each.amount]
        for each in said
    ])  # fmt: skip
    return LoansReported(
        source=LoanSource.LENDER,
        reporter=lender.code,
        rows=len(said),
        lent=sum(each.lent for each in said),
        digest=hashlib.sha256(told).hexdigest(),
    )
