"""Components as template tags: `{% load ui %}`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext

from arasha.interfaces.ui import assets, instants, words
from arasha.interfaces.ui.curves import Curves
from arasha.interfaces.ui.plots import Plot
from arasha.kernel import clock, money
from arasha.kernel.identifiers import Identifier, Unread
from arasha.kernel.tiers import Tier

register = template.Library()

SPRITE = "vendor/tabler-icons/sprite.svg"
TIER_MARKS = mark_safe("<i></i>" * (len(Tier) - 1))  # noqa: S308 - our own text


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file."""
    return assets.asset(path)


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite; it says nothing to a screen reader, so a word stands beside it."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', assets.asset(SPRITE), name)


@register.simple_tag
def verdict(word: str) -> SafeString:
    """The badge of a verdict, `allow` … `refuse`."""
    said = words.VERDICTS[word]
    return format_html('<span class="badge badge-{}">{}{}</span>', word, icon(said.icon), said.label)


@register.simple_tag
def tier(level: int) -> SafeString:
    """A tier of risk: its word and so many marks out of four."""
    return format_html(
        '<span class="tier tier-{}"><span class="tier-marks" aria-hidden="true">{}</span>{}</span>',
        int(level), TIER_MARKS, words.TIERS[Tier(level).word],
    )  # fmt: skip


@register.simple_tag
def badge(label: str, icon_name: str = "", kind: str = "") -> SafeString:
    """A badge of any meaning; `kind` is one of accent, allow, warn, hold, refuse or nothing."""
    return format_html(
        '<span class="badge{}">{}{}</span>',
        f" badge-{kind}" if kind else "",
        icon(icon_name) if icon_name else "",
        label,
    )


@register.simple_tag(name="money")
def money_(tiyn: int, currency: str = "KZT") -> SafeString:
    """An amount in hundredths of its currency."""
    written = money.display(tiyn)
    return format_html(
        '<span class="money">{}</span>', written if currency == "KZT" else written.replace("₸", currency)
    )


@register.simple_tag
def rounded(tiyn: int, currency: str = "KZT") -> SafeString:
    """An amount to the nearest whole: for sums and estimates, where hundredths say nothing."""
    return money_(round(tiyn, -2), currency)


@register.simple_tag
def whole(figure: int) -> str:
    """A whole number with its thousands apart: `12 408`."""
    return f"{figure:,}".replace(",", "\N{NO-BREAK SPACE}")


@register.simple_tag
def share(part: int, of: int) -> str:
    """A part of a whole in per cent, the finer the smaller; a dash of nothing."""
    if not of:
        return "—"
    per_cent = 100 * part / of
    written = f"{per_cent:.{0 if per_cent >= 10 or not part else 1 if per_cent >= 1 else 2}f}"
    return written.replace(".", decimal_mark()) + "\N{NO-BREAK SPACE}%"


def decimal_mark() -> str:
    """A comma in Kazakh and Russian, a point in English."""
    return "." if get_language() == "en" else ","


@register.simple_tag
def meter(weight: int, heaviest: int) -> SafeString:
    """A bar of a weight beside the heaviest one; a negative weight speaks in favour."""
    return format_html(
        '<svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="ground" width="100" height="4"/><rect class="{}" width="{}" height="4"/></svg>',
        "against" if weight > 0 else "favour", 100 * abs(weight) // max(1, heaviest),
    )  # fmt: skip


@register.simple_tag
def when(instant: datetime | None, style: str = "short") -> SafeString:
    """An instant on the clock of Almaty; the whole of it is in the title."""
    if instant is None:
        return mark_safe("—")
    language = get_language() or "en"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        instant.isoformat(), instants.written(instant, language, "full"), instants.written(instant, language, style),
    )  # fmt: skip


@register.simple_tag
def since(instant: datetime) -> SafeString:
    """How long ago an instant was."""
    language = get_language() or "en"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        instant.isoformat(), instants.written(instant, language, "full"), instants.span(clock.now() - instant),
    )  # fmt: skip


@register.simple_tag
def left(due: datetime) -> str:
    """How long a clock still runs, as of now; it is the page's own moment, which reloading renews."""
    return pgettext("a clock", "%(span)s left") % {"span": instants.span(due - clock.now())}


@register.inclusion_tag("ui/components/identifier.html", takes_context=True)
def identifier(
    context: RequestContext, token: UUID, known: Mapping[UUID, Identifier | Unread], href: str = ""
) -> dict[str, Any]:
    """An identifier as everybody may see it, masked, with a way to reveal it for those who may.

    `known` are the opened values of the page (`kernel.store.vault.open_values`), by token.
    """
    value = known.get(token)
    return {
        "mask": value.mask if value else f"{token.hex[:4]}…{token.hex[-4:]}",
        "token": token.hex,
        "href": href,
        "may_reveal": bool(value) and context.get("may_reveal", False),
        "back": context["request"].path,
    }


@register.inclusion_tag("ui/components/plot.html")
def plot(drawn: Plot) -> dict[str, Any]:
    """A plot with its legend and its table."""
    return {"plot": drawn}


@register.inclusion_tag("ui/components/curves.html")
def curves(drawn: Curves) -> dict[str, Any]:
    """Curves with their legend and their table."""
    return {"curves": drawn}


@register.simple_block_tag(end_name="endfield")
def field(content: str, label: str, name: str, hint: str = "", error: str = "") -> SafeString:
    """A labelled control: the control itself is the content, with the id `id_<name>`."""
    return format_html(
        '<div class="field"><label for="id_{}">{}</label>{}{}{}</div>',
        name, label, content,
        format_html('<p class="hint" id="hint_{}">{}</p>', name, hint) if hint else "",
        format_html('<p class="error" id="error_{}">{}{}</p>', name, icon("alert-circle"), error) if error else "",
    )  # fmt: skip
