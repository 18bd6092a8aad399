"""Stolen money at the gateway: held to the tiyn, followed when let go, the same after a restart."""

import asyncio
from datetime import UTC, datetime

import pytest

from arasha.client import Client
from arasha.client.schemas import Answer, OutcomeReport, Party, Payment, Session
from arasha.domains.payments.facts import TaintMoved
from arasha.domains.payments.hot.orders import Order
from arasha.domains.payments.hot.taint import Put, Taken
from arasha.domains.payments.models import Payment as Row
from arasha.domains.payments.queries.receipts import receipt_of
from arasha.domains.recovery.facts.incidents import TaintedAccount, TaintLifted, TaintPlaced, TaintSecured
from arasha.interfaces.gateway.drain import Drain
from arasha.interfaces.gateway.orders import orders_of
from arasha.interfaces.gateway.restore import restore
from arasha.interfaces.gateway.stored import from_store
from arasha.kernel.access import queries as access
from arasha.kernel.attribution import Lot, Rule, marked
from arasha.kernel.facts import Fact, Recorded, new_id
from arasha.kernel.outbox import read
from tests.support.cast import ALDAR, DROP, SHOP, TOSTIK, Bank, payment
from tests.support.centre import connect
from tests.support.door import Door, Doors
from tests.support.recorded import token_of

CLAIM = 7
LOOT = 15_000_000
SECOND = ALDAR.account(71)

NOW = datetime.now(UTC)


def told(door: Door, *orders: Order) -> None:
    """Recovery said something, and the gateway heeds it on its loop."""

    async def heed() -> None:
        door.gateway.screening.take_orders(orders)

    asyncio.run_coroutine_threadsafe(heed(), door.loop).result(20)


def placed(party: Party = DROP, *lots: Lot, fact: int = 1, ledger: int = 0) -> Put:
    return Put(fact, Rule.FIFO, ledger, [(token_of(party).bytes, 1, lots or (Lot(LOOT, ((CLAIM, LOOT),)),))], [])


def lying(door: Door, party: Party) -> int:
    standing = door.gateway.screening.taint.accounts.get(token_of(party).bytes)
    return marked(standing.lots).get(CLAIM, 0) if standing else 0


@pytest.fixture
def door(doors: Doors) -> Door:
    return doors.open()


def screen(door: Door, question: Payment, bank: Bank = TOSTIK) -> Answer:
    with door.client(bank) as client:
        return client.screen(question)


def report(door: Door, *outcomes: OutcomeReport) -> None:
    with door.client(TOSTIK) as client:
        client.report(outcomes)


def from_the_drop(number: int, amount: int, to: Party = SHOP, **changes: object) -> Payment:
    return payment(f"P-{number}", debtor=DROP, creditor=to, amount=amount, time=NOW, **changes)


def outcome(number: int, word: str) -> OutcomeReport:
    return OutcomeReport(id=f"P-{number}", outcome=word, time=NOW)  # type: ignore[arg-type]


def test_exactly_the_stolen_part_of_a_payment_is_held_and_the_reason_is_told(door: Door) -> None:
    told(door, placed(DROP, Lot(4_000_000), Lot(LOOT, ((CLAIM, LOOT),))))
    assert screen(door, from_the_drop(1, 4_000_000)).verdict == "allow"
    answer = screen(door, from_the_drop(2, 20_000_000))
    assert (answer.verdict, answer.held_amount) == ("hold", LOOT)
    assert "STOLEN_MONEY" in {reason.code for reason in answer.reasons}


def test_nothing_that_speaks_for_the_payer_makes_stolen_money_his(door: Door) -> None:
    told(door, placed())
    own = from_the_drop(1, 1_000, kind="own_transfer", session=Session(step_up_passed=True))
    answer = screen(door, own)
    assert (answer.verdict, answer.held_amount) == ("hold", 1_000)


def test_the_same_question_gets_the_same_answer_although_the_money_has_gone(door: Door) -> None:
    told(door, placed())
    question = from_the_drop(1, LOOT)
    first = screen(door, question)
    report(door, outcome(1, "released"))
    assert screen(door, question) == first
    assert lying(door, SHOP) == LOOT


def test_within_one_batch_a_payment_sees_where_the_money_went_before_it(door: Door) -> None:
    told(door, placed(DROP, Lot(5_000_000), Lot(LOOT, ((CLAIM, LOOT),))))
    batch = [from_the_drop(number, 2_500_000) for number in range(1, 5)]
    with door.client(TOSTIK) as client:
        answers = client.screen_batch(batch).answers
    assert [answer.held_amount if answer else 0 for answer in answers] == [None, None, 2_500_000, 2_500_000]


def test_released_money_is_held_again_at_the_next_account(door: Door) -> None:
    told(door, placed())
    screen(door, from_the_drop(1, 6_000_000, to=SECOND))
    report(door, outcome(1, "executed"))
    onward = payment("Q-1", debtor=SECOND, creditor=SHOP, amount=9_000_000, time=NOW)
    assert screen(door, onward, ALDAR).held_amount == 6_000_000
    assert lying(door, DROP) == LOOT - 6_000_000


