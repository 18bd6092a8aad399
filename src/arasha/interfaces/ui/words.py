"""What verdicts and tiers are called on screen, and the shape that goes with the colour: a meaning is never colour
alone.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from arasha.interfaces.ui.text import Text


class Word(NamedTuple):
    """A label and the icon beside it."""

    label: Text
    icon: str


VERDICTS: dict[str, Word] = {
    "allow": Word(pgettext_lazy("verdict", "Allow"), "check"),
    "warn": Word(pgettext_lazy("verdict", "Warn"), "alert-triangle"),
    "hold": Word(pgettext_lazy("verdict", "Hold"), "hand-stop"),
    "refuse": Word(pgettext_lazy("verdict", "Refuse"), "ban"),
}

TIERS: dict[str, Text] = {
    "none": pgettext_lazy("tier of risk", "None"),
    "low": pgettext_lazy("tier of risk", "Low"),
    "medium": pgettext_lazy("tier of risk", "Medium"),
    "high": pgettext_lazy("tier of risk", "High"),
    "very_high": pgettext_lazy("tier of risk", "Very high"),
}

THEMES: dict[str, Word] = {
    "light": Word(_("Light"), "sun"),
    "dark": Word(_("Dark"), "moon"),
    "system": Word(_("As the system"), "sun-moon"),
}

# Each language in its own name: who cannot read the page must still find his.
LANGUAGES: dict[str, tuple[str, str]] = {
    "kk": ("Қаз", "Қазақша"),
    "ru": ("Рус", "Русский"),
    "en": ("Eng", "English"),
}
