"""Lenders' back offices: what became of applications, and the claims that loans are void."""

from typing import Any

from arasha.client import lending as m
from arasha.domains.credit.actions import claims, outcomes
from arasha.domains.credit.actions.claims import Dispute
from arasha.domains.credit.actions.outcomes import Noted, Said
from arasha.domains.credit.actions.people import people_of
from arasha.domains.credit.facts.lending import ClaimState, DisputeReason
from arasha.domains.credit.queries import claims as queries
from arasha.domains.credit.queries.claims import Claim, Wanted
from arasha.interfaces.api.door import CURSORS, LIMITS, USUAL, Visit, whole, word
from arasha.kernel.access import queries as access
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import Malformed
from arasha.kernel.outbox.append import By
from arasha.kernel.references import Letter, number, reference

STATES = tuple(state.value for state in ClaimState)


def by(visit: Visit) -> By:
    """Who does what is asked, for credit."""
    return By(visit.by.actor, Purpose.CREDIT)


def report(visit: Visit, told: m.LoanOutcomes) -> m.OutcomesNoted:
    """Note what became of applications; a loan that no answer allows becomes a claim."""
    lent = [each for each in told.outcomes if each.lent]
    if len({each.application for each in told.outcomes}) < len(told.outcomes):
        raise Malformed("name each application once", field="outcomes")
    for place, each in enumerate(told.outcomes):
        if each.lent and (each.person is None or each.amount is None):
            raise Malformed("of a loan say to whom it was given and how much", field=f"outcomes[{place}]")
    named = people_of([each.person or "" for each in told.outcomes if each.lent], field="outcomes.person")
    people = dict(zip((each.application for each in lent), named, strict=True))
    said = [
        Said(
            application=each.application,
            lent=each.lent,
            at=each.at,
            person=people.get(each.application, b""),
            contract=each.contract or "",
            amount=each.amount or 0,
        )
        for each in told.outcomes
    ]
    noted = outcomes.report(access.institution_numbered(visit.caller.number), said, by(visit))
    return m.OutcomesNoted(outcomes=[_noted(each) for each in noted])


def following(visit: Visit) -> m.Claims:
    """Claims against the caller, the oldest first, from behind one on."""
    cursor, limit = whole(visit, "after", CURSORS, 0), whole(visit, "limit", LIMITS, USUAL)
    state = word(visit, "state", STATES)
    wanted = Wanted(
        states=(ClaimState(state),) if state else (), lender=visit.caller.number, after=cursor, oldest_first=True
    )
    rows = queries.claims(wanted, limit + 1)
    page = rows[:limit]
    return m.Claims(claims=[told_of(row) for row in page], next=page[-1].id if page else cursor, more=len(rows) > limit)


def one(visit: Visit, name: str) -> m.Claim:
    """One claim against the caller."""
    return told_of(queries.claim(number(Letter.CLAIM, name), visit.caller.number))


def write_off(visit: Visit, _told: m.WriteOff, name: str) -> m.Claim:
    """The lender wants nothing of the person any more."""
    found = queries.claim(number(Letter.CLAIM, name), visit.caller.number)
    return told_of(claims.write_off(found.id, by(visit)))


def dispute(visit: Visit, told: m.Dispute, name: str) -> m.Claim:
    """The lender says that the loan stands."""
    found = queries.claim(number(Letter.CLAIM, name), visit.caller.number)
    said = Dispute(DisputeReason(told.reason), told.application or "", told.note)
    return told_of(claims.dispute(found.id, said, by(visit)))


def told_of(row: Claim) -> m.Claim:
    """A claim as its lender reads it."""
    words: dict[str, Any] = {
        "state": row.state, "ground": row.ground, "source": row.source, "dispute": row.dispute or None,
    }  # fmt: skip
    return m.Claim(
        reference=reference(Letter.CLAIM, row.id),
        contract=row.loan.contract,
        application=row.loan.application,
        person=row.person.hex,
        amount=row.loan.amount,
        lent_at=row.loan.lent_at,
        opened_at=row.opened_at,
        due_at=row.due_at,
        overdue=row.overdue_at is not None and row.ended_at is None,
        decision=queries.decision_of(row),
        ended_at=row.ended_at,
        **words,
    )


def _noted(noted: Noted) -> m.OutcomeNoted:
    taken = noted.taken
    words: dict[str, Any] = {"noted": noted.word, "finding": taken.loan.finding if taken else None}
    claim = reference(Letter.CLAIM, taken.claim.id) if taken and taken.claim else None
    return m.OutcomeNoted(application=noted.application, claim=claim, **words)