def test_a_payment_that_was_given_up_takes_nothing_with_it(door: Door) -> None:
    told(door, placed(DROP, Lot(4_000_000), Lot(LOOT, ((CLAIM, LOOT),))))
    assert screen(door, from_the_drop(1, 3_000_000)).verdict == "allow"
    report(door, outcome(1, "abandoned"))
    assert screen(door, from_the_drop(2, 4_000_000)).verdict == "allow"


def test_the_other_side_hears_the_same_of_the_payment(door: Door) -> None:
    told(door, placed())
    screen(door, from_the_drop(1, 6_000_000, to=SECOND, end_to_end_id="E-1"))
    seen = payment(
        "IN-1", debtor=DROP, creditor=SECOND, amount=6_000_000, time=NOW, side="incoming", end_to_end_id="E-1"
    )
    assert screen(door, seen, ALDAR).held_amount == 6_000_000
    assert lying(door, DROP) == LOOT


def test_after_a_restart_everything_lies_where_it_lay(doors: Doors) -> None:
    door = doors.open()
    told(door, placed())
    for number, amount in ((1, 6_000_000), (2, 3_000_000), (3, 1_000_000)):
        screen(door, from_the_drop(number, amount, to=SECOND))
    report(door, outcome(1, "executed"), outcome(2, "held"))
    told(door, Taken(2, [token_of(DROP).bytes], {CLAIM: 2_000_000}))
    kept = door.gateway.screening.taint
    door.close()
    again = restore(door.settings).taint
    assert (again.accounts, again.held, again.heard) == (kept.accounts, kept.held, kept.heard)
    assert again.made == kept.made
    assert lying(doors.open(), SECOND) == 6_000_000


def test_payments_that_were_judged_while_the_trace_was_drawn_are_counted(doors: Doors) -> None:
    door = doors.open()
    before = screen(door, from_the_drop(1, 6_000_000, to=SECOND)).sequence
    told(door, placed(ledger=before or 0))
    assert (lying(door, DROP), lying(door, SECOND)) == (LOOT - 6_000_000, 6_000_000)
    door.close()
    assert restore(door.settings).taint.accounts == door.gateway.screening.taint.accounts


def test_what_was_heeded_once_is_not_heeded_again(door: Door) -> None:
    told(door, placed())
    told(door, placed(SECOND), Taken(1, [token_of(DROP).bytes], {CLAIM: None}))
    assert (lying(door, DROP), lying(door, SECOND)) == (LOOT, 0)


@pytest.mark.usefixtures("db")
def test_the_store_hears_what_was_held_and_where_stolen_money_went(doors: Doors) -> None:
    keys, door = {bank.code: connect(bank) for bank in (ALDAR, TOSTIK)}, doors.open()
    door.gateway.callers.replace(access.good_keys())
    told(door, placed())
    with Client(door.url, keys[TOSTIK.code], deadline_s=20.0) as client:
        held = client.screen(from_the_drop(1, 20_000_000, to=SECOND)).sequence
        client.report([outcome(1, "released")])
        drain = Drain(door.settings)
        while drain.step():
            pass
    row = Row.objects.get(sequence=held or 0)
    assert row.stolen == LOOT
    assert '"held_amount":15000000' in bytes(from_store(row)).decode()
    assert receipt_of(row).statement["held_amount"] == LOOT
    [moved] = [one.fact for one in read.about(f"payment:{held}") if isinstance(one.fact, TaintMoved)]
    assert moved.claims == {CLAIM: LOOT}


def test_facts_of_recovery_are_the_gateway_s_orders() -> None:
    account = TaintedAccount(token_of(DROP).hex, 2, [(500, []), (LOOT, [(CLAIM, LOOT)])])
    facts: list[Fact] = [
        TaintPlaced(incident=1, rule="proportional", ledger=40, until=0, accounts=[account], beyond=[account]),
        TaintSecured(incident=1, account=token_of(DROP).hex, claims={CLAIM: 300}),
        TaintLifted(incident=1, accounts=[token_of(DROP).hex], claims=[CLAIM]),
    ]
    here = (token_of(DROP).bytes, 2, (Lot(500), Lot(LOOT, ((CLAIM, LOOT),))))
    assert list(orders_of(recorded(fact, sequence) for sequence, fact in enumerate(facts, start=90))) == [
        Put(90, Rule.PROPORTIONAL, 40, [here], [here]),
        Taken(91, [token_of(DROP).bytes], {CLAIM: 300}),
        Taken(92, [token_of(DROP).bytes], {CLAIM: None}),
    ]


def recorded(fact: Fact, sequence: int) -> Recorded[Fact]:
    return Recorded(
        sequence=sequence, id=new_id(), actor="process:tracer", purpose="recovery", occurred_at=NOW, recorded_at=NOW,
        fact=fact,
    )  # fmt: skip
