"""The portal's clients, asynchronous and not: every call at its address, every answer read."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest

from arasha.client import AsyncCreditPortal, CreditPortal
from arasha.client import refusing as r
from arasha.client.handling import Messages
from arasha.client.schemas import Text
from tests.client.gateway import MisbehavingGateway, says

KEY = "arasha_abcdefghjk_secret"
NOON = datetime(2026, 11, 20, 7, tzinfo=UTC)
WHO = 32 * "a"
SAID = Text(kk="барлық несие", ru="все кредиты", en="all loans")
TOLD = r.RefusalTold(person=WHO, state="active", scopes=["all"], text=SAID, trusted="none", set_at=NOON)
GUARDIAN = r.GuardianTold(number=7, guardian=WHO, ward=32 * "b", ground="minor", state="asked", asked_at=NOON)
NAMED = r.TrustedNamed(id="1", name="Қызы", phone="1", called="Апай")
WARD = r.GuardianWanted(id="1", guardian=WHO, ward=12 * "1", ground="minor", document="1")

Call = Callable[[Any], Any]

CALLS: list[tuple[Call, Any, str]] = [
    (lambda portal: portal.person(r.PersonAsked(id="1", iin=12 * "1")), r.PersonNamed(person=WHO), "credit/people"),
    (lambda portal: portal.refusal(WHO), TOLD, f"credit/refusals/{WHO}"),
    (lambda portal: portal.refuse(WHO, r.Refuse(id="1", scopes=["all"])), TOLD, f"credit/refusals/{WHO}/set"),
    (lambda portal: portal.ask_lift(WHO, r.LiftWanted(id="1")), TOLD, f"credit/refusals/{WHO}/lift"),
    (lambda portal: portal.confirm_lift(WHO, r.Confirmation(id="1")), TOLD, f"credit/refusals/{WHO}/confirm"),
    (lambda portal: portal.cancel_lift(WHO, r.Said(id="1")), TOLD, f"credit/refusals/{WHO}/cancel"),
    (lambda portal: portal.name_trusted(WHO, NAMED), TOLD, f"credit/refusals/{WHO}/trusted"),
    (lambda portal: portal.withdraw_trusted(WHO, r.Said(id="1")), TOLD, f"credit/refusals/{WHO}/trusted/withdraw"),
    (lambda portal: portal.release_trusted(WHO, r.Confirmation(id="1")), TOLD,
     f"credit/refusals/{WHO}/trusted/release"),
    (lambda portal: portal.keep_trusted(WHO, r.Said(id="1")), TOLD, f"credit/refusals/{WHO}/trusted/keep"),
    (lambda portal: portal.history(WHO, limit=5), r.History(events=[], next=None),
     f"credit/refusals/{WHO}/history?limit=5"),
    (lambda portal: portal.asked(WHO, 9, 5), r.Questions(asked=[], next=None),
     f"credit/refusals/{WHO}/asked?limit=5&before=9"),
    (lambda portal: portal.guardians(3, 5), r.GuardiansTold(guardianships=[GUARDIAN], next=7, more=False),
     "credit/guardians?after=3&limit=5"),
    (lambda portal: portal.ask_guardian(WARD), GUARDIAN, "credit/guardians"),
    (lambda portal: portal.decide_guardian(7, r.GuardianDecided(id="1", confirmed=True)), GUARDIAN,
     "credit/guardians/7/decide"),
    (lambda portal: portal.end_guardian(7, r.Ended(id="1")), GUARDIAN, "credit/guardians/7/end"),
    (lambda portal: portal.messages(7, 50), Messages(messages=[], next=7, more=False), "messages?after=7&limit=50"),
]  # fmt: skip


def synchronously(url: str, call: Call) -> Any:
    with CreditPortal(url, KEY, patience_s=5.0) as portal:
        return call(portal)


def asynchronously(url: str, call: Call) -> Any:
    async def ask() -> Any:
        async with AsyncCreditPortal(url, KEY, patience_s=5.0) as portal:
            return await call(portal)

    with ThreadPoolExecutor(1) as elsewhere:  # this thread may have a loop that runs, a browser's
        return elsewhere.submit(lambda: asyncio.run(ask())).result()


@pytest.mark.parametrize("ask", [synchronously, asynchronously])
@pytest.mark.parametrize(("call", "answer", "path"), CALLS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_call_goes_to_its_address_and_its_answer_is_read(
    ask: Callable[[str, Call], Any], call: Call, answer: Any, path: str
) -> None:
    with MisbehavingGateway([says(answer)]) as web:
        assert ask(web.url, call) == answer
        assert web.asked[0].path == f"/api/v1/{path}"
