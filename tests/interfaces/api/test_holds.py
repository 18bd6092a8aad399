"""Holds, recalls and refunds through the API: answered by the bank that keeps the account, by nobody else, once."""

from typing import Any, get_args

import pytest

from arasha.client import handling as h
from arasha.domains.recovery.actions import recalls
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.actions.analysis import answer as analysed
from arasha.domains.recovery.facts.handling import AnalysisState, Disagreement, HoldGround, HoldState, Refusal
from arasha.domains.recovery.facts.returning import RecallState, RefundState, Rejection
from arasha.domains.recovery.models import Recall, Refund
from arasha.kernel.access.roles import Role
from arasha.kernel.references import Letter, reference
from tests.domains.recovery.stolen import STOLEN, TOSTIK_SAYS, held, hold, kinds, works
from tests.interfaces.api.conftest import Desk
from tests.interfaces.api.replies import refused, said


@pytest.mark.parametrize(
    ("words", "states"),
    [
        (h.HoldState, HoldState), (h.HoldGround, HoldGround), (h.Refusal, Refusal), (h.AnalysisState, AnalysisState),
        (h.Disagreement, Disagreement), (h.RecallState, RecallState), (h.Rejection, Rejection),
        (h.RefundState, RefundState),
    ],
)  # fmt: skip
def test_the_client_knows_every_word_that_the_centre_says(words: Any, states: Any) -> None:
    assert set(get_args(words)) == {state.value for state in states}


