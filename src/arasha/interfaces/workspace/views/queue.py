"""The queue of held and warned payments: the analyst's day."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arasha.domains.payments.queries import books, queue
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.ui.words import TIERS as TIER_WORDS
from arasha.interfaces.ui.words import VERDICTS as VERDICT_WORDS
from arasha.interfaces.workspace import filters, words
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.filters import Filters
from arasha.interfaces.workspace.people import in_reading
from arasha.interfaces.workspace.rows import rows_of
from arasha.kernel.access import queries as access
from arasha.kernel.access.roles import Right

PAGE = 50
QUEUE_KEY = "queue"

# Views that are asked for every day, as names for addresses.
PRESETS: tuple[dict[str, str], ...] = (
    {},
    {"verdict": "refuse"},
    {"verdict": "hold"},
    {"verdict": "warn"},
    {"mine": "1"},
    {"state": "unclear"},
    {"state": "fraud"},
    {"state": "legitimate"},
)


@page(Right.SEE_PAYMENTS)
def show(request: Visit) -> HttpResponse:
    """One page of the queue; everything that narrows it stands in the address."""
    asked = filters.read(request.GET, request)
    after = filters.place(request.GET.get("after", ""))
    reviews = queue.page(asked.wanted, PAGE + 1, after)
    rows, known = rows_of(reviews[:PAGE], by(request).actor)
    request.session[QUEUE_KEY] = asked.address()
    context = {
        "rows": rows,
        "known": known,
        "filters": asked,
        "totals": queue.totals(asked.wanted),
        "presets": _presets(asked),
        "fresh_address": asked.address(above=str(queue.latest(asked.wanted))),
        "following": _following(asked, reviews) if len(reviews) > PAGE else "",
        "first": asked.address() if after else "",
        **_choices(),
    }
    return render(request, "workspace/queue.html", context)


@page(Right.SEE_PAYMENTS)
def fresh(request: Visit) -> HttpResponse:
    """How many payments have come to this view since the page was made; the list itself does not move."""
    asked = filters.read(request.GET, request)
    above = request.GET.get("above", "")
    count = queue.newer(asked.wanted, int(above)) if above.isdigit() and len(above) < 19 else 0
    context = {"count": count, "most": queue.MOST_COUNTED, "address": asked.address()}
    return render(request, "workspace/parts/fresh.html", context)


def _following(asked: Filters, reviews: list[queue.Review]) -> str:
    last = queue.place_of(reviews[PAGE - 1])
    return asked.address(after=f"{last.key}.{last.sequence}")


def _presets(asked: Filters) -> list[dict[str, Any]]:
    names = (
        _("All that wait"), *(VERDICT_WORDS[word].label for word in ("refuse", "hold", "warn")), _("Mine"),
        *(words.STATES[state] for state in (queue.State.UNCLEAR, queue.State.FRAUD, queue.State.LEGITIMATE)),
    )  # fmt: skip
    values = {name: value for name, value in asked.values.items() if value and name != "order"}
    order = asked.values["order"]
    return [
        {"name": name, "address": Filters(asked.wanted, preset | {"order": order}).address(), "here": values == preset}
        for name, preset in zip(names, PRESETS, strict=True)
    ]


def _choices() -> dict[str, Any]:
    """What the filters offer."""
    return {
        "verdict_choices": [(word, said.label) for word, said in VERDICT_WORDS.items()],
        "tier_choices": [(word, TIER_WORDS[word]) for word in filters.TIERS],
        "reason_choices": sorted(
            ((code, in_reading(title)) for code, title in books.titles().items()), key=lambda each: each[1]
        ),
        "institution_choices": [(each.code, title_of(each)) for each in access.institutions()],
        "period_choices": [("1h", _("1 hour")), ("24h", _("24 hours")), ("7d", _("7 days")), ("30d", _("30 days"))],
        "order_choices": list(words.ORDERS.items()),
        "decision_choices": list(words.DECISIONS.items()),
    }
