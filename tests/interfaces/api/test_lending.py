"""Lenders and bureaus through the API: outcomes and claims, marks, loans, corrections, the list of all who refuse."""

import base64
from datetime import timedelta
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from arasha.client import HomeRegister
from arasha.client import lending as m
from arasha.client.home_register import Difference, WrongList
from arasha.domains.credit.actions import lent, listing
from arasha.domains.credit.facts.lending import ClaimState, ConflictKind, DisputeReason, Finding
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.models import Claim, Ground, Standing
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.kernel import clock
from arasha.kernel.access.scopes import Scope as KeyScope
from arasha.kernel.deliveries.models import Message
from arasha.kernel.log import ledger
from arasha.kernel.once.models import Done
from arasha.kernel.references import Letter, reference
from arasha.kernel.tokens import as_uuid
from tests.domains.credit.lending import ESEP, answered, iin_of, person_of
from tests.interfaces.api.conftest import Desk
from tests.interfaces.api.replies import refused, said
from tests.support.cast import NOON, TAZSHA
from tests.support.centre import connect

AMOUNT = 30_000_000


@pytest.fixture
def lender(db: None) -> Desk:
    return Desk(TAZSHA, connect(TAZSHA))


@pytest.fixture
def bureau(db: None) -> Desk:
    return Desk(ESEP, connect(ESEP, KeyScope.CREDIT_BUREAU))


def loan(application: str, order: int = 1) -> m.LoanOutcome:
    return m.LoanOutcome(application=application, lent=True, at=clock.now(), person=iin_of(order), amount=AMOUNT)


def void_claim(lender: Desk) -> str:
    """The lender says that it lent against a DENY; the claim's reference."""
    check = answered(TAZSHA, person_of(), Answer.DENY)
    told = said(lender.post("credit/outcomes", m.LoanOutcomes(id="O-1", outcomes=[loan(check.application)])))
    return str(told["outcomes"][0]["claim"])


def test_the_client_knows_every_word() -> None:
    pairs: list[tuple[Any, Any]] = [
        (m.Finding, Finding), (m.ClaimState, ClaimState), (m.DisputeReason, DisputeReason),
        (m.ConflictKind, ConflictKind),
    ]  # fmt: skip
    for words, enum in pairs:
        assert set(get_args(words)) == {each.value for each in enum}


def test_a_lender_says_what_it_did_and_hears_what_follows(lender: Desk) -> None:
    good = answered(TAZSHA, person_of(), Answer.ALLOW)
    outcomes = [loan(good.application), m.LoanOutcome(application="A-no", lent=False, at=clock.now())]
    told = said(lender.post("credit/outcomes", m.LoanOutcomes(id="O-1", outcomes=outcomes)))["outcomes"]
    assert [(each["noted"], each["finding"], each["claim"]) for each in told] == [
        ("new", "asked", None), ("new", None, None),
    ]  # fmt: skip
    again = said(lender.post("credit/outcomes", m.LoanOutcomes(id="O-2", outcomes=outcomes)))["outcomes"]
    assert {each["noted"] for each in again} == {"known"}


def test_a_claim_is_read_and_written_off_and_the_bureau_strikes_it(lender: Desk, bureau: Desk) -> None:
    name = void_claim(lender)
    assert [each["reference"] for each in said(lender.get("credit/claims?state=open"))["claims"]] == [name]
    done = said(lender.post(f"credit/claims/{name}/write-off", m.WriteOff(id="W-1")))
    assert done["state"] == "written_off"
    (wanted,) = said(bureau.get("credit/corrections"))["corrections"]
    assert (wanted["reference"], wanted["person"], wanted["lender"]) == (name, iin_of(1), TAZSHA.code)
    said(bureau.post(f"credit/corrections/{name}", m.CorrectionDone(id="C-1", said="corrected")))
    assert said(bureau.get("credit/corrections"))["corrections"] == []
    assert said(lender.get(f"credit/claims/{name}"))["state"] == "corrected"
    assert {each.kind for each in Message.objects.all()} == {
        "credit.claim.opened", "credit.correction", "credit.claim.corrected",
    }  # fmt: skip


