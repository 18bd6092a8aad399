"""Traces as they are looked at: as money went until now with what is held and returned, or as a version was drawn."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, cast
from uuid import UUID

import msgspec

from arasha.domains.payments.queries.flows import flows_of
from arasha.domains.recovery.facts.incidents import TraceDrawn
from arasha.domains.recovery.models import Claim, Incident, Move, Trace
from arasha.domains.recovery.queries.money import Where, where
from arasha.domains.recovery.queries.reach import stops_of
from arasha.domains.recovery.rules.drawing import Drawing
from arasha.domains.recovery.rules.tracing import OUT_OF_REACH, Stop
from arasha.kernel import clock
from arasha.kernel.attribution import Rule
from arasha.kernel.errors import NotFound
from arasha.kernel.facts import Recorded
from arasha.kernel.outbox import read

__all__ = [
    "OUT_OF_REACH", "Account", "Came", "Payment", "Seen", "Stop", "Version", "drawn", "incidents_of", "into", "now",
    "told", "versions",
]  # fmt: skip


class Version(NamedTuple):
    """A trace that was drawn and kept. `sound`: it still has the digest under which it was kept."""

    version: int
    drawn_at: datetime
    ledger: int
    rule: Rule
    depth: int
    digest: str
    sound: bool


class Payment(NamedTuple):
    """A payment with which stolen money went: tiyn of the whole, tiyn stolen; `stop` when it is the last.

    `payment` is its sequence; `since`: it was made after the trace was drawn.
    """

    payment: int
    at: datetime
    debtor: UUID
    creditor: UUID
    amount: int
    stolen: int
    hop: int
    stop: Stop | None = None
    since: bool = False


class Account(NamedTuple):
    """An account that stolen money reached: tiyn that came and went on; what became of the rest.

    `stop` when all that came ended here; `cut` when it has more payments than were read.
    """

    account: UUID
    institution: str
    hop: int
    first_at: datetime
    came: int
    went: int
    rest: Where
    stop: Stop | None = None
    cut: bool = False


class Seen(NamedTuple):
    """A trace to look at: from whom money was stolen, with which payments it went, which accounts it reached."""

    sources: dict[UUID, str]
    accounts: list[Account]
    payments: list[Payment]
    version: Version | None


class Came(NamedTuple):
    """Stolen money of an incident that was followed into an account, tiyn."""

    incident: int
    amount: int
    hop: int


def versions(incident: int) -> list[Version]:
    """The traces that were drawn of an incident, the newest first."""
    return [_version(row) for row in Trace.objects.filter(incident=incident).order_by("-version")]


def now(incident: Incident) -> Seen:
    """Where the money went until now: the newest trace, and what went on since."""
    newest = Trace.objects.filter(incident=incident).order_by("-version").first()
    payments = _content(newest).payments if newest else []
    moves = list(Move.objects.filter(claim__incident=incident).order_by("at", "payment", "claim"))
    moved = _moved(moves, {each.payment: each.amount for each in payments})
    return Seen(
        sources=_sources(incident.id, moved),
        accounts=_accounts(moves, moved, where(incident)),
        payments=moved,
        version=_version(newest) if newest else None,
    )


def drawn(incident: int, version: int) -> Seen:
    """A version exactly as it was drawn; `NotFound` when there is none of this number."""
    row = Trace.objects.filter(incident=incident, version=version).first()
    if row is None:
        raise NotFound
    content = _content(row)
    payments = [
        Payment(
            each.payment, clock.from_us(each.at), UUID(each.debtor), UUID(each.creditor), each.amount, each.stolen,
            each.hop, Stop(each.stop) if each.stop else None,
        ) for each in content.payments
    ]  # fmt: skip
    stops = _ends(payments)
    accounts = [
        Account(
            UUID(each.account), each.institution, each.hop, clock.from_us(each.first_at), each.came, each.went,
            _as_drawn(each.left, stops.get(UUID(each.account))), stops.get(UUID(each.account)), each.cut,
        ) for each in content.accounts
    ]  # fmt: skip
    return Seen(_sources(incident, payments), accounts, payments, _version(row))


def told(incident: int, version: int) -> Recorded[TraceDrawn] | None:
    """The fact with which a version stands in the log."""
    for recorded in read.about(f"incident:{incident}"):
        if isinstance(recorded.fact, TraceDrawn) and recorded.fact.version == version:
            return cast("Recorded[TraceDrawn]", recorded)
    return None


def into(account: UUID) -> list[Came]:
    """What stolen money of which incidents was followed into an account, the newest incident first."""
    found: dict[int, Came] = {}
    for move in Move.objects.filter(creditor=account).select_related("claim"):
        before = found.get(move.claim.incident_id, Came(move.claim.incident_id, 0, move.hop))
        found[before.incident] = Came(before.incident, before.amount + move.amount, min(before.hop, move.hop))
    return sorted(found.values(), reverse=True)


def incidents_of(payment: int) -> list[int]:
    """The incidents in which a payment was reported, or with whose money it went; `payment` is its sequence."""
    reported = Claim.objects.filter(payment=payment).values_list("incident", flat=True)
    carried = Move.objects.filter(payment=payment).values_list("claim__incident", flat=True)
    return sorted({*reported, *carried})


def _version(row: Trace) -> Version:
    sound = _content(row).digest == row.digest
    return Version(row.version, row.drawn_at, row.ledger, Rule(row.rule), row.depth, row.digest, sound)


def _content(row: Trace) -> Drawing:
    return msgspec.convert(row.content, Drawing, strict=False)


def _moved(moves: Sequence[Move], known: dict[int, int]) -> list[Payment]:
    """The payments of some moves; `known` are the amounts of those that the newest trace has."""
    flows = flows_of([move.payment for move in moves if move.payment not in known]) if moves else {}
    stops, found = stops_of(moves), dict[int, Payment]()
    for move in moves:
        whole = known.get(move.payment) or (flows[move.payment].amount if move.payment in flows else move.amount)
        before = found.get(move.payment) or Payment(
            move.payment, move.at, move.debtor, move.creditor, whole, 0, move.hop, stops.get(move.payment),
            since=bool(known) and move.payment not in known,
        )  # fmt: skip
        found[move.payment] = before._replace(stolen=before.stolen + move.amount, hop=min(before.hop, move.hop))
    return list(found.values())


def _accounts(moves: Sequence[Move], payments: Sequence[Payment], rests: dict[UUID, Where]) -> list[Account]:
    """The accounts that some payments reached, the nearest to the theft first."""
    ends, names = _ends(payments), {move.creditor: move.creditor_institution for move in moves}
    found: dict[UUID, Account] = {}
    for payment in payments:
        token = payment.creditor
        before = found.get(token) or Account(
            token, names[token], payment.hop, payment.at, 0, 0, rests.get(token, _NOTHING), ends.get(token)
        )
        found[token] = before._replace(came=before.came + payment.stolen, hop=min(before.hop, payment.hop))
    # What came and does not lie there has gone on.
    found_out = [account._replace(went=account.came - sum(account.rest)) for account in found.values()]
    return sorted(found_out, key=lambda account: (account.hop, account.first_at, account.account.hex))


_NOTHING = Where(0, 0, 0, 0)


def _as_drawn(left: int, stop: Stop | None) -> Where:
    """What lay in an account when the trace was drawn: nothing was held of it yet, as far as the trace tells."""
    return Where(0, 0, 0, left) if stop in OUT_OF_REACH else Where(0, 0, left, 0)


def _ends(payments: Iterable[Payment]) -> dict[UUID, Stop]:
    """The accounts at which all that came ends, and why."""
    ways: dict[UUID, list[Stop | None]] = {}
    for payment in payments:
        ways.setdefault(payment.creditor, []).append(payment.stop)
    return {account: stops[0] for account, stops in ways.items() if stops[0] is not None and None not in stops}


def _sources(incident: int, payments: Sequence[Payment]) -> dict[UUID, str]:
    """The accounts from which money was stolen, with their institutions."""
    claims = Claim.objects.filter(incident=incident, payment__in=[each.payment for each in payments])
    reached = {each.creditor for each in payments}
    return {each.debtor: "" for each in payments if each.debtor not in reached} | {
        claim.debtor: claim.debtor_institution for claim in claims if claim.debtor is not None
    }
