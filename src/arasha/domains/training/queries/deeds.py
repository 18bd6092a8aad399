"""What the log says of an exercise: the trainees' deeds with its people and payments, and whom these hurt."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from arasha.domains.complaints.facts import TheftReported
from arasha.domains.payments.facts import Decision, ReviewDecided
from arasha.domains.recovery.facts.handling import (
    HoldAnswered,
    HoldReleased,
    HoldReleaseProposed,
    HoldRequested,
    HoldState,
    TriageDecided,
)
from arasha.domains.recovery.facts.incidents import IncidentOpened, PaymentLocated
from arasha.domains.recovery.facts.protecting import ProtectionEnded, VictimProtected
from arasha.domains.recovery.facts.returning import AppealDecided, AppealFact, AppealSeconded, AppealState, RecallOpened
from arasha.domains.registry.facts import ContestDecided, EntryAdded, EntryConfirmed, EntryFact, EntryWithdrawn
from arasha.domains.training.facts import ClockTurned
from arasha.domains.training.rules.debriefing import Seen
from arasha.domains.training.rules.doing import Deed, Did
from arasha.domains.training.rules.harming import Harm, Hurt
from arasha.domains.training.rules.pausing import Pause, Turn, pauses
from arasha.domains.training.rules.record import Record
from arasha.domains.training.rules.script import Part, Script
from arasha.kernel import clock
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import read

KINDS: tuple[type[Fact], ...] = (
    ReviewDecided, TheftReported, IncidentOpened, PaymentLocated, TriageDecided, HoldRequested, HoldAnswered,
    HoldReleased, HoldReleaseProposed, RecallOpened, AppealSeconded, AppealDecided, VictimProtected, ProtectionEnded,
    EntryAdded, EntryConfirmed, EntryWithdrawn, ContestDecided,
)  # fmt: skip
MOST = 50_000

FOUND = {
    Decision.FRAUD: Did.FOUND_FRAUD,
    Decision.LEGITIMATE: Did.FOUND_LEGITIMATE,
    Decision.UNCLEAR: Did.FOUND_UNCLEAR,
}


class Log:
    """The facts of an exercise, and what they say of whom: holds and incidents by the names of the scenario."""

    def __init__(self, record: Record, facts: Sequence[Recorded[Any]]) -> None:
        self.facts, self._record = facts, record
        self._names, self._asked = record.named(), record.asked()
        self.holds = {each.fact.hold: each.fact for each in facts if isinstance(each.fact, HoldRequested)}
        self.opened = {each.fact.incident: each for each in facts if isinstance(each.fact, IncidentOpened)}
        self.located = {
            each.fact.incident: self._asked.get(each.fact.payment, "")
            for each in facts if isinstance(each.fact, PaymentLocated)
        }  # fmt: skip
        self._complaints = {each.fact.complaint: each.fact.incident for each in self.opened.values()}

    def account(self, token: str) -> str:
        """Whose account it is; empty: nobody's of the scenario."""
        return self._names.get(token, "")

    def holder(self, hold: int) -> str:
        """In whose account money is held."""
        return self.account(self.holds[hold].account) if hold in self.holds else ""

    def payment(self, sequence: int) -> str:
        """Which payment of the scenario a verdict was about."""
        return self._asked.get(sequence, "")

    def reported(self, fact: TheftReported) -> str:
        """Which payment somebody reported: the one that was found for it, or one between the accounts he named."""
        if found := self.located.get(self._complaints.get(fact.complaint, -1)):
            return found
        named = {self.account(token) for told in fact.payments for token in (told.debtor, told.creditor)} - {""}
        fitting = (flow.name for flow in self._record.flows if flow.stolen and {flow.payer, flow.payee} & named)
        return next(fitting, "")


def seen(script: Script, record: Record, first: int, trainees: Collection[str]) -> Seen:
    """Everything that counts, from the fact `first` on."""
    log = Log(record, read.since(first, [kind.kind() for kind in KINDS], limit=MOST))
    deeds = [deed for each in log.facts if each.actor in trainees for deed in deeds_of(each, log)]
    honest = {name for name, member in script.cast.items() if member.part in {Part.INNOCENT, Part.VICTIM}}
    harms = [harm for harm in (*_listed(log, trainees), *_held(log)) if harm.who in honest]
    return Seen(deeds, harms, unasked(log, trainees))


def stood(exercise: int) -> list[Pause]:
    """When the clock of an exercise stood, until now."""
    turns = [
        Turn(clock.to_us(each.occurred_at), each.fact.machine_us, each.actor, each.fact.rate)
        for each in read.about(f"exercise:{exercise}") if isinstance(each.fact, ClockTurned)
    ]  # fmt: skip
    return pauses(turns, clock.to_us(clock.machine_now()))