def test_the_keeping_bank_says_what_it_holds(aldar: Desk, tostik: Desk) -> None:
    asked = hold()
    name = reference(Letter.HOLD, asked.id)
    answer = h.HoldAnswer(id="A-1", held=STOLEN // 2, note="the rest was withdrawn in cash")
    found = said(tostik.post(f"holds/{name}/answer", answer))
    assert (found["reference"], found["state"], found["held"]) == (name, "held_partial", STOLEN // 2)
    assert found["expires_at"]
    assert found["account"] == asked.account.hex
    assert said(tostik.post(f"holds/{name}/answer", answer)) == found
    assert kinds(f"hold:{asked.id}").count("hold_answered") == 1


def test_a_bank_sees_its_holds_with_their_clocks_the_oldest_first(aldar: Desk, tostik: Desk) -> None:
    first, second, third = (hold(name=name) for name in ("drop", "shop", "neighbour"))
    page = said(tostik.get("holds?limit=2"))
    assert [each["reference"] for each in page["holds"]] == [reference(Letter.HOLD, row.id) for row in (first, second)]
    assert set(page["holds"][0]["due"]) == {"hold_answer"}
    assert (page["next"], page["more"]) == (second.id, True)
    rest = said(tostik.get(f"holds?after={page['next']}"))
    assert ([each["account"] for each in rest["holds"]], rest["more"]) == ([third.account.hex], False)
    assert said(aldar.get("holds"))["holds"] == []


def test_holds_are_asked_for_by_their_state(aldar: Desk, tostik: Desk) -> None:
    waiting, kept = hold(name="drop"), held(name="shop")
    assert [each["account"] for each in said(tostik.get("holds?state=requested"))["holds"]] == [waiting.account.hex]
    assert [each["account"] for each in said(tostik.get("holds?state=held_full"))["holds"]] == [kept.account.hex]
    assert refused(tostik.get("holds?state=lost")) == (422, "state")


def test_one_hold_is_read_by_its_bank_alone(aldar: Desk, tostik: Desk) -> None:
    name = reference(Letter.HOLD, held().id)
    found = said(tostik.get(f"holds/{name}"))
    assert (found["state"], found["held"], set(found["due"])) == (
        "held_full", STOLEN, {"hold", "hold_confirmation", "analysis"},
    )  # fmt: skip
    absent = tostik.get(f"holds/{reference(Letter.HOLD, 999_999)}")
    assert (refused(absent)[0], aldar.get(f"holds/{name}").content) == (404, absent.content)


def test_a_refusal_has_its_reason(aldar: Desk, tostik: Desk) -> None:
    name = reference(Letter.HOLD, hold().id)
    found = said(tostik.post(f"holds/{name}/answer", h.HoldAnswer(id="A-1", held=0, refusal="account_closed")))
    assert (found["state"], found["refusal"]) == ("refused", "account_closed")


def test_nobody_holds_more_than_was_asked_or_answers_to_another_amount(aldar: Desk, tostik: Desk) -> None:
    name = reference(Letter.HOLD, hold().id)
    assert refused(tostik.post(f"holds/{name}/answer", h.HoldAnswer(id="A-1", held=STOLEN + 1)))[0] == 422
    assert refused(tostik.post(f"holds/{name}/answer", h.HoldAnswer(id="A-2", held=1, asked=1))) == (409, "asked")


def test_the_same_id_with_another_answer_or_for_another_hold_is_refused(aldar: Desk, tostik: Desk) -> None:
    first, second = (reference(Letter.HOLD, hold(name=name).id) for name in ("drop", "shop"))
    tostik.post(f"holds/{first}/answer", h.HoldAnswer(id="A-1", held=1))
    assert refused(tostik.post(f"holds/{first}/answer", h.HoldAnswer(id="A-1", held=2))) == (409, "id")
    assert refused(tostik.post(f"holds/{second}/answer", h.HoldAnswer(id="A-1", held=1))) == (409, "id")


def test_what_does_not_exist_and_what_is_another_s_cannot_be_answered(aldar: Desk, tostik: Desk) -> None:
    answer = h.HoldAnswer(id="A-1", held=1)
    name = reference(Letter.HOLD, hold().id)
    assert refused(aldar.post(f"holds/{name}/answer", answer))[0] in {403, 404}, "it is the victim's bank"
    assert refused(tostik.post(f"holds/{reference(Letter.HOLD, 999_999)}/answer", answer))[0] == 404
    assert refused(tostik.post("holds/H-000001-9/answer", answer)) == (422, "reference")
    assert refused(tostik.post(f"holds/{reference(Letter.RECALL, 1)}/answer", answer)) == (422, "reference")


def test_the_keeping_bank_says_whether_the_money_is_stolen(aldar: Desk, tostik: Desk) -> None:
    name = reference(Letter.HOLD, held().id)
    wrong = h.HoldAnalysis(id="B-1", agreed=False)
    assert refused(tostik.post(f"holds/{name}/analysis", wrong)) == (422, "disagreement")
    found = said(
        tostik.post(f"holds/{name}/analysis", h.HoldAnalysis(id="B-1", agreed=False, disagreement="honest_trade"))
    )
    assert (found["analysis"], found["disagreement"]) == ("disagreed", "honest_trade")


def test_money_goes_back_by_recall_and_refund(aldar: Desk, tostik: Desk) -> None:
    kept = held()
    analysed(kept.id, Verdict(agreed=True), TOSTIK_SAYS)
    asked = recalls.open_recall(kept.id, works(Role.ANALYST, "aigerim"))
    recalls.sanction(asked.id, True, "lawful", works(Role.PROSECUTOR, "timur"))
    name = reference(Letter.RECALL, asked.id)
    wrong = h.RecallAnswer(id="C-1", accepted=0)
    assert refused(tostik.post(f"recalls/{name}/answer", wrong))[0] == 422, "nothing has its reason"
    found = said(tostik.post(f"recalls/{name}/answer", h.RecallAnswer(id="C-1", accepted=STOLEN)))
    assert (found["state"], found["accepted"], found["hold"]) == (
        "accepted_full", STOLEN, reference(Letter.HOLD, kept.id),
    )  # fmt: skip
    refund = Refund.objects.get(recall=Recall.objects.get())
    paid = said(
        tostik.post(
            f"refunds/{reference(Letter.REFUND, refund.id)}/paid", h.RefundPaid(id="D-1", payment_id="RETURN-1")
        )
    )
    assert (paid["state"], paid["amount"], paid["payment_id"]) == ("paid", STOLEN, "RETURN-1")
    assert refused(aldar.post(f"recalls/{name}/answer", h.RecallAnswer(id="C-1", accepted=1)))[0] in {403, 404, 409}
