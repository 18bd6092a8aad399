"""POST /v1/payments/screen: one payment, one verdict, the same whenever it is asked again."""

import itertools
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import msgspec
import pytest

from arasha.client import Client, Problem
from arasha.client.schemas import Answer, Payment, Session
from arasha.domains.payments.rules.features import F
from arasha.kernel import clock
from tests.support.cast import ALDAR, DROP, KEREMET, NOON, PENSIONER, TOSTIK, payment
from tests.support.door import Door, plain

SCREEN = "/v1/payments/screen"

_numbers = itertools.count()


def fresh(**changes: object) -> Payment:
    """A payment that nobody has asked about, between accounts that have never met."""
    number = next(_numbers)
    between = {"debtor": ALDAR.account(100_000 + number), "creditor": TOSTIK.account(200_000 + number)}
    return payment(f"S-{number}", **(between | changes))


def test_an_ordinary_payment_is_allowed(door: Door) -> None:
    with door.client() as bank:
        answer = bank.screen(fresh(amount=500_000))
    assert (answer.verdict, answer.degraded, answer.unread) == ("allow", False, [])
    assert answer.sequence is not None
    assert answer.receipt == f"p-{answer.sequence}"


def test_a_payment_under_somebody_elses_hand_is_held_and_says_why_in_three_languages(door: Door) -> None:
    with door.client() as bank:
        answer = bank.screen(fresh(session=Session(active_call=True, remote_access=True)))
    assert answer.verdict == "hold"
    for reason in answer.reasons:
        assert all((reason.text.kk, reason.text.ru, reason.text.en))
        assert len({reason.text.kk, reason.text.ru, reason.text.en}) == 3, reason.code


def test_reasons_never_tell_another_banks_customers_figures(door: Door) -> None:
    with door.client() as bank:
        answer = bank.screen(fresh(session=Session(active_call=True, remote_access=True)))
    assert not any(character.isdigit() for reason in answer.reasons for character in reason.text.en.replace("24", ""))


def test_the_same_question_gets_the_same_answer(door: Door) -> None:
    question = fresh()
    with door.client() as bank:
        first = bank.screen(question)
        assert [bank.screen(question) for _ in range(3)] == [first] * 3


def test_the_same_id_with_another_body_is_a_conflict_that_names_the_field(door: Door) -> None:
    question = fresh()
    with door.client() as bank:
        bank.screen(question)
        with pytest.raises(Problem) as refused:
            bank.screen(msgspec.structs.replace(question, amount=question.amount + 1))
    assert (refused.value.problem.status, refused.value.problem.field) == (409, "id")


def test_two_institutions_may_use_the_same_id_for_different_payments(door: Door) -> None:
    ours = fresh()
    theirs = msgspec.structs.replace(ours, debtor=DROP, creditor=PENSIONER)
    with door.client(ALDAR) as aldar, door.client(TOSTIK) as tostik:
        assert aldar.screen(ours).sequence != tostik.screen(theirs).sequence


def test_the_two_sides_of_a_payment_count_once(door: Door) -> None:
    payer, payee = ALDAR.account(7001), TOSTIK.account(7002)
    outgoing = fresh(debtor=payer, creditor=payee, end_to_end_id="E2E-7001")
    incoming = msgspec.structs.replace(outgoing, id="theirs-7001", side="incoming")
    accounts = door.gateway.screening.screener
    with door.client(ALDAR) as aldar, door.client(TOSTIK) as tostik:
        first = aldar.screen(outgoing)
        pairs = accounts.size["pairs"]
        second = tostik.screen(incoming)
    assert second.sequence != first.sequence
    assert accounts.size["pairs"] == pairs
    (_, of_first), (row, of_second) = (door.gateway.screening.stored(one.sequence or 0) for one in (first, second))
    assert row["ask"]["first"] == first.sequence
    assert of_second[F.D_AGE_S :].tolist() == of_first[F.D_AGE_S :].tolist()


def test_accounts_that_share_a_device_an_address_or_a_phone_are_counted(door: Door) -> None:
    payers = [msgspec.structs.replace(ALDAR.account(number), phone="+77015550198") for number in (7101, 7102, 7103)]
    with door.client(ALDAR) as aldar:
        told = [aldar.screen(fresh(debtor=payer, device="tablet-71", ip="203.0.113.71")) for payer in payers]
    _, seen = door.gateway.screening.stored(told[-1].sequence or 0)
    assert [seen[column] for column in (F.DEVICE_ACCOUNTS_30D, F.ADDRESS_ACCOUNTS_30D, F.D_PHONE_ACCOUNTS_30D)] == 3 * [
        3
    ]
    assert (seen[F.C_PHONE_ACCOUNTS_30D], seen[F.D_DEVICES_30D], seen[F.DEVICE_MARKED]) == (0, 1, 0)


def test_sides_that_disagree_on_the_amount_are_seen(door: Door) -> None:
    outgoing = fresh(debtor=ALDAR.account(7003), creditor=TOSTIK.account(7004), end_to_end_id="E2E-7003")
    incoming = msgspec.structs.replace(outgoing, id="theirs-7003", side="incoming", amount=outgoing.amount * 2)
    with door.client(ALDAR) as aldar, door.client(TOSTIK) as tostik:
        aldar.screen(outgoing)
        assert "SIDES_DISAGREE" in {reason.code for reason in tostik.screen(incoming).reasons}


