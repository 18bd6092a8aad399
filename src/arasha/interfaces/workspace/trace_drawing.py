"""A trace as a drawing: the victim at the left, a column a step; what is small of a large trace stands together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from arasha.domains.recovery.queries.traces import OUT_OF_REACH, Account, Payment, Seen
from arasha.interfaces.ui import flow
from arasha.interfaces.ui.flow import Band, Box, Flow, Part
from arasha.interfaces.workspace.network import mask_of
from arasha.interfaces.workspace.rows import Known
from arasha.interfaces.workspace.trace_words import pieces, state
from arasha.kernel.money import display

BOXES, COLUMN = 40, 12  # boxes of a drawing, of a column of it; the rest of a column stands together in one more
STEPS = 7  # columns after the victim's; what is further away stands in the last


class Names(NamedTuple):
    """What accounts and institutions are called, and the page on which all accounts are listed."""

    known: Known
    institutions: Mapping[str, str]
    table: str


def shown_alone(seen: Seen) -> list[Account]:
    """The accounts with a box of their own: those to which most came, of each column not too many."""
    room: dict[int, int] = {}
    alone: list[Account] = []
    for account in sorted(seen.accounts, key=lambda each: (-each.came, each.account.hex)):
        column = min(account.hop, STEPS)
        if account.account not in seen.sources and room.get(column, 0) < COLUMN and len(alone) < BOXES:
            room[column] = room.get(column, 0) + 1
            alone.append(account)
    return alone


def drawn(seen: Seen, names: Names) -> Flow | None:
    """The drawing; None when no money was followed."""
    if not seen.payments:
        return None
    alone = {account.account for account in shown_alone(seen)}
    columns = sorted({min(account.hop, STEPS) for account in seen.accounts if account.account not in seen.sources})
    order = {hop: place for place, hop in enumerate(columns, start=1)}
    sources = [_source(token, seen, names) for token in seen.sources]
    boxes, folded = list[Box](), list[Account]()
    for account in sorted(seen.accounts, key=lambda each: (-each.came, each.first_at)):
        if account.account in alone:
            boxes.append(_box(account, order[min(account.hop, STEPS)], seen, names))
        elif account.account not in seen.sources:
            folded.append(account)
    rests = [_rest([each for each in folded if min(each.hop, STEPS) == hop], order[hop], names) for hop in columns]
    places = {account.account: ("rest", order[min(account.hop, STEPS)]) for account in folded}
    bands = _bands(seen.payments, places, names.known)
    return flow.draw(
        _("Where the money went"), _heads(columns), [*sources, *_in_order(boxes, bands), *filter(None, rests)], bands
    )


def _heads(columns: Sequence[int]) -> list[str]:
    steps = [_("Step %(number)d") % {"number": hop} for hop in columns]
    return [pgettext("over the first column of a trace", "Stolen from"), *steps]


def _in_order(boxes: Sequence[Box], bands: Iterable[Band]) -> list[Box]:
    """The boxes of each column in the order of those that pay them, so that bands cross little."""
    payers: dict[object, list[object]] = {}
    for band in bands:
        payers.setdefault(band.target, []).append(band.source)
    place: dict[object, float] = {}
    ordered = list[Box]()
    for column in sorted({box.column for box in boxes}):
        mine = [box for box in boxes if box.column == column]
        mine.sort(key=lambda box: min((place.get(payer, 0.0) for payer in payers.get(box.key, [])), default=0.0))
        place |= {box.key: float(number) for number, box in enumerate(mine)}
        ordered += mine
    return ordered


def _source(token: UUID, seen: Seen, names: Names) -> Box:
    paid = sum(payment.stolen for payment in seen.payments if payment.debtor == token)
    back = sum(account.came for account in seen.accounts if account.account == token)
    mask = mask_of(token, names.known)
    institution = names.institutions.get(seen.sources[token], seen.sources[token])
    lines = [mask, institution, _("stolen: %(sum)s") % {"sum": display(paid)}]
    if back:
        lines.append(_("came back: %(sum)s") % {"sum": display(back)})
    return Box(token, 0, lines, " · ".join(lines), kind="source", href=_address(token))


def _box(account: Account, column: int, seen: Seen, names: Names) -> Box:
    mask = mask_of(account.account, names.known)
    institution = names.institutions.get(account.institution, account.institution)
    count = sum(payment.creditor == account.account for payment in seen.payments)
    came = _("came: %(sum)s") % {"sum": display(account.came)}
    times = f" × {count}" if count > 1 else ""
    told = [f"{piece.name} {display(piece.amount)}" for piece in pieces(account) if piece.amount > 0]
    return Box(
        key=account.account,
        column=column,
        lines=[mask, institution, f"{came}{times}", *state(account)],
        title=" · ".join([mask, institution, came, *told]),
        parts=[Part(piece.kind, piece.amount) for piece in pieces(account) if piece.amount > 0],
        kind="end" if account.stop in OUT_OF_REACH else "",
        href=_address(account.account),
    )


def _rest(accounts: Sequence[Account], column: int, names: Names) -> Box | None:
    """The accounts of a column that have no box of their own."""
    if not accounts:
        return None
    count, came = len(accounts), sum(account.came for account in accounts)
    label = ngettext("and %(count)d account more", "and %(count)d accounts more", count) % {"count": count}
    lines = [label, "", _("came: %(sum)s") % {"sum": display(came)}, _("See the table")]
    parts: dict[str, int] = {}
    for piece in (piece for account in accounts for piece in pieces(account)):
        parts[piece.kind] = parts.get(piece.kind, 0) + max(0, piece.amount)
    return Box(("rest", column), column, lines, label, [Part(*each) for each in parts.items()], "rest", names.table)


def _bands(payments: Sequence[Payment], places: Mapping[UUID, object], known: Known) -> list[Band]:
    """Money between two boxes, all payments together."""
    found: dict[tuple[object, object], list[Payment]] = {}
    for payment in payments:
        pair = (places.get(payment.debtor, payment.debtor), places.get(payment.creditor, payment.creditor))
        found.setdefault(pair, []).append(payment)
    return [_band(pair, between, known) for pair, between in found.items()]


def _band(pair: tuple[object, object], between: Sequence[Payment], known: Known) -> Band:
    whole, stolen = sum(each.amount for each in between), sum(each.stolen for each in between)
    ends = [mask_of(end, known) if isinstance(end, UUID) else "…" for end in pair]
    payments = ngettext("%(count)d payment", "%(count)d payments", len(between)) % {"count": len(between)}
    told = _("stolen: %(part)s of %(whole)s") % {"part": display(stolen), "whole": display(whole)}
    kind = "since" if all(each.since for each in between) else ""
    if all(each.stop in OUT_OF_REACH for each in between):
        kind = "end"
    return Band(*pair, whole, stolen, f"{ends[0]} → {ends[1]} · {payments} · {told}", kind)


def _address(token: UUID) -> str:
    return reverse("workspace:account", args=[token])
