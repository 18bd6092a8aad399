"""Telling people what lenders were answered in their names: a loan that was stopped, a second lender that waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from arasha.domains.credit.actions.telling import tell
from arasha.domains.credit.facts.lending import (
    ClaimCorrected,
    ClaimDisputed,
    ClaimFact,
    ClaimOpened,
    ClaimState,
    LoanWrittenOff,
)
from arasha.domains.credit.facts.refusing import What
from arasha.domains.credit.facts.register import Answer, ChecksAnswered, LoanHeld
from arasha.domains.credit.models import Check, RefusalEvent
from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.access.models import Institution
from arasha.kernel.facts import Recorded

# A lender that asks again and again is told of once in so long a time.
QUIET = timedelta(hours=1)

# What a person is told of claims; a decision is told by what it was.
CLAIMS = {
    ClaimOpened.kind(): What.CLAIM_OPENED,
    ClaimDisputed.kind(): What.CLAIM_DISPUTED,
    LoanWrittenOff.kind(): What.CLAIM_WRITTEN_OFF,
    ClaimCorrected.kind(): What.CLAIM_CORRECTED,
}
DECIDED = {ClaimState.UPHELD: What.CLAIM_UPHELD, ClaimState.UNFOUNDED: What.CLAIM_UNFOUNDED}


@transaction.atomic
def tell_denied(answered: ChecksAnswered) -> int:
    """Tell people that a lender asked and was told that they refuse; how many. Heeded again, nobody is told twice."""
    rows = Check.objects.select_related("lender").filter(
        sequence__range=(answered.first, answered.last), answer=Answer.DENY
    )
    first = {(row.person, row.lender_id): row for row in reversed(rows.order_by("sequence"))}
    lately = RefusalEvent.objects.filter(
        person__in={person for person, _ in first}, what=What.LOAN_DENIED, at__gt=clock.now() - QUIET
    ).values_list("person", "institution")
    for pair in lately:
        first.pop(pair, None)
    return _tell([_event(row, What.LOAN_DENIED) for row in first.values()])


@transaction.atomic
def tell_held(held: LoanHeld) -> int:
    """Tell a person that a second lender was asked, and waits."""
    lender = access.institution(held.lender)
    event = RefusalEvent(
        person=UUID(held.person), at=clock.now(), what=What.LOAN_HELD, institution=lender,
        until=clock.from_us(held.until), check_sequence=held.sequence,
    )  # fmt: skip
    return _tell([event])


@transaction.atomic
def tell_claim(recorded: Recorded[ClaimFact]) -> int:
    """Tell a person how a claim that a loan is void goes on; how many lines, heeded again none."""
    fact = recorded.fact
    what = CLAIMS.get(fact.kind()) or DECIDED.get(fact.state)
    if what is None:
        return 0
    event = RefusalEvent(
        person=UUID(fact.person), at=recorded.occurred_at, what=what,
        institution=Institution.objects.filter(code=fact.lender).first(),
    )  # fmt: skip
    if RefusalEvent.objects.filter(person=event.person, what=what, at=event.at).exists():
        return 0
    event.save()
    tell([event])
    return 1


def _event(row: Check, what: What, until: datetime | None = None) -> RefusalEvent:
    return RefusalEvent(
        person=row.person, at=row.at, what=what, institution=row.lender, until=until, check_sequence=row.sequence
    )  # fmt: skip


def _tell(events: Sequence[RefusalEvent]) -> int:
    told = set(
        RefusalEvent.objects.filter(check_sequence__in=[event.check_sequence for event in events]).values_list(
            "check_sequence", "what"
        )
    )
    fresh = [event for event in events if (event.check_sequence, event.what) not in told]
    tell(RefusalEvent.objects.bulk_create(fresh))
    return len(fresh)