def test_an_account_at_an_unconnected_institution_is_still_an_account(door: Door) -> None:
    stranger = ALDAR.account(7005)
    abroad = msgspec.structs.replace(stranger, account="DE00-12345", institution="UNKNOWNX", scheme="other")
    with door.client() as bank:
        assert bank.screen(fresh(debtor=stranger, creditor=abroad)).verdict == "allow"


def test_an_identifier_that_cannot_be_read_is_kept_and_said_to_be_so(door: Door) -> None:
    broken = msgspec.structs.replace(DROP, account="KZ00BROKEN")
    with door.client() as bank:
        assert bank.screen(fresh(creditor=broken)).unread == ["creditor.account"]


def test_an_iban_that_was_said_to_be_one_and_is_not_is_refused(door: Door) -> None:
    broken = msgspec.structs.replace(DROP, account="KZ00BROKEN", scheme="iban")
    with door.client() as bank, pytest.raises(Problem) as refused:
        bank.screen(fresh(creditor=broken))
    assert (refused.value.problem.status, refused.value.problem.field) == (422, "creditor.account")


def test_a_payment_from_the_future_is_refused_beyond_the_allowed_skew(door: Door) -> None:
    with door.client() as bank:
        skew = timedelta(seconds=door.settings.clock_skew_s)
        assert bank.screen(fresh(time=clock.now() + skew / 2)).sequence is not None
        with pytest.raises(Problem) as refused:
            bank.screen(fresh(time=clock.now() + 2 * skew))
    assert (refused.value.problem.status, refused.value.problem.field) == (422, "time")
    assert "clock" in refused.value.problem.detail


def test_payments_told_late_and_out_of_order_are_judged_all_the_same(door: Door) -> None:
    moments = [NOON + timedelta(minutes=minutes) for minutes in (0, -90, 30, -60 * 24 * 3, 5)]
    with door.client() as bank:
        answers = [bank.screen(fresh(debtor=ALDAR.account(7100), time=moment)) for moment in moments]
    assert len({answer.sequence for answer in answers}) == len(moments)


def test_a_time_without_a_zone_is_refused(door: Door) -> None:
    body = plain(fresh()) | {"time": "2026-11-20T12:00:00"}
    with door.http() as http:
        reply = http.post(SCREEN, json=body)
    assert (reply.status_code, reply.json()["field"]) == (422, "time")


def test_an_account_that_pays_itself_is_refused(door: Door) -> None:
    with door.client() as bank, pytest.raises(Problem) as refused:
        bank.screen(fresh(debtor=PENSIONER, creditor=PENSIONER))
    assert refused.value.problem.field == "creditor.account"


@pytest.mark.parametrize(
    "kind", ["p2p", "merchant", "cash_out", "top_up", "loan_disbursement", "crypto_purchase", "own_transfer"]
)
def test_every_kind_of_payment_is_judged(door: Door, kind: str) -> None:
    with door.client() as bank:
        assert bank.screen(fresh(kind=kind)).sequence is not None


def test_the_answer_as_text_is_what_the_schema_describes(door: Door) -> None:
    with door.http() as http:
        reply = http.post(SCREEN, content=msgspec.json.encode(fresh()))
    assert reply.headers["content-type"] == "application/json"
    assert msgspec.json.decode(reply.content, type=Answer).id.startswith("S-")


@pytest.mark.parametrize("name", ['with "quotes"', "back\\slash", "төлем-№1", "tab\tin it"])
def test_any_id_comes_back_as_it_was_sent(door: Door, name: str) -> None:
    with door.client() as bank:
        assert bank.screen(msgspec.structs.replace(fresh(), id=name)).id == name


def test_a_switch_may_ask_for_others(door: Door) -> None:
    with door.client(KEREMET) as switch:
        assert switch.screen(fresh()).sequence is not None


def test_what_waits_beyond_its_deadline_gets_the_institutions_own_policy(door: Door) -> None:
    many = [msgspec.json.encode({"payments": [plain(fresh()) for _ in range(100)]}) for _ in range(40)]
    with door.http() as http, ThreadPoolExecutor(40) as pool:
        door.loop.call_soon_threadsafe(time.sleep, 0.5)  # all questions come while the loop is busy
        before = [pool.submit(http.post, "/v1/payments/screen-batch", content=body) for body in many]
        time.sleep(0.2)
        reply = http.post(SCREEN, json=plain(fresh()), headers={"Arasha-Deadline-Ms": "1"})
        assert all(one.result().status_code == 200 for one in before)
    answer = msgspec.json.decode(reply.content, type=Answer)
    assert (answer.degraded, answer.verdict, answer.sequence) == (True, "warn", None)


def test_a_deadline_that_is_no_number_is_refused(door: Door) -> None:
    with door.http() as http:
        reply = http.post(
            "/v1/payments/screen", content=msgspec.json.encode(fresh()), headers={"Arasha-Deadline-Ms": "soon"}
        )
    assert (reply.status_code, reply.json()["field"]) == (422, "Arasha-Deadline-Ms")


def test_a_client_that_cannot_reach_the_gateway_decides_by_its_own_policy() -> None:
    with Client("http://127.0.0.1:1", "no-key", deadline_s=0.2, stand_in=lambda _: "hold") as bank:
        answer = bank.screen(fresh())
    assert (answer.verdict, answer.degraded) == ("hold", True)


def test_health_tells_the_truth_about_a_store_that_is_away(door: Door) -> None:
    health = httpx.get(f"{door.url}/health").json()
    assert health["status"] == "degraded"
    assert health["checks"]["store"].startswith("away")
