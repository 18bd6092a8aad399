"""The language of complaints: who reports, what happened, which payments; and what became of a complaint."""

from enum import StrEnum

import msgspec

from arasha.kernel.facts import Fact


class Source(StrEnum):
    """Through which door a complaint came."""

    INSTITUTION = "institution"
    CITIZEN = "citizen"
    HOTLINE = "hotline"


class Situation(StrEnum):
    """How the money was taken, in the words of the one who reports."""

    SCAM = "scam"
    TAKEOVER = "takeover"
    COERCION = "coercion"
    UNAUTHORISED_ACCESS = "unauthorised_access"
    OTHER = "other"


class ComplaintState(StrEnum):
    """Where a complaint is in its life."""

    RECEIVED = "received"
    UNDERWAY = "underway"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    UNFOUNDED = "unfounded"


class ReportedPayment(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of one stolen payment: its id at its institution, or an amount and a time, or more.

    Amounts are tiyn, instants µs; empty and 0 say "unknown". `amount` is found within ±1 % unless it is exact; the
    payment was made from `begin` and before `end`. `debtor`, `creditor` and `phone` (the receiver's) are tokens.
    """

    institution: str = ""
    payment_id: str = ""
    end_to_end_id: str = ""
    amount: int = 0
    amount_is_exact: bool = True
    begin: int = 0
    end: int = 0
    debtor: str = ""
    creditor: str = ""
    phone: str = ""


class ComplaintFact(Fact, frozen=True, tag="complaints.complaint"):
    """What all facts of a complaint say."""

    complaint: int

    @property
    def subject(self) -> str:
        return f"complaint:{self.complaint}"


class TheftReported(ComplaintFact, frozen=True, tag="complaints.theft_reported"):
    """Somebody reported that money was stolen. `institution` is the reporting one's code, `reporter` a token."""

    source: Source
    situation: Situation
    institution: str = ""
    reporter: str = ""
    payments: list[ReportedPayment] = msgspec.field(default_factory=list)


class ComplaintTakenUp(ComplaintFact, frozen=True, tag="complaints.taken_up"):
    """The centre began to follow the money that a complaint tells of."""


class ComplaintWithdrawn(ComplaintFact, frozen=True, tag="complaints.withdrawn"):
    """Who reported took the report back. The reason, free text, stands in the complaint."""


class ComplaintClosed(ComplaintFact, frozen=True, tag="complaints.closed"):
    """The centre closed a complaint: everything that could be done is done or, if `unfounded`, there was no theft."""

    unfounded: bool