def deeds_of(each: Recorded[Any], log: Log) -> Iterator[Deed]:
    """What a fact says that its actor did, if it is one of the things that a trainee does."""
    reading = READ.get(type(each.fact))
    if reading is not None and (found := reading(each.fact, log)) is not None:
        yield Deed(clock.to_us(each.occurred_at), each.actor, *found)


def unasked(log: Log, trainees: Collection[str]) -> frozenset[str]:
    """Whose money was held because a bank reported, without a trainee."""
    decided = {
        each.fact.incident for each in log.facts if isinstance(each.fact, TriageDecided) and each.actor in trainees
    }
    own = {number for number, each in log.opened.items() if each.fact.institution} - decided
    held = {log.account(fact.account): fact.incident in own for fact in log.holds.values()}
    return frozenset(name for name, alone in held.items() if name and alone)


Read = Callable[[Any, Log], tuple[Did, str] | None]


def _review(fact: ReviewDecided, log: Log) -> tuple[Did, str]:
    return FOUND[Decision(fact.decision)], log.payment(fact.sequence)


def _report(fact: TheftReported, log: Log) -> tuple[Did, str]:
    return Did.TOOK_REPORT, log.reported(fact)


def _triage(fact: TriageDecided, log: Log) -> tuple[Did, str]:
    return Did.BELIEVED_REPORT if fact.believed else Did.FOUND_UNFOUNDED, log.located.get(fact.incident, "")


def _release(fact: HoldReleased | HoldReleaseProposed, log: Log) -> tuple[Did, str] | None:
    """A hold that ends by appeal is told by the appeal, and one that expires by nobody."""
    if fact.state in {HoldState.RELEASED_APPEAL, HoldState.RELEASED_EXPIRED}:
        return None
    return Did.RELEASED_HOLD, log.holder(fact.hold)


def _recall(fact: RecallOpened, log: Log) -> tuple[Did, str]:
    return Did.ASKED_BACK, log.holder(fact.hold)


def _appeal(fact: AppealFact, log: Log) -> tuple[Did, str]:
    did = Did.REJECTED_APPEAL if fact.state is AppealState.REJECTED else Did.UPHELD_APPEAL
    return did, log.holder(fact.hold)


def _entry(did: Did) -> Read:
    return lambda fact, log: (did, log.account(fact.token))


READ: Mapping[type[Fact], Read] = {
    ReviewDecided: _review,
    TheftReported: _report,
    TriageDecided: _triage,
    HoldReleased: _release,
    HoldReleaseProposed: _release,
    RecallOpened: _recall,
    AppealDecided: _appeal,
    AppealSeconded: _appeal,
    VictimProtected: _entry(Did.PROTECTED_VICTIM),
    ProtectionEnded: _entry(Did.ENDED_PROTECTION),
    EntryAdded: _entry(Did.LISTED),
    EntryConfirmed: _entry(Did.CONFIRMED_ENTRY),
    EntryWithdrawn: _entry(Did.WITHDREW_ENTRY),
}


def _listed(log: Log, trainees: Collection[str]) -> Iterator[Harm]:
    """Accounts that a trainee brought before the registry, until they were taken out."""
    since: dict[str, int] = {}
    for each in log.facts:
        fact, at = each.fact, clock.to_us(each.occurred_at)
        if not isinstance(fact, EntryFact):
            continue
        name = log.account(fact.token)
        if isinstance(fact, EntryAdded | EntryConfirmed) and each.actor in trainees:
            since.setdefault(name, at)
        elif isinstance(fact, EntryWithdrawn | ContestDecided) and name in since:
            yield Harm(name, Hurt.LISTED, since.pop(name), at)
    for name, at in since.items():
        yield Harm(name, Hurt.LISTED, at, clock.now_us())


def _held(log: Log) -> Iterator[Harm]:
    """Money that was held, until it was let go."""
    held: dict[int, tuple[int, int]] = {}
    for each in log.facts:
        fact, at = each.fact, clock.to_us(each.occurred_at)
        if isinstance(fact, HoldAnswered) and fact.held:
            held[fact.hold] = (held.get(fact.hold, (at, 0))[0], fact.held)
        elif isinstance(fact, HoldReleased) and fact.hold in held:
            begin, amount = held.pop(fact.hold)
            yield Harm(log.holder(fact.hold), Hurt.MONEY_HELD, begin, at, amount)
    for hold, (begin, amount) in held.items():
        yield Harm(log.holder(hold), Hurt.MONEY_HELD, begin, clock.now_us(), amount)
