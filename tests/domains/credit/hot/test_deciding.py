"""Deciding over arrays comes to what the rules say in words, whatever was asked before."""

from collections import defaultdict
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.hot.applications import Applications
from arasha.domains.credit.hot.deciding import Policy, decide_all
from arasha.domains.credit.hot.group import CHECK
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.answers import Reason
from arasha.domains.credit.rules.effects import CAUTION, STEP, Refused, Scope
from arasha.kernel.compiled import Array

POLICY = Policy(lenders=2, window=60, hold=1_440)

asked = st.fixed_dictionaries({
    "lo": st.integers(1, 4), "lender": st.integers(1, 4), "pause": st.sampled_from([0, 1, 30, 59, 60, 61, 1_500]),
    "channel": st.integers(0, 1), "micro": st.integers(0, 1), "amount": st.sampled_from([0, STEP, 2 * STEP, 3 * STEP]),
    "victim": st.booleans(), "scope": st.integers(0, 15).map(Scope), "bureau": st.integers(0, 15).map(Scope),
    "above": st.sampled_from([STEP, 2 * STEP]), "caution": st.booleans(),
})  # fmt: skip


def rows_of(some: list[dict[str, Any]]) -> tuple[Array, Array]:
    rows, victims, now = np.zeros(len(some), CHECK), np.zeros(len(some), np.bool_), 1_000_000
    for at, one in enumerate(some):
        now += one["pause"]
        for name in ("lo", "lender", "channel", "micro", "amount"):
            rows[at][name] = one[name]
        own = effects.own(Refused(one["scope"], one["above"] if Scope.ABOVE in one["scope"] else 0))
        bureau = effects.bureau(Refused(one["bureau"], one["above"] if Scope.ABOVE in one["bureau"] else 0))
        rows[at]["effect"] = effects.union([own, bureau, one["caution"] * CAUTION])
        rows[at]["at"], victims[at] = now, one["victim"]
    return rows, victims


class InWords:
    """The same rules, as one would say them."""

    def __init__(self) -> None:
        self.asked: dict[int, dict[int, int]] = defaultdict(dict)
        self.until: dict[int, int] = defaultdict(int)

    def decide(self, row: Any, victim: bool) -> tuple[Answer, Reason, int]:
        reasons, person, lender, now = Reason.NONE, int(row["lo"]), int(row["lender"]), int(row["at"])
        effect = int(row["effect"])
        reasons |= Reason.REFUSAL * refused(effects.own_of(effect), row)
        reasons |= Reason.REFUSAL_AT_BUREAU * refused(effects.bureau_of(effect), row)
        reasons |= Reason.REGISTERED_VICTIM * victim
        reasons |= Reason.OPEN_INCIDENT * bool(effect & CAUTION)
        if reasons & (Reason.REFUSAL | Reason.REFUSAL_AT_BUREAU):
            return Answer.DENY, reasons, 0
        until = self._waits(person, lender, now)
        if until:
            self.until[person] = until
            return Answer.HOLD, reasons | Reason.MANY_APPLICATIONS, until
        self.asked[person][lender] = now
        return (Answer.CONFIRM if reasons else Answer.ALLOW), reasons, 0

    def _waits(self, person: int, lender: int, now: int) -> int:
        until = self.until[person]
        if until > now:
            began = until - POLICY.hold
            before = self.asked[person].get(lender)
            return 0 if before is not None and before + POLICY.window > began else until
        lately = [one for one, at in self.asked[person].items() if one != lender and at + POLICY.window > now]
        return now + POLICY.hold if lately else 0


def refused(what: Refused, row: Any) -> bool:
    return bool(
        Scope.ALL in what.scope
        or (Scope.MICRO_LENDERS in what.scope and row["micro"])
        or (Scope.REMOTE in what.scope and row["channel"] == 0)
        or (Scope.ABOVE in what.scope and (row["amount"] == 0 or row["amount"] > what.above))
    )


@settings(max_examples=300)
@given(st.lists(asked, max_size=30), st.integers(0, 30))
def test_deciding_comes_to_what_the_rules_say_in_words(some: list[dict[str, Any]], cut: int) -> None:
    rows, victims = rows_of(some)
    memory, words = Applications(POLICY.window), InWords()
    for part in (slice(0, cut), slice(cut, None)):
        memory.used += decide_all(rows[part], victims[part], memory.table, POLICY)
    for row, victim in zip(rows, victims, strict=True):
        answer, reasons, until = words.decide(row, bool(victim))
        assert (row["answer"], row["reasons"], row["until"]) == (answer, reasons, until)


@given(st.lists(asked, max_size=30), st.integers(0, 30))
def test_after_a_restart_the_rest_is_answered_as_without_it(some: list[dict[str, Any]], cut: int) -> None:
    rows, victims = rows_of(some)
    whole, again = Applications(POLICY.window), Applications(POLICY.window)
    decide_all(rows, victims, whole.table, POLICY)
    again.replay(rows[:cut])
    rest = rows[cut:].copy()
    rest["answer"] = rest["reasons"] = 0
    decide_all(rest, victims[cut:], again.table, POLICY)
    assert rest.tobytes() == rows[cut:].tobytes()


def test_the_memory_grows_forgets_what_says_nothing_and_loses_nothing_else() -> None:
    memory = Applications(POLICY.window)
    rows = np.zeros(10_000, CHECK)
    rows["lo"], rows["lender"], rows["at"] = np.arange(1, 10_001) << 20, 1, np.arange(10_000)
    memory.replay(rows)
    now = int(rows["at"][-1])
    memory.reserve(len(memory.table), now)
    assert memory.used == POLICY.window
    later = rows[-1:].copy()
    later["lender"] = 2
    decide_all(later, np.zeros(1, np.bool_), memory.table, POLICY)
    assert later["answer"][0] == Answer.HOLD
