"""Playing a scenario to the trainees: step by step, through the gateway, the API and the citizens' pages.

Everything is written down before it is done and after it, and each act is one that the centre takes only once: whoever
plays may die at any moment, and goes on where he was.
"""

from collections.abc import Callable

import httpx
import msgspec
import structlog
from django.db import OperationalError

from arasha.app.training import houses as banks
from arasha.app.training.course import Course, Play, begin, minutes
from arasha.app.training.houses import Houses
from arasha.client import Problem
from arasha.client.schemas import Answer, Outcome
from arasha.domains.payments.facts import Decision
from arasha.domains.payments.queries import queue
from arasha.domains.training.actions import exercises
from arasha.domains.training.facts import Ending
from arasha.domains.training.queries import exercises as reading
from arasha.domains.training.queries.exercises import Exercise
from arasha.domains.training.rules.debriefing import PROTECTION
from arasha.domains.training.rules.record import Asked, Fate
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import ArashaError
from arasha.kernel.identifiers import Kind, read, token_input
from arasha.kernel.keyring import Purpose as KeyPurpose
from arasha.kernel.keyring import keyring
from arasha.kernel.outbox.append import By
from arasha.kernel.tokens import Tokens
from arasha.simulator.scenarios import AnyStep, Object, Pay, Report, Ring, Scenario, Somebody, players

logger = structlog.get_logger()

PLAYER = By("process:training", Purpose.UPKEEP)


