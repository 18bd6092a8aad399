"""The scoreboard says what happened, no more and no less: money adds up, minutes are minutes, innocents are counted."""

from typing import Any

import pytest

from arasha.client.schemas import Verdict
from arasha.simulator.crime.steps import Said
from arasha.simulator.live.behaviours import MINUTE, Manner
from arasha.simulator.live.counting import Truth, count
from arasha.simulator.live.events import (
    Applied,
    Asked,
    Began,
    Complained,
    Happened,
    Held,
    LetGo,
    Paid,
    Passed,
    Returned,
    Stopped,
)
from arasha.simulator.live.scoreboard import Money

MULE, SHOP = 40, 80
TRUTH = Truth({0: "safe_account", 1: "advertisement"}, {MULE: False, SHOP: True})


def theft(minute: float, ref: int, amount: int, said: Said = Said.DONE, **more: Any) -> Paid:
    """A victim's payment to the mule."""
    verdict: Verdict = {Said.DONE: "allow", Said.HEEDED: "warn", Said.HELD: "hold", Said.REFUSED: "refuse"}[said]  # type: ignore[assignment]
    told: dict[str, Any] = {
        "at": at(minute), "scheme": 0, "ref": ref, "id": str(ref), "bank": "ALDARKZA", "debtor": 4, "creditor": MULE,
        "amount": amount, "kind": "p2p", "stolen": True, "passes": False, "said": said,
        "through": amount if said is Said.DONE else 0, "verdict": verdict, "heeded": said is not Said.DONE,
        "dirty": amount,
    }  # fmt: skip
    return Paid(**told | more)


def at(minute: float) -> int:
    return int(minute * MINUTE)


def held(minute: float, hold: str, said: int, really: int, **more: Any) -> Held:
    told: dict[str, Any] = {
        "at": at(minute), "hold": hold, "bank": "TOSTIKZA", "account": MULE, "manner": Manner.HONESTLY, "said": said,
        "held": really, "of": {"0": really} if really else {},
    }  # fmt: skip
    return Held(**told | more)


def complained(minute: float, reference: str = "C-1", scheme: int = 0, refs: tuple[int, ...] = (1,)) -> Complained:
    return Complained(at=at(minute), scheme=scheme, victim=1, to="bank", refs=refs, reference=reference)


PLAYED: list[Happened] = [
    theft(-50, 0, 9_000, creditor=MULE + 1),
    Began(at=0),
    Passed(at=at(1), payments=100, amount=5_000_000),
    theft(1, 1, 1_000), theft(2, 2, 500, Said.HEEDED), theft(3, 3, 300, Said.HELD), theft(4, 4, 200, Said.REFUSED),
    complained(10),
    Asked(at=at(11), hold="H-1", incident="I-1", bank="TOSTIKZA", account=MULE, amount=1_000),
    theft(12, 5, 100, stolen=False, passes=True, said=Said.HELD, through=0, verdict="hold", debtor=MULE, dirty=100),
    held(15, "H-1", 700, 700),
    held(16, "H-2", 200, 0, manner=Manner.PRETENDED),
    held(17, "H-3", 60, 60, account=SHOP, of={}),
    LetGo(at=at(77), hold="H-3", account=SHOP, amount=60),
    Returned(at=at(300), hold="H-1", account=MULE, amount=250),
    Stopped(at=at(20), id="a", debtor=4, creditor=8, amount=70, verdict="warn", gave_up=True),
    Stopped(at=at(21), id="b", debtor=4, creditor=8, amount=80, verdict="hold", minutes=12.5),
    Applied(at=at(30), person=1, lender="MYSTAKZA", amount=400, answer="deny", lent=False, scheme=1),
    Applied(at=at(31), person=2, lender="MYSTAKZA", amount=900, answer="allow", lent=True),
    Applied(at=at(32), person=3, lender="MYSTAKZA", amount=800, answer="deny", lent=False),
]  # fmt: skip


def test_money_adds_up_to_what_was_attempted_since_the_play_began() -> None:
    money = count(PLAYED, TRUTH).money
    assert (money.thefts, money.attempted) == (4, 2_000)
    assert (money.heeded, money.held_at_payment, money.refused, money.stopped) == (500, 300, 200, 1_000)
    assert (money.stolen, money.held, money.returned, money.gone) == (1_000, 450, 250, 300)
    assert money.stopped + money.stolen == money.attempted
    assert money.saved + money.gone == money.attempted
    assert (money.kept_back, money.reported) == (100, 1_000)


def test_money_that_was_stolen_before_is_not_taken_for_money_that_was_stolen_since() -> None:
    before = [theft(-50, 0, 600), *PLAYED[1:]]
    money = count(before, TRUTH).money
    assert (money.stolen, money.held + money.returned) == (1_000, 100), "of 700 that are held 600 were there before"
    assert money.returned == 0, "what came first is returned first"


def test_minutes_run_from_the_report_and_from_the_theft_to_money_that_is_really_held() -> None:
    board = count(PLAYED, TRUTH)
    assert (board.report_to_hold.count, board.report_to_hold.median) == (1, 5.0)
    assert (board.theft_to_hold.count, board.theft_to_hold.median) == (1, 14.0)
    lied = [event for event in PLAYED if not isinstance(event, Held) or event.manner is Manner.PRETENDED]
    assert count(lied, TRUTH).report_to_hold.median is None


def test_innocents_are_counted_by_payment_account_money_and_minutes() -> None:
    hurt = count(PLAYED, TRUTH).innocents
    assert (hurt.payments, hurt.warned, hurt.gave_up, hurt.held, hurt.refused) == (100, 1, 1, 1, 0)
    assert (hurt.tiyn, hurt.minutes) == (80, 12.5)
    assert (hurt.accounts_held, hurt.accounts_tiyn, hurt.accounts_minutes) == (1, 60, 60.0)


def test_warnings_loans_and_verdicts_have_their_right_and_wrong() -> None:
    board = count(PLAYED, TRUTH)
    assert (board.warnings.shown, board.warnings.to_victims, board.warnings.heeded) == (2, 1, 1)
    loans = board.loans
    assert (loans.by_thieves, loans.refused_rightly, loans.tiyn_refused_rightly) == (1, 1, 400)
    assert (loans.by_people, loans.refused_wrongly) == (2, 1)
    assert (board.verdicts.there_were, board.verdicts.named, board.verdicts.rightly) == (5, 6, 4)
    assert board.verdicts.precision == pytest.approx(4 / 6)
    assert board.verdicts.recall == pytest.approx(0.8)


def test_what_a_bank_only_said_that_it_holds_is_held_by_nobody() -> None:
    banks = count(PLAYED, TRUTH).banks
    assert (banks.asked, banks.only_said) == (1, 200)
    assert banks.answered == {"honestly": 2, "pretended": 1}


def test_schemes_share_the_money_between_them() -> None:
    played = [*PLAYED, theft(40, 6, 50, scheme=1), complained(41, "C-2", 1, (6,))]
    board = count(played, TRUTH)
    assert list(board.by_scheme) == ["advertisement", "safe_account"]
    parts = list(board.by_scheme.values())
    for name in ("attempted", "stolen", "held", "returned", "reported", "kept_back"):
        assert sum(getattr(part, name) for part in parts) == getattr(board.money, name), name


def test_of_nothing_there_is_no_share() -> None:
    board = count([Began(at=0)], TRUTH)
    assert board.money == Money()
    assert (board.verdicts.precision, board.verdicts.recall, board.report_to_hold.median) == (None, None, None)
