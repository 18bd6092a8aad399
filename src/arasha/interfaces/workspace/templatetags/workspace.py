"""Components of the workspace: `{% load workspace %}`."""

from collections.abc import Hashable, Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from arasha.domains.payments.facts import Decision
from arasha.interfaces.ui.templatetags.ui import badge
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace import trace_words, words
from arasha.kernel.access.models import Institution
from arasha.kernel.attribution import Rule

register = template.Library()

KINDS = {Decision.FRAUD: "refuse", Decision.LEGITIMATE: "allow", Decision.UNCLEAR: "warn"}


@register.simple_tag
def decision(word: str) -> SafeString:
    """The badge of a decision."""
    said = words.DECISIONS[Decision(word)]
    return badge(str(said.label), said.icon, KINDS[Decision(word)])


@register.simple_tag
def exact(tiyn: int) -> str:
    """An amount in tenge and tiyn, as it stands in documents."""
    return trace_words.exact(tiyn)


@register.simple_tag
def institution(row: Institution | None, code: str = "") -> SafeString | str:
    """An institution by its name, its code in the title; one that is not connected by its code."""
    if row is None:
        return code or "—"
    return format_html('<span title="{}">{}</span>', row.code, title_of(row))


@register.simple_tag(name="of")
def of_(names: Mapping[Hashable, str], key: Hashable) -> str:
    """What something is called on this page."""
    return names.get(key, str(key))


@register.simple_tag
def trace_rule(rule: str) -> str:
    """By which rule stolen money was followed."""
    return str(trace_words.RULES[Rule(rule)])
