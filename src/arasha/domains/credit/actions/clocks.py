"""What the clocks of claims do: warn while there is time, and show the supervisor who has let it run out."""

from django.db import transaction

from arasha.domains.credit.actions import claim_messages as messages
from arasha.domains.credit.facts.lending import ClaimOverdue, ClaimState
from arasha.domains.credit.models import Claim
from arasha.domains.credit.rules.claims import warn_at
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.outbox.append import By, append

CLOCK = By("process:clock", Purpose.CREDIT)
AT_ONCE = 200

# A supervisor who decides late has nobody above in this house: it is shown, and nobody is written to.
WARNED = (ClaimState.OPEN, ClaimState.UPHELD, ClaimState.WRITTEN_OFF)


@transaction.atomic
def warn_due(limit: int = AT_ONCE) -> int:
    """Tell those whose time will soon be up; how many claims."""
    now = clock.now()
    rows = Claim.objects.select_for_update(of=("self",), skip_locked=True).select_related("loan")
    running = rows.filter(state__in=WARNED, warned_at=None, overdue_at=None, due_at__gt=now).order_by("due_at")
    due = [each for each in running[:limit] if each.due_at and warn_at(each.since, each.due_at) <= now]
    Claim.objects.filter(id__in=[each.id for each in due]).update(warned_at=now)
    messages.send(message for each in due for message in messages.warned(each))
    return len(due)


@transaction.atomic
def mark_overdue(limit: int = AT_ONCE) -> int:
    """Show whose time is up; how many claims. Nothing else changes: silence never helps who was to act."""
    now = clock.now()
    rows = Claim.objects.select_for_update(of=("self",), skip_locked=True)
    late = list(rows.filter(overdue_at=None, ended_at=None, due_at__lte=now).order_by("due_at")[:limit])
    Claim.objects.filter(id__in=[each.id for each in late]).update(overdue_at=now)
    if late:
        append([_told(each) for each in late], CLOCK)
    return len(late)


def _told(claim: Claim) -> ClaimOverdue:
    return ClaimOverdue(
        claim=claim.id,
        person=claim.person.hex,
        lender=claim.lender_code,
        state=ClaimState(claim.state),
        due_at=clock.to_us(claim.due_at) if claim.due_at else 0,
    )
