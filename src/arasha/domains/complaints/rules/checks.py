"""Whether a report can be taken: what is wrong names its field and the remedy, and never the value."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from arasha.domains.complaints.facts import Source
from arasha.domains.complaints.rules.report import PaymentTold, Report
from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import Kind
from arasha.kernel.languages import LANGUAGES
from arasha.kernel.money import LARGEST

LONGEST_STORY = 10_000
LONGEST_NAMED = 2_048
LONGEST_FIELD = 120
LONGEST_ID = 64
MOST_PAYMENTS = 50
MOST_NAMED = 50

# Clocks of institutions differ; a payment of tomorrow is a slip of the pen.
SKEW = timedelta(minutes=10)


class Wrong(NamedTuple):
    """What is wrong with a field, and what to do."""

    field: str
    remedy: str


def check(report: Report, now: datetime) -> None:
    """`Malformed` when a report cannot be taken."""
    for wrong in _wrong(report, now):
        raise Malformed(wrong.remedy, field=wrong.field)


def _wrong(report: Report, now: datetime) -> Iterator[Wrong]:
    yield from _wrong_frame(report)
    for place, payment in enumerate(report.payments):
        yield from _wrong_payment(payment, f"payments[{place}]", now)
    yield from _wrong_texts(report)


def _wrong_frame(report: Report) -> Iterator[Wrong]:
    if report.source is Source.INSTITUTION and not report.institution:
        yield Wrong("institution", "say which institution reports")
    if report.source is Source.INSTITUTION and not report.report_id:
        yield Wrong("id", "give the report an id of your own: the same id is taken once")
    if len(report.report_id) > LONGEST_ID:
        yield Wrong("id", f"an id has at most {LONGEST_ID} characters")
    if report.language not in LANGUAGES:
        yield Wrong("language", "the language is kk, ru or en")
    if not report.payments:
        yield Wrong("payments", "name at least one payment: its id, or its amount and when it was made")
    if len(report.payments) > MOST_PAYMENTS:
        yield Wrong("payments", f"a report names at most {MOST_PAYMENTS} payments; report the rest separately")


def _wrong_payment(payment: PaymentTold, at: str, now: datetime) -> Iterator[Wrong]:
    by_id = bool(payment.payment_id and payment.institution)
    by_sight = bool(payment.amount and payment.begin and payment.end)
    if not (by_id or payment.end_to_end_id or by_sight):
        yield Wrong(at, "say the payment's id at its institution, or its amount and when it was made")
    if not 0 <= payment.amount <= LARGEST:
        yield Wrong(f"{at}.amount", "an amount is a number of tiyn above nothing")
    if (payment.begin is None) != (payment.end is None):
        yield Wrong(f"{at}.end", "say both the beginning and the end of the time in which it was made")
    if payment.begin and payment.end:
        if payment.begin >= payment.end:
            yield Wrong(f"{at}.end", "the end of the time lies after its beginning")
        if payment.begin > now + SKEW:
            yield Wrong(f"{at}.begin", "the payment lies in the future; check the date and the time zone")
    for name in payment.__struct_fields__:
        value = getattr(payment, name)
        if isinstance(value, str) and len(value) > LONGEST_FIELD:
            yield Wrong(f"{at}.{name}", f"at most {LONGEST_FIELD} characters")


def _wrong_texts(report: Report) -> Iterator[Wrong]:
    if len(report.story) > LONGEST_STORY:
        yield Wrong("story", f"the story has at most {LONGEST_STORY} characters; the rest can be told to a person")
    if len(report.named) > MOST_NAMED:
        yield Wrong("named", f"at most {MOST_NAMED} numbers and links")
    for place, named in enumerate(report.named):
        if not named.text.strip() or len(named.text) > LONGEST_NAMED:
            yield Wrong(f"named[{place}].text", f"between one and {LONGEST_NAMED} characters")
        if named.kind and named.kind not in set(Kind):
            yield Wrong(f"named[{place}].kind", f"one of {', '.join(Kind)}, or nothing to have it guessed")
    for name in report.reporter.__struct_fields__:
        if len(getattr(report.reporter, name)) > LONGEST_FIELD:
            yield Wrong(f"reporter.{name}", f"at most {LONGEST_FIELD} characters")
