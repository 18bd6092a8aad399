"""What typologies are called on screen: states, what may be done with them, and what a trial on the past found."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from arasha.domains.payments.facts import TypologyState
from arasha.domains.payments.queries.backtest import Backtest
from arasha.domains.payments.queries.features import About, columns
from arasha.domains.payments.queries.typologies import Step, Typology
from arasha.interfaces.ui.templatetags.ui import share
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import Word
from arasha.interfaces.workspace import bounds, conditions, words
from arasha.interfaces.workspace.bounds import MEASURES
from arasha.interfaces.workspace.people import names_of

STATES: dict[TypologyState, Word] = {
    TypologyState.DRAFT: Word(pgettext_lazy("state of a typology", "Draft"), "adjustments"),
    TypologyState.SHADOW: Word(pgettext_lazy("state of a typology", "In shadow"), "eye"),
    TypologyState.LIVE: Word(pgettext_lazy("state of a typology", "Live"), "bolt"),
    TypologyState.RETIRED: Word(pgettext_lazy("state of a typology", "Retired"), "history"),
    TypologyState.REJECTED: Word(pgettext_lazy("state of a typology", "Rejected"), "x"),
}
BADGES: dict[TypologyState, str] = {TypologyState.LIVE: "allow", TypologyState.SHADOW: "accent"}

# What a state means for payments, said on the typology's page.
MEANS: dict[TypologyState, Text] = {
    TypologyState.DRAFT: pgettext_lazy("typology", "It is being written and touches no payment."),
    TypologyState.SHADOW: pgettext_lazy("typology", "It is noted on every payment that it fits, and decides nothing."),
    TypologyState.LIVE: pgettext_lazy("typology", "It counts: its weight adds to the score of payments that it fits."),
    TypologyState.RETIRED: pgettext_lazy("typology", "It was taken out of the rule book and counts no more."),
    TypologyState.REJECTED: pgettext_lazy("typology", "It was turned down before it counted."),
}


class Happened(NamedTuple):
    """A step of a typology's history with its words."""

    step: Step
    state: Word
    name: str
    written: bool


def history(found: Typology) -> list[Happened]:
    """What happened to it, newest first."""
    names = names_of(step.actor for step in found.history)
    steps = [Happened(step, STATES[step.after], names[step.actor], step.draft is not None) for step in found.history]
    return steps[::-1]


def choices() -> dict[str, Any]:
    """What the editor's selects offer."""
    grouped = [
        (words.SECTIONS[about], [(each.name, _(each.title)) for each in columns() if each.about is about])
        for about in About
    ]
    whole = {each.name for each in columns() if not MEASURES[each.unit].choices and not MEASURES[each.unit].nothing}
    shares = [(section, [each for each in offered if each[0] in whole]) for section, offered in grouped]
    return {
        "column_choices": [part for part in grouped if part[1]],
        "share_choices": [part for part in shares if part[1]],
        "length_choices": [(word, name) for word, (_seconds, name) in bounds.LENGTHS.items()],
        "most_rows": conditions.MOST_ROWS,
    }


class Tried(NamedTuple):
    """What a trial on the past found, with its shares in words; before and after the typology would count."""

    result: Backtest
    days: int
    fired: str
    before: str
    after: str
    right: str


def tried(result: Backtest) -> Tried:
    """A trial in words."""
    known = result.fired_fraud + result.fired_legitimate
    length = result.until - result.since if result.since and result.until else None
    return Tried(
        result,
        days=length.days + 1 if length is not None else 0,
        fired=share(result.fired, result.looked_at),
        before=share(result.before.alerts, result.looked_at),
        after=share(result.after.alerts, result.looked_at),
        right=share(result.fired_fraud, known),
    )
