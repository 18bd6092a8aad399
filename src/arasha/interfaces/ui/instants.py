"""Instants as people in Kazakhstan read them: Asia/Almaty, in the language of the page."""

from datetime import datetime, timedelta
from functools import cache

from babel import Locale
from babel.dates import format_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from arasha.kernel import clock

LOCALES = {"kk": "kk", "ru": "ru_KZ", "en": "en_GB"}
STYLES = {
    "short": "d MMM, HH:mm",
    "day": "d MMM y",
    "minute": "d MMMM y, HH:mm",
    "full": "d MMMM y, HH:mm:ss",
    "time": "HH:mm:ss",
    "hour": "HH:mm",
    "date": "d MMM",
}
# A year has its own word: «2026 ж. 21 қараша», «21 ноября 2026 г.».
YEARS = {
    "kk": {"day": "y 'ж'. d MMM", "minute": "y 'ж'. d MMMM, HH:mm", "full": "y 'ж'. d MMMM, HH:mm:ss"},
    "ru": {"day": "d MMM y 'г'.", "minute": "d MMMM y 'г'., HH:mm", "full": "d MMMM y 'г'., HH:mm:ss"},
}

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(LOCALES.get(language, LOCALES["en"]))


def written(instant: datetime, language: str, style: str = "short") -> str:
    """An instant in one of the `STYLES`."""
    pattern = YEARS.get(language, {}).get(style, STYLES[style])
    return format_datetime(instant, pattern, tzinfo=clock.ALMATY, locale=_locale(language))


def span(length: timedelta) -> str:
    """A length of time in its two largest units at most: `3 d 4 h`, `12 min`; less than a minute is said so."""
    length = abs(length)
    days, rest = divmod(length, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // MINUTE
    if days:
        return " ".join(filter(None, (_days(days), _hours(hours) if hours and days < 10 else "")))
    if hours:
        return " ".join(filter(None, (_hours(hours), _minutes(minutes) if minutes else "")))
    return _minutes(minutes) if minutes else _("under a minute")


def _days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def _hours(count: int) -> str:
    return pgettext("unit of time", "%(count)d h") % {"count": count}


def _minutes(count: int) -> str:
    return pgettext("unit of time", "%(count)d min") % {"count": count}
