"""A report that cannot be taken is refused with the field and the remedy, and without what was sent."""

from datetime import timedelta

import pytest

from arasha.domains.complaints.actions import Named, PaymentTold, Report, Reporter
from arasha.domains.complaints.facts import Source
from arasha.domains.complaints.rules.checks import LONGEST_STORY, MOST_PAYMENTS, check
from arasha.kernel.errors import Malformed
from tests.domains.complaints.reports import from_bank, report, told
from tests.support.cast import NOON

NOW = NOON + timedelta(hours=1)
SECRET = "KZ-nobody-may-read-this" * 20


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (report(payments=()), "payments"),
        (report(payments=(told(),) * (MOST_PAYMENTS + 1)), "payments"),
        (report(payments=(PaymentTold(amount=100),)), "payments[0]"),
        (report(payments=(told(), PaymentTold(payment_id="P-1"))), "payments[1]"),
        (report(payments=(told(amount=-1),)), "payments[0].amount"),
        (report(payments=(told(end=None, payment_id="P-1"),)), "payments[0].end"),
        (report(payments=(told(begin=NOON, end=NOON),)), "payments[0].end"),
        (report(payments=(told(begin=NOW + timedelta(days=1), end=NOW + timedelta(days=2)),)), "payments[0].begin"),
        (report(payments=(told(creditor=SECRET),)), "payments[0].creditor"),
        (report(story="x" * (LONGEST_STORY + 1)), "story"),
        (report(named=(Named(text=" "),)), "named[0].text"),
        (report(named=(Named(text="a.kz", kind="site"),)), "named[0].kind"),
        (report(named=(Named(text="a.kz"),) * 51), "named"),
        (report(reporter=Reporter(name=SECRET)), "reporter.name"),
        (report(language="de"), "language"),
        (report(source=Source.INSTITUTION, report_id="R-1"), "institution"),
        (from_bank(""), "id"),
        (from_bank("R" * 65), "id"),
    ],
)
def test_what_is_wrong_names_its_field_and_never_the_value(wrong: Report, field: str) -> None:
    with pytest.raises(Malformed) as refused:
        check(wrong, NOW)
    assert refused.value.field == field
    assert SECRET not in refused.value.detail


@pytest.mark.parametrize(
    "payment",
    [
        PaymentTold(institution="ALDARKZA", payment_id="P-1"),
        PaymentTold(end_to_end_id="E-1"),
        PaymentTold(amount=15_000_000, begin=NOON, end=NOON + timedelta(days=1)),
    ],
)
def test_partial_knowledge_is_enough(payment: PaymentTold) -> None:
    check(report(payments=(payment,)), NOW)


def test_a_payment_of_years_ago_is_taken_too() -> None:
    check(report(payments=(told(begin=NOON - timedelta(days=900), end=NOON - timedelta(days=899)),)), NOW)
