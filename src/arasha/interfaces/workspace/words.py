"""What the closed lists are called on screen."""

from django.utils.translation import pgettext_lazy

from arasha.interfaces.ui.text import Text
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role

ROLES: dict[Role, Text] = {
    Role.ANALYST: pgettext_lazy("role", "Analyst"),
    Role.SUPERVISOR: pgettext_lazy("role", "Supervisor"),
    Role.ADMINISTRATOR: pgettext_lazy("role", "Administrator"),
    Role.PROSECUTOR: pgettext_lazy("role", "Prosecutor"),
}

PURPOSES: dict[Purpose, Text] = {
    Purpose.REVIEW: pgettext_lazy("purpose", "Review of payments"),
    Purpose.INVESTIGATION: pgettext_lazy("purpose", "Investigation"),
    Purpose.APPEAL: pgettext_lazy("purpose", "Appeal of a citizen"),
    Purpose.SUPERVISION: pgettext_lazy("purpose", "Supervision of lawfulness"),
    Purpose.ADMINISTRATION: pgettext_lazy("purpose", "Administration"),
    Purpose.SCREENING: pgettext_lazy("purpose", "Screening"),
    Purpose.UPKEEP: pgettext_lazy("purpose", "Upkeep"),
}
