"""A report of a theft as it was told: kept whole and sealed, in the teller's own spelling."""

from datetime import date, datetime, time, timedelta

import msgspec

from arasha.domains.complaints.facts import Situation, Source
from arasha.kernel import clock

# How far from the truth a time of day may lie that somebody names.
SLACK = timedelta(minutes=30)


class Reporter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who lost the money, as far as he says it; any of it may be empty."""

    name: str = ""
    phone: str = ""
    iin: str = ""
    account: str = ""
    email: str = ""


class PaymentTold(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stolen payment as far as it is known: its id at its institution, or an amount and a time, and whatever more.

    `institution` is the payer's; `amount` is tiyn, 0 unknown; it was made from `begin` and before `end`. `debtor` and
    `creditor` are an IBAN, a card or the number within the institution; `phone` is the receiver's.
    """

    institution: str = ""
    payment_id: str = ""
    end_to_end_id: str = ""
    amount: int = 0
    amount_is_exact: bool = True
    begin: datetime | None = None
    end: datetime | None = None
    debtor: str = ""
    creditor: str = ""
    creditor_institution: str = ""
    phone: str = ""


class Named(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number, link or address that the thief used; `kind` is empty where it is to be guessed from the looks."""

    text: str
    kind: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody reports. `report_id` is the reporting institution's own id, or that of a form that was filled in:
    the same one is taken once. `language` is the one in which the reporter wants to be answered.
    """

    source: Source
    situation: Situation
    payments: tuple[PaymentTold, ...]
    reporter: Reporter = Reporter()
    named: tuple[Named, ...] = ()
    story: str = ""
    institution: str = ""
    report_id: str = ""
    language: str = "kk"


def encoded(report: Report) -> bytes:
    """The report as it is kept: equal reports give equal bytes."""
    return msgspec.json.encode(report, order="sorted")


def decoded(kept: bytes) -> Report:
    """A report that was kept."""
    return msgspec.json.decode(kept, type=Report)


def on_day(day: date) -> tuple[datetime, datetime]:
    """Begin and end of a day in Kazakhstan."""
    begin = datetime.combine(day, time(), clock.ALMATY)
    return begin, begin + timedelta(days=1)


def around(day: date, at: time) -> tuple[datetime, datetime]:
    """Begin and end of the span that somebody means who names a time of a day in Kazakhstan."""
    told = datetime.combine(day, at, clock.ALMATY)
    return told - SLACK, told + SLACK
