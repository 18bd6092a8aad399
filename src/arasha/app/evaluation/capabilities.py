"""What of the centre may be left out of a play, to see what it is worth: only through the ways in which it is used.

Nothing in the centre is switched off. A bank that does not do what the gateway says has no screening; a country where
nobody reports thefts has no tracing. What is left out is what institutions and people do with the centre.
"""

from enum import StrEnum
from typing import NamedTuple

from arasha.simulator.live.lending import Use
from arasha.simulator.live.programme import Left
from arasha.simulator.live.verdicts import Practice


class Capability(StrEnum):
    """Something that the centre can do."""

    SCREENING = "screening"
    WARNINGS = "warnings"
    TRACING = "tracing"
    REGISTRY = "registry"
    CREDIT = "credit"
    CHANNELS = "channels"
    MODEL = "model"


MEANING = {
    Capability.SCREENING: "banks neither hold nor refuse what the gateway says is to be held or refused",
    Capability.WARNINGS: "banks show no warnings",
    Capability.TRACING: "thefts are not reported: nothing is followed, held or returned",
    Capability.REGISTRY: "nobody of the centre lists accounts; reports alone speak against them",
    Capability.CREDIT: "lenders do not ask the register before they lend",
    Capability.MODEL: "the model taught on an invented country's past only watches; rules speak alone",
    Capability.CHANNELS: "banks tell nothing of calls and devices, lenders heed refusals, nothing else",
}

# What the centre cannot do yet stands on no scoreboard.
ABSENT = ("calls checked and blocked", "sites and advertisements found", "cases of investigators")


class Chosen(NamedTuple):
    """What a run leaves out."""

    left: Left
    lists: bool
    model: bool


def chosen(without: frozenset[Capability]) -> Chosen:
    """A run without some capabilities."""
    has = {each: each not in without for each in Capability}
    return Chosen(
        Left(
            practice=Practice(screening=has[Capability.SCREENING], warnings=has[Capability.WARNINGS]),
            signals=has[Capability.CHANNELS],
            reports=has[Capability.TRACING],
            credit=Use(register=has[Capability.CREDIT], crossing=has[Capability.CHANNELS]),
        ),
        lists=has[Capability.REGISTRY],
        model=has[Capability.MODEL],
    )
