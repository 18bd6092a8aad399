"""Finding the payment that somebody reported, by whatever he knows of it."""

from datetime import timedelta
from uuid import UUID

from arasha.domains.complaints.facts import ReportedPayment
from arasha.domains.payments.queries import located as payments
from arasha.domains.recovery.rules.locating import bounds, tells_enough
from arasha.kernel import clock
from arasha.kernel.terms import Code, term


def fitting(wanted: ReportedPayment, reporter: str) -> list[int]:
    """The payments of the ledger that a reported one may be; `reporter` is the code of the institution that says so.

    An end-to-end id finds only payments in which the reporting institution took part. An amount and a time alone find
    only what it sent out itself, and only if both are told exactly.
    """
    if wanted.payment_id and wanted.institution:
        found = payments.by_id(wanted.institution, wanted.payment_id)
        return [] if found is None else [found]
    now = clock.now()
    within = bounds(wanted, now - timedelta(days=term(Code.REPORT_WINDOW, now).amount), now)
    receiving = payments.accounts_with_phone(UUID(wanted.phone)) if wanted.phone else frozenset()
    return payments.fitting(
        payments.Sought(
            debtors=frozenset({UUID(wanted.debtor)} if wanted.debtor else ()),
            creditors=frozenset({UUID(wanted.creditor)}) if wanted.creditor else receiving,
            least=within.least,
            most=within.most,
            begin=within.begin,
            end=within.end,
            end_to_end=payments.end_to_end_mark(wanted.institution, wanted.end_to_end_id),
            party=reporter,
            sent_by=reporter if tells_enough(wanted) else "",
        )
    )
