"""Scenarios for training: a scheme of the documents as a short play with named parts, told in three languages.

A scenario is a file (TOML) in `data/scenarios`: who takes part, what is paid when, when the telephone rings at the
hotline, and what a good officer would do. Who is played by whom is drawn anew each time, so that two performances
never touch the same account.
"""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from arasha.client.schemas import Kind, PartyKind, Scheme, Session
from arasha.simulator.iban import iban
from arasha.simulator.iin import MAN, WOMAN, iin

# The banks at which scenarios take place, and the digits of their IBANs.
BANKS = {"ALDARKZA": "991", "TOSTIKZA": "992", "TAZSHKZA": "993", "KANBAKZA": "994", "ZHIREKZA": "995"}

FOLDER = Path(__file__).parent / "data" / "scenarios"

Minutes = Annotated[float, Meta(ge=0, le=600)]
Name = Annotated[str, Meta(pattern="^[a-z][a-z_]{0,30}$")]
Tenge = Annotated[int, Meta(ge=1, le=10**9)]


class WrongScenario(ValueError):
    """A scenario that cannot be played; says what is wrong in it."""


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The same text in Kazakh, Russian and English."""

    kk: str
    ru: str
    en: str


class Part(StrEnum):
    """What somebody of the cast is in truth."""

    VICTIM = "victim"
    THIEF = "thief"  # his account gets stolen money and passes it on, whether he means it or not
    INNOCENT = "innocent"
    BEYOND = "beyond"  # cash, crypto, a shop abroad: what goes there is out of reach


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody of the cast: at which bank, what he is, what lies in his account (tenge) before the curtain rises."""

    bank: str
    part: Part
    who: Told
    balance: Annotated[int, Meta(ge=0)] = 0
    party: PartyKind = "person"
    scheme: Scheme = "iban"


