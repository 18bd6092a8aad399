"""Coerced victims at the gateway: nothing leaves their accounts until it is let go, also after a restart."""

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import count

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arasha.client import Client
from arasha.client.schemas import Answer, OutcomeReport, Party, Payment, Session
from arasha.domains.payments.facts import PaymentHeld, Verdict
from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.coerced import Wait
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.layout import COERCED
from arasha.domains.payments.hot.orders import Order, decode_order
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.hot.taint import Put
from arasha.domains.payments.models import Payment as Row
from arasha.domains.payments.queries.receipts import receipt_of
from arasha.domains.payments.rules.features import F
from arasha.domains.recovery.facts.protecting import ProtectionEnded, ProtectionState, VictimProtected
from arasha.domains.registry import actions as registry
from arasha.domains.registry.facts import ANSWERS_CHANGED
from arasha.interfaces.gateway.drain import Drain
from arasha.interfaces.gateway.keeper import make_snapshot
from arasha.interfaces.gateway.orders import ORDERING, orders_of
from arasha.interfaces.gateway.restore import book_in_force, journal_folder, restore
from arasha.interfaces.gateway.stored import from_store
from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.attribution import Lot, Rule
from arasha.kernel.compiled import Array
from arasha.kernel.facts import Fact, Recorded, new_id
from arasha.kernel.journal.reader import read_from
from arasha.kernel.outbox import read
from tests.domains.registry.entries import GATEWAY
from tests.support.cast import ALDAR, DROP, PENSIONER, SHOP, TOSTIK, Bank, payment
from tests.support.centre import connect
from tests.support.door import Door, Doors
from tests.support.recorded import token_of

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)
CODE = "COERCED_VICTIM"
DOUBT = Session(step_up_passed=True)


@pytest.fixture
def door(doors: Doors) -> Door:
    return doors.open()


def wait(fact: int = 1, until: datetime = NOW + HOUR, party: Party = PENSIONER) -> Wait:
    return Wait(fact, token_of(party).bytes, clock.to_us(until))


def let_go(fact: int = 2, party: Party = PENSIONER) -> Wait:
    return Wait(fact, token_of(party).bytes, 0)


def told(door: Door, *orders: Order) -> None:
    """Recovery said something, and the gateway heeds it on its loop."""

    async def heed() -> None:
        door.gateway.screening.take_orders(orders)

    asyncio.run_coroutine_threadsafe(heed(), door.loop).result(20)


def pays(id_: str, to: Party = SHOP, **changes: object) -> Payment:
    return payment(id_, debtor=PENSIONER, creditor=to, amount=1_000, time=datetime.now(UTC), **changes)


def screen(door: Door, question: Payment, bank: Bank = ALDAR) -> Answer:
    with door.client(bank) as client:
        return client.screen(question)


def reasons(answer: Answer) -> set[str]:
    return {reason.code for reason in answer.reasons}


def test_every_payment_out_of_a_protected_account_is_held_whole_and_the_reason_is_told(door: Door) -> None:
    assert screen(door, pays("before")).verdict == "allow"
    told(door, wait())
    answer = screen(door, pays("after"))
    assert (answer.verdict, answer.held_amount, CODE in reasons(answer)) == ("hold", None, True)
    [reason] = [reason for reason in answer.reasons if reason.code == CODE]
    assert len({reason.text.kk, reason.text.ru, reason.text.en}) == 3


def test_nothing_that_speaks_for_the_victim_makes_it_go(door: Door) -> None:
    told(door, wait())
    assert screen(door, pays("own", kind="own_transfer", session=DOUBT)).verdict == "hold"


def test_the_control_sample_never_spares_it(doors: Doors) -> None:
    door = doors.open(control_sample_per_mille=1_000, control_sample_most_tenge=10_000_000)
    told(door, wait())
    assert screen(door, pays("drawn")).verdict == "hold"


def test_the_victim_is_paid_as_ever(door: Door) -> None:
    told(door, wait())
    pension = payment("pension", debtor=SHOP, creditor=PENSIONER, amount=1_000, time=NOW)
    assert screen(door, pension, TOSTIK).verdict == "allow"


