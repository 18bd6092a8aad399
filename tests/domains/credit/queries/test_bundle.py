"""The bundle for a dispute: whole, about one person, provable offline, and readable in three languages."""

import zipfile
from io import BytesIO

import msgspec
import pytest

from arasha.domains.credit.facts.lending import ClaimState, Finding
from arasha.domains.credit.hot.statement import CHANGE, CHECK
from arasha.domains.credit.models import Claim
from arasha.domains.credit.queries.bundle import Whom, collect, collecting, lines, packed, printed
from arasha.domains.credit.queries.bundle.lines import Speaker
from arasha.domains.credit.queries.bundle.printing import _said
from arasha.domains.credit.rules import dispute
from arasha.kernel.facts import canonical_json
from arasha.kernel.languages import LANGUAGES
from arasha.kernel.log import ledger
from tests.domains.credit import disputes
from tests.support.cast import ALDAR
from tests.support.credit import APAI, NURSE, STUDENT, Counter, check, person_of

pytestmark = pytest.mark.django_db


def test_everything_about_the_person_is_in_it_and_proves_itself(counter: Counter) -> None:
    disputes.dispute(counter)
    bundle = collect(disputes.whom())
    shown = dispute.verify(bundle, ledger.signer().verifier)
    kinds = [piece.statement.get("statement") or piece.statement["fact"]["kind"] for piece in shown.pieces]
    assert sorted(kinds) == sorted([CHECK, CHECK, CHANGE, "credit.refusal_set", *["credit.claim_opened"] * 2])
    assert {each.person for each in [bundle]} == {person_of(APAI).hex}
    assert [(each.lender, each.finding, each.state) for each in bundle.loans] == [
        ("ALDARKZA", Finding.AGAINST_DENY, ClaimState.OPEN), ("TAZSHAKZ", Finding.WITHOUT_RECEIPT, ClaimState.OPEN),
    ]  # fmt: skip
    assert [(deed.text, deed.signature) for deed in bundle.signed] == [(disputes.WILL, disputes.SIGNATURE)]
    assert bundle.whole


def test_it_shows_by_when_a_piece_was_recorded(counter: Counter) -> None:
    disputes.dispute(counter)
    first = ledger.sign_checkpoint()
    counter.ask(ALDAR, check("later"))
    bundle = collect(disputes.whom())
    shown = dispute.verify(bundle, ledger.signer().verifier)
    assert [each.note for each in bundle.earlier] == [first.note]
    assert len({piece.recorded_by for piece in shown.pieces}) == 2


def test_nothing_about_anybody_else_is_in_it(counter: Counter) -> None:
    disputes.dispute(counter)
    text = collect(disputes.whom()).encode().decode()
    assert person_of(STUDENT).hex not in text
    assert "other" not in [each.statement.get("application") for each in collect(disputes.whom()).receipts]


def test_who_is_not_in_the_register_gets_a_bundle_that_says_so(counter: Counter) -> None:
    bundle = collect(Whom(person_of(NURSE)))
    assert (bundle.receipts, bundle.loans) == ([], [])
    dispute.verify(bundle, ledger.signer().verifier)
    assert printed(bundle, "kk").startswith(b"%PDF")


def test_what_is_left_out_is_said(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    disputes.dispute(counter)
    monkeypatch.setattr(collecting, "MOST", 1)
    bundle = collect(disputes.whom())
    assert not bundle.whole
    assert _said(bundle, Speaker("en", bundle))["whole"].startswith("There is more")


def test_it_says_what_the_record_says_of_each_loan(counter: Counter) -> None:
    disputes.dispute(counter)
    bundle = collect(disputes.whom())
    against, without = (lines.loan(each, bundle, Speaker("en", bundle)) for each in bundle.loans)
    assert "lenders were told: the person refuses all loans (since" in against[1]
    assert "place 1)" in against[1]
    assert "(place 2, application after). It was told: do not lend." in against[2]
    assert against[3] == "Lent although the answer was: do not lend."
    assert without[2] == "Before that the lender had not asked about this person."
    assert without[4].startswith("Claim E-")
    places = [(row[0], row[1]) for row in lines.order(bundle, Speaker("en", bundle))]
    assert places == [("allow", "0"), ("change", "1"), ("deny", "2")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_printed_in_every_language(counter: Counter, language: str) -> None:
    disputes.dispute(counter)
    bundle = collect(disputes.whom())
    assert printed(bundle, language).startswith(b"%PDF-1.7")
    spoken = canonical_json(_said(bundle, Speaker(language, bundle))).decode()
    assert "%(" not in spoken


def test_the_archive_holds_the_document_the_bundle_and_every_proof(counter: Counter) -> None:
    disputes.dispute(counter)
    bundle = collect(disputes.whom())
    packed_ = packed(bundle, "ru")
    assert dispute.parse(packed_) == bundle
    with zipfile.ZipFile(BytesIO(packed_)) as archive:
        names = archive.namelist()
        assert len([name for name in names if name.startswith("receipts/")]) == len(bundle.receipts)
        assert {"extract-ru.pdf", "bundle.json", "log-key.txt", "signed/001-set.cms", "signed/001-set.txt"} <= set(
            names
        )
        assert archive.read("signed/001-set.cms") == disputes.SIGNATURE


def test_names_that_look_like_markup_are_printed_as_they_are(counter: Counter) -> None:
    disputes.dispute(counter)
    nasty = '#sys.exit() $x$ \\ "] *bold* @ref <a> `c`'
    bundle = msgspec.structs.replace(collect(disputes.whom()), name=nasty)
    assert printed(bundle, "en").startswith(b"%PDF")
    assert Claim.objects.count() == 2