def test_a_dispute_needs_its_receipt(lender: Desk) -> None:
    name = void_claim(lender)
    assert refused(lender.post(f"credit/claims/{name}/dispute", m.Dispute(id="D-1", reason="asked"))) == (
        422, "application",
    )  # fmt: skip
    told = said(lender.post(f"credit/claims/{name}/dispute", m.Dispute(id="D-2", reason="not_lent", note="no money")))
    assert (told["state"], told["dispute"]) == ("disputed", "not_lent")


def test_nobody_sees_another_lender_s_claim(lender: Desk, aldar: Desk) -> None:
    name = void_claim(lender)
    for path in (f"credit/claims/{name}", f"credit/claims/{reference(Letter.CLAIM, 999_999)}"):
        assert refused(aldar.get(path))[0] == 404
        assert refused(aldar.post(f"{path}/write-off", m.WriteOff(id="W-1")))[0] == 404
    assert said(aldar.get("credit/claims"))["claims"] == []


@pytest.mark.parametrize(
    ("outcomes", "field"),
    [
        ([m.LoanOutcome(application="A", lent=True, at=NOON, amount=1)], "outcomes[0]"),
        ([m.LoanOutcome(application="A", lent=True, at=NOON, amount=1, person="123")], "outcomes.person"),
        ([m.LoanOutcome(application="A", lent=False, at=NOON)] * 2, "outcomes"),
    ],
)
def test_what_is_wrong_with_an_outcome_is_said_and_nothing_is_kept(
    lender: Desk, outcomes: list[m.LoanOutcome], field: str
) -> None:
    assert refused(lender.post("credit/outcomes", m.LoanOutcomes(id="O-1", outcomes=outcomes))) == (422, field)
    assert not Done.objects.exists()


def test_a_lender_s_key_opens_nothing_of_the_bureaus(lender: Desk) -> None:
    assert refused(lender.get("credit/corrections"))[0] == 403
    assert refused(lender.get("credit/list"))[0] == 403


def test_a_bureau_says_what_its_register_has(bureau: Desk) -> None:
    marks = [
        m.Mark(person=iin_of(1), scopes=["all"], set_at=NOON),
        m.Mark(person=iin_of(2), scopes=["above", "remote"], above=50_000_000, set_at=NOON),
        m.Mark(person=iin_of(1), lifted_at=NOON - timedelta(days=1)),
        m.Mark(person=iin_of(3), lifted_at=NOON),
    ]
    assert said(bureau.post("credit/marks", m.Marks(id="M-1", marks=marks)))["noted"] == [
        "set", "set", "not_later", "unknown",
    ]  # fmt: skip
    effect = Ground.objects.get(person=as_uuid(person_of(2)), source=f"bureau:{ESEP.code}").effect
    assert effects.bureau_of(effect) == Refused(Scope.ABOVE | Scope.REMOTE, 50_000_000)


@pytest.mark.parametrize(
    ("mark", "field"),
    [
        (m.Mark(person=iin_of(1)), "marks[0].set_at"),
        (m.Mark(person=iin_of(1), set_at=NOON), "marks[0].scopes"),
        (m.Mark(person=iin_of(1), scopes=["above"], set_at=NOON), "marks[0].above"),
        (m.Mark(person="47", scopes=["all"], set_at=NOON), "marks[0].person"),
    ],
)
def test_what_is_wrong_with_a_mark_is_said(bureau: Desk, mark: m.Mark, field: str) -> None:
    assert refused(bureau.post("credit/marks", m.Marks(id="M-1", marks=[mark]))) == (422, field)
    assert not Ground.objects.exists()


