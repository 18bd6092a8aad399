"""The engine against a naive one that was written from its description: every feature, every verdict, every batch."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.hot import layout
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.rules.book import Book, book
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.domains.payments.rules.masks import mask_of
from arasha.kernel import snapshot
from arasha.kernel.clock import SECOND
from arasha.kernel.compiled import Array
from tests.domains.payments.hot.naive import DAY, HOUR, WEEK, Judged, Naive, Row, judged
from tests.domains.payments.hot.stage import MONDAY_NOON, ask

BOOK = Book(book(shadow=["PAID_BY_SEVERAL", "KNOWN_PAYEE"]).rules)

# What stands in arrays before the engine fills them.
GARBAGE = 0x7E57_7E57_7E57

# Waits at which something leaves a window, is forgotten, or just not yet; and how late payments are told (below 0: the
# institution's clock goes ahead).
WAITS = (
    0,
    0,
    1,
    59,
    HOUR - 1,
    HOUR,
    5 * HOUR,
    DAY - 1,
    DAY,
    3 * DAY,
    WEEK - 1,
    WEEK,
    WEEK + 1,
    15 * DAY,
    30 * DAY,
    91 * DAY,
)
DELAYS = (0, 0, 0, 0, -30, 1, HOUR, DAY, WEEK, 20 * DAY, 100 * DAY)
PLAIN_WORLD = st.fixed_dictionaries(
    {
        "amount": st.integers(1, 30) | st.sampled_from([1_000_000, 10**8, 10**15]),
        "kind": st.integers(0, 6),
        "flags": st.integers(0, 2 * layout.WAS_VICTIM - 1),
        "stolen": st.sampled_from([0, 0, 0, 1, 5_000_000]),
        "creditor_tier": st.integers(0, 4),
        "sim_swap_days": st.integers(-1, 4),
        "debtor_tier": st.integers(0, 4),
        # Devices and addresses are never phones; the two phones may be one.
        "device": st.integers(0, 3),
        "address": st.sampled_from([0, 11, 12]),
        "debtor_phone": st.sampled_from([0, 21, 22, 23]),
        "creditor_phone": st.sampled_from([0, 21, 22, 23]),
    }
)


@dataclass(frozen=True)
class Pays:
    """Somebody pays somebody, after a wait, and it is told late."""

    debtor: int
    creditor: int
    wait: int
    late: int
    columns: dict[str, int]


@dataclass(frozen=True)
class Meets:
    """Somebody pays so many others in turn, or is paid by them, so long apart."""

    account: int
    others: range
    out: bool
    wait: int
    amount: int


@dataclass(frozen=True)
class Passes:
    """Money goes along a path."""

    path: list[int]
    wait: int
    amount: int


@dataclass(frozen=True)
class AsksAgain:
    """The other side asks about a payment that came so many places earlier."""

    back: int


@dataclass(frozen=True)
class Forgets:
    """The engine lets go of what is old."""


Step = Pays | Meets | Passes | AsksAgain | Forgets

PAIRS = st.permutations(range(4)).map(lambda accounts: accounts[:2])
APART = st.sampled_from([0, HOUR, DAY, 3 * DAY, 20 * DAY])
AMOUNTS = st.sampled_from([7, 450_000, 500_000, 950_000, 1_000_000, 23_000_000])
OTHERS = st.integers(2, 20).flatmap(lambda begin: st.integers(begin, 26).map(lambda end: range(begin, end)))
STEPS = st.lists(
    st.builds(
        lambda pair, *rest: Pays(*pair, *rest), PAIRS, st.sampled_from(WAITS), st.sampled_from(DELAYS), PLAIN_WORLD
    )
    | st.builds(Meets, st.integers(0, 1), OTHERS, st.booleans(), APART, AMOUNTS)
    | st.builds(Passes, st.lists(st.integers(0, 7), min_size=2, max_size=9), APART, AMOUNTS)
    | st.builds(AsksAgain, st.integers(0, 5))
    | st.just(Forgets()),
    max_size=60,
)


def payments_of(step: Step) -> list[Pays | AsksAgain | Forgets]:
    """A step, payment by payment."""
    match step:
        case Meets(account, others, out, wait, amount):
            ways = [(account, other) if out else (other, account) for other in others]
        case Passes(path, wait, amount):
            ways = [(one, other) for one, other in pairwise(path) if one != other]
        case _:
            return [step]
    return [Pays(*way, wait, 0, {"amount": amount}) for way in ways]


def asks_of(steps: list[Step]) -> tuple[Array, list[int]]:
    """The asks of some steps, and before which of them the engine forgets."""
    asks, forgets, now = [np.zeros(0, layout.ASK)], [], MONDAY_NOON
    for step in [payment for told in steps for payment in payments_of(told)]:
        sequence = len(asks) - 1
        match step:
            case Forgets():
                forgets.append(sequence)
            case AsksAgain(back) if back < sequence:
                first = asks[-1 - back]
                second = first.copy()
                second["sequence"], second["arrived_at"] = sequence, now * SECOND
                second["flags"] |= layout.INCOMING
                asks.append(second)
            case Pays(debtor, creditor, wait, late, columns):
                now += wait
                times = {"arrived_at": now * SECOND, "paid_at": (now - late) * SECOND}
                asks.append(ask(sequence, debtor, creditor, **(columns | times)))
    return np.concatenate(asks), forgets


def said(decision: np.void) -> Judged:
    """A decision of the engine, its masks whole."""
    masks = (mask_of(int(decision[name]), int(decision[f"{name}_more"])) for name in ("live", "shadow"))
    return Judged(*masks, *(int(decision[name]) for name in ("score", "tier", "verdict")))


def naively(asks: Array, forgets: list[int]) -> Iterator[tuple[Row, Judged]]:
    """What the naive engine says."""
    naive, rows = Naive(), list[Row]()
    for number, asked in enumerate(asks):
        for _ in range(forgets.count(number)):
            naive.forget()
        again = asked["first"] != asked["sequence"]
        rows.append(naive.row(asked, rows[asked["first"]] if again else None))
        yield rows[-1], judged(BOOK, rows[-1])


def screened(asks: Array, forgets: list[int], cuts: set[int], saves: set[int] | None = None) -> tuple[Array, Array]:
    """What the engine says, in batches cut at `cuts` and where a question is about a payment of its own batch; before
    the asks `saves` its memory moves to another engine.
    """
    screener, begin = Screener(BOOK, accounts=1, payments=1), 0
    rows, decisions = np.full((len(asks), WIDTH), GARBAGE), np.full(len(asks), 3, DECISION)
    ends = sorted({*cuts, *forgets, *(saves or ()), *np.flatnonzero(asks["first"] != asks["sequence"]), len(asks)})
    for end in (int(end) for end in ends if end <= len(asks)):
        again = np.flatnonzero(asks["first"][begin:end] < begin) + begin
        rows[again] = rows[asks["first"][again]]
        if end > begin:
            screener.screen(asks[begin:end], rows[begin:end], decisions[begin:end])
        for _ in range(forgets.count(end)):
            screener.forget()
        if saves and end in saves:
            screener = moved(screener)
        begin = end
    return rows, decisions


def moved(screener: Screener) -> Screener:
    """Another screener with the same memory."""
    other = Screener(BOOK, accounts=1, payments=1)
    other.load({name: array.copy() for name, array in screener.arrays().items()})
    return other


def shared(screener: Screener) -> dict[int, list[tuple[int, int, int]]]:
    """Who goes with each identifier, the one seen longest ago first: member, when last, whether marked."""
    arrays, found = screener.arrays(), {}
    for knot in arrays["knots"][arrays["knots"]["members"] > 0]:
        at, members = knot["oldest"], list[tuple[int, int, int]]()
        for _ in range(knot["members"]):
            tie = arrays["ties"][at]
            members.append((int(tie["member"]), int(tie["at"]), int(tie["marked"])))
            at = tie["newer"]
        found[int(knot["key"])] = members
    return found


CUTS = st.sets(st.integers(0, 60), max_size=20)


@given(STEPS, CUTS)
def test_every_feature_and_every_verdict_is_what_the_naive_engine_finds(steps: list[Step], cuts: set[int]) -> None:
    asks, forgets = asks_of(steps)
    rows, decisions = screened(asks, forgets, cuts)
    for number, (row, decision) in enumerate(naively(asks, forgets)):
        found = {feature: int(rows[number, feature]) for feature in F}
        assert found == {feature: row[feature] for feature in F}, f"payment {number}"
        assert said(decisions[number]) == decision, f"payment {number}"


@given(STEPS, CUTS, CUTS)
def test_a_memory_moved_at_any_place_and_any_batches_give_the_same_bits(
    steps: list[Step], cuts: set[int], saves: set[int]
) -> None:
    asks, forgets = asks_of(steps)
    whole, restored = screened(asks, forgets, set()), screened(asks, forgets, cuts, saves)
    assert whole[0].tobytes() == restored[0].tobytes()
    assert whole[1].tobytes() == restored[1].tobytes()


@given(STEPS, st.integers(0, 60))
def test_what_comes_later_never_changes_what_was_seen_before(steps: list[Step], known: int) -> None:
    asks, forgets = asks_of(steps)
    rows, decisions = screened(asks, forgets, set())
    before = screened(asks[:known], [place for place in forgets if place < known], set())
    assert rows[:known].tobytes() == before[0].tobytes()
    assert decisions[:known].tobytes() == before[1].tobytes()


@given(STEPS)
def test_replaying_without_judging_leaves_the_same_memory(steps: list[Step]) -> None:
    asks, _ = asks_of(steps)
    judging, replaying = Screener(BOOK, accounts=1, payments=1), Screener(BOOK, accounts=64, payments=64)
    for number in range(len(asks)):
        judging.screen(asks[number : number + 1], np.zeros((1, WIDTH), np.int64), np.zeros(1, DECISION))
    replaying.absorb(asks)
    kept, replayed = judging.arrays(), replaying.arrays()
    for name in ("accounts", *(name for name in kept if name.startswith("behaviour"))):
        assert kept[name].tobytes() == replayed[name].tobytes(), name
    assert shared(judging) == shared(replaying)
    assert judging.size == replaying.size


def test_a_snapshot_on_disk_is_the_memory(tmp_path: Path) -> None:
    steps: list[Step] = [
        Pays(debtor, creditor, HOUR, 0, {"amount": 7, "kind": 0}) for debtor in range(4) for creditor in range(4)
        if debtor != creditor
    ]  # fmt: skip
    asks, _ = asks_of(steps)
    one = Screener(BOOK, accounts=1, payments=1)
    one.absorb(asks[:6])
    snapshot.save(tmp_path / "engine", one.arrays())
    other = Screener(BOOK, accounts=1, payments=1)
    other.load(snapshot.load(tmp_path / "engine"))
    shown = []
    for screener in (one, other):
        rows, decisions = np.zeros((len(asks) - 6, WIDTH), np.int64), np.zeros(len(asks) - 6, DECISION)
        screener.screen(asks[6:], rows, decisions)
        shown.append((rows.tobytes(), decisions.tobytes()))
    assert shown[0] == shown[1]
