"""The debrief: what was done in an exercise beside what was true, what it came to, and what it would have without it.

Amounts are tiyn, instants µs.
"""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from arasha.domains.training.rules.doing import MINUTE, Deed, Judged, judge
from arasha.domains.training.rules.harming import Harm, Hurt, mildness
from arasha.domains.training.rules.money import Flow, lying, reachable, within_reach
from arasha.domains.training.rules.pausing import Pause
from arasha.domains.training.rules.record import Asked, Fate, Record
from arasha.domains.training.rules.scoring import Score, score
from arasha.domains.training.rules.script import Part, Script

# Reasons of a verdict that somebody's listing brought about.
LISTING = frozenset({"CREDITOR_CONFIRMED", "CREDITOR_LISTED", "CREDITOR_REPORTED", "DEBTOR_LISTED"})
PROTECTION = "COERCED_VICTIM"
POINTS = 60  # of the curve


class Cause(StrEnum):
    """Why money was saved."""

    DECISION = "decision"
    LISTED = "listed"
    HELD = "held"
    HELD_UNASKED = "held_unasked"
    PROTECTED = "protected"
    WARNING = "warning"
    VERDICT = "verdict"


BY_ITSELF = frozenset({Cause.HELD_UNASKED, Cause.WARNING, Cause.VERDICT})


class Saved(msgspec.Struct, frozen=True):
    """Money that the thieves did not get away with: of which payment or with whom, how much, why."""

    about: str
    amount: int
    cause: Cause


class Debrief(msgspec.Struct, frozen=True):
    """Everything that the page of an ended exercise shows.

    `could` is what an officer saves who acts at the very moment; `itself` what the centre saves with nobody at work.
    `curve` is the money within reach as time goes by, had nobody interfered.
    """

    begun_at: int
    ended_at: int
    stolen: int
    could: int
    itself: int
    saved: list[Saved]
    harms: list[Harm]
    judged: list[Judged]
    deeds: list[Deed]
    curve: list[tuple[int, int]]
    score: Score
    pauses: list[Pause] = []

    @property
    def kept(self) -> int:
        """What was saved, all together."""
        return sum(each.amount for each in self.saved)

    @property
    def lost(self) -> int:
        """What the thieves got away with, or would have as it stood at the end."""
        return max(0, self.stolen - self.kept)

    @property
    def minutes_stood(self) -> int:
        """Minutes for which the clock stood, all pauses together, by the machine's time."""
        return round(sum(pause.lasted for pause in self.pauses) / MINUTE)

    @property
    def minutes_lost(self) -> int:
        """Minutes between what could be known and what was done, all tasks together; undone ones until the end."""
        took = sum(
            each.lost if each.done_at else max(0, self.ended_at - each.known_at)
            for each in self.judged if each.known_at
        )  # fmt: skip
        return took // MINUTE


class Seen(msgspec.Struct, frozen=True):
    """What the log says of an exercise: deeds, whom they hurt, whose money was held unasked, when the clock stood."""

    deeds: list[Deed]
    harms: list[Harm]
    unasked: frozenset[str] = frozenset()
    pauses: list[Pause] = []


def debrief(script: Script, record: Record, seen: Seen, span: tuple[int, int]) -> Debrief:
    """Judge an exercise that lasted from an instant until another."""
    begun_at, ended_at = span
    beyond = {name for name, member in script.cast.items() if member.part in {Part.BEYOND, Part.INNOCENT}}
    saved = [*_kept_back(record), *_secured(script, record, seen.unasked, ended_at)]
    judged = judge(script.tasks, seen.deeds, record.happened)
    harms = [*seen.harms, *waited(script, record, ended_at)]
    honest = sum(member.part in {Part.INNOCENT, Part.VICTIM} for member in script.cast.values())
    could = reachable(record.planned, beyond, known(script, record))
    mild = mildness(harms, honest, ended_at - begun_at)
    return Debrief(
        begun_at=begun_at,
        ended_at=ended_at,
        stolen=sum(payment.amount for _, payment in _thefts(record)),
        could=could,
        itself=sum(each.amount for each in saved if each.cause in BY_ITSELF),
        saved=saved,
        harms=harms,
        judged=judged,
        deeds=sorted(seen.deeds, key=lambda deed: deed.at),
        curve=curve(record.planned, beyond, span),
        score=score(sum(each.amount for each in saved), could, mild, judged),
        pauses=seen.pauses,
    )


