"""How each published figure is measured in a simulated country: a function a measure, and how far off it is."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from arasha.simulator.country.draws import Array
from arasha.simulator.country.geography import PLACE
from arasha.simulator.country.living import Work
from arasha.simulator.country.rows import ATM, CASH_OUT, POS
from arasha.simulator.marginals.figures import WITHIN, Figure, figures
from arasha.simulator.marginals.tally import Tally

NUMBER, MONEY = 0, 1
TIYN = 100
DAYS_A_MONTH = 30.4

Measure = Callable[[Tally, str], float]


class Match(NamedTuple):
    """A published figure beside the simulated one."""

    figure: Figure
    simulated: float

    @property
    def deviation(self) -> float:
        """How far off, as a share of what is published."""
        return self.simulated / self.figure.value - 1

    @property
    def within(self) -> bool:
        """Near enough?"""
        return abs(self.deviation) <= WITHIN


def matches(tally: Tally) -> list[Match]:
    """Every published figure beside the simulated one."""
    return [Match(figure, MEASURES[figure.measure](tally, figure.of)) for figure in figures()]


def share_within(found: list[Match]) -> float:
    """The share of published figures that are matched."""
    return sum(match.within for match in found) / len(found)


def _region(tally: Tally, of: str) -> float:
    return float(np.mean(tally.people["region"] == PLACE[of]))


def _age(tally: Tally, of: str) -> float:
    sex, first, last = of.split()
    age = tally.people["age"]
    chosen = (age >= int(first)) & (age <= int(last))
    if sex != "all":
        chosen &= tally.people["man"] == (sex == "m")
    return float(np.mean(chosen))


def _working(tally: Tally, work: Work) -> Array:
    return np.asarray(tally.people["work"] == int(work))


def _wages(tally: Tally, chosen: Array) -> Array:
    return np.asarray(tally.people["income"][chosen & _working(tally, Work.EMPLOYED)] / TIYN)


def _wage(tally: Tally, of: str) -> float:
    everybody = np.ones(len(tally.people["age"]), bool)
    return float(np.mean(_wages(tally, tally.people["region"] == PLACE[of] if of else everybody)))


def _wage_women(tally: Tally, _: str) -> float:
    man = tally.people["man"]
    return float(np.mean(_wages(tally, ~man)) / np.mean(_wages(tally, man)))


def _wage_median(tally: Tally, _: str) -> float:
    wages = _wages(tally, np.ones(len(tally.people["age"]), bool))
    return float(np.median(wages) / np.mean(wages))


def _share_of(work: Work) -> Measure:
    return lambda tally, _: float(np.mean(_working(tally, work)))


def _unemployed(tally: Tally, _: str) -> float:
    without, within = (
        sum(float(np.sum(_working(tally, work))) for work in works)
        for works in ((Work.UNEMPLOYED,), (Work.UNEMPLOYED, Work.EMPLOYED, Work.ENTREPRENEUR))
    )
    return without / within


def _pension(tally: Tally, _: str) -> float:
    return float(np.mean(tally.people["income"][_working(tally, Work.PENSIONER)]) / TIYN)


def _cash(tally: Tally) -> Array:
    return np.asarray(tally.counts.ordered[CASH_OUT])


def _cashless(tally: Tally) -> Array:
    return np.asarray(np.delete(tally.counts.ordered, CASH_OUT, axis=0).sum(axis=0))


Chosen = Callable[[Tally], Array]  # by channel and region: number and tiyn


def _a_day(chosen: Chosen) -> Measure:
    return lambda tally, _: float(chosen(tally)[..., NUMBER].sum() / tally.manifest["people"] / tally.manifest["days"])


def _mean(chosen: Chosen) -> Measure:
    return lambda tally, _: float(chosen(tally)[..., MONEY].sum() / chosen(tally)[..., NUMBER].sum() / TIYN)


def _there(chosen: Chosen, what: int) -> Measure:
    return lambda tally, of: float(chosen(tally)[:, PLACE[of], what].sum() / chosen(tally)[..., what].sum())


def _through(chosen: Chosen, channel: int, what: int) -> Measure:
    return lambda tally, _: float(chosen(tally)[channel, :, what].sum() / chosen(tally)[..., what].sum())


def _not_through(chosen: Chosen, channel: int, what: int) -> Measure:
    return lambda tally, of: 1 - _through(chosen, channel, what)(tally, of)


def _remitted(number: int) -> Measure:
    return lambda tally, _: float(tally.counts.remitters[number + 1] / max(1, tally.counts.remitters[number]) / TIYN)


def _sent_abroad(tally: Tally, _: str) -> float:
    manifest = tally.manifest
    return float(tally.counts.remitters[0] / manifest["people"] * 1000 / manifest["days"] * DAYS_A_MONTH)


MEASURES: Mapping[str, Measure] = {
    "people_in_region": _region,
    "urban": lambda tally, _: float(np.mean(tally.people["urban"])),
    "age": _age,
    "wage": _wage,
    "wage_women": _wage_women,
    "wage_median": _wage_median,
    "pension": _pension,
    "pensioners": _share_of(Work.PENSIONER),
    "employed": _share_of(Work.EMPLOYED),
    "own_account": _share_of(Work.ENTREPRENEUR),
    "unemployed": _unemployed,
    "sims": lambda tally, _: float(np.mean(tally.people["sims"])),
    "cashless_a_day": _a_day(_cashless),
    "cashless_mean": _mean(_cashless),
    "cashless_in_region": _there(_cashless, NUMBER),
    "cashless_money_in_region": _there(_cashless, MONEY),
    "online": _not_through(_cashless, POS, NUMBER),
    "online_money": _not_through(_cashless, POS, MONEY),
    "cash_a_day": _a_day(_cash),
    "cash_mean": _mean(_cash),
    "cash_in_region": _there(_cash, NUMBER),
    "cash_money_in_region": _there(_cash, MONEY),
    "machines": _through(_cash, ATM, NUMBER),
    "machines_money": _through(_cash, ATM, MONEY),
    "sent_abroad": _sent_abroad,
    "sent_mean": _remitted(0),
    "received_mean": _remitted(2),
}
