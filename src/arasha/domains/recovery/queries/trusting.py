"""What is known of a reporter and of those whom he accuses: what `rules.trust` judges by."""

from datetime import datetime, timedelta

from django.db.models import Count, Q

from arasha.domains.payments.queries import dealings
from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.facts.incidents import ClaimState, IncidentState
from arasha.domains.recovery.models import Claim, Hold, Incident
from arasha.domains.recovery.rules.trust import FULL, Accused, Judgement, Reporter, Sign, judge

__all__ = ["FULL", "Judgement", "Sign", "judgement"]

# How far back a reporter's habits are looked at, and the dealings of the accounts that he accuses.
HABITS, MONTH = timedelta(days=90), timedelta(days=30)

# Within so long after a payment its return to the reporter, or to those he deals with, is looked for.
RETURN = timedelta(days=7)


def judgement(incident: Incident) -> Judgement:
    """How far the report of an incident is trusted, and why not fully."""
    located = list(incident.claims.filter(state=ClaimState.LOCATED))
    return judge(_reporter(incident, located), tuple(_accused(claim) for claim in located))


def _reporter(incident: Incident, located: list[Claim]) -> Reporter:
    """The same person reported, or the same account was said to have been robbed."""
    same = Q(claims__debtor__in={claim.debtor for claim in located if claim.debtor})
    if incident.reporter:
        same |= Q(reporter=incident.reporter)
    since = incident.opened_at - HABITS
    earlier = Incident.objects.filter(same, opened_at__gte=since, id__lt=incident.id).order_by().values("id").distinct()
    counts = Incident.objects.filter(id__in=earlier).aggregate(
        reports=Count("id"), unfounded=Count("id", filter=Q(state=IncidentState.UNFOUNDED))
    )
    cleared = Hold.objects.filter(incident__in=earlier, state=HoldState.RELEASED_APPEAL).count()
    return Reporter(cleared=cleared, **counts)


def _accused(claim: Claim) -> Accused:
    at = claim.paid_at
    if claim.creditor is None or claim.debtor is None or at is None:
        return Accused(claim.amount)
    turned = dealings.received(claim.creditor, at - MONTH, at)
    friends = (dealings.partners(claim.debtor, at) | {claim.debtor}) - {claim.creditor}
    return Accused(
        amount=claim.amount,
        sent_back=dealings.given(claim.creditor, friends, at, at + RETURN),
        payers=turned.payers,
        turnover=turned.amount,
        small=_small(claim, turned.amount, at),
    )


def _small(claim: Claim, turnover: int, at: datetime) -> int:
    """How many other reports lately named as small a payment to the same account."""
    rows = Claim.objects.filter(
        creditor=claim.creditor, paid_at__gte=at - MONTH, amount__lt=turnover // 50, state=ClaimState.LOCATED
    )
    return rows.exclude(incident=claim.incident_id).values("incident").distinct().count()
