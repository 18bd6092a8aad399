"""Clocks: how long each term of the law and of the centre runs, as dated configuration, and when it runs out.

The wordings stand in `kernel/data/terms.toml`; a file of the operator's (`ARASHA_TERMS_FILE`) overlays it. A clock
keeps the wording that was in force when it started. Days are those of Almaty; the day on which a clock starts does not
count (Civil Code art. 173), and the last one counts until its end (art. 174).
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, NamedTuple, assert_never

import msgspec
from msgspec import Meta

from arasha.kernel import clock, working_days
from arasha.kernel.settings import WrongSetting, current

SHIPPED = Path(__file__).parent / "data" / "terms.toml"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Unit(StrEnum):
    """What a term is counted in."""

    HOURS = "hours"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"


class Code(StrEnum):
    """Every clock that there is."""

    HOLD = "hold"
    HOLD_ANSWER = "hold_answer"
    HOLD_CONFIRMATION = "hold_confirmation"
    ANALYSIS = "analysis"
    RECALL_OPENING = "recall_opening"
    RECALL_ANSWER = "recall_answer"
    SANCTION = "sanction"
    REFUND = "refund"
    WATCH = "watch"
    APPEAL = "appeal"
    LISTING_APPEAL = "listing_appeal"
    LISTING_PROVISIONAL = "listing_provisional"
    LISTING_FIRST = "listing_first"
    LISTING_SECOND = "listing_second"
    LISTING_THIRD = "listing_third"
    REMOVAL_CONFIRMATION = "removal_confirmation"
    REPORT_WINDOW = "report_window"
    COERCION = "coercion"
    LIFT_CONFIRMATION = "lift_confirmation"
    LIFT_COOLING = "lift_cooling"
    TRUSTED_RELEASE = "trusted_release"
    CREDIT_ANSWER = "credit_answer"
    CREDIT_WRITE_OFF = "credit_write_off"
    CREDIT_DECISION = "credit_decision"
    CREDIT_CORRECTION = "credit_correction"


class Term(NamedTuple):
    """A clock's wording: how many of which unit, and by which law or whose choice."""

    code: Code
    amount: int
    unit: Unit
    law: str


class _Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    since: date = msgspec.field(name="from")
    amount: Annotated[int, Meta(ge=1, le=10_000)]
    unit: Unit
    law: Annotated[str, Meta(min_length=1)]


class _Day(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    on: date
    work: bool
    why: Annotated[str, Meta(min_length=1)]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    terms: dict[Code, Annotated[list[_Wording], Meta(min_length=1)]] = {}
    days: list[_Day] = []


class Terms:
    """The wordings and the exceptional days of one centre."""

    def __init__(self, wordings: Mapping[Code, list[_Wording]], days: Mapping[date, bool]) -> None:
        self._wordings = {
            code: sorted(wordings[code], key=lambda wording: wording.since, reverse=True) for code in Code
        }
        self._days = days

    def term(self, code: Code, at: datetime) -> Term:
        """The wording in force at an instant; before the first wording the first one."""
        day = clock.on_screen(at).date()
        wordings = self._wordings[code]
        found = next((wording for wording in wordings if wording.since <= day), wordings[-1])
        return Term(code, found.amount, found.unit, found.law)

    def end(self, term: Term, start: datetime) -> datetime:
        """When a term that starts at an instant runs out, in UTC; days end with their last microsecond in Almaty."""
        day = clock.on_screen(start).date()
        match term.unit:
            case Unit.HOURS:
                return start.astimezone(UTC) + term.amount * HOUR
            case Unit.CALENDAR_DAYS:
                return _end_of(day + term.amount * DAY)
            case Unit.WORKING_DAYS:
                return _end_of(working_days.after(day, term.amount, self._days))
            case never:
                assert_never(never)

    def works(self, day: date) -> bool:
        """Do people in Kazakhstan work on this day?"""
        return working_days.works(day, self._days)


def read(*files: Path) -> Terms:
    """The terms of some files, each overlaying those before; `WrongSetting` names the file that cannot be used."""
    wordings, days = dict[Code, list[_Wording]](), dict[date, bool]()
    for path in files:
        found = _read(path)
        wordings |= found.terms
        days |= {day.on: day.work for day in found.days}
    return Terms(wordings, days)


def term(code: Code, at: datetime) -> Term:
    """The wording of a clock that is in force at an instant."""
    return _ours().term(code, at)


def due(code: Code, start: datetime) -> datetime:
    """When a clock that starts at an instant runs out, in UTC."""
    return _ours().end(_ours().term(code, start), start)


def works(day: date) -> bool:
    """Do people in Kazakhstan work on this day?"""
    return _ours().works(day)


@cache
def _ours() -> Terms:
    """The terms of this centre."""
    overlay = current().terms_file
    return read(SHIPPED, overlay) if overlay else read(SHIPPED)


def _read(path: Path) -> _File:
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=_File)
    except OSError:
        raise WrongSetting(f"the file of terms {path} cannot be read") from None
    except msgspec.MsgspecError as error:
        raise WrongSetting(f"the file of terms {path}: {error}") from None
    for code, wordings in found.terms.items():
        if len({wording.since for wording in wordings}) < len(wordings):
            raise WrongSetting(f"the file of terms {path}: two wordings of {code} begin on one day")
    return found


def _end_of(day: date) -> datetime:
    """The last microsecond of a day in Almaty."""
    return datetime.combine(day, time.max, clock.ALMATY).astimezone(UTC)
