"""The calls of lenders' back offices and of bureaus, for both kinds of clients."""

from collections.abc import Callable
from typing import Any, TypeVar, cast
from urllib.parse import quote

import msgspec

from arasha.client import lending as m
from arasha.client.calls import Call

A = TypeVar("A")
ROOT = "/api/v1/credit"


def outcomes(said: m.LoanOutcomes) -> Call[m.OutcomesNoted]:
    """Say what became of applications."""
    return _post("outcomes", said, m.OutcomesNoted)


def claims(state: m.ClaimState | None, after: int, limit: int) -> Call[m.Claims]:
    """Claims against oneself."""
    return _get(f"claims?after={after}&limit={limit}" + (f"&state={state}" if state else ""), m.Claims)


def claim(reference: str) -> Call[m.Claim]:
    """One claim."""
    return _get(f"claims/{quote(reference, safe='')}", m.Claim)


def write_off(reference: str, said: m.WriteOff) -> Call[m.Claim]:
    """Say that nothing is wanted of the person any more."""
    return _post(f"claims/{quote(reference, safe='')}/write-off", said, m.Claim)


def dispute(reference: str, said: m.Dispute) -> Call[m.Claim]:
    """Say why the loan stands."""
    return _post(f"claims/{quote(reference, safe='')}/dispute", said, m.Claim)


def marks(said: m.Marks) -> Call[m.MarksNoted]:
    """Say what one's register has."""
    return _post("marks", said, m.MarksNoted)


def loans(said: m.Loans) -> Call[m.LoansNoted]:
    """Say which loans were given."""
    return _post("loans", said, m.LoansNoted)


def corrections(after: int, limit: int) -> Call[m.Corrections]:
    """What is still to be struck from records."""
    return _get(f"corrections?after={after}&limit={limit}", m.Corrections)


def corrected(reference: str, said: m.CorrectionDone) -> Call[m.Correction]:
    """Say that a loan was struck, or was never there."""
    return _post(f"corrections/{quote(reference, safe='')}", said, m.Correction)


def conflicts() -> Call[m.Conflicts]:
    """Contradictions about one's own marks."""
    return _get("conflicts", m.Conflicts)


def list_parts(since: int) -> Call[m.ListParts]:
    """Which files bring the list up to date."""
    return _get(f"list?since={since}", m.ListParts)


def list_block(name: str, offset: int) -> Call[m.ListBlock]:
    """A part of a file of the list."""
    return _get(f"list/{quote(name, safe='')}?offset={offset}", m.ListBlock)


def compared(said: m.Comparison) -> Call[m.Compared]:
    """Say what a comparison has found."""
    return _post("comparisons", said, m.Compared)


def _post(path: str, message: Any, answer: type[A]) -> Call[A]:
    return Call("POST", f"{ROOT}/{path}", msgspec.json.encode(message), _read(answer))


def _get(path: str, answer: type[A]) -> Call[A]:
    return Call("GET", f"{ROOT}/{path}", None, _read(answer))


def _read(answer: type[A]) -> Callable[[bytes], A]:
    return cast("Callable[[bytes], A]", msgspec.json.Decoder(answer).decode)
