"""Rules and typologies from the command line: tried on the store, on a file, proposed from a file."""

import csv
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner, Result

from arasha.app import ready
from arasha.app.cli import cli, rules
from arasha.domains.payments.actions.typologies import Draft, Part
from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries import typologies as queries
from arasha.kernel.errors import NotFound
from arasha.kernel.outbox import read
from tests.support.cast import ALDAR
from tests.support.centre import connect
from tests.support.recorded import given
from tests.support.typologies import draft

PAYER, DROP, NEXT = (f"KZ11991{number:013}" for number in range(3))
LARGE = draft("T_LARGE", when=[Part("AMOUNT", least=10_000_000)], weight=400)
MAPPING = """
label = "fraud"
[columns]
id = "id"
time = "time"
"debtor.account" = "from"
"creditor.account" = "to"
amount = "amount"
[time]
unit = "iso"
[amount]
unit = "tenge"
[values]
"debtor.institution" = "ALDRKZKA"
"creditor.institution" = "TSTKKZKA"
kind = "p2p"
"""


@pytest.fixture(autouse=True)
def already_ready(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' process is made ready by conftest; logging must stay as it is."""
    for module in (rules, ready):
        monkeypatch.setattr(module, "ready", lambda: None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a typology."""
    return write(tmp_path, LARGE)


def write(folder: Path, wanted: Draft) -> Path:
    path = folder / "typology.json"
    path.write_bytes(msgspec.json.encode(wanted))
    return path


def arasha(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def tried(*words: object) -> Any:
    done = arasha("backtest", *words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_file_is_tried_on_the_store(file: Path) -> None:
    given(Verdict.ALLOW, codes=[], amount=10_000_000)
    given(Verdict.ALLOW, codes=[], amount=5)
    found = tried("--typology", file)
    assert (found["looked_at"], found["fired"], found["alert_rate_before"], found["alert_rate_after"]) == (2, 1, 0, 0.5)
    assert "T_LARGE" in arasha("backtest", "--typology", file).output
    assert tried("--typology", file, "--until", "2020-01-01")["looked_at"] == 0


def test_a_file_is_tried_on_a_file_with_its_labels(file: Path, tmp_path: Path) -> None:
    data, mapping = tmp_path / "payments.csv", tmp_path / "map.toml"
    mapping.write_text(MAPPING)
    with data.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", "time", "from", "to", "amount", "fraud"])
        for number, (amount, fraud) in enumerate([(99_999, 0), (100_000, 1), (200_000, 0)]):
            writer.writerow(
                [number, f"2026-11-0{number + 1}T12:00:00+05:00", f"a{number}", f"b{number}", amount, fraud]
            )
    found = tried("--typology", file, "--data", data, "--map", mapping)
    assert (found["looked_at"], found["fired"], found["precision"], found["fraud"]) == (3, 2, 0.5, 1)
    assert (found["fired_amount"], found["before"]["alerts"], found["after"]["alerts"]) == (30_000_000, 0, 2)
    part = tried("--typology", file, "--data", data, "--map", mapping, "--since", "2026-11-03")
    assert part["looked_at"] == 1
    assert tried("--rule", "LARGE_DURING_CALL", "--data", data, "--map", mapping)["fired"] == 0


def test_a_proposal_begins_as_a_draft_in_the_name_of_its_institution(file: Path) -> None:
    connect(ALDAR)
    done = arasha("typologies", "propose", file, "--institution", ALDAR.code)
    assert done.output == "T_LARGE: draft\n"
    assert queries.typology("T_LARGE").institution == ALDAR.code
    (told,) = read.about("typology:T_LARGE")
    assert told.actor == f"institution:{ALDAR.code}"
    assert arasha("typologies", "list").output.split()[:2] == ["T_LARGE", "draft"]
    assert msgspec.json.decode(arasha("typologies", "show", "T_LARGE").output, type=Draft) == LARGE


def test_a_mistake_in_a_file_is_named_with_its_field(tmp_path: Path) -> None:
    done = arasha("typologies", "propose", write(tmp_path, draft(when=[Part("LUCK", least=1)])))
    assert done.exit_code == 1
    assert "`when[0].feature`: there is no figure of this name" in done.output


@pytest.mark.parametrize("words", [[], ["--rule", "X", "--typology", "Y"], ["--typology", "nowhere.json"]])
def test_exactly_one_thing_is_tried(words: list[str]) -> None:
    assert arasha("backtest", *words).exit_code == 2


def test_an_unknown_code_is_an_error(file: Path) -> None:
    assert isinstance(arasha("backtest", "--rule", "NO_SUCH_RULE").exception, NotFound)
    assert isinstance(arasha("backtest", "--rule", "NO_SUCH_RULE", "--data", file).exception, NotFound | SystemExit)


def test_the_whole_book_is_tried_on_a_labelled_file_and_needs_one(tmp_path: Path) -> None:
    data, mapping = tmp_path / "data.csv", tmp_path / "mapping.toml"
    mapping.write_text(MAPPING)
    with data.open("w", newline="") as opened:
        csv.writer(opened).writerows([
            ["id", "time", "from", "to", "amount", "fraud"],
            ["1", "2026-10-01T10:00:00+05:00", PAYER, DROP, "5000", "0"],
            ["2", "2026-10-01T10:01:00+05:00", DROP, NEXT, "4000", "1"],
            ["3", "2026-10-01T10:01:30+05:00", DROP, PAYER, "900", "1"],
        ])  # fmt: skip
    found = tried("--book", "--data", data, "--map", mapping)
    assert (found["innocent"], found["innocent_alerts"], found["fraud"], found["fraud_alerts"]) == (1, 0, 2, 1)
    at_once = next(rule for rule in found["rules"] if rule["code"] == "SENT_ON_BY_THE_MINUTE")
    assert (at_once["innocent"], at_once["fraud"]) == (0, 1)
    assert "SENT_ON_BY_THE_MINUTE" in arasha("backtest", "--book", "--data", data, "--map", mapping).output
    assert "needs a file" in arasha("backtest", "--book").output
