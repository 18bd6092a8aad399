"""The plots of a model: precision and recall, recall at an alert rate, calibration, and two models side by side."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from arasha.domains.payments.queries.models import Comparison, Model
from arasha.interfaces.ui import curves, mirrored
from arasha.interfaces.ui.curves import Band, Curves, Guide, Line, Scale, Sheet
from arasha.interfaces.ui.plots import Axes, Column, Plot, Series
from arasha.interfaces.ui.templatetags.ui import decimal_mark

SURE = 1.96  # standard deviations on either side of 95 in 100
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


class Shown(NamedTuple):
    """Curves under their heading, with a line that says how to read them."""

    drawing: Curves
    told: str


def per_cent(part: float) -> str:
    """A part of one in per cent, the finer the smaller: `78,3 %`, `0,05 %`."""
    whole = 100 * part
    written = f"{whole:.{1 if whole >= 1 else 2}f}" if whole not in (0, 100) else f"{whole:.0f}"
    return written.replace(".", decimal_mark()) + "\N{NO-BREAK SPACE}%"


def of_card(model: Model) -> list[Shown]:
    """The curves of the card; none of a model that only says what is unusual."""
    drawn = model.card.curves
    if not drawn["precision_recall"]:
        return []
    return [_precision(model), _recall(model), _calibration(model)]


def _parts(name: str, most: float = 1.0, ticks: Sequence[float] = QUARTERS) -> Scale:
    return Scale(name, 0.0, most, ticks, per_cent)


def _precision(model: Model) -> Shown:
    known, points = model.card.figures, model.card.curves["precision_recall"]
    guides = [Guide(known["recall"].value, _("threshold"))] if "recall" in known else []
    rate = sum(data.labelled for data in model.card.data.values()) / max(
        1, sum(d.rows for d in model.card.data.values())
    )
    guides.append(Guide(rate, _("by chance"), across=False))
    title = _("Precision and recall")
    sheet = Sheet(title, _parts(_("Recall: of the drops, found")), _parts(_("Precision: of the alerts, right")),
                  [Line("one", _("Precision: of the alerts, right"), points)], guides=guides)  # fmt: skip
    return Shown(curves.draw(sheet), _("higher is better: of the alerts, so many are right while so many are found"))


def _recall(model: Model) -> Shown:
    points = model.card.curves["recall_at_rate"]
    most = max((rate for rate, _found in points), default=1.0)
    ticks = [most * part for part in (0.2, 0.4, 0.6, 0.8, 1.0)]
    known = model.card.figures
    guides = [Guide(known["recall"].value, _("threshold"), across=False)] if "recall" in known else []
    name = _("Recall: of the drops, found")
    sheet = Sheet(_("Recall at an alert rate"), _parts(_("Alerted, of all payments"), most, ticks), _parts(name),
                  [Line("one", name, points)], guides=guides)  # fmt: skip
    return Shown(curves.draw(sheet), _("how much is found when people can look at so many"))


def _calibration(model: Model) -> Shown:
    points = [(answer, true) for answer, true, _count in model.card.curves["calibration"]]
    band = Band("band", _("95 in 100"), [_sure(*point) for point in model.card.curves["calibration"]])
    ideal = Line("ideal", _("as it should be"), [(0.0, 0.0), (1.0, 1.0)])
    alert = model.card.thresholds.get("alert")
    guides = [Guide(alert, _("alert from here"))] if alert is not None else []
    sheet = Sheet(_("Calibration"), _parts(_("What the model says")), _parts(_("What proved true")),
                  [Line("one", _("What proved true"), points), ideal], [band], guides)  # fmt: skip
    return Shown(curves.draw(sheet), _meant(model.card.calibration_error))


def _meant(error: float | None) -> str:
    """How to read the calibration; the scale was fitted on these payments, so its error is told from other days."""
    if error is None:
        return _("on the dotted line the model means what it says")
    return _("on the dotted line the model means what it says; on days it was not fitted to it is off by %(error)s") % {
        "error": per_cent(error)
    }


def _sure(answer: float, true: float, count: int) -> tuple[float, float, float]:
    """Between which two shares the truth lies in 95 of 100 cases (Wilson, 1927)."""
    many, square = max(1, count), SURE * SURE
    middle = (true + square / (2 * many)) / (1 + square / many)
    reach = SURE * math.sqrt(true * (1 - true) / many + square / (4 * many * many)) / (1 + square / many)
    return answer, max(0.0, middle - reach), min(1.0, middle + reach)


def compared(comparison: Comparison) -> Plot:
    """How both models spread their answers: the live one above the axis, the candidate below, in one scale.

    The lowest bin, where nearly all payments are, is left out of the drawing: it would hide the rest.
    """
    bins = len(comparison.live.bins)
    columns = [
        Column(per_cent(place / bins), (live,), (candidate,))
        for place, (live, candidate) in enumerate(zip(comparison.live.bins, comparison.candidate.bins, strict=True))
        if place
    ]
    axes = Axes(_("Answers from 5 % up"), [Series("came", _("live"))], [Series("went", _("candidate"))])
    return mirrored.draw(axes, columns)
