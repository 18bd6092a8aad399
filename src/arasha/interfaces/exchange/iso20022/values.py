"""Text of ISO 20022 as values and back: amounts are whole tiyn, exactly; instants are in UTC; nothing is guessed."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from arasha.kernel.clock import ALMATY
from arasha.kernel.errors import Malformed
from arasha.kernel.money import LARGEST, TIYN

CURRENCY = "KZT"

_DECIMAL = re.compile(r"\+?([0-9]*)(?:\.([0-9]*))?")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MARKUP = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}


class Kind(NamedTuple):
    """How a field is written: `read` takes the text of an element, `write` gives it, both without markup.

    `read` raises `Malformed` or `ValueError`; `shape` then says what was expected. A kind that is `many` stands once
    for each value of a list.
    """

    read: Callable[[str], Any]
    write: Callable[[Any], str]
    shape: str
    many: bool = False
    money: bool = False


def tiyn(text: str) -> int:
    """An amount of tenge as whole tiyn; more than two decimals are an error, not a rounding."""
    parts = _DECIMAL.fullmatch(text.strip())
    whole, decimals = parts.groups() if parts else ("", "")
    if parts is None or not (whole or decimals):
        raise ValueError
    decimals = (decimals or "").rstrip("0")
    if len(decimals) > 2:
        raise Malformed("the amount has a part of a tiyn: KZT has two decimals")
    amount = int(whole or 0) * TIYN + int(decimals.ljust(2, "0"))
    if amount > LARGEST:
        raise Malformed("the amount is larger than any payment can be: 10 trillion tenge")
    return amount


def tenge(amount: int) -> str:
    """Whole tiyn as an amount of tenge with two decimals."""
    if not 0 <= amount <= LARGEST:
        raise Malformed("an amount is between 0 and 10 trillion tenge")
    return f"{amount // TIYN}.{amount % TIYN:02}"


def instant(text: str) -> datetime:
    """An ISODateTime in UTC; one without an offset is Almaty's, as institutions of the country write it."""
    moment = datetime.fromisoformat(text.strip())
    return (moment if moment.tzinfo else moment.replace(tzinfo=ALMATY)).astimezone(UTC)


def on_paper(moment: datetime) -> str:
    """An instant to the millisecond, in Almaty's time with its offset; finer parts are cut off."""
    return moment.astimezone(ALMATY).isoformat(timespec="milliseconds")


def day(text: str) -> date:
    """An ISODate; an offset behind it does not matter."""
    return date.fromisoformat(text.strip()[:10])


def markup(text: str) -> str:
    """Text as it stands in XML; characters that XML cannot carry are refused."""
    if text.isalnum():
        return text
    if _NOT_XML.search(text):
        raise Malformed("the text has control characters, which XML cannot carry: leave them out")
    return text.translate(_MARKUP)


def _same(text: str) -> str:
    return text


TEXT = Kind(_same, markup, "text")
TEXTS = TEXT._replace(many=True)
MONEY = Kind(tiyn, tenge, "an amount like 1500.00", money=True)
INSTANT = Kind(instant, on_paper, "an instant like 2026-11-20T12:00:00+05:00")
DAY = Kind(day, date.isoformat, "a day like 2026-11-20")
COUNT = Kind(int, str, "a number of transactions")
FLAG = Kind(lambda text: text.strip() in {"true", "1"}, lambda flag: "true" if flag else "false", "true or false")
