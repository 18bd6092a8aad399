"""Every component in every state, on one page: the design system. Shown in demonstrations only."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arasha.interfaces.ui import curves, flow, lanes, plots, words
from arasha.interfaces.ui.curves import Band, Curves, Guide, Line, Scale, Sheet
from arasha.interfaces.ui.flow import Band as Stream
from arasha.interfaces.ui.flow import Box, Flow, Part
from arasha.interfaces.ui.lanes import Arrow, Drawn, Lane
from arasha.interfaces.ui.plots import Axes, Column, Series
from arasha.kernel import clock
from arasha.kernel.errors import NotFound
from arasha.kernel.identifiers import Kind, read
from arasha.kernel.settings import current
from arasha.kernel.tiers import Tier

TOKEN = UUID(int=0xA7A5A)
LETTERS = "Ә Ғ Қ Ң Ө Ұ Ү Һ І ә ғ қ ң ө ұ ү һ і ₸"
BUTTONS = (("button-main", ""), ("", ""), ("button-grave", ""), ("button-quiet", ""), ("button-main", "disabled"))


def gallery(request: HttpRequest) -> HttpResponse:
    """The page; `NotFound` in a real centre."""
    if not current().demonstration:
        raise NotFound
    now = clock.now()
    context = {
        "verdicts": list(words.VERDICTS),
        "tiers": list(Tier),
        "buttons": BUTTONS,
        "amounts": (0, 1, 15_000_000, 1_250_000_050, -32_000_000),
        "instants": [now - timedelta(seconds=20), now - timedelta(hours=5, minutes=12), now - timedelta(days=40)],
        "token": TOKEN,
        "known": {TOKEN: read(Kind.PHONE, "+7 701 000 00 00")},
        "letters": LETTERS,
        "plot": _plot(),
        "curves": _curves(),
        "lanes": _lanes(),
        "flow": _flow(),
        "empty_plot": plots.draw(Axes(_("Nothing yet"), [Series("warn", _("Warned"))]), []),
    }
    return render(request, "ui/gallery.html", context)


def _plot() -> plots.Plot:
    up = [Series("warn", _("Warned")), Series("hold", _("Held")), Series("refuse", _("Refused"))]
    axes = Axes(_("Verdicts by hour"), up, [Series("allow", _("Allowed"))])
    columns = [
        Column(f"{hour:02}:00", (hour * 7 % 11, hour * 5 % 7, hour % 3), (400 + hour * 37 % 210,)) for hour in range(24)
    ]
    return plots.draw(axes, columns)


def _curves() -> Curves:
    scale = Scale(_("Checked"), 0.0, 1.0, (0.0, 0.5, 1.0), lambda value: f"{value:.1f}")
    points = [(place / 20, 1 - (place / 20) ** 3) for place in range(21)]
    band = Band("band", _("Allowed"), [(across, max(0.0, up - 0.1), min(1.0, up + 0.1)) for across, up in points])
    return curves.draw(Sheet(_("Curves"), scale, scale, [Line("one", _("Held"), points)], [band], [Guide(0.4, "0.4")]))


def _lanes() -> Drawn:
    rows = [Lane(name, f"KZ•• {name}", own=name == "0002") for name in ("0001", "0002", "0003")]
    arrows = [
        Arrow(9.0 * place, *ends, 1 + place, kind, str(place))
        for place, (ends, kind) in enumerate(
            ((("0001", "0002"), "allow"), (("0001", "0002"), "warn"), (("0002", "0003"), "refuse"))
        )
    ]
    return lanes.draw(_("Money over time"), rows, arrows, [(0.0, "09:00"), (18.0, "12:00")])


def _flow() -> Flow:
    parts = [Part("held", 3), Part("left", 1), Part("moved", 2)]
    boxes = [
        Box(name, column, [f"KZ•• {name}", "ALDARKZA"], name, parts if column else (), kind)
        for name, column, kind in (("0001", 0, "source"), ("0002", 1, ""), ("0003", 2, ""), ("0004", 2, "end"))
    ]
    streams = [
        Stream("0001", "0002", 9, 6, "1"), Stream("0002", "0003", 3, 2, "2", "since"),
        Stream("0002", "0004", 4, 1, "3", "end"), Stream("0003", "0004", 2, 1, "4"),
    ]  # fmt: skip
    steps = [_("Step %(number)d") % {"number": step} for step in range(3)]
    return flow.draw(_("Where the money went"), steps, boxes, streams)
