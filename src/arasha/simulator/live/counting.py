"""Counts the scoreboard of a play against the truth. Pure, over the play's events (`scoreboard` says what counts)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from arasha.simulator.crime.steps import Said
from arasha.simulator.live.behaviours import MINUTE, Manner
from arasha.simulator.live.events import (
    Applied,
    Asked,
    Began,
    Complained,
    Happened,
    Held,
    LetGo,
    Paid,
    Passed,
    Stopped,
)
from arasha.simulator.live.lots import Lots
from arasha.simulator.live.scoreboard import Banks, Finding, Innocents, Loans, Money, Scoreboard, Times, Warnings, at_95

FOREVER = 2**62


class Truth(NamedTuple):
    """What only whoever plays knows: each scheme's name, who is innocent, and until when thefts count (µs)."""

    schemes: Mapping[int, str]
    innocent: Mapping[int, bool]
    until: int = FOREVER


def count(events: Sequence[Happened], truth: Truth) -> Scoreboard:
    """Count a play."""
    began = next((place for place, event in enumerate(events) if isinstance(event, Began)), 0)
    since, begin = events[began:], events[began].at if events else 0
    thefts = [event for event in since if isinstance(event, Paid) and event.stolen and event.ref >= 0]
    ours = {event.ref: event for event in thefts if event.at < truth.until}
    lots, names = Lots(events), sorted({truth.schemes[event.scheme] for event in ours.values()})
    of = {name: [event for event in ours.values() if truth.schemes[event.scheme] == name] for name in names}
    return Scoreboard(
        money=_money(since, list(ours.values()), lots),
        by_scheme={name: _money(since, mine, lots) for name, mine in of.items()},
        report_to_hold=_report_to_hold(since),
        theft_to_hold=_theft_to_hold(since, begin, ours),
        innocents=_innocents(since, truth),
        warnings=_warnings([event for event in since if event.at < truth.until]),
        loans=_loans(since),
        verdicts=_verdicts([event for event in since if event.at < truth.until]),
        banks=_banks(since),
    )


def _money(events: Sequence[Happened], mine: Sequence[Paid], lots: Lots) -> Money:
    by, refs = Counter[Said](), {paid.ref for paid in mine}
    for paid in mine:
        by[paid.said] += paid.amount
    told = {ref for event in events if isinstance(event, Complained) and event.reference for ref in event.refs}
    return Money(
        thefts=len(mine), attempted=sum(by.values()), heeded=by[Said.HEEDED], held_at_payment=by[Said.HELD],
        refused=by[Said.REFUSED], stolen=by[Said.DONE], returned=_of(lots.returned, refs), held=_of(lots.held(), refs),
        kept_back=_of(lots.kept_back, refs), reported=sum(paid.through for paid in mine if paid.ref in told),
    )  # fmt: skip


def _of(amounts: Mapping[int, int], thefts: set[int]) -> int:
    return sum(amount for theft, amount in amounts.items() if theft in thefts)


def _report_to_hold(events: Sequence[Happened]) -> Times:
    """From a report to the first answer of a bank that really holds something of what was stolen there."""
    held = [event for event in events if isinstance(event, Held) and event.stolen]
    took = list[float]()
    for told in events:
        if isinstance(told, Complained) and told.reference and not told.late:
            after = (one.at for one in held if str(told.scheme) in one.of and one.at >= told.at)
            first = next(after, None)
            took += [(first - told.at) / MINUTE] if first is not None else []
    return _times(took)


def _theft_to_hold(events: Sequence[Happened], begin: int, ours: Mapping[int, Paid]) -> Times:
    """From the last stolen payment of a scheme before a hold to that hold."""
    thefts = sorted((paid.at, paid.scheme) for paid in ours.values() if paid.said is Said.DONE and paid.at >= begin)
    took = list[float]()
    for event in events:
        if isinstance(event, Held) and event.stolen:
            before = [at for at, scheme in thefts if str(scheme) in event.of and at <= event.at]
            took += [(event.at - before[-1]) / MINUTE] if before else []
    return _times(took)


def _times(minutes: Sequence[float]) -> Times:
    if not minutes:
        return Times()
    ordered = sorted(minutes)
    return Times(count=len(ordered), median=round(median(ordered), 1), p95=round(at_95(ordered), 1))


def _innocents(events: Sequence[Happened], truth: Truth) -> Innocents:
    stopped = [event for event in events if isinstance(event, Stopped)]
    held = [event for event in events if isinstance(event, Held) and event.held and truth.innocent[event.account]]
    ended = {event.hold: event.at for event in events if isinstance(event, LetGo)}
    last = max((event.at for event in events), default=0)
    return Innocents(
        payments=sum(event.payments for event in events if isinstance(event, Passed)),
        warned=sum(event.verdict == "warn" for event in stopped),
        gave_up=sum(event.gave_up and event.verdict == "warn" for event in stopped),
        held=sum(event.verdict == "hold" for event in stopped),
        refused=sum(event.verdict == "refuse" for event in stopped),
        tiyn=sum(event.amount for event in stopped if event.verdict in {"hold", "refuse"}),
        minutes=round(sum(event.minutes for event in stopped), 1),
        accounts_held=len({event.account for event in held}),
        accounts_tiyn=sum(event.held for event in held),
        accounts_minutes=round(sum((ended.get(event.hold, last) - event.at) / MINUTE for event in held), 1),
    )


def _warnings(events: Sequence[Happened]) -> Warnings:
    to_victims = [
        one for one in events if isinstance(one, Paid) and one.stolen and one.verdict == "warn" and one.heeded
    ]
    innocents = sum(isinstance(one, Stopped) and one.verdict == "warn" for one in events)
    return Warnings(
        shown=len(to_victims) + innocents,
        to_victims=len(to_victims),
        heeded=sum(one.said is Said.HEEDED for one in to_victims),
    )


def _loans(events: Sequence[Happened]) -> Loans:
    asked = [event for event in events if isinstance(event, Applied)]
    thieves, people = [one for one in asked if one.scheme >= 0], [one for one in asked if one.scheme < 0]
    stopped = [one for one in thieves if not one.lent]
    return Loans(
        by_thieves=len(thieves), refused_rightly=len(stopped), tiyn_refused_rightly=sum(one.amount for one in stopped),
        by_people=len(people), refused_wrongly=sum(not one.lent for one in people),
    )  # fmt: skip


def _verdicts(events: Sequence[Happened]) -> Finding:
    """Payments that were warned about, held or refused, against those that carried stolen money."""
    asked = [one for one in events if isinstance(one, Paid) and one.verdict is not None and (one.stolen or one.dirty)]
    rightly = sum(one.verdict != "allow" for one in asked)
    wrongly = sum(isinstance(one, Stopped) for one in events)
    return Finding(there_were=len(asked), named=rightly + wrongly, rightly=rightly)


def _banks(events: Sequence[Happened]) -> Banks:
    held = [event for event in events if isinstance(event, Held)]
    manners = Counter(str(event.manner) for event in held)
    return Banks(
        asked=len({event.hold for event in events if isinstance(event, Asked)}),
        answered=dict(sorted(manners.items())),
        only_said=sum(event.said - event.held for event in held if event.manner is Manner.PRETENDED),
    )
