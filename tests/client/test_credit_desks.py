"""The desks of lenders and bureaus, asynchronous and not: they ask the same, at the addresses that there are."""

import asyncio
import inspect
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from arasha.client import AsyncBureauDesk, AsyncLendingDesk, BureauDesk, LendingDesk, Problem
from arasha.client import lending as m
from arasha.interfaces.api.operations import OPERATIONS
from tests.client.gateway import MisbehavingGateway, problem, says

KEY = "arasha_abcdefghjk_secret"
NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)
CLAIM = m.Claim(
    reference="E-000001-7", state="open", ground="against_deny", source="lender", contract="K-1", application="A-1",
    person="ab" * 16, amount=1, lent_at=NOON, opened_at=NOON,
)  # fmt: skip

# A call of every method, what it answers, and where it goes.
CALLS: list[tuple[type[Any], str, tuple[Any, ...], Any, str]] = [
    (LendingDesk, "outcomes", (m.LoanOutcomes(id="1", outcomes=[]),), m.OutcomesNoted(outcomes=[]), "outcomes"),
    (LendingDesk, "claims", ("open", 3, 9), m.Claims(claims=[CLAIM], next=1, more=False),
     "claims?after=3&limit=9&state=open"),
    (LendingDesk, "claim", ("E-000001-7",), CLAIM, "claims/{reference}"),
    (LendingDesk, "write_off", ("E-000001-7", m.WriteOff(id="1")), CLAIM, "claims/{reference}/write-off"),
    (LendingDesk, "dispute", ("E-000001-7", m.Dispute(id="1", reason="other")), CLAIM, "claims/{reference}/dispute"),
    (BureauDesk, "marks", (m.Marks(id="1", marks=[]),), m.MarksNoted(noted=["set"]), "marks"),
    (BureauDesk, "loans", (m.Loans(id="1", loans=[]),), m.LoansNoted(noted=["new"]), "loans"),
    (BureauDesk, "corrections", (0, 5), m.Corrections(corrections=[], next=0, more=False),
     "corrections?after=0&limit=5"),
    (BureauDesk, "conflicts", (), m.Conflicts(conflicts=[]), "conflicts"),
    (BureauDesk, "list_parts", (4,), m.ListParts(version=4, key="00", parts=[]), "list?since=4"),
    (BureauDesk, "list_block", ("4.rows", 20), m.ListBlock(data="", next=20, more=False), "list/4.rows?offset=20"),
    (BureauDesk, "compared", (m.Comparison(id="1", version=4, only_here=0, only_there=0, otherwise=0),),
     m.Compared(at=NOON), "comparisons"),
]  # fmt: skip
TWINS: dict[type[Any], type[Any]] = {LendingDesk: AsyncLendingDesk, BureauDesk: AsyncBureauDesk}


def methods(desk: type[Any]) -> dict[str, str]:
    return {
        name: str(inspect.signature(method)).split(" -> ")[0]
        for name, method in inspect.getmembers(desk, inspect.isfunction)
        if not name.startswith("_")
    }


@pytest.mark.parametrize("desk", TWINS)
def test_both_kinds_of_a_desk_can_the_same(desk: type[Any]) -> None:
    assert methods(desk) == methods(TWINS[desk])


def with_threads(desk: type[Any], url: str, call: Callable[[Any], Any]) -> Any:
    with desk(url, KEY, patience_s=5.0) as open_desk:
        return call(open_desk)


def on_a_loop(desk: type[Any], url: str, call: Callable[[Any], Any]) -> Any:
    async def ask() -> Any:
        async with TWINS[desk](url, KEY, patience_s=5.0) as open_desk:
            return await call(open_desk)

    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(lambda: asyncio.run(ask())).result()


@pytest.mark.parametrize("ask", [with_threads, on_a_loop])
@pytest.mark.parametrize("case", CALLS, ids=[call[1] for call in CALLS])
def test_a_desk_asks_where_there_is_an_answer_and_reads_it(ask: Callable[..., Any], case: tuple[Any, ...]) -> None:
    desk, name, given, answer, path = case
    with MisbehavingGateway() as centre:
        centre.does(says(answer))
        assert ask(desk, centre.url, lambda open_desk: getattr(open_desk, name)(*given)) == answer
        (request,) = centre.asked
    there = {operation.path.removeprefix("/api/v1/credit/") for operation in OPERATIONS}
    assert path.split("?", maxsplit=1)[0].replace("4.rows", "{reference}") in there
    assert path.replace("{reference}", "E-000001-7") in request.path


def test_a_refusal_is_a_problem() -> None:
    with MisbehavingGateway() as centre:
        centre.does(problem(409, "conflict"))
        with pytest.raises(Problem, match="409"), BureauDesk(centre.url, KEY) as desk:
            desk.conflicts()


def test_what_is_said_reads_back() -> None:
    assert msgspec.json.decode(msgspec.json.encode(CLAIM), type=m.Claim) == CLAIM