def test_a_loan_of_a_lender_that_never_asks_is_found_by_the_bureau(
    bureau: Desk, lender: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = clock.now()
    loans = [
        m.Loan(lender=TAZSHA.code, contract="K-1", person=iin_of(1), amount=AMOUNT, at=at),
        m.Loan(lender="a lender of nobody", contract="K-1", person=iin_of(1), amount=AMOUNT, at=at),
    ]
    assert said(bureau.post("credit/loans", m.Loans(id="L-1", loans=loans)))["noted"] == ["new", "new"]
    monkeypatch.setattr(clock, "now", lambda: at + timedelta(hours=1))
    assert lent.judge_waiting() == 2
    assert sorted(Claim.objects.values_list("lender_code", "ground")) == [
        (TAZSHA.code, "without_receipt"), ("a lender of nobody", "without_receipt"),
    ]  # fmt: skip
    assert [each.institution_id for each in Message.objects.all()] == [lender.number]


def stands(order: int, effect: int) -> None:
    Standing.objects.update_or_create(
        person=as_uuid(person_of(order)), defaults={"effect": effect, "change": 1, "fact": 1}
    )


def fetched(bureau: Desk, home: HomeRegister) -> None:
    """The bureau brings its list up to date."""
    answer = msgspec.convert(said(bureau.get(f"credit/list?since={home.version}")), m.ListParts)
    home.update(
        answer, lambda name, at: msgspec.convert(said(bureau.get(f"credit/list/{name}?offset={at}")), m.ListBlock)
    )


def test_a_bureau_keeps_the_list_at_home_and_compares(
    bureau: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refused(bureau.get("credit/list"))[0] == 404
    everything = effects.own(Refused(Scope.ALL))
    for order in range(1, 5):
        stands(order, everything)
    stands(5, effects.CAUTION)
    assert listing.publish() is not None
    assert listing.publish() is None, "nothing has changed"
    home = HomeRegister(tmp_path / "home", str(ledger.signer().verifier))
    fetched(bureau, home)
    assert (home.version, home.says(iin_of(1)), home.says(iin_of(5))) == (1, everything, None)
    stands(1, effects.NOTHING)
    stands(2, effects.own(Refused(Scope.REMOTE)))
    stands(5, everything | effects.CAUTION)
    listing.publish()
    changes = said(bureau.get("credit/list?since=1"))["parts"]
    assert [(each["kind"], each["rows"]) for each in changes] == [("changes", 3)]
    fetched(bureau, home)
    assert (home.version, home.says(iin_of(1)), home.says(iin_of(5))) == (2, None, everything)
    differing: list[Difference] = []
    own = [(1, iin_of(1), 1), (2, iin_of(2), 1), (3, iin_of(3), 2)]
    found = home.compare(own, differing)
    assert (found, differing) == ((2, 1, 1), [(1, "missing"), (2, "otherwise")])
    told = m.Comparison(id="V-1", version=2, only_here=2, only_there=1, otherwise=1)
    said(bureau.post("credit/comparisons", told))
    never = m.Comparison(id="V-2", version=9, only_here=0, only_there=0, otherwise=0)
    assert refused(bureau.post("credit/comparisons", never)) == (422, "version")


def test_a_list_that_was_changed_on_its_way_is_not_taken_over(bureau: Desk, tmp_path: Path) -> None:
    stands(1, effects.own(Refused(Scope.ALL)))
    listing.publish()
    answer = msgspec.convert(said(bureau.get("credit/list")), m.ListParts)
    home = HomeRegister(tmp_path / "home", str(ledger.signer().verifier))

    def tampered(name: str, at: int) -> m.ListBlock:
        block = msgspec.convert(said(bureau.get(f"credit/list/{name}?offset={at}")), m.ListBlock)
        data = bytearray(base64.b64decode(block.data))
        data[-1] ^= 1
        return m.ListBlock(data=base64.b64encode(data).decode(), next=block.next, more=block.more)

    with pytest.raises(WrongList, match="digest"):
        home.update(answer, tampered)
    answer.parts[0].sha256 = "00" * 32
    with pytest.raises(WrongList, match="about another file"):
        home.update(answer, tampered)
    assert (home.version, home.says(iin_of(1))) == (0, None)
    other = HomeRegister(tmp_path / "other", "somebody.else+00000000+" + base64.b64encode(b"\x01" + bytes(32)).decode())
    with pytest.raises(WrongList, match="not signed by this key"):
        other.update(answer, tampered)


@pytest.mark.parametrize("name", ["..%2Fkeys%2Fring", "1.rows.new", "x", "999.rows"])
def test_only_files_of_the_list_are_given_out(bureau: Desk, name: str) -> None:
    assert refused(bureau.get(f"credit/list/{name}"))[0] == 404
