"""Texts in the country's languages, for code that speaks to people without a web framework.

A text is written once, in English, and marked: `mark("Money passed on")`. Its Kazakh and Russian stand in the same
catalogues as the screens' (`arasha/locale`); CI fails when one is missing.
"""

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("kk", "ru", "en")
SOURCE = "en"
CATALOGUES = Path(__file__).parent.parent / "locale"
DOMAIN = "django"


def mark(text: str) -> str:
    """Mark a text for translation; returns it as it is."""
    return text


def texts(message: str) -> dict[str, str]:
    """A marked text in all languages, by language code."""
    return {language: _catalogue(language).gettext(message) for language in LANGUAGES}


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == SOURCE:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, CATALOGUES, [language])