def test_the_receiver_s_bank_hears_the_same(door: Door) -> None:
    told(door, wait())
    assert screen(door, pays("out", end_to_end_id="E-1")).verdict == "hold"
    incoming = pays("in", side="incoming", end_to_end_id="E-1")
    assert screen(door, incoming, TOSTIK).verdict == "hold"


def test_the_trusted_person_agrees_and_the_next_payment_goes(door: Door) -> None:
    told(door, wait())
    question = pays("asked", end_to_end_id="E-2")
    held = screen(door, question)
    told(door, let_go())
    assert screen(door, question) == held, "what was answered stays answered"
    assert screen(door, pays("anew", end_to_end_id="E-2")).verdict == "allow"


def test_the_term_passes_and_the_next_payment_goes(door: Door) -> None:
    told(door, wait(until=datetime.now(UTC) - timedelta(seconds=1)))
    assert screen(door, pays("late")).verdict == "allow"


def test_where_stolen_money_lies_too_the_whole_payment_waits_and_the_money_is_followed(door: Door) -> None:
    put = Put(1, Rule.FIFO, 0, [(token_of(PENSIONER).bytes, 1, (Lot(600, ((7, 600),)),))], [])
    told(door, put, wait())
    answer = screen(door, pays("both"))
    assert (answer.verdict, answer.held_amount) == ("hold", None)
    assert {CODE, "STOLEN_MONEY"} <= reasons(answer)
    with door.client(ALDAR) as client:
        client.report([OutcomeReport(id="both", outcome="released", time=datetime.now(UTC))])
    assert token_of(SHOP).bytes in door.gateway.screening.taint.accounts


def test_stolen_money_and_coercion_are_heeded_each_by_its_own_count(door: Door) -> None:
    """What recovery said of victims before the gateway knew to listen is heeded although newer taint was."""
    put = Put(50, Rule.FIFO, 0, [(token_of(DROP).bytes, 1, (Lot(600, ((7, 600),)),))], [])
    told(door, put, wait(fact=20), wait(fact=20, until=NOW - HOUR))
    assert screen(door, pays("P")).verdict == "hold"


@pytest.mark.parametrize("snapshot", [False, True])
def test_after_a_restart_it_still_waits_and_what_was_let_go_still_goes(doors: Doors, *, snapshot: bool) -> None:
    door = doors.open()
    told(door, wait(1), wait(2, party=DROP), let_go(3, DROP))
    kept = door.gateway.screening.coerced
    screen(door, pays("P-1"))
    door.close()
    if snapshot:
        make_snapshot(door.settings)
    again = restore(door.settings).coerced
    assert (again.accounts, again.heard) == (kept.accounts, kept.heard)
    door = doors.open()
    told(door, wait(3, party=DROP))
    assert screen(door, pays("P-2")).verdict == "hold"
    free = payment("Q", debtor=DROP, creditor=SHOP, amount=1_000, time=NOW)
    assert screen(door, free, TOSTIK).verdict == "allow"


@pytest.mark.usefixtures("db")
def test_the_store_keeps_that_the_whole_payment_was_held(doors: Doors) -> None:
    keys, door = {bank.code: connect(bank) for bank in (ALDAR, TOSTIK)}, doors.open()
    door.gateway.callers.replace(access.good_keys())
    put = Put(1, Rule.FIFO, 0, [(token_of(PENSIONER).bytes, 1, (Lot(600, ((7, 600),)),))], [])
    told(door, put, wait())
    with Client(door.url, keys[ALDAR.code], deadline_s=20.0) as client:
        held = client.screen(pays("P-1")).sequence or 0
        drain = Drain(door.settings)
        while drain.step():
            pass
        row = Row.objects.get(sequence=held)
        assert b"held_amount" not in bytes(from_store(row))
        assert CODE in receipt_of(row).statement["reasons"]
    [fact] = [one.fact for one in read.about(f"payment:{held}") if isinstance(one.fact, PaymentHeld)]
    assert fact.held_amount == 0


