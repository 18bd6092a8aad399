"""What lenders ask before they lend, and the answer that proves itself. Amounts are whole tiyn."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from arasha.client.schemas import Amount, ItemProblem, Message, Name, Number, Text

Decision = Literal["allow", "confirm", "hold", "deny"]
Channel = Literal["remote", "in_person"]
Product = Literal["loan", "microcredit", "card", "instalment", "other"]


class CreditCheck(Message):
    """A lender is about to lend: has the person refused credit?"""

    id: Annotated[Name, Meta(description="The application's own id: the same id and body get the same answer.")]
    person: Annotated[Number, Meta(description="The IIN of the person in whose name the loan is, or its token.")]
    channel: Annotated[Channel, Meta(description="Is the loan given remotely, or to the person in person?")]
    amount: Annotated[Amount, Meta(description="Whole tiyn; untold counts as any amount.")] | None = None
    product: Product = "loan"


class CreditChecks(Message):
    """Several questions together, in this order."""

    checks: Annotated[list[CreditCheck], Meta(min_length=1, max_length=1000)]


class CreditReason(Message):
    """Why a lender is not simply told to go on."""

    code: str
    text: Text


class CreditAnswer(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The register's answer. `deny`: do not lend. `hold`: wait until `until`. `confirm`: ask the person by another
    channel first. `allow`: nothing in the register speaks against it.

    Without a receipt there is no answer: who lends without one bears the loss.
    """

    id: str
    answer: Decision
    reasons: list[CreditReason]
    register: Annotated[int, Meta(description="The register's version: the last fact heeded; -1 when none.")] = -1
    until: Annotated[datetime, Meta(tz=True, description="Until when to wait.")] | None = None
    sequence: Annotated[int, Meta(description="The answer's place among all answers and changes.")] | None = None
    receipt: (
        Annotated[
            dict[str, Any], Meta(description="Statement, path and signed root: `arasha verify` proves it offline.")
        ]
        | None
    ) = None
    degraded: Annotated[bool, Meta(description="No answer came: refuse. Nothing is recorded.")] = False


class CreditAnswers(msgspec.Struct, kw_only=True):
    """The answers of a batch in its order, `null` where there is a problem instead."""

    answers: list[CreditAnswer | None]
    problems: list[ItemProblem]


class StoredCheck(msgspec.Struct, kw_only=True, omit_defaults=True):
    """An answer as it was given, and its proof in the centre's log once that holds it (within a second or so)."""

    answer: CreditAnswer
    lender: str
    receipt: dict[str, Any] | None = None


def stand_in(check: CreditCheck) -> CreditAnswer:
    """What counts when no answer comes in time: no receipt means refuse."""
    return CreditAnswer(id=check.id, answer="deny", reasons=[], degraded=True)
