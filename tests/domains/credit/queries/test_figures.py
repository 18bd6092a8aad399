"""The figures of a month: counted once a day, published as facts, the last word of each month counts."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from arasha.domains.credit.actions import claims, figures, refusals
from arasha.domains.credit.actions.acting import PUBLIC, self_acting
from arasha.domains.credit.facts.figures import FiguresPublished
from arasha.domains.credit.facts.refusing import Method
from arasha.domains.credit.models import Change, Check, Claim
from arasha.domains.credit.queries.figures import _place_at, counted, published
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.domains.credit.rules.months import Month, month_of
from arasha.kernel import clock
from arasha.kernel.outbox import read
from tests.domains.credit import disputes
from tests.domains.credit.lending import by
from tests.support.cast import ALDAR, TAZSHA
from tests.support.credit import NURSE, Counter, check, token_of

pytestmark = pytest.mark.django_db

SOON = timedelta(minutes=1)


def now_counted() -> FiguresPublished:
    at = clock.now() + SOON
    return counted(month_of(at), at)


def test_everything_of_the_month_is_counted(counter: Counter) -> None:
    disputes.dispute(counter)
    wish = Refused(Scope.MICRO_LENDERS | Scope.REMOTE)
    refusals.set_refusal(self_acting(token_of(NURSE), Method.OIDC), wish, PUBLIC)
    claims.write_off(Claim.objects.get(lender_code=TAZSHA.code).id, by(TAZSHA))
    found = now_counted()
    assert (found.sets, found.lifts, found.narrowed, found.people) == (2, 0, 0, 2)
    assert found.scopes == {"all": 1, "micro_lenders": 1, "remote": 1, "above": 0}
    assert found.answers == {"allow": 2, "confirm": 0, "hold": 0, "deny": 1}
    assert found.claims == {"bank": 1, "micro_lender": 1}
    assert 0 <= found.in_force_ms < 60_000
    assert found.write_off_minutes == 0
    assert not found.final
    aldar, tazsha = found.lenders
    assert (aldar.lender, aldar.asked, aldar.loans, aldar.without_asking, aldar.against_answer) == (
        ALDAR.code,
        3,
        1,
        0,
        1,
    )
    assert (tazsha.lender, tazsha.asked, tazsha.loans, tazsha.without_asking, tazsha.claims) == (
        TAZSHA.code,
        0,
        1,
        1,
        1,
    )


def test_another_month_has_none_of_it(counter: Counter) -> None:
    disputes.dispute(counter)
    before = month_of(clock.now()).before
    found = counted(before, clock.now())
    assert found.final
    assert (found.sets, sum(found.answers.values()), found.lenders, found.in_force_ms) == (0, 0, [], -1)


def test_the_last_word_of_each_month_counts(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    at = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: at)
    assert [each.month for each in figures.publish()] == ["2026-11"]
    at += timedelta(hours=2)
    assert [(each.month, each.final) for each in figures.publish()] == [("2026-11", True), ("2026-12", False)]
    assert [each.month for each in figures.publish()] == ["2026-12"]
    assert [(each.month, each.final) for each in published()] == [("2026-12", False), ("2026-11", True)]
    assert len(read.latest(FiguresPublished.kind(), 9)) == 4


def test_a_month_is_a_range_of_places(counter: Counter) -> None:
    for number in range(5):
        counter.ask(ALDAR, check(f"A-{number}"))
    instants = list(Check.objects.order_by("sequence").values_list("at", flat=True))
    assert [_place_at(Check, at) for at in instants] == [0, 1, 2, 3, 4]
    assert _place_at(Check, instants[-1] + SOON) == 5
    assert _place_at(Change, instants[0]) == 0


@given(some.datetimes(datetime(1999, 1, 1), datetime(2100, 1, 1), timezones=some.just(UTC)))  # noqa: DTZ001
def test_every_instant_is_in_one_month(at: datetime) -> None:
    month = month_of(at)
    assert month.begins <= at < month.next.begins
    assert month.next.before == month
    assert month_of(month.begins) == month
    assert Month(*map(int, str(month).split("-"))) == month
