"""The figures that are published every month: counted from the tables, and read back from the log.

Answers and changes stand in the order of their places, so that a month is a range of places, found by halving: a
month's answers are read once, and nothing before them.
"""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, F, Model

from arasha.domains.credit.facts.figures import FiguresPublished, LenderFigures
from arasha.domains.credit.facts.refusing import RefusalState, What
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.models import Change, Check, Claim, Refusal, RefusalEvent, Standing
from arasha.domains.credit.queries import lenders
from arasha.domains.credit.rules.effects import SCOPE_BITS, SCOPES, Scope
from arasha.domains.credit.rules.months import Month
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.outbox import read

REFUSING = (RefusalState.ACTIVE, RefusalState.LIFT_REQUESTED, RefusalState.LIFT_COOLING)
BUREAUS = SCOPES << SCOPE_BITS
MOST_FACTS = 2_000

_IN_FORCE = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM change.at - fact.recorded_at))
FROM credit_change AS change JOIN fact ON fact.sequence = change.fact
WHERE change.sequence >= %s AND change.sequence < %s
"""
_WRITTEN_OFF = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM written_off_at - opened_at))
FROM credit_claim WHERE written_off_at >= %s AND written_off_at < %s
"""


def counted(month: Month, until: datetime) -> FiguresPublished:
    """The figures of a month up to an instant, which may lie in it."""
    begins, ends = month.begins, min(until, month.next.begins)
    asked = _asked(begins, ends)
    events = _events(begins, ends)
    return FiguresPublished(
        month=str(month),
        until=clock.to_us(ends),
        final=until >= month.next.begins,
        sets=events.get(What.SET, 0),
        narrowed=events.get(What.NARROWED, 0),
        lifts=events.get(What.LIFTED, 0),
        people=Refusal.objects.filter(state__in=REFUSING).count(),
        scopes=_scopes(),
        at_bureaus=_only_at_bureaus(),
        answers=_answers(asked),
        claims=_claims(begins, ends),
        in_force_ms=_median(_IN_FORCE, 1_000, *(_place_at(Change, at) for at in (begins, ends))),
        write_off_minutes=_median(_WRITTEN_OFF, 1 / 60, begins, ends),
        lenders=_lenders(begins, ends, asked),
    )


def published(months: int = 12) -> list[FiguresPublished]:
    """What was published of the latest months, each as it was said last; the newest first."""
    found: dict[str, FiguresPublished] = {}
    facts = read.latest(FiguresPublished.kind(), MOST_FACTS)
    for fact in (each.fact for each in facts):
        if isinstance(fact, FiguresPublished) and fact.month not in found:
            found[fact.month] = fact
    return [found[month] for month in sorted(found, reverse=True)[:months]]


def _asked(begins: datetime, ends: datetime) -> dict[tuple[int, int], int]:
    """How often each lender got each answer."""
    rows = Check.objects.order_by().filter(sequence__gte=_place_at(Check, begins), sequence__lt=_place_at(Check, ends))
    return {(lender, answer): n for lender, answer, n in rows.values_list("lender", "answer").annotate(Count("pk"))}


def _answers(asked: dict[tuple[int, int], int]) -> dict[str, int]:
    return {each.word: sum(n for (_, answer), n in asked.items() if answer == each) for each in Answer}


def _events(begins: datetime, ends: datetime) -> dict[What, int]:
    rows = RefusalEvent.objects.order_by().filter(at__gte=begins, at__lt=ends)
    return {What(what): number for what, number in rows.values_list("what").annotate(Count("id"))}


def _scopes() -> dict[str, int]:
    """How many people refuse each kind of loans."""
    rows = Refusal.objects.order_by().filter(state__in=REFUSING).values_list("scope").annotate(Count("person"))
    known = {Scope(scope): number for scope, number in rows}
    return {
        word: sum(number for scope, number in known.items() if Scope[word.upper()] in scope)
        for word in (Scope.ALL | Scope.MICRO_LENDERS | Scope.REMOTE | Scope.ABOVE).words
    }


def _only_at_bureaus() -> int:
    """How many people refuse something through a bureau alone."""
    standing = Standing.objects.annotate(own=F("effect").bitand(SCOPES), bureaus=F("effect").bitand(BUREAUS))
    return standing.filter(own=0, bureaus__gt=0).count()


def _claims(begins: datetime, ends: datetime) -> dict[str, int]:
    """Claims by the kind of their lender; those of lenders that are not connected are `unknown`."""
    rows = Claim.objects.order_by().filter(opened_at__gte=begins, opened_at__lt=ends)
    counted = rows.values_list("lender__kind").annotate(Count("id"))
    return {str(kind or "unknown"): number for kind, number in sorted(counted, key=str)}


def _lenders(begins: datetime, ends: datetime, asked: dict[tuple[int, int], int]) -> list[LenderFigures]:
    """Every lender that asked, or of whose loans something is known, by code."""
    codes = dict(Institution.objects.filter(number__in={lender for lender, _ in asked}).values_list("number", "code"))
    questions: dict[str, int] = {}
    for (lender, _), number in asked.items():
        questions[codes[lender]] = questions.get(codes[lender], 0) + number
    league = {each.code: each for each in lenders.league(begins, ends)}
    return [_lender(code, questions.get(code, 0), league.get(code)) for code in sorted({*questions, *league})]


def _lender(code: str, asked: int, found: lenders.Standing | None) -> LenderFigures:
    if found is None:
        return LenderFigures(code, asked, 0, 0, 0, 0, 0)
    against = found.questionable - found.without_asking
    return LenderFigures(code, asked, found.loans, found.without_asking, against, found.claims, found.overdue)


def _place_at(model: type[Model], at: datetime) -> int:
    """The first place of a table's rows whose instant is not before `at`; instants grow with places."""
    rows = model._default_manager.order_by("sequence")  # noqa: SLF001 - Django's own name for it
    last = rows.values_list("sequence", flat=True).last()
    low, high = 0, -1 if last is None else last + 1
    while low < high:
        middle = (low + high) // 2
        row = rows.filter(sequence__gte=middle).values_list("sequence", "at").first()
        if row is None or row[1] >= at:
            high = middle
        else:
            low = row[0] + 1
    return low


def _median(query: str, scale: float, *values: int | datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return -1 if row is None or row[0] is None else round(float(row[0]) * scale)
