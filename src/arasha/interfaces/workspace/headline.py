"""What an analyst should know of an account in the first five seconds, in words."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from arasha.domains.payments.queries import behaviour
from arasha.domains.payments.queries.behaviour import Side
from arasha.domains.payments.queries.legs import Leg
from arasha.domains.payments.queries.passing import Passed
from arasha.interfaces.ui import instants
from arasha.interfaces.ui.amounts import short
from arasha.interfaces.ui.templatetags.ui import share

PASSES_ON = 0.5  # from this share on it is worth saying how fast
PAYS = 2  # times as much sent as received: an account that pays, not one that passes on
FAST, MINUTE = timedelta(hours=6), timedelta(minutes=1)


class Told(NamedTuple):
    """What is said: the first sentence, those that follow, and how much it weighs: `grave`, `doubt` or nothing."""

    first: str
    following: list[str]
    weight: str


def told(legs: Sequence[Leg], passed: Passed) -> Told:
    """The sentences about some legs."""
    came, went = behaviour.side(legs, credit=True), behaviour.side(legs, credit=False)
    held, warned = behaviour.stopped(legs), behaviour.warned(legs)
    passes = passed.received and passed.amount >= PASSES_ON * passed.received and not _is_payer(came, went)
    hurried = passes and (passed.half_within or FAST) < FAST
    moved = came.payments + went.payments
    first = _flow(came, went, passed) if moved else _stopped(held) if held else _("No payments in this time.")
    following = [*_warned(warned, len(legs)), *([_stopped(held)] if held and moved else [])]
    return Told(first, following, "grave" if held or (hurried and warned) else "doubt" if hurried or warned else "")


def _is_payer(came: Side, went: Side) -> bool:
    """Does it send so much more than it receives that what it received explains nothing?"""
    return went.amount >= PAYS * came.amount


def _flow(came: Side, went: Side, passed: Passed) -> str:
    """Money in and what became of it; of an account that mostly pays, money out."""
    received = ngettext(
        "Received %(sum)s from %(others)d account%(span)s", "Received %(sum)s from %(others)d accounts%(span)s",
        came.others,
    ) % _words(came)  # fmt: skip
    sent = ngettext(
        "Sent %(sum)s to %(others)d account%(span)s", "Sent %(sum)s to %(others)d accounts%(span)s", went.others
    ) % _words(went)
    if not came.payments:
        return _("%(sent)s; received nothing.") % {"sent": sent}
    if _is_payer(came, went):
        less = {"sent": sent, "sum": short(came.amount, get_language() or "kk")}
        return _("%(sent)s; received only %(sum)s.") % less
    return _("%(received)s; %(passed)s.") % {"received": received, "passed": _passed(passed)}


def _passed(passed: Passed) -> str:
    within = passed.half_within
    if within is None:
        return _("passed none of it on")
    values = {"share": share(passed.amount, passed.received), "within": instants.span(within)}
    if passed.amount < PASSES_ON * passed.received:
        return _("passed on %(share)s of it") % values
    if within < MINUTE:
        return _("passed on %(share)s of it, half of that within a minute") % values
    return _("passed on %(share)s of it, half of that within %(within)s") % values


def _words(side: Side) -> dict[str, object]:
    length = side.last_at - side.first_at if side.first_at and side.last_at else timedelta()
    during = "" if side.payments < 2 else _(" in %(span)s") % {"span": instants.span(length)}
    if side.payments > 1 and length < MINUTE:
        during = _(" within a minute")
    return {"sum": short(side.amount, get_language() or "kk"), "others": side.others, "span": during}


def _warned(warned: int, payments: int) -> Iterator[str]:
    """What the centre advised."""
    if warned:
        yield ngettext(
            "%(warned)d of its %(all)d payments got a warning or worse.",
            "%(warned)d of its %(all)d payments got a warning or worse.",
            warned,
        ) % {"warned": warned, "all": payments}


def _stopped(held: Sequence[Leg]) -> str:
    """What was not let through."""
    total = short(sum(leg.amount for leg in held), get_language() or "kk")
    return ngettext(
        "%(count)d payment of %(sum)s was not let through.",
        "%(count)d payments of %(sum)s together were not let through.",
        len(held),
    ) % {"count": len(held), "sum": total}
