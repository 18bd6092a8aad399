"""`arasha verify` on answers of the register and on bundles: it says in words what is proved, and what is not."""

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from arasha.app import cli as commands
from arasha.app.cli import credit_bundle
from arasha.client.credit import CreditCheck
from arasha.domains.credit.facts.disputes import BundleMade
from arasha.domains.credit.queries import checks, receipts
from arasha.kernel.log import ledger
from arasha.kernel.outbox import read
from tests.domains.credit import disputes
from tests.support.cast import ALDAR
from tests.support.credit import APAI, Counter, check, person_of, token_of

pytestmark = pytest.mark.django_db


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(commands.cli, words, input=typed)


def verified(path: Path, data: bytes, *words: str) -> str:
    path.write_bytes(data)
    return run("verify", str(path), "--key", str(ledger.signer().verifier), *words).output


def sent(path: Path, asked: CreditCheck) -> list[str]:
    path.write_bytes(msgspec.json.encode(asked))
    return ["--request", str(path)]


def test_an_answer_proves_itself_as_it_was_given(counter: Counter, tmp_path: Path) -> None:
    (answer,) = counter.ask(ALDAR, check())
    said = verified(tmp_path / "a", msgspec.json.encode(answer))
    assert said.startswith("PROVED\n")
    assert "ALDARKZA about its application A-1 for a loan of 400\xa0000\xa0₸ (remote)" in said
    assert f"in the name of {token_of(APAI).hex()}: allow." in said
    assert "signed it at once" in said


def test_the_question_is_compared_with_the_answer(counter: Counter, tmp_path: Path) -> None:
    asked = check()
    (answer,) = counter.ask(ALDAR, asked)
    data = msgspec.json.encode(answer)
    assert "the one that was answered" in verified(tmp_path / "a", data, *sent(tmp_path / "q", asked))
    for change in ({"amount": 1}, {"id": "A-2"}, {"person": "0" * 32}, {"channel": "in_person"}):
        other = msgspec.structs.replace(asked, **change)
        assert "NOT PROVED: the statement is about another" in verified(
            tmp_path / "a", data, *sent(tmp_path / "q", other)
        )
    (tmp_path / "q").write_bytes(b"{}")
    assert "NOT PROVED" in verified(tmp_path / "a", data, "--request", str(tmp_path / "q"))


def test_an_answer_that_was_turned_round_is_not_proved(counter: Counter, tmp_path: Path) -> None:
    (answer,) = counter.ask(ALDAR, check())
    turned = json.loads(msgspec.json.encode(answer))
    turned["receipt"]["statement"]["answer"] = "deny"
    assert verified(tmp_path / "a", json.dumps(turned).encode()) == (
        "NOT PROVED: the statement is not among those that were signed\n"
    )


def test_the_receipts_of_the_log_are_read_as_well(counter: Counter, tmp_path: Path) -> None:
    disputes.dispute(counter)
    (after, _) = checks.of_person(person_of(APAI))
    said = verified(tmp_path / "r", receipts.receipt_of(after).encode(), *sent(tmp_path / "q", check("after")))
    assert ": deny, for REFUSAL." in said
    assert "the one that was answered" in said
    assert "It is leaf" in said


def test_a_bundle_is_made_from_the_command_line_and_proves_itself(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(credit_bundle, "ready", lambda: None)
    disputes.dispute(counter)
    out = tmp_path / "bundle.zip"
    made = run("credit", "bundle", "--language", "ru", "--name", disputes.NAME, "--out", str(out), typed=f"{APAI}\n")
    assert made.exit_code == 0, made.output
    said = verified(tmp_path / "b.zip", out.read_bytes())
    assert said.startswith(f"PROVED\nA bundle about one person, {token_of(APAI).hex()} in the record, with 6 pieces:\n")
    assert "  Place 0: ALDARKZA was told allow; in force then: nothing.\n" in said
    assert "  Place 2: ALDARKZA was told deny; in force then: the person says refuse all, since place 1.\n" in said
    assert "Not proved: whose mark this is" in said
    (fact,) = read.since(0, [BundleMade.kind()])
    assert (fact.actor, fact.fact.subject) == ("process:command-line", f"credit-bundle:{token_of(APAI).hex()}")


def test_a_bundle_that_was_changed_is_not_proved(counter: Counter, tmp_path: Path) -> None:
    from arasha.domains.credit.queries.bundle import collect

    disputes.dispute(counter)
    data = collect(disputes.whom()).encode().replace(b'"answer": "deny"', b'"answer": "allow"')
    assert verified(tmp_path / "b", data).startswith("NOT PROVED: the statement is not in the group")