class Player:
    """Plays whatever exercise is going on; `look` is called again and again."""

    def __init__(self, houses: Houses) -> None:
        self._houses = houses

    def look(self) -> bool:
        """Do what is due in the exercise that is going on; False when there is none."""
        row = reading.running()
        if row is None:
            return False
        course = Course(msgspec.convert(row.content, Scenario), _play_of(row))
        now = min(clock.now_us(), clock.to_us(row.ends_at))
        try:
            self._go_on(row.id, course, now)
        except (Problem, httpx.TransportError, ArashaError, OperationalError) as error:
            # A bank or the centre does not answer just now: the same is tried again.
            logger.warning("an exercise waits", error=type(error).__name__)
        self._keep(row.id, course)
        if clock.now() >= row.ends_at:
            exercises.end(row.id, Ending.TIME_OVER, PLAYER)
        return True

    def _go_on(self, exercise: int, course: Course, now: int) -> None:
        banks.read(self._houses, course, now)
        banks.work(self._houses, course, now)
        for payment in list(course.waiting()):
            self._pursue(exercise, course, payment, now)
        for at, step in course.due(now):
            self._happen(exercise, course, step, at)
            self._keep(exercise, course)

    def _happen(self, exercise: int, course: Course, step: AnyStep, at: int) -> None:
        """Let a step come to pass; one that cannot yet is looked at again."""
        match step:
            case Pay():
                self._order(exercise, course, step, at)
            case Ring():
                exercises.tell(exercise, step.name, clock.from_us(at), msgspec.to_builtins(course.said(step)))
                course.record.happened[step.name] = at
            case Report():
                banks.report(self._houses, course, exercise, step)
                course.record.happened[step.name] = at
            case Object():
                if step.holder in course.play.codes and self._houses.pages.object(*course.play.codes[step.holder]):
                    course.record.happened[step.name] = max(at, clock.now_us())

    def _order(self, exercise: int, course: Course, step: Pay, at: int) -> None:
        """A payment is ordered; written down first, so that it is asked about under the same words however often."""
        amount = course.amount(step)
        course.record.happened[step.name] = at
        if amount <= 0:
            course.record.payments[step.name] = Asked(at, step.tenge * 100, Fate.EMPTY, ended_at=at)
            return
        course.record.payments[step.name] = asked = Asked(at, amount)
        self._keep(exercise, course)
        self._pursue(exercise, course, (step, asked), at)

    def _pursue(self, exercise: int, course: Course, what: tuple[Pay, Asked], now: int) -> None:
        step, asked = what
        if asked.fate is Fate.ORDERED:
            answer = banks.ask(self._houses, course, exercise, step)
            if not answer.degraded:
                self._heed(exercise, course, what, answer)
        elif asked.fate is Fate.WAITS:
            self._hear(exercise, course, what, now)

    def _heed(self, exercise: int, course: Course, what: tuple[Pay, Asked], answer: Answer) -> None:
        """Do as a bank does with a verdict."""
        step, asked = what
        asked.sequence = -1 if answer.sequence is None else answer.sequence
        asked.verdict, asked.reasons = answer.verdict, [reason.code for reason in answer.reasons]
        if answer.verdict in {"hold", "refuse"}:
            asked.fate = Fate.WAITS
            self._tell(exercise, course, (step, "held", asked.at))
        elif answer.verdict == "warn" and step.heeds:
            asked.fate, asked.ended_at = Fate.GIVEN_UP, asked.at
            self._tell(exercise, course, (step, "abandoned", asked.at))
        else:
            self._tell(exercise, course, (step, "executed", asked.at))
            course.settle(step, asked.at)

    def _hear(self, exercise: int, course: Course, what: tuple[Pay, Asked], now: int) -> None:
        """The bank asks the centre what it found; when nobody has found anything in time, the client has his way."""
        step, asked = what
        word, at = _decided(asked.sequence)
        over = asked.at + minutes(course.scenario.patience)
        if word is Decision.FRAUD and at <= over:
            self._stop(exercise, course, what, (Fate.STOPPED, at))
        elif word is Decision.LEGITIMATE and at <= over:
            self._tell(exercise, course, (step, "released", at))
            course.settle(step, at)
        elif PROTECTION in asked.reasons:
            return  # the bank waits for the trusted person, however the client insists
        elif now >= over and asked.verdict == "refuse":
            self._stop(exercise, course, what, (Fate.REFUSED, over))
        elif now >= over:
            self._tell(exercise, course, (step, "released", over))
            course.settle(step, over)

    def _stop(self, exercise: int, course: Course, what: tuple[Pay, Asked], end: tuple[Fate, int]) -> None:
        step, asked = what
        self._tell(exercise, course, (step, "refused", end[1]))
        asked.fate, asked.ended_at = end

    def _tell(self, exercise: int, course: Course, told: tuple[Pay, Outcome, int]) -> None:
        banks.tell_outcome(self._houses, course, exercise, told)

    def _keep(self, exercise: int, course: Course) -> None:
        exercises.keep(exercise, msgspec.to_builtins(course.play), course.record)


def play(houses: Houses, stopped: Callable[[], bool], wait: Callable[[float], object]) -> None:
    """Play until stopped."""
    player = Player(houses)
    while not stopped():
        wait(0.3 if player.look() else 1.0)


def _play_of(row: Exercise) -> Play:
    """Where the performance has come to; before its first step, its beginning."""
    if row.play:
        return msgspec.convert(row.play, Play)
    scenario = msgspec.convert(row.content, Scenario)
    people = players(scenario, row.id)
    return begin(scenario, people, {name: token_of(each) for name, each in people.items()}, clock.to_us(row.begun_at))


def token_of(somebody: Somebody) -> str:
    """The token of somebody's account, as facts carry it."""
    account = read(Kind.IBAN if somebody.account.startswith("KZ") else Kind.ACCOUNT, somebody.account)
    return Tokens(keyring().key(KeyPurpose.TOKEN)).token(token_input(account)).hex()


def _decided(sequence: int) -> tuple[Decision | None, int]:
    """What a person of the centre found a payment to be, and when (µs)."""
    for review in queue.these([sequence]):
        if review.decision and review.decided_at is not None:
            return Decision(review.decision), clock.to_us(review.decided_at)
    return None, 0
