"""What models are called on screen: stages, figures of the card, what drift means."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from arasha.domains.payments.facts import ModelStage
from arasha.domains.payments.queries.features import columns
from arasha.domains.payments.queries.models import CHANGED, STEADY, Drift, Model, Step
from arasha.interfaces.ui.templatetags.ui import decimal_mark
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import Word
from arasha.interfaces.workspace import words
from arasha.interfaces.workspace.model_plots import per_cent
from arasha.interfaces.workspace.people import names_of

STAGES: dict[ModelStage, Word] = {
    ModelStage.DRAFT: Word(pgettext_lazy("stage of a model", "Draft"), "adjustments"),
    ModelStage.SHADOW: Word(pgettext_lazy("stage of a model", "In shadow"), "eye"),
    ModelStage.ROLLING_OUT: Word(pgettext_lazy("stage of a model", "Rolled out to a part"), "route"),
    ModelStage.LIVE: Word(pgettext_lazy("stage of a model", "Live"), "bolt"),
    ModelStage.RETIRED: Word(pgettext_lazy("stage of a model", "Retired"), "history"),
}
BADGES: dict[ModelStage, str] = {
    ModelStage.LIVE: "allow", ModelStage.SHADOW: "accent", ModelStage.ROLLING_OUT: "warn",
}  # fmt: skip

# What a stage means for payments, said on the model's page.
MEANS: dict[ModelStage, Text] = {
    ModelStage.DRAFT: pgettext_lazy("model", "It is registered and hears of no payment."),
    ModelStage.SHADOW: pgettext_lazy("model", "It answers beside the live one on every payment, and nobody hears it."),
    ModelStage.ROLLING_OUT: pgettext_lazy("model", "A part of the paying accounts hears it instead of the live one."),
    ModelStage.LIVE: pgettext_lazy("model", "It speaks for all payments. It can warn, and never holds by itself."),
    ModelStage.RETIRED: pgettext_lazy("model", "It was taken out of use and hears of no payment."),
}

# The figures of a card, in the order in which they are shown.
FIGURES: dict[str, Text] = {
    "pr_auc": pgettext_lazy("figure of a model", "Area under precision and recall, payments"),
    "account_pr_auc": pgettext_lazy("figure of a model", "Area under precision and recall, accounts"),
    "f1": pgettext_lazy("figure of a model", "F1 at the threshold"),
    "precision": pgettext_lazy("figure of a model", "Precision at the threshold"),
    "recall": pgettext_lazy("figure of a model", "Recall at the threshold"),
    "recall_at_0.1%": pgettext_lazy("figure of a model", "Recall when 0.1 % are alerted"),
    "recall_at_0.5%": pgettext_lazy("figure of a model", "Recall when 0.5 % are alerted"),
    "recall_at_1.0%": pgettext_lazy("figure of a model", "Recall when 1 % are alerted"),
}
TRAITS: dict[str, Text] = {
    "region": pgettext_lazy("fairness by", "Region"),
    "age": pgettext_lazy("fairness by", "Age"),
    "sex": pgettext_lazy("fairness by", "Sex"),
    "kind of payer": pgettext_lazy("fairness by", "Holder of the paying account"),
}
PARTIES = ("unknown", "person", "entrepreneur", "company", "state")
MOST_DRIFTS, MOST_LEANED = 15, 12


class Happened(NamedTuple):
    """A step of a model's history with its words."""

    step: Step
    stage: Word
    name: str


class Measured(NamedTuple):
    """A figure of the card with the interval of resampled days."""

    name: str
    value: str
    interval: str


def history(found: Model) -> list[Happened]:
    """What happened to it, newest first."""
    names = names_of(step.actor for step in found.history)
    return [Happened(step, STAGES[step.after], names[step.actor]) for step in reversed(found.history)]


def figures(found: Model) -> list[Measured]:
    """The card's figures."""
    known = found.card.figures
    return [
        Measured(str(FIGURES.get(name, name)), per_cent(known[name].value),
                 f"{per_cent(known[name].low)} – {per_cent(known[name].high)}")
        for name in (*FIGURES, *(known.keys() - FIGURES.keys())) if name in known
    ]  # fmt: skip


def named(column: str) -> str:
    """A column of the feature row in words."""
    found = _columns().get(column)
    return f"{_(found.title)} · {words.SECTIONS[found.about]}" if found else column


def _columns() -> Mapping[str, Any]:
    return {column.name: column for column in columns()}


def leans(found: Model) -> list[tuple[str, str]]:
    """The columns that the model leans on most, with their share of the gain."""
    importance = found.card.importance
    whole = sum(importance.values()) or 1.0
    largest = sorted(importance.items(), key=lambda item: -item[1])[:MOST_LEANED]
    return [(named(column), per_cent(gain / whole)) for column, gain in largest]


class Drifted(NamedTuple):
    """A column, its stability index, what that means, and the class of its badge."""

    name: str
    shift: str
    said: str
    kind: str


def drifted(indices: Mapping[str, float]) -> list[Drifted]:
    """The columns that changed most."""
    largest = sorted(indices.items(), key=lambda item: -item[1])[:MOST_DRIFTS]
    return [_drifted(column, index) for column, index in largest]


def _drifted(column: str, index: float) -> Drifted:
    said, kind = (
        (pgettext("drift", "steady"), "allow")
        if index < STEADY
        else (pgettext("drift", "moves"), "warn") if index < CHANGED else (pgettext("drift", "changed"), "hold")
    )  # fmt: skip
    return Drifted(named(column), f"{index:.3f}".replace(".", decimal_mark()), said, kind)


def fared(found: Model) -> list[tuple[Text, list[tuple[str, ...]]]]:
    """How groups of people fare, by trait; an empty table where nobody knows."""
    return [
        (TRAITS.get(trait, trait), [] if isinstance(groups, str) else [_group(*each) for each in groups.items()])
        for trait, groups in found.card.fairness.items()
    ]


def _group(name: str, group: Mapping[str, float]) -> tuple[str, ...]:
    title = str(words.PARTIES[PARTIES.index(name)]) if name in PARTIES else name
    shares = (per_cent(group[part]) for part in ("alerted", "wrongly_alerted", "found"))
    return (title, f"{group['payments']:,.0f}".replace(",", "\N{NO-BREAK SPACE}"), *shares)


def lately(drift: Drift | None) -> list[Drifted]:
    """Last week's drift from what taught the model."""
    return drifted(drift.indices) if drift else []
