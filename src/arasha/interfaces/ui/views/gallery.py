"""Every component in every state, on one page: the design system. Shown in demonstrations only."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arasha.interfaces.ui import plots, words
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
