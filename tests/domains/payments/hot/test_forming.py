"""The payments that form a pattern: those and no others, whatever came with them; what is lost is said to be."""

from typing import Any

import numpy as np
import pytest

from arasha.domains.payments.facts import PatternKind, Verdict
from arasha.domains.payments.hot.behaviour.forming import COUNTED, LEFT_OUT, MOST_TOLD, TOLD, Forming
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.rules.features import F
from tests.domains.payments.hot.stage import Seen, Stage

HOUR, DAY = 3_600, 86_400
S, D = "payer", "receiver"

Told = dict[PatternKind, list[int]]


def records(stage: Stage, *seen: Seen, verdict: Verdict = Verdict.WARN, by: Forming | None = None) -> Any:
    """What is told of payments, as the engine knows them now, had they got this verdict."""
    asks, rows = np.concatenate([each.ask for each in seen]), np.stack([each.row for each in seen])
    decisions = np.zeros(len(seen), DECISION)
    decisions["verdict"] = verdict
    return (by or Forming()).formed(stage.screener.state, asks, rows, decisions)


def told(found: Any) -> Told:
    return {PatternKind(int(each["kind"])): sorted(each["members"][: each["count"]].tolist()) for each in found}


def paid(stage: Stage, *pairs: tuple[object, object]) -> list[int]:
    """First payments, an hour apart; their sequences."""
    found = []
    for debtor, creditor in pairs:
        found.append(int(stage.pay(debtor, creditor).ask["sequence"][0]))
        stage.wait(HOUR)
    return found


SCENES: dict[PatternKind, list[tuple[object, object]]] = {
    PatternKind.FAN_IN: [(f"stranger {at}", D) for at in range(6)],
    PatternKind.FAN_OUT: [(S, f"stranger {at}") for at in range(6)],
    PatternKind.GATHER_SCATTER: [*((f"in {at}", S) for at in range(3)), *((S, f"out {at}") for at in range(2))],
    PatternKind.SCATTER_GATHER: [("source", "other"), ("source", S), ("other", D)],
    PatternKind.CYCLE: [(D, "one"), ("one", "two"), ("two", S)],
    PatternKind.BIPARTITE: [(S, "shared"), ("other", "shared"), ("other", D)],
    PatternKind.STACK: [("a", "x"), ("b", "x"), ("b", S), ("a", S)],
    PatternKind.TWO_STEPS: [(S, "between"), ("between", D)],
}


@pytest.mark.parametrize("kind", PatternKind, ids=lambda kind: kind.word)
def test_a_pattern_is_told_by_the_payments_that_form_it_and_by_no_others(kind: PatternKind) -> None:
    stage = Stage()
    paid(stage, ("somebody", "else"), ("passer-by", "shop"))
    members = paid(stage, *SCENES[kind])
    last = stage.pay(S, D)
    found = records(stage, last)
    assert told(found) == {kind: members}
    assert (found["payment"][0], found["partial"][0]) == (last.ask["sequence"][0], 0)


def test_one_payment_may_complete_several_patterns() -> None:
    stage = Stage()
    shared, other, between = paid(stage, (S, "shared"), ("other", "shared"), ("other", D))
    (ahead,) = paid(stage, (S, "other"))
    assert told(records(stage, stage.pay(S, D))) == {
        PatternKind.BIPARTITE: [shared, other, between],
        PatternKind.TWO_STEPS: [between, ahead],
    }


def test_every_way_of_a_cycle_is_told_each_payment_once() -> None:
    stage = Stage()
    members = paid(stage, (D, "one"), ("one", "two"), ("one", "three"), ("two", S), ("three", S))
    last = stage.pay(S, D)
    assert last[F.CYCLES] == 2
    assert told(records(stage, last))[PatternKind.CYCLE] == members


def test_money_that_would_go_back_in_time_is_no_way_of_a_cycle() -> None:
    stage = Stage()
    paid(stage, ("one", S), (D, "one"))
    assert not len(records(stage, stage.pay(S, D)))