class Step(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind"):
    """Something that happens: so many minutes after the beginning, or after another step has come to its end."""

    name: Name
    story: Told
    at: Minutes = 0.0
    follows: str = ""


class Pay(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="pay"):
    """A payment is ordered; a thief pays at most what lies in his account.

    `stolen`: by it a victim's money comes to a thief. `heeds`: the payer gives up when he is warned.
    """

    payer: str
    payee: str
    tenge: Tenge
    how: Kind = "p2p"
    stolen: bool = False
    heeds: bool = False
    session: Session | None = None


class Ring(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="ring"):
    """The telephone of the hotline rings: `words` is what is said. From then on the thefts `opens` can be known of."""

    words: Told
    opens: tuple[str, ...] = ()


class Report(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="report"):
    """A bank reports payments as stolen, through its fraud desk; truthfully or not."""

    bank: str
    payments: tuple[str, ...]
    opens: tuple[str, ...] = ()


class Object(Step, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="object"):
    """The holder of a held account objects on the citizens' page, as soon as his bank has given him the code."""

    holder: str


AnyStep = Pay | Ring | Report | Object


class Desk(StrEnum):
    """How a bank's fraud desk behaves."""

    HONEST = "honest"
    SLOW = "slow"
    LYING = "lying"  # says that it holds, and lets the money go


class Work(StrEnum):
    """What there is to be done in the workspace."""

    STOP = "stop"  # decide that a payment is fraud
    CLEAR = "clear"  # decide that a payment is legitimate
    TAKE = "take"  # take the report of a theft
    LIST = "list"  # bring an account before the registry
    RELEASE = "release"  # let an innocent holder's money go: release, or uphold his appeal
    KEEP = "keep"  # reject the appeal of one whose money is stolen
    RECALL = "recall"  # ask held money back
    PROTECT = "protect"  # let a coerced victim's payments wait
    DISBELIEVE = "disbelieve"  # find that there was no theft


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a good officer does: `about` names a payment or somebody of the cast; within how many minutes after `once`.

    `once` is the step from which it can be known, `within` what a quick officer needs.
    """

    work: Work
    about: str
    why: Told
    within: Annotated[float, Meta(gt=0, le=240)]
    once: str


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole exercise. `weekday` is 0 for Monday, `time` the hour in Almaty at which it begins, as `18:05`.

    `patience` is how long a bank keeps a payment that it was advised to hold before the client has his way (minutes).
    """

    title: Told
    briefing: Told
    aims: tuple[Told, ...]
    hints: tuple[Told, ...]
    weekday: Annotated[int, Meta(ge=0, le=6)]
    time: Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    minutes: Annotated[int, Meta(ge=5, le=240)]
    order: int
    cast: dict[str, Member]
    steps: tuple[AnyStep, ...]
    tasks: tuple[Task, ...]
    patience: Annotated[float, Meta(gt=0, le=240)] = 20.0
    desks: dict[str, Desk] = {}
    answers: Annotated[float, Meta(gt=0, le=240)] = 2.0  # minutes in which a bank answers what it is asked

    def step(self, name: str) -> AnyStep:
        """One step by its name."""
        return next(step for step in self.steps if step.name == name)


class Somebody(NamedTuple):
    """Who plays a part this time: account, telephone and IIN of nobody who lives."""

    account: str
    phone: str
    iin: str


def names() -> list[str]:
    """The scenarios there are, in the order in which they are learned."""
    found = {path.stem: load(path.stem) for path in FOLDER.glob("*.toml")}
    return sorted(found, key=lambda name: (found[name].order, name))


def load(name: str) -> Scenario:
    """One scenario; `WrongScenario` says what is wrong in its file."""
    try:
        scenario = msgspec.toml.decode((FOLDER / f"{name}.toml").read_bytes(), type=Scenario)
    except msgspec.ValidationError as error:
        raise WrongScenario(f"{name}: {error}") from None
    if wrong := next(mistakes(scenario), ""):
        raise WrongScenario(f"{name}: {wrong}")
    return scenario


def mistakes(scenario: Scenario) -> Iterator[str]:
    """What does not fit together: names that nobody bears, steps that follow what has not been told."""
    told: set[str] = set()
    for step in scenario.steps:
        yield from _wrong_with(step, told, scenario)
        told.add(step.name)
    for step in scenario.steps:
        if isinstance(step, Ring | Report) and not set(step.opens) <= told:
            yield f"{step.name} opens a theft that is not told"
    for task in scenario.tasks:
        if task.once not in told:
            yield f"a task can be known from {task.once}, which is not told"
        if task.about not in told | set(scenario.cast):
            yield f"a task is about {task.about}, which is not told"
    for member in scenario.cast.values():
        if member.bank not in BANKS:
            yield f"the bank {member.bank} does not exist"


def _wrong_with(step: AnyStep, told: set[str], scenario: Scenario) -> Iterator[str]:
    """What is wrong with a step, after those that were told before it."""
    if step.name in told:
        yield f"two steps are called {step.name}"
    if step.follows and step.follows not in told:
        yield f"{step.name} follows {step.follows}, which has not been told"
    for name in _people(step):
        if name not in scenario.cast:
            yield f"{step.name} names {name}, who is not in the cast"
    for name in _payments(step):
        if name not in told:
            yield f"{step.name} names the payment {name}, which has not been told"


def _people(step: AnyStep) -> tuple[str, ...]:
    match step:
        case Pay():
            return (step.payer, step.payee)
        case Object():
            return (step.holder,)
        case _:
            return ()


def _payments(step: AnyStep) -> tuple[str, ...]:
    match step:
        case Report():
            return step.payments
        case _:
            return ()


def players(scenario: Scenario, seed: int) -> dict[str, Somebody]:
    """Who plays the parts this time; another seed, other people."""
    draw = random.Random(seed)  # noqa: S311 - a play, no secret
    return {name: _somebody(member, draw) for name, member in scenario.cast.items()}


def _somebody(member: Member, draw: random.Random) -> Somebody:
    number = 8 * 10**12 + draw.randrange(10**11)
    account = iban(BANKS[member.bank], number) if member.scheme == "iban" else f"X{number}"
    born = date(1840, 1, 1) + timedelta(days=draw.randrange(20_000))
    phone = f"+7701000{draw.randrange(10**4):04}"
    return Somebody(account, phone, iin(born, draw.choice((MAN, WOMAN)), draw.randrange(9_000)))


def filled(text: Told, words: Mapping[str, str]) -> Told:
    """A text with what only this performance knows: `{drop_account}`, `{theft_time}` …"""
    return Told(text.kk.format_map(words), text.ru.format_map(words), text.en.format_map(words))
