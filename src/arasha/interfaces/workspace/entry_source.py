"""Out of what an entry of the registry arose, in the reader's words, and where that is found."""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from arasha.kernel.references import Letter, reference


class Arose(NamedTuple):
    """What an entry arose from, and its page; without a page it is only said."""

    text: str
    address: str = ""


def _review(found: re.Match[str]) -> Arose:
    return Arose(_("Payment %(number)s") % {"number": found[1]}, reverse("workspace:payment", args=[found[1]]))


def _report(found: re.Match[str]) -> Arose:
    written = reference(Letter.COMPLAINT, int(found[1]))
    return Arose(_("Report %(reference)s") % {"reference": written}, reverse("workspace:report", args=[found[1]]))


def _risk(found: re.Match[str]) -> Arose:
    told = _("Standing risk of the account, %(year)s") % {"year": found[2]}
    return Arose(told, reverse("workspace:account", args=[found[1]]))


# The sources that the centre's own reactions write.
SOURCES: dict[re.Pattern[str], Callable[[re.Match[str]], Arose]] = {
    re.compile(r"review of payment (\d+)"): _review,
    re.compile(r"complaint:(\d+) [0-9a-f]{32}"): _report,
    re.compile(r"standing risk of account ([0-9a-f]{32}) in (\d{4})"): _risk,
}


def arose(source: str) -> Arose:
    """What a source says; one that somebody else wrote stands as it was written."""
    for pattern, told in SOURCES.items():
        if found := pattern.fullmatch(source):
            return told(found)
    return Arose(source)