@pytest.mark.usefixtures("db")
def test_who_was_robbed_lately_is_known_as_such_when_he_pays_and_nothing_is_said_of_it(doors: Doors) -> None:
    door = doors.open()
    registry.protect(token_of(PENSIONER).bytes, "complaint:1", GATEWAY)
    facts = read.since(0, [fact.kind() for fact in ANSWERS_CHANGED])
    door.loop.call_soon_threadsafe(door.gateway.registry.follow, facts)
    paid, got = screen(door, pays("P-1")), payment("Q-1", debtor=SHOP, creditor=PENSIONER, time=NOW)
    assert (paid.verdict, paid.reasons) == ("allow", [])
    victims = [_features(door, answer)[F.PAYER_WAS_VICTIM] for answer in (paid, screen(door, got, TOSTIK))]
    assert victims == [1, 0]


def _features(door: Door, answer: Answer) -> Array:
    return door.gateway.screening.stored(answer.sequence or 0)[1]


ACCOUNTS = [ALDAR.account(900 + number) for number in range(4)]
WHO = st.integers(0, 3)
STEPS = st.lists(
    st.tuples(st.just("wait"), WHO, st.sampled_from([-5, 60])) | st.tuples(st.just("end"), WHO, st.just(0))
    | st.tuples(st.just("pays"), WHO, WHO),
    min_size=1, max_size=25,
)  # fmt: skip
FACTS, NAMES = count(1), count(1)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_replay_of_the_journal_gives_the_same_verdicts(door: Door, steps: list[tuple[str, int, int]]) -> None:
    for step, who, other in steps:
        if step == "wait":
            told(door, wait(next(FACTS), datetime.now(UTC) + timedelta(seconds=other), ACCOUNTS[who]))
        elif step == "end":
            told(door, let_go(next(FACTS), ACCOUNTS[who]))
        elif who != other:
            question = payment(f"R-{next(NAMES)}", debtor=ACCOUNTS[who], creditor=ACCOUNTS[other], amount=1, time=NOW)
            screen(door, question)
    assert restore(door.settings).coerced.accounts == door.gateway.screening.coerced.accounts
    said, again = dict[bytes, int](), Screener(book_in_force(door.settings), accounts=1_000, payments=1_000)
    for frame in read_from(journal_folder(door.settings), 0):
        if frame.kind == group.ORDERS:
            order = decode_order(frame.payload)
            assert isinstance(order, Wait)
            said[order.account] = order.until
        elif frame.kind == group.VERDICTS:
            _judge_again(again, group.rows_of(frame.rows, frame.payload), said)


def _judge_again(screener: Screener, rows: Array, said: dict[bytes, int]) -> None:
    """The verdicts of a frame are those that follow from what was said before it, and from its asks alone."""
    asks, decisions = rows["ask"].copy(), np.zeros(len(rows), DECISION)
    for ask in asks:
        payer = int(ask["debtor_lo"]).to_bytes(8, "little") + int(ask["debtor_hi"]).to_bytes(8, "little")
        assert bool(ask["flags"] & COERCED) == (ask["arrived_at"] < said.get(payer, 0))
    screener.screen(asks, group.no_features(len(asks)), decisions)
    assert (decisions == rows["decision"]).all()
    assert ((decisions["verdict"] >= Verdict.HOLD) | (asks["flags"] & COERCED == 0)).all()


def test_facts_of_recovery_are_the_gateway_s_orders() -> None:
    token = token_of(PENSIONER)
    facts: list[Fact] = [
        VictimProtected(protection=1, token=token.hex, until=500),
        ProtectionEnded(protection=1, token=token.hex, state=ProtectionState.ENDED_TRUSTED),
    ]
    assert list(orders_of(recorded(fact, sequence) for sequence, fact in enumerate(facts, start=90))) == [
        Wait(90, token.bytes, 500), Wait(91, token.bytes, 0),
    ]  # fmt: skip
    assert {type(fact) for fact in facts} <= set(ORDERING)


def recorded(fact: Fact, sequence: int) -> Recorded[Fact]:
    return Recorded(
        sequence=sequence, id=new_id(), actor="institution:ALDAR", purpose="recovery", occurred_at=NOW,
        recorded_at=NOW, fact=fact,
    )  # fmt: skip
