"""A country is played through the centre's interfaces: people pay, thieves steal, victims tell, institutions answer.

One thread, in the order of time. Calls, publications, messages and leaks are part of the thieves' scripts, but the
centre has no ear for them yet: they are written down as `Unheard` and go nowhere.

What has happened is kept (`events`), so a play that ended goes on where it stood: what fell due meanwhile is sent late
under its own time, as by a bank that was cut off; ordinary payments of more than `MISSED` ago are left out.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import httpx

from arasha.client import Problem
from arasha.simulator.country.people import Country
from arasha.simulator.crime.runner import Runner
from arasha.simulator.crime.steps import Borrow, Complain, Pay, Step, Visit
from arasha.simulator.live import complaints
from arasha.simulator.live.books import GUILTY, Books, Extra
from arasha.simulator.live.borrowing import Borrowing
from arasha.simulator.live.citizens import Lost, Refused
from arasha.simulator.live.complaints import Stolen
from arasha.simulator.live.counting import Truth
from arasha.simulator.live.crowd import NEVER, Crowd
from arasha.simulator.live.desk import Desk, House
from arasha.simulator.live.events import Applied, Began, Complained, Happened, Held, Paid, Passed, Unheard
from arasha.simulator.live.loading import Loading
from arasha.simulator.live.paying import Paying
from arasha.simulator.live.programme import HOUR, Programme
from arasha.simulator.live.stage import Stage
from arasha.simulator.live.tempo import Stopped, Tempo
from arasha.simulator.live.town import Town
from arasha.simulator.live.wiring import Remembering

MISSED = 6 * HOUR
NOTHING: Mapping[str, Extra] = {}
Away = (Problem, httpx.TransportError)


class Setting(NamedTuple):
    """What is played: `runner` makes the thieves' scripts, the same ones each time; `extras` are staged accounts."""

    country: Country
    programme: Programme
    runner: Callable[[], Runner]
    extras: Mapping[str, Extra] = NOTHING