def known(script: Script, record: Record) -> dict[str, int]:
    """From when each theft could be known of; what never could, is left out.

    Somebody told of it, or the centre advised to hold it, or to hold what the thief made of it.
    """
    found: dict[str, int] = {}
    thefts, orders = dict(_thefts(record)), {flow.name: flow for flow in record.planned}
    for name, payment in record.payments.items():
        if payment.verdict in {"hold", "refuse"} and name in orders:
            order = orders[name]
            passed_on = lying(record.planned, order.at - 1).get(order.payer, {})
            for theft in [name] if name in thefts else passed_on:
                found[theft] = min(found.get(theft, payment.at), payment.at)
    for step in script.steps:
        told_at = record.happened.get(step.name)
        for name in step.opens if told_at is not None else ():
            if name in thefts:
                found[name] = min(found.get(name, told_at or 0), told_at or 0)
    return found


def curve(planned: Sequence[Flow], beyond: set[str], span: tuple[int, int]) -> list[tuple[int, int]]:
    """The stolen money within reach as time goes by, had nobody interfered: instants and tiyn."""
    begin, end = span
    times = {begin + (end - begin) * place // POINTS for place in range(POINTS + 1)}
    times |= {flow.at for flow in planned if begin <= flow.at <= end}
    return [(at, sum(within_reach(planned, beyond, at).values())) for at in sorted(times)]


def waited(script: Script, record: Record, ended_at: int) -> list[Harm]:
    """Honest payments that a bank kept because it was advised to, or refused."""
    harms, orders = list[Harm](), {flow.name: flow for flow in record.planned}
    for name, payment in record.payments.items():
        order = orders.get(name)
        if order is None or order.stolen or payment.verdict not in {"hold", "refuse"}:
            continue
        if script.cast[order.payer].part in {Part.INNOCENT, Part.VICTIM}:
            refused = payment.fate in {Fate.STOPPED, Fate.REFUSED}
            how = Hurt.PAYMENT_REFUSED if refused else Hurt.PAYMENT_WAITED
            end = ended_at if refused else payment.ended_at or ended_at
            harms.append(Harm(order.payer, how, payment.at, end, payment.amount))
    return harms


def _kept_back(record: Record) -> list[Saved]:
    """Thefts that were ordered and did not take place."""
    found = ((name, payment, _cause(payment)) for name, payment in _thefts(record))
    return [Saved(name, payment.amount, cause) for name, payment, cause in found if cause is not None]


def _cause(payment: Asked) -> Cause | None:
    """Why a payment did not go; None when it went, or waits and will go."""
    if payment.fate is Fate.STOPPED:
        return Cause.DECISION
    if payment.fate is Fate.WAITS:
        return Cause.PROTECTED if PROTECTION in payment.reasons else None
    if payment.fate not in {Fate.REFUSED, Fate.GIVEN_UP}:
        return None
    if LISTING & set(payment.reasons):
        return Cause.LISTED
    return Cause.WARNING if payment.fate is Fate.GIVEN_UP else Cause.VERDICT


def _secured(script: Script, record: Record, unasked: frozenset[str], at: int) -> list[Saved]:
    """Stolen money that thieves could not pass on: what banks truly hold at the end, and payments that were stopped."""
    stolen, saved = lying(record.flows, at), list[Saved]()
    orders = {flow.name: flow.payer for flow in record.planned if not flow.stolen}
    for name, member in script.cast.items():
        left = sum(stolen.get(name, {}).values()) if member.part is Part.THIEF else 0
        if held := min(record.held.get(name, 0), left):
            saved.append(Saved(name, held, Cause.HELD_UNASKED if name in unasked else Cause.HELD))
        left -= held
        for order, payment in record.payments.items():
            cause = _cause(payment) if orders.get(order) == name else None
            if cause is not None and (part := min(payment.amount, left)):
                saved.append(Saved(order, part, cause))
                left -= part
    return saved


def _thefts(record: Record) -> list[tuple[str, Asked]]:
    thefts = {flow.name for flow in record.planned if flow.stolen}
    return [(name, payment) for name, payment in record.payments.items() if name in thefts]
