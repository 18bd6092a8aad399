"""What every template knows: style sheets, elements, theme, languages."""

from typing import Any

from django.http import HttpRequest

from arasha.interfaces.ui import words
from arasha.kernel.settings import current

SHEETS = (
    "ui/fonts.css",
    "ui/tokens.css",
    "ui/base.css",
    "ui/components.css",
    "ui/shell.css",
    "ui/pages.css",
    "ui/records.css",
    "ui/drawings.css",
    "ui/trace.css",
    "ui/editor.css",
    "ui/training.css",
)
ELEMENTS = tuple(
    f"ui/elements/{name}.js"
    for name in (
        "sheet-dialog",
        "self-dismiss",
        "copy-text",
        "page-keys",
        "session-watch",
        "queue-keys",
        "payment-keys",
        "pick-list",
        "print-page",
    )
)
THEME_COOKIE = "arasha_theme"


def screens(request: HttpRequest) -> dict[str, Any]:
    """The template context of all screens."""
    theme = request.COOKIES.get(THEME_COOKIE, "system")
    return {
        "sheets": SHEETS,
        "elements": ELEMENTS,
        "theme": theme if theme in words.THEMES else "system",
        "themes": words.THEMES,
        "languages": words.LANGUAGES,
        "demonstration": current().demonstration,
    }
