"""The patterns an account takes part in, each with the payments that form it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from arasha.domains.payments.facts import PatternKind, Verdict
from arasha.domains.payments.models import PatternAccount, Payment, PaymentPattern
from arasha.kernel.languages import mark as _

# What each pattern is called, and what it shows; marked English.
TITLES: dict[PatternKind, str] = {
    PatternKind.FAN_IN: _("Many strangers pay one account"),
    PatternKind.FAN_OUT: _("One account pays many strangers"),
    PatternKind.GATHER_SCATTER: _("Gathered, then scattered"),
    PatternKind.SCATTER_GATHER: _("Scattered, then gathered"),
    PatternKind.CYCLE: _("A cycle"),
    PatternKind.BIPARTITE: _("The same payers pay the same receivers"),
    PatternKind.STACK: _("Layer upon layer"),
    PatternKind.TWO_STEPS: _("Directly and through another"),
}
SHOWN: dict[PatternKind, str] = {
    PatternKind.FAN_IN: _("Accounts that never paid it before pay one account within a week."),
    PatternKind.FAN_OUT: _("One account pays accounts that it never paid before within a week."),
    PatternKind.GATHER_SCATTER: _("Strangers pay one account, which then pays on to other strangers."),
    PatternKind.SCATTER_GATHER: _("Money of one source goes through several accounts and meets again in one."),
    PatternKind.CYCLE: _("Money goes from account to account and comes back to where it began."),
    PatternKind.BIPARTITE: _("Several accounts each pay the same several others: a layer of a web."),
    PatternKind.STACK: _("The payer was itself paid through a layer of such a web."),
    PatternKind.TWO_STEPS: _("Money goes from one account to another directly, and again through a third."),
}


READ = 100  # that many of an account's newest patterns are told apart


class Part(NamedTuple):
    """A payment of a pattern; `amount` in tiyn, `verdict` what its first question was answered with."""

    sequence: int
    debtor: UUID
    creditor: UUID
    amount: int
    paid_at: datetime
    debtor_institution: str
    creditor_institution: str
    verdict: Verdict


class Pattern(NamedTuple):
    """A pattern and its payments, in the order in which they were told; the last completed it, at `at`.

    `partial` says that more payments belong to it than are known.
    """

    kind: PatternKind
    at: datetime
    payments: list[Part]
    partial: bool


def patterns_of(token: UUID, most: int = 20) -> list[Pattern]:
    """The patterns in which an account pays or is paid, the newest first; one that grows is told once."""
    rows = PatternAccount.objects.filter(token=token).order_by("-pattern_id").select_related("pattern")[:READ]
    found = _apart(row.pattern for row in rows)[:most]
    parts = _parts(sequence for row in found for sequence in (row.payment_id, *row.members))
    return [
        Pattern(
            PatternKind(row.kind),
            parts[row.payment_id].paid_at,
            [parts[each] for each in (*sorted(row.members), row.payment_id) if each in parts],
            row.partial or any(each not in parts for each in row.members),
        )
        for row in found
        if row.payment_id in parts
    ]


def _apart(newest_first: Iterable[PaymentPattern]) -> list[PaymentPattern]:
    """Without those most of whose payments are in a newer one of the same kind: the same pattern, before it grew."""
    kept = list[PaymentPattern]()
    for row in newest_first:
        payments = {row.payment_id, *row.members}
        if not any(
            row.kind == newer.kind and 2 * len(payments & {newer.payment_id, *newer.members}) > len(payments)
            for newer in kept
        ):
            kept.append(row)
    return kept


def _parts(sequences: Iterable[int]) -> dict[int, Part]:
    rows = Payment.objects.filter(sequence__in=set(sequences)).values_list(*Part._fields)
    parts = (Part(*row) for row in rows)
    return {part.sequence: part._replace(verdict=Verdict(part.verdict)) for part in parts}