def test_payments_of_eight_weeks_ago_form_nothing() -> None:
    stage = Stage()
    paid(stage, (S, "shared"), ("other", "shared"))
    stage.wait(56 * DAY)
    members = paid(stage, (S, "near"), ("other", "near"), ("other", D))
    assert told(records(stage, stage.pay(S, D))) == {PatternKind.BIPARTITE: members}


def test_what_came_later_in_the_micro_batch_is_not_told() -> None:
    stage = Stage()
    members = paid(stage, (S, "between"), ("between", D))
    last = stage.pay(S, D)
    paid(stage, (S, "late"), ("late", D), (D, "late"))
    found = records(stage, last)
    assert told(found) == {PatternKind.TWO_STEPS: members}
    assert not found["partial"][0]


def test_what_later_payments_have_pushed_out_is_missing_and_said_to_be() -> None:
    """A circle of sixteen places loses the oldest eight when it overflows."""
    stage = Stage()
    *_, ninth = paid(stage, *((S, f"early {at}") for at in range(9)))
    out, back = paid(stage, (S, "between"), ("between", D))
    last = stage.pay(S, D)
    paid(stage, *((S, f"later {at}") for at in range(6)))
    found = records(stage, last)
    assert told(found) == {PatternKind.FAN_OUT: [ninth, out], PatternKind.TWO_STEPS: [out, back]}
    assert found["partial"].tolist() == [1, 0]


def test_the_other_side_s_question_is_told_with_what_came_before_the_payment_itself() -> None:
    stage = Stage()
    members = paid(stage, (S, "between"), ("between", D))
    first = stage.pay(S, D)
    paid(stage, (S, "late"), ("late", D))
    second = stage.again(first)
    found = records(stage, second)
    assert told(found) == {PatternKind.TWO_STEPS: members}
    assert found["payment"][0] == first.ask["sequence"][0]


def test_a_payment_between_acquaintances_completes_nothing() -> None:
    stage = Stage()
    paid(stage, *((f"stranger {at}", D) for at in range(6)), (S, D))
    again = stage.pay(S, D)
    assert again[F.C_PAYERS_MET_7D] == 7
    assert not len(records(stage, again))


def test_nothing_is_told_of_what_comes_to_no_person_unless_the_model_spoke() -> None:
    stage = Stage()
    paid(stage, (S, "between"), ("between", D))
    last = stage.pay(S, D)
    assert not len(records(stage, last, verdict=Verdict.ALLOW))
    last.row[F.DROP_LEVEL] = 1
    assert len(records(stage, last, verdict=Verdict.ALLOW)) == 1


def test_of_too_many_payments_the_gravest_are_told_in_their_order_and_the_others_counted() -> None:
    stage, many = Stage(), MOST_TOLD + 3
    paid(stage, *((each, way) for at in range(many) for each, way in ((f"s{at}", f"m{at}"), (f"m{at}", f"d{at}"))))
    seen = [stage.pay(f"s{at}", f"d{at}") for at in range(many)]
    decisions = np.zeros(many, DECISION)
    decisions["verdict"], decisions["score"] = Verdict.WARN, np.arange(many)
    by = Forming()
    rows = np.stack([each.row for each in seen])
    found = by.formed(stage.screener.state, np.concatenate([each.ask for each in seen]), rows, decisions)
    assert found["payment"].tolist() == [int(each.ask["sequence"][0]) for each in seen[3:]]
    assert (by.counts[TOLD], by.counts[LEFT_OUT]) == (MOST_TOLD, 3)


def test_a_pattern_is_told_with_at_most_64_payments_and_says_that_there_are_more() -> None:
    stage = Stage()
    for at in range(8):
        paid(stage, *((f"x{at}", f"p{way}") for way in range(8)))
    paid(stage, *((S, f"p{way}") for way in range(8)), *((f"x{at}", D) for at in range(8)))
    last = stage.pay(S, D)
    assert last[F.SQUARES] == 64
    found = {int(each["kind"]): each for each in records(stage, last)}[PatternKind.BIPARTITE]
    assert (found["count"], found["partial"]) == (64, 1)
    assert len(set(found["members"].tolist())) == 64


def test_every_kind_of_pattern_is_told() -> None:
    assert set(COUNTED) == set(PatternKind)
