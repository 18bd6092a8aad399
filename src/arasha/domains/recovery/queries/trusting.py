"""What is known of reporters and of those whom they accuse: what `rules.trust` judges by."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.db import connection

from arasha.domains.payments.queries.dealings import MONTH, Dealings, Paid, dealings
from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.facts.incidents import ClaimState, IncidentState
from arasha.domains.recovery.models import Claim, Incident
from arasha.domains.recovery.rules.trust import FULL, Accused, Judgement, Reporter, Sign, judge, small_sum_to_shop

__all__ = ["FULL", "Judgement", "Sign", "judgement", "judgements"]

# How far back a reporter's habits are looked at.
HABITS = timedelta(days=90)

# The same person reported, or the same account was said to have been robbed.
_REPORTERS = f"""
SELECT i.id, count(e.id), count(e.id) FILTER (WHERE e.state = '{IncidentState.UNFOUNDED}'),
  coalesce(sum((SELECT count(*) FROM recovery_hold h
    WHERE h.incident_id = e.id AND h.state = '{HoldState.RELEASED_APPEAL}')), 0)::bigint
FROM recovery_incident i
CROSS JOIN LATERAL (
  SELECT o.id FROM recovery_incident o WHERE o.reporter = i.reporter AND o.id < i.id
  UNION
  SELECT theirs.incident_id FROM recovery_claim mine JOIN recovery_claim theirs ON theirs.debtor = mine.debtor
  WHERE mine.incident_id = i.id AND mine.state = '{ClaimState.LOCATED}' AND theirs.incident_id < i.id
) AS before
JOIN recovery_incident e ON e.id = before.id AND e.opened_at >= i.opened_at - interval '{HABITS.days} days'
WHERE i.id = ANY(%s) GROUP BY i.id
"""  # noqa: S608 - only our own constants


def judgement(incident: Incident) -> Judgement:
    """How far the report of an incident is trusted, and why not fully."""
    return judgements([incident])[incident.id]


def judgements(incidents: Sequence[Incident]) -> dict[int, Judgement]:
    """How far the reports of some incidents are trusted, and why not fully; by number of the incident."""
    numbers = [incident.id for incident in incidents]
    accused: dict[int, list[Accused]] = {number: [] for number in numbers}
    claims = list(Claim.objects.filter(incident__in=numbers, state=ClaimState.LOCATED).order_by("id"))
    known = _dealings(claims)
    for claim in claims:
        accused[claim.incident_id].append(_accused(claim, known.get(claim.id)))
    reporters = _reporters(numbers)
    return {number: judge(reporters.get(number, Reporter()), tuple(accused[number])) for number in numbers}


def _reporters(incidents: Sequence[int]) -> dict[int, Reporter]:
    """What the reporters did before, by incident; nothing is said of those who did nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_REPORTERS, [list(incidents)])
        return {number: Reporter(*counts) for number, *counts in cursor.fetchall()}


def _dealings(claims: Sequence[Claim]) -> Mapping[int, Dealings]:
    """Of those claims that name both sides, what is known of the account that was paid."""
    paid = {
        claim.id: Paid(claim.debtor, claim.creditor, claim.paid_at)
        for claim in claims
        if claim.debtor and claim.creditor and claim.paid_at
    }
    return dict(zip(paid, dealings(list(paid.values())), strict=True))


def _accused(claim: Claim, known: Dealings | None) -> Accused:
    if known is None:
        return Accused(claim.amount)
    accused = Accused(claim.amount, sent_back=known.sent_back, payers=known.payers, turnover=known.turnover)
    return accused._replace(small=_small(claim, known.turnover)) if small_sum_to_shop(accused) else accused


def _small(claim: Claim, turnover: int) -> int:
    """How many other reports lately named as small a payment to the same account."""
    since = claim.paid_at - MONTH if claim.paid_at else None
    rows = Claim.objects.filter(
        creditor=claim.creditor, paid_at__gte=since, amount__lt=turnover // 50, state=ClaimState.LOCATED
    )
    return rows.exclude(incident=claim.incident_id).values("incident").distinct().count()
