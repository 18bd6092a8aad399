"""The model card: what a model was taught with, how good it is, where it must not be used; for people and machines.

After Mitchell and others, "Model Cards for Model Reporting" (2019).
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from arasha.domains.payments.learning.curves import Curves
from arasha.domains.payments.learning.metrics import Figure

NOT_KNOWN = "not known: the files have no such column"

INTENDED = (
    "Ranks payments by how likely one of the two accounts is a drop, for a person or a rule to look closer. "
    "Its answer supports a warning at most and never holds a payment by itself."
)
LIMITS = (
    "It knows schemes that resemble those of its training; others are left to rules, typologies and the unusual score.",
    "Labels are what people or a generator said; what nobody noticed counts as innocent.",
    "Probabilities hold for a share of drops like the validation's; where they are rarer, they are too high.",
    "It says nothing of why a person does something, and is no proof in any proceeding.",
)


class Data(msgspec.Struct, frozen=True):
    """A file that taught or judged the model; instants are ISO 8601."""

    name: str
    sha256: str
    rows: int
    labelled: int
    first: str
    last: str

    @property
    def rate(self) -> float:
        """The share of labelled payments."""
        return self.labelled / max(1, self.rows)


class Card(msgspec.Struct, frozen=True):
    """The card; `figures` are on the validation file, `thresholds` are probabilities."""

    made_at: str
    data: dict[str, Data]
    columns: list[str]
    parameters: dict[str, Any]
    trees: int
    importance: dict[str, float]
    thresholds: dict[str, float]
    figures: dict[str, Figure]
    curves: Curves
    calibration_error: float | None
    drift: dict[str, float]
    fairness: dict[str, dict[str, dict[str, float]] | str]
    intended_use: str = INTENDED
    limits: tuple[str, ...] = LIMITS


class Group(NamedTuple):
    """Payments of a group of people: how many are alerted, wrongly, and how many of its drops are found."""

    payments: int
    alerted: float
    wrongly_alerted: float
    found: float


def readable(card: Card) -> str:
    """The card in Markdown."""
    parts = [
        "# Model card",
        f"Made {card.made_at}. {card.intended_use}",
        _table("Data", ("", "file", "payments", "labelled", "from", "to", "SHA-256"), _data_rows(card.data)),
        _table("Figures (validation)", ("", "value", "95 % of resampled days"), _figure_rows(card.figures)),
        f"Calibration error (on the half of the days that did not fit the scale): {_said(card.calibration_error)}.",
        _table("Thresholds", ("", "probability"), [(name, f"{at:.4f}") for name, at in card.thresholds.items()]),
        _table("What it leans on", ("column", "share of gain"), _shares(card.importance)),
        _table("Drift from training to validation", ("column", "stability index"), _top(card.drift)),
        _fairness(card.fairness),
        "## Limits\n\n" + "\n".join(f"- {limit}" for limit in card.limits),
        f"## Training\n\n{card.trees} trees over {len(card.columns)} columns; parameters: "
        + ", ".join(f"{name} {value}" for name, value in sorted(card.parameters.items())),
    ]
    return "\n\n".join(parts) + "\n"


def _said(figure: float | None) -> str:
    return "not known" if figure is None else f"{figure:.4f}"


def _table(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return f"## {title}\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _data_rows(data: Mapping[str, Data]) -> list[tuple[str, ...]]:
    return [
        (use, one.name, f"{one.rows:,}", f"{one.labelled:,} ({one.rate:.2%})", one.first, one.last, one.sha256)
        for use, one in data.items()
    ]


def _figure_rows(figures: Mapping[str, Figure]) -> list[tuple[str, ...]]:
    return [(name, f"{one.value:.4f}", f"{one.low:.4f} to {one.high:.4f}") for name, one in figures.items()]


def _shares(importance: Mapping[str, float]) -> list[tuple[str, ...]]:
    whole = sum(importance.values()) or 1.0
    largest = sorted(importance.items(), key=lambda item: -item[1])[:20]
    return [(f"`{name}`", f"{gain / whole:.1%}") for name, gain in largest]


def _top(drift: Mapping[str, float]) -> list[tuple[str, ...]]:
    return [(f"`{name}`", f"{index:.3f}") for name, index in list(drift.items())[:10]]


def _fairness(fairness: Mapping[str, dict[str, dict[str, float]] | str]) -> str:
    lines = ["## Fairness"]
    for trait, groups in fairness.items():
        if isinstance(groups, str):
            lines.append(f"- {trait}: {groups}")
            continue
        rows = [
            (name, f"{group['payments']:,.0f}", *(f"{group[part]:.2%}" for part in Group._fields[1:]))
            for name, group in groups.items()
        ]
        lines.append(_table(f"By {trait}", (trait, *(part.replace("_", " ") for part in Group._fields)), rows))
    return "\n\n".join(lines)
