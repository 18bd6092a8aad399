"""Reporting a theft: taken once, whole; told again the answer is the same; seen by nobody else."""

import json
from typing import Any

import msgspec
import pytest

from arasha.client.handling import StolenPayment, TheftReport, Used, Victim
from arasha.domains.complaints import queries as complaints
from arasha.domains.complaints.facts import TheftReported
from arasha.domains.recovery.facts.incidents import ClaimState
from arasha.domains.recovery.models import Claim, Incident
from arasha.interfaces.api.views.thefts import share
from arasha.kernel import references
from arasha.kernel.outbox import read
from arasha.kernel.references import Letter
from tests.domains.recovery.stolen import claims, held, incident
from tests.interfaces.api.conftest import Desk
from tests.support.cast import ALDAR, DROP, NOON, PENSIONER, TOSTIK

REPORT = TheftReport(
    id="T-1",
    situation="scam",
    payments=[
        StolenPayment(payment_id="P-1"),
        StolenPayment(
            amount=15_000_000, amount_is_exact=False, begin=NOON, end=NOON.replace(hour=8), debtor=PENSIONER.account,
            creditor=DROP.account, creditor_institution=TOSTIK.code,
        ),
    ],
    victim=Victim(name="A pensioner", phone="+7 701 000 00 00", account=PENSIONER.account),
    used=[Used(text="+7 702 000 00 00", kind="phone"), Used(text="https://halyk-bonus.example/win")],
    story="He said that he was from the bank, and to install a program.",
    language="ru",
)  # fmt: skip


def reported(desk: Desk, report: TheftReport = REPORT) -> dict[str, Any]:
    response = desk.post("thefts", report)
    assert response.status_code == 200, response.content
    return json.loads(response.content)  # type: ignore[no-any-return]


def facts() -> list[TheftReported]:
    return [fact.fact for fact in read.since(0, {TheftReported.kind()}) if isinstance(fact.fact, TheftReported)]


def test_a_report_is_taken_with_reference_and_code(aldar: Desk) -> None:
    taken = reported(aldar)
    assert (taken["id"], taken["state"]) == ("T-1", "received")
    case = complaints.case(taken["reference"], taken["code"])
    assert (case.institution, case.amount) == (ALDAR.code, 15_000_000)


def test_what_is_told_is_handed_on_as_tokens_and_kept_sealed(aldar: Desk) -> None:
    taken = reported(aldar)
    (fact,) = facts()
    assert (fact.institution, fact.situation, len(fact.payments)) == (ALDAR.code, "scam", 2)
    first, second = fact.payments
    assert (first.institution, first.payment_id) == (ALDAR.code, "P-1")
    assert (second.amount, second.amount_is_exact) == (15_000_000, False)
    assert all(len(token) == 32 for token in (fact.reporter, second.debtor, second.creditor))
    assert PENSIONER.account.encode() not in read.at(fact_sequence()).canonical()
    row = complaints.complaint(complaints.case(taken["reference"], taken["code"]).number)
    assert row is not None
    assert complaints.told(row).story == REPORT.story


def fact_sequence() -> int:
    return read.since(0, {TheftReported.kind()})[0].sequence


def test_told_again_the_answer_is_the_same_code_and_all(aldar: Desk) -> None:
    body = msgspec.json.encode(REPORT)
    spaced = json.dumps(json.loads(body), indent=2).encode()
    answers = {aldar.post("thefts", each).content for each in (body, body, spaced)}
    assert len(answers) == 1
    assert len(facts()) == 1


def test_the_same_id_for_another_theft_is_refused(aldar: Desk) -> None:
    reported(aldar)
    response = aldar.post("thefts", msgspec.structs.replace(REPORT, story="Another story."))
    assert (response.status_code, json.loads(response.content)["field"]) == (409, "id")


def test_two_banks_may_use_the_same_id(aldar: Desk, tostik: Desk) -> None:
    assert reported(aldar)["reference"] != reported(tostik)["reference"]


def test_a_bank_sees_what_became_of_its_own_reports_alone(aldar: Desk, tostik: Desk) -> None:
    reference = reported(aldar)["reference"]
    seen = json.loads(aldar.get(f"thefts/{reference}").content)
    assert (seen["id"], seen["situation"], seen["state"], seen["ended_at"]) == ("T-1", "scam", "received", None)
    strange, absent = (
        tostik.get(f"thefts/{reference}"),
        tostik.get(f"thefts/{references.reference(Letter.COMPLAINT, 999_999)}"),
    )
    assert strange.status_code == absent.status_code == 404
    assert strange.content == absent.content


@pytest.mark.parametrize(
    ("part", "word"),
    [(0, "none"), (1, "some"), (29, "some"), (30, "half"), (59, "half"), (60, "most"), (89, "most"), (90, "all")],
)
def test_shares_are_told_coarsely(part: int, word: str) -> None:
    assert share(part, 90) == word


def test_a_bank_sees_how_much_of_its_client_s_money_is_held(aldar: Desk, tostik: Desk) -> None:
    reference = reported(aldar)["reference"]
    kept = held()
    number = references.number(Letter.COMPLAINT, reference)
    Incident.objects.filter(id=kept.incident_id).update(complaint=number)
    seen = json.loads(aldar.get(f"thefts/{reference}").content)
    assert (seen["held"], seen["returned"]) == ("all", "none")


def test_a_bank_is_told_which_of_its_payments_are_found_and_how_many_fit_what_it_said(aldar: Desk) -> None:
    reference = reported(aldar)["reference"]
    assert json.loads(aldar.get(f"thefts/{reference}").content)["payments"] == []
    of = incident(100, 100, 100)
    Incident.objects.filter(id=of.id).update(complaint=references.number(Letter.COMPLAINT, reference))
    _, second, third = claims(of)
    Claim.objects.filter(id=second.id).update(state=ClaimState.AMBIGUOUS, fitting=3)
    Claim.objects.filter(id=third.id).update(state=ClaimState.WAITING)
    assert json.loads(aldar.get(f"thefts/{reference}").content)["payments"] == [
        {"state": "located", "fitting": 0}, {"state": "ambiguous", "fitting": 3}, {"state": "waiting", "fitting": 0},
    ]  # fmt: skip


@pytest.mark.parametrize("reference", ["C-000001-9", "H-000001-9", "nonsense", "1"])
def test_a_slip_in_a_reference_is_told_from_a_report_that_is_not_there(aldar: Desk, reference: str) -> None:
    response = aldar.get(f"thefts/{reference}")
    assert (response.status_code, json.loads(response.content)["field"]) == (422, "reference")


def test_a_payment_of_which_too_little_is_known_is_refused_with_the_remedy(aldar: Desk) -> None:
    report = msgspec.structs.replace(REPORT, payments=[StolenPayment(amount=15_000_000)])
    said = json.loads(aldar.post("thefts", report).content)
    assert (said["status"], said["field"]) == (422, "payments[0]")
    assert "when it was made" in said["detail"]
    assert facts() == []
