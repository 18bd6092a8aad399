"""Components of the workspace: `{% load workspace %}`."""

from django import template
from django.utils.safestring import SafeString

from arasha.domains.payments.facts import Decision
from arasha.interfaces.ui.templatetags.ui import badge
from arasha.interfaces.workspace import words

register = template.Library()

KINDS = {Decision.FRAUD: "refuse", Decision.LEGITIMATE: "allow", Decision.UNCLEAR: "warn"}


@register.simple_tag
def decision(word: str) -> SafeString:
    """The badge of a decision."""
    said = words.DECISIONS[Decision(word)]
    return badge(str(said.label), said.icon, KINDS[Decision(word)])
