"""Template tags of citizens' pages: `{% load public %}`."""

from datetime import datetime

from django import template
from django.utils.translation import pgettext

from arasha.interfaces.ui import instants
from arasha.kernel import clock

register = template.Library()


@register.simple_tag
def left(due: datetime) -> str:
    """How long a clock still runs, as of now; it is the page's own moment, which reloading renews."""
    return pgettext("a clock", "%(span)s left") % {"span": instants.span(due - clock.now())}
