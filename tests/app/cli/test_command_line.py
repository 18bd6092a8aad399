"""The command line: it says what there is, and an error that the operator can mend is one line."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from arasha.app.cli import cli

EVERY = [
    (name, inner)
    for name, command in sorted(cli.commands.items())
    for inner in (["", *sorted(command.commands)] if isinstance(command, click.Group) else [""])
]


def words(name: str, inner: str) -> list[str]:
    return [name, inner] if inner else [name]


def arasha(*given: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the program as an operator does."""
    return subprocess.run(
        [sys.executable, "-m", "arasha", *given],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_names_every_command() -> None:
    said = CliRunner().invoke(cli, ["--help"]).output
    assert "national anti-fraud centre" in said
    for name in ("run", "demo", "gateway", "screen", "verify", "institution", "person", "bench"):
        assert f"  {name}" in said


@pytest.mark.parametrize(("name", "inner"), EVERY)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_says_what_it_does_in_a_sentence(name: str, inner: str, flag: str) -> None:
    done = CliRunner().invoke(cli, [*words(name, inner), flag])
    assert done.exit_code == 0
    assert done.output.splitlines()[2].strip()


@pytest.mark.parametrize("given", [["--version"], ["run", "--help"], ["institution", "issue-key", "--help"]])
def test_help_and_version_touch_neither_store_nor_keys(given: list[str], tmp_path: Path) -> None:
    done = arasha(*given, ARASHA_DATA=str(tmp_path / "none"))
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("given", [["no-such-command"], ["run", "--no-such-option"], ["institution", "connect"]])
def test_a_slip_is_answered_with_the_usage_and_status_2(given: list[str]) -> None:
    done = CliRunner().invoke(cli, given)
    assert done.exit_code == 2
    assert "Usage: " in done.output
    assert "Error: " in done.output


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({"ARASHA_WEB_PORT": "http"}, "arasha: ARASHA_WEB_PORT: Expected `int`"),
        ({"ARASHA_WEBPORT": "8000"}, "arasha: ARASHA_WEBPORT is not a setting"),
        ({"ARASHA_MASTER_KEY_FILE": "/there/is/no/such.key"}, "arasha: the master key file /there/is/no/such.key must"),
    ],
)
def test_a_wrong_setting_is_one_line_and_no_stack_trace(environment: dict[str, str], says: str, tmp_path: Path) -> None:
    done = arasha("migrate", ARASHA_DATA=str(tmp_path / "data"), **environment)
    assert done.returncode == 1
    assert done.stderr.startswith(says)
    assert len(done.stderr.splitlines()) == 1


def test_a_store_that_is_not_there_is_one_line_too(tmp_path: Path) -> None:
    done = arasha("migrate", ARASHA_DATA=str(tmp_path / "data"), ARASHA_DATABASE_URL=f"postgresql:///x?host={tmp_path}")
    assert done.returncode == 1
    assert done.stderr.startswith("arasha: the store cannot be reached")
    assert "Traceback" not in done.stderr


def test_what_is_not_a_receipt_is_not_proved(tmp_path: Path) -> None:
    (tmp_path / "receipt.json").write_text("{}")
    key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    done = arasha("verify", str(tmp_path / "receipt.json"), "--key", key, ARASHA_DATA=str(tmp_path / "none"))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("NOT PROVED: this is not a receipt of Arasha")
    assert not (tmp_path / "none").exists(), "verifying with a given key takes nothing of a centre"


def test_a_file_that_fits_no_mapping_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "payments.csv").write_text("a,b\n1,2\n")
    done = arasha("screen", str(tmp_path / "payments.csv"), "--key", "k", ARASHA_DATA=str(tmp_path / "data"))
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("arasha screen: no shipped mapping fits")
    assert "Traceback" not in done.stderr


def test_screening_without_a_key_says_how_to_get_one(tmp_path: Path) -> None:
    (tmp_path / "payments.csv").write_text("a,b\n1,2\n")
    done = arasha("screen", str(tmp_path / "payments.csv"), ARASHA_DATA=str(tmp_path / "data"))
    assert done.returncode == 2
    assert "arasha institution issue-key" in done.stderr


def test_screening_without_a_gateway_says_so(tmp_path: Path) -> None:
    header = "tx_id,ts,src,dst,src_bank,dst_bank,amount,label"
    (tmp_path / "payments.csv").write_text(f"{header}\n1,0,1,2,swedbank,nordea,5,0\n")
    assert "could not be reached" in arasha_screen_briefly(tmp_path)


def arasha_screen_briefly(folder: Path) -> str:
    """Screen with a client that has little patience."""
    script = (
        "import functools; from arasha.app import screening; from arasha.client import Client;"
        "screening.Client = functools.partial(Client, patience_s=0.2); from arasha.app.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "screen", str(folder / "payments.csv"), "--key", "k", "--url", "http://127.0.0.1:9"],
        env=os.environ | {"ARASHA_DATA": str(folder / "data")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    return done.stderr
