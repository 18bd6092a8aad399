"""Ending an incident before its time: the report was taken back, or there was no theft; its holds are let go."""

from django.db import transaction

from arasha.domains.recovery.actions.holding import fact, needs_two
from arasha.domains.recovery.actions.progress import move
from arasha.domains.recovery.actions.recalls import of_hold, taken_back
from arasha.domains.recovery.actions.releases import ended
from arasha.domains.recovery.facts.handling import HoldReleaseProposed, HoldState
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.facts.returning import RefundState
from arasha.domains.recovery.models import Hold, Incident, Refund
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.states import ENDED, KEEPING, UNANSWERED
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By, append


@transaction.atomic
def end(complaint: int, to: IncidentState, by: By) -> None:
    """End the incident of a complaint, if it has one that goes on; ended again, nothing changes.

    Its holds are let go. One above the threshold still takes a second person, or ends by its term: who can be talked
    into a payment can be talked into taking his report back. What has been paid to the victim stays paid.
    """
    incident = Incident.objects.select_for_update(of=("self",)).filter(complaint=complaint).first()
    if incident is None or incident.state in ENDED:
        return
    facts: list[Fact] = []
    for hold in Hold.objects.select_for_update(of=("self",)).select_related("institution").filter(incident=incident):
        hold.incident = incident
        if hold.state in (*UNANSWERED, *KEEPING):
            facts += _let_go(hold, by)
    append([*facts, *move(incident, to, Party.PROCESS)], by)


def _let_go(hold: Hold, by: By) -> list[Fact]:
    if needs_two(hold.held):
        hold.release_by = by.actor
        hold.save(update_fields=["release_by"])
        return [fact(HoldReleaseProposed, hold)]
    facts: list[Fact] = []
    if hold.state == HoldState.CONVERTED and (recall := of_hold(hold)) is not None:
        if Refund.objects.filter(recall=recall, state__in=(RefundState.PAID, RefundState.CLOSED)).exists():
            return []
        if recall.ended_at is None:
            facts = taken_back(recall, Party.PROCESS)
    return [*facts, *ended(hold, HoldState.RELEASED, Party.PROCESS)]
