"""Finding the payment that somebody reported, by whatever he knows of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from arasha.domains.complaints.facts import ReportedPayment
from arasha.domains.payments.queries import located as payments
from arasha.domains.recovery.rules.locating import bounds, tells_enough
from arasha.kernel import clock
from arasha.kernel.terms import Code, term


class Sought(NamedTuple):
    """A payment that was reported, and the code of the institution that says so, if one does."""

    wanted: ReportedPayment
    reporter: str


def fitting(reported: Sequence[Sought]) -> list[list[int]]:
    """For each reported payment those of the ledger that it may be.

    An end-to-end id finds only payments in which the reporting institution took part. An amount and a time alone find
    only what it sent out itself, and only if both are told exactly.
    """
    names = [payments.Named(one.wanted.institution, one.wanted.payment_id) for one in reported]
    known = payments.by_ids({name for name in names if all(name)})
    return [
        ([known[name]] if name in known else []) if all(name) else _fitting(one)
        for one, name in zip(reported, names, strict=True)
    ]


def _fitting(sought: Sought) -> list[int]:
    (wanted, reporter), now = sought, clock.now()
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