class Play:
    """A play of one country. Everything that it keeps lies in `folder`."""

    def __init__(self, setting: Setting, stage: Stage, folder: Path) -> None:
        """Open it, or open it again: then it stands where it stood (`WrongPlay` when it is another one)."""
        folder.mkdir(parents=True, exist_ok=True)
        country, programme = Remembering(setting.country.seed, setting.country.people), setting.programme
        self._country, self._stage, self._programme = country, stage, programme
        self._runner = setting.runner()
        self.books = Books(country, self._runner, folder / "events.jsonl", setting.extras)
        self._paying = Paying(country, stage, programme, self.books)
        self._borrowing = Borrowing(country, stage, programme, self._paying)
        self.town = Town(self.books, stage)
        self._desks = [
            Desk(House(bank, programme.behaviours.of(code)), self.town, folder / f"desk-{code}.json", programme.begin)
            for code, bank in stage.banks.items()
        ]
        self._out: tuple[int, Step] | None = None
        self._early: list[tuple[int, Complain]] = []
        self._reported, self._looked_for = set[int](), set[int]()
        for scheme in {one.scheme for one in self.events if isinstance(one, Complained) and one.reference}:
            self._look_for(scheme)

    @property
    def events(self) -> list[Happened]:
        """What has happened so far."""
        return self.books.events

    def truth(self) -> Truth:
        """What only thieves know: whose schemes these are, and who is innocent."""
        held = {event.account for event in self.events if isinstance(event, Held)}
        return Truth(
            {each.scheme: each.name for each in self._runner.truth.schemes},
            {account: self.books.innocent(account) for account in held},
        )

    def mules(self) -> dict[str, str]:
        """The accounts of mules who have had a part so far, by name, each with its institution."""
        guilty = {each.account for each in self._runner.truth.accounts.values() if each.role in GUILTY}
        named = [self._country.account(account) for account in sorted(guilty)]
        return {account.name: account.institution for account in named}

    @property
    def waiting(self) -> int:
        """How many things the banks' desks have still to do."""
        return sum(desk.waiting for desk in self._desks)

    @property
    def upto(self) -> int:
        """Up to which instant (µs) ordinary payments have been asked about."""
        return max((event.at + 1 for event in self.events if isinstance(event, Passed)), default=0)

    @property
    def settled(self) -> bool:
        """Has everything been told to the gateway?"""
        return self._paying.settle()

    @property
    def begun(self) -> bool:
        """Have the days before been loaded?"""
        return self.books.begun

    def load(self, progress: Callable[[int], None], stopped: Stopped) -> None:
        """Send the days before; `progress` counts payments. Stopped half-way, it begins anew: nothing counts twice."""
        crowd = Crowd(self._country, self._programme.first, self._programme.share)
        at = self._programme.begin
        self._borrowing.mark(self._programme.first)
        with Loading(self._stage.switch, progress) as loading:
            while not stopped():
                following = min(self._runner.next_at() or NEVER, at)
                while due := [each.payment for each in crowd.due(following)]:
                    loading.send(due)
                if following >= at:
                    break
                self._before(*self._runner.pop(), loading)
        if not stopped():
            self.books.happened(Began(at=at))

    def remember(self) -> None:
        """Tell the centre what victims told lately, before anybody lived who could have told it."""
        for scheme, told in self._early:
            self._complain(scheme, told, late=True)
        self._early = []

    def _before(self, scheme: int, step: Step, loading: Loading) -> None:
        """A step of the days before: it succeeds; of what victims told lately the centre will hear."""
        if isinstance(step, Pay):
            payment, paid = self._paying.before(scheme, step)
            loading.send([payment] if step.at >= self._programme.first else [])
            self.books.answered(paid)
        elif isinstance(step, Borrow):
            self.books.answered(Applied(
                at=step.at, person=step.person, lender=step.lender, amount=step.amount, lent=True, scheme=scheme
            ))  # fmt: skip
        else:
            remembered = self._programme.begin - int(self._programme.remembers_hours * HOUR)
            if isinstance(step, Complain) and step.at >= remembered:
                self._early.append((scheme, step))
            self.books.answered(Unheard(at=step.at, scheme=scheme, what=type(step).__name__.lower()))

    def play(self, tempo: Tempo, stopped: Stopped, beside: Callable[[], None] = lambda: None) -> None:
        """Go on until stopped; `beside` is called between two looks at what there is to do."""
        first = max(self.upto, self._programme.begin, tempo.now() - MISSED)
        self._borrowing.go_on_from(max((each.at + 1 for each in self.events if isinstance(each, Applied)), default=0))
        self._go_on(Crowd(self._country, first, self._programme.share), tempo, stopped, beside)

    def afterwards(self, tempo: Tempo, stopped: Stopped, beside: Callable[[], None]) -> None:
        """Go on without the crowd: thieves, victims and institutions alone, so that hours pass soon."""
        self._go_on(Crowd(self._country, tempo.now(), share=0.0), tempo, stopped, beside)

    def close_up(self, tempo: Tempo, stopped: Stopped, beside: Callable[[], None]) -> None:
        """Nobody steals any more: institutions alone go on with what they have to do."""
        while tempo.wait(self._houses_next(tempo.now()), stopped):
            self.houses(tempo)
            beside()

    def _go_on(self, crowd: Crowd, tempo: Tempo, stopped: Stopped, beside: Callable[[], None]) -> None:
        self.town.given = tempo.given
        while tempo.wait(self._next(crowd, tempo.now()), stopped):
            self.look(crowd, tempo)
            beside()

    def _next(self, crowd: Crowd, now: int) -> int:
        step = self._out[1].at if self._out else self._runner.next_at() or NEVER
        return min(crowd.next_at(), step, self._houses_next(now))

    def _houses_next(self, now: int) -> int:
        dues = [desk.next_at(now) for desk in self._desks]
        return min((due for due in (self._paying.next_at(), *dues) if due is not None), default=NEVER)

    def look(self, crowd: Crowd, tempo: Tempo) -> None:
        """Do what is due, in the order of time; what the centre cannot take now comes again."""
        now = tempo.now()
        with suppress(*Away):
            self._advance(crowd, now, tempo)
            self._borrowing.due(now, self.books)
        self.houses(tempo)

    def houses(self, tempo: Tempo) -> None:
        """Let the banks work: what they hold back is let go in time, what they owe is told, messages are answered."""
        self._paying.let_go(tempo.now())
        self._paying.settle()
        for desk in self._desks:
            with suppress(*Away):
                desk.step(tempo.now(), tempo.post)

    def _advance(self, crowd: Crowd, now: int, tempo: Tempo) -> None:
        while True:
            following = self._out[1].at if self._out else self._runner.next_at() or NEVER
            heard = self._paying.ordinary(crowd, min(following, now + 1), self._ordered(tempo))
            if not heard or following > now:
                return
            self._out = self._out or self._runner.pop()
            self._do(*self._out, tempo)
            self._out = None

    def _ordered(self, tempo: Tempo) -> Callable[[Iterable[int]], None]:
        """Hears whose ordinary payments were ordered: where stolen money lies that is looked for, it may move."""

        def ordered(debtors: Iterable[int]) -> None:
            tempo.given(follows=not self._looked_for.isdisjoint(debtors))

        return ordered

    def _do(self, scheme: int, step: Step, tempo: Tempo) -> None:
        """A step of a scheme, now; what is told of a theft is told when all payments before it are recorded."""
        match step:
            case Pay():
                paid = self._paying.scheme(scheme, step)
                self.books.answered(paid)
                follows = scheme in self._reported or paid.debtor in self._looked_for
                self._looked_for |= {paid.debtor, paid.creditor} if follows else set()
                tempo.given(follows=follows)
            case Borrow():
                tempo.rest()
                self.books.answered(self._borrowing.thief(scheme, step))
                tempo.given()
            case Visit():
                tempo.rest()
                self.books.answered(self._borrowing.visits.step(scheme, step))
                tempo.given()
            case Complain():
                tempo.rest()
                self._complain(scheme, step)
                tempo.given()
            case _:
                self.books.answered(Unheard(at=step.at, scheme=scheme, what=type(step).__name__.lower()))

    def _complain(self, scheme: int, told: Complain, *, late: bool = False) -> None:
        """A victim tells of his payments; what the centre refuses to take it has not heard."""
        reference = ""
        if self._programme.left.reports:
            paid = [self.books.payments[ref] for ref in told.payments if ref in self.books.payments]
            stolen = [self._stolen(each) for each in paid if each.at >= self._programme.first]
            try:
                reference = complaints.tell(self._stage, told, self._country.person(told.victim), stolen)
            except (Problem, Refused) as error:
                if not _for_good(error):
                    raise
        if reference:
            self._look_for(scheme)
        event = Complained(
            at=max(told.at, self._programme.begin) if late else told.at, scheme=scheme, victim=told.victim,
            to=told.to, refs=told.payments, reference=reference, late=late,
        )  # fmt: skip
        self.books.happened(event) if late else self.books.answered(event)

    def _look_for(self, scheme: int) -> None:
        """From now on the centre looks for a scheme's money, wherever it has gone."""
        self._reported.add(scheme)
        ours = (paid for paid in self.books.payments.values() if paid.scheme == scheme)
        self._looked_for |= {account for paid in ours for account in (paid.debtor, paid.creditor)}

    def _stolen(self, paid: Paid) -> Stolen:
        debtor, creditor = self._country.account(paid.debtor), self._country.account(paid.creditor)
        lost = Lost(paid.at, paid.amount, debtor.name, creditor.name, paid.bank)
        return Stolen(paid.id, creditor.institution, lost, before=paid.at < self._programme.begin)


def _for_good(error: Problem | Refused) -> bool:
    """Has the centre refused it, so that asking again would change nothing?"""
    return isinstance(error, Refused) or (400 <= error.problem.status < 500 and error.problem.status != 429)
