"""Crime as history: everything succeeds but loans to who refuses credit; what came of it stands in rows and lists."""

from typing import NamedTuple

import numpy as np

from arasha.simulator.country.draws import Array
from arasha.simulator.country.people import Country
from arasha.simulator.country.portal import Act
from arasha.simulator.country.rows import (
    CALL,
    CHANNELS,
    DAY_US,
    KINDS,
    ORIGINS,
    PAYMENT,
    SLOTS,
    midnight,
)
from arasha.simulator.crime import plan
from arasha.simulator.crime.runner import Runner
from arasha.simulator.crime.steps import Answer, Borrow, Call, Complain, Pay, Said, Step, Visit
from arasha.simulator.crime.truth import AccountTruth, SchemeTruth, Told

DONE = Answer(Said.DONE)
LENT, BY_LENDER = KINDS.index("loan_disbursement"), CHANNELS.index("api")
LEAD = 30  # days
TRUTH = np.dtype([("scheme", "<i4"), ("deed", "<i1"), ("stolen", "<i8")])
CALL_TRUTH = np.dtype([("scheme", "<i4"), ("called", "<i8"), ("source", "<i1"), ("spoofed", "?")])


class Crime(NamedTuple):
    """What thieves did in a time: `truth[i]` is the truth of `payments[i]`, `call_truth[i]` of `calls[i]`.

    A payment's number in the run (`Complain.payments`) is its place in `payments`; all are in the order of time. `told`
    are loans, publications, messages, complaints and leaks.
    """

    payments: Array
    truth: Array
    calls: Array
    call_truth: Array
    schemes: list[SchemeTruth]
    accounts: list[AccountTruth]
    told: list[Told]


class Refusals:
    """Who refuses credit: as the country says, and as scripts have changed it."""

    def __init__(self, country: Country) -> None:
        self._country = country
        self._changed: dict[int, bool] = {}

    def hear(self, step: Visit) -> None:
        """Somebody acts on the portal."""
        if step.act in {Act.REFUSED, Act.LIFTED}:
            self._changed[step.person] = step.act is Act.REFUSED

    def stands(self, person: int, at: int) -> bool:
        """Is a loan to somebody denied?"""
        changed = self._changed.get(person)
        return self._country.refuses(person, at) if changed is None else changed


def run_history(country: Country, begin: int, days: int, rate: float) -> Crime:
    """All crime of some days from day `begin` on (counted from 1970), `rate` times as much as is published.

    Schemes that began up to `LEAD` days before are on their way: of them only what falls into the days is written, and
    of the purses that they bring with them only what is paid out of them.
    """
    first = midnight(begin)
    runner = plan.runner(country, first - LEAD * DAY_US, days + LEAD, rate)
    return played(country, runner, first, first + days * DAY_US)


def played(country: Country, runner: Runner, begin: int, end: int) -> Crime:
    """What a runner's scripts do between two instants (us), when all of it succeeds; what they did before, too."""
    rows, refusals = list[tuple[int, ...]](), Refusals(country)
    while (at := runner.next_at()) is not None and at < end:
        scheme, step = runner.pop()
        answer = DONE
        if isinstance(step, Pay):
            answer = Answer(Said.DONE, len(rows), step.amount)
            rows.append(_row(step))
        elif isinstance(step, Visit):
            refusals.hear(step)
        elif isinstance(step, Borrow) and refusals.stands(step.person, step.at):
            answer = Answer(Said.DENIED)
        elif isinstance(step, Borrow):
            answer = Answer(Said.DONE, len(rows), step.amount)
            rows.append(_lent(country, step))
        runner.answer(scheme, answer)
    return _crime(country, runner, rows, begin)


def _row(step: Pay) -> tuple[int, ...]:
    kind, channel = KINDS.index(step.kind), CHANNELS.index(step.channel)
    return step.at, step.debtor, step.creditor, step.amount, kind, channel, step.flags, step.sim_days


def _lent(country: Country, step: Borrow) -> tuple[int, ...]:
    account = step.person * SLOTS
    return step.at, country.lender_account(step.lender), account, step.amount, LENT, BY_LENDER, 0, -1


def _crime(country: Country, runner: Runner, rows: list[tuple[int, ...]], begin: int) -> Crime:
    payments, truth = np.array(rows, PAYMENT), np.zeros(len(rows), TRUTH)
    for ref, scheme, deed, stolen in runner.truth.payments:
        truth[ref] = scheme, deed, stolen
    before = int(np.searchsorted(payments["time"], begin))
    told = [_since(each, before) for each in runner.truth.told if each.step.at >= begin]
    calls = [each for each in told if isinstance(each.step, Call)]
    acting = {each.scheme for each in told} | set(truth["scheme"][before:].tolist())
    return Crime(
        payments=payments[before:],
        truth=truth[before:],
        calls=np.array([_call(country, each.step) for each in calls], CALL),
        call_truth=np.array([_call_truth(each) for each in calls], CALL_TRUTH),
        schemes=[each for each in runner.truth.schemes if each.scheme in acting],
        accounts=sorted(each for each in runner.truth.accounts.values() if each.scheme in acting),
        told=[each for each in told if not isinstance(each.step, Call)],
    )


def _since(told: Told, before: int) -> Told:
    """A complaint names payments by their places; those before the time that is written have none."""
    if not isinstance(told.step, Complain):
        return told
    places = tuple(ref - before for ref in told.step.payments if ref >= before)
    return told._replace(step=told.step._replace(payments=places))


def _call(country: Country, step: Step) -> tuple[int, ...]:
    assert isinstance(step, Call)
    called = country.phone(step.called)
    return step.at, step.caller, called, step.seconds, ORIGINS.index(step.origin), 0, 0


def _call_truth(told: Told) -> tuple[int, int, int, bool]:
    step = told.step
    assert isinstance(step, Call)
    return told.scheme, step.called, int(step.real), step.spoofed
