"""Nobody is in the logs: what looks like an identifier is taken out, wherever and by whomever it was written."""

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.app.logs import TAKEN_OUT, anonymous
from arasha.kernel.identifiers import Kind, read
from tests.kernel.identifiers.examples import VALUES

# Kinds with a form that tells them from words and counts. An account number of a few digits, a device, a domain or a
# handle has none: those are kept out of the logs by those who write them (tests/architecture/test_logs.py).
TELLING = (
    Kind.IIN, Kind.BIN, Kind.IBAN, Kind.CARD, Kind.PHONE, Kind.IMEI, Kind.ICCID, Kind.EMAIL, Kind.IP, Kind.CRYPTO,
)  # fmt: skip

identifiers = st.sampled_from(TELLING).flatmap(lambda kind: st.tuples(st.just(kind), VALUES[kind]))


def logged(**event: Any) -> dict[str, Any]:
    return dict(anonymous(None, "info", event))


@given(identifiers)
def test_an_identifier_of_any_telling_kind_is_taken_out_of_any_text(found: tuple[Kind, str]) -> None:
    kind, raw = found
    if raw.startswith("127."):
        return  # the machine itself
    for text in (raw, f"cannot read {raw}", f"({raw}), again", f"field 'account': {raw}\nnext line"):
        written = logged(event=text, error=text)
        assert raw not in written["event"], kind
        assert raw not in written["error"], kind
        assert TAKEN_OUT in written["event"]
        assert not any(read(kind, part).readable for part in written["event"].split())


@given(st.sampled_from([Kind.IIN, Kind.BIN, Kind.CARD]).flatmap(VALUES.__getitem__))
def test_a_number_is_an_identifier_too(raw: str) -> None:
    digits = int("".join(filter(str.isdigit, raw)))
    if digits >= 10**10:
        assert logged(account=digits)["account"] == TAKEN_OUT


@pytest.mark.parametrize(
    "value",
    [b"KZ86125KZT5004100100", ["+77011234567"], ("900715300124",), {"iin": "900715300124"}, ValueError("900715300124")],
)
def test_what_holds_other_things_is_written_as_its_type_alone(value: object) -> None:
    assert logged(payment=value) == {"payment": f"[{type(value).__name__}]"}


@pytest.mark.parametrize(
    "words",
    ["store away; the journal waits", "listening on http://127.0.0.1:8001", "12 450 rows in 0.5 s", "PostgreSQL 18.6",
     "2026-11", "ConnectionRefusedError", "/var/lib/arasha/postgres", "payments.screened", "ALDARKZA", ""],
)  # fmt: skip
def test_words_counts_and_our_own_addresses_stay_readable(words: str) -> None:
    assert logged(event=words) == {"event": words}


def test_numbers_of_our_own_stay() -> None:
    event = {"timestamp": "2026-11-20T07:00:00.123456Z", "next_sequence": 12_345_678_901, "port": 8001, "code": -9,
             "seconds": 0.25, "ready": True, "nothing": None}  # fmt: skip
    assert logged(**event) == event


SCRIPT = """
import logging, structlog
from arasha.app import logs
from arasha.kernel.settings import Settings
logs.configure(Settings(log_format="{form}"))
structlog.get_logger().info("paid from KZ86 125K ZT50 0410 0100", account="KZ86125KZT5004100100", rows=3)
logging.getLogger("somebody.else").warning("card %s of %s", "4111 1111 1111 1111", {{"iin": "900715300124"}})
try:
    raise ValueError("no such phone: +7 701 123 45 67")
except ValueError:
    structlog.get_logger().exception("failed")
    logging.getLogger("somebody.else").exception("failed for aigul@example.kz")
"""


@pytest.mark.parametrize("form", ["json", "console"])
def test_nobody_is_written_by_us_by_libraries_or_in_tracebacks(form: str) -> None:
    """A process of its own, as configured: what it writes is searched whole."""
    done = subprocess.run([sys.executable, "-c", SCRIPT.format(form=form)], capture_output=True, text=True, check=True)
    for piece in ("KZ86", "0410", "4111", "900715300124", "701 123", "aigul"):
        assert piece not in done.stderr
    assert done.stderr.count(TAKEN_OUT) >= 6
    assert "ValueError" in done.stderr
    assert "rows" in done.stderr


def test_each_record_is_one_line_of_json_with_level_and_time() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(form="json")], capture_output=True, text=True, check=True
    )
    records = [json.loads(line) for line in done.stderr.splitlines()]
    assert [record["level"] for record in records] == ["info", "warning", "error", "error"]
    assert all(record["timestamp"].endswith("Z") for record in records)
    assert done.stdout == "", "the standard output is for answers"
