"""Reading values: of a kind that is known, without ever refusing one; or of a kind to be guessed."""

import re

from arasha.kernel.identifiers.account import Account
from arasha.kernel.identifiers.base import LONGEST, Identifier, Kind, Unread, UnreadableIdentifier
from arasha.kernel.identifiers.bin import BIN
from arasha.kernel.identifiers.card import Card
from arasha.kernel.identifiers.crypto import Crypto
from arasha.kernel.identifiers.device import Device
from arasha.kernel.identifiers.domain import Domain
from arasha.kernel.identifiers.email_address import Email
from arasha.kernel.identifiers.iban import IBAN
from arasha.kernel.identifiers.iccid import ICCID
from arasha.kernel.identifiers.iin import IIN
from arasha.kernel.identifiers.imei import IMEI
from arasha.kernel.identifiers.ip import IP
from arasha.kernel.identifiers.phone import Phone
from arasha.kernel.identifiers.social import Social
from arasha.kernel.identifiers.text import clean, compact
from arasha.kernel.identifiers.url import URL

CLASSES: dict[Kind, type[Identifier]] = {
    each.kind: each
    for each in (
        IIN, BIN, IBAN, Card, Account, Phone, Device, IMEI, ICCID, Email, IP, Domain, URL, Crypto, Social,
    )
}  # fmt: skip

# What text of a kind looks like without its separators, most telling first. Where kinds overlap the order
# settles it: 15 digits are a card only in American Express's range, 12 digits are an IIN or a BIN before they
# are a foreign telephone number, and a link leads to a social platform before it leads to any page.
_GUESSES = tuple(
    (re.compile(pattern, re.IGNORECASE), CLASSES[kind])
    for pattern, kind in (
        (r"https?://.+|[^/@]+/.+|[a-z]+:.+", Kind.SOCIAL),
        (r"https?://.+", Kind.URL),
        (r"[^/@]+@[^/@]+", Kind.EMAIL),
        (r"[0-9.]+|[0-9a-f:]+:[0-9a-f:.]*", Kind.IP),
        (r"[a-z]{2}[0-9]{2}[a-z0-9]{11,30}", Kind.IBAN),
        (r"0x[0-9a-f]{40}|bc1[a-z0-9]{6,87}|[13T][a-z0-9]{25,34}", Kind.CRYPTO),
        (r"[0-9]{12}", Kind.IIN),
        (r"[0-9]{12}", Kind.BIN),
        (r"89[0-9]{16,18}F?", Kind.ICCID),
        (r"3[47][0-9]{13}|3[0689][0-9]{12}|[2-6][0-9]{15,18}", Kind.CARD),
        (r"[0-9]{15}", Kind.IMEI),
        (r"[+0-9().]{10,24}", Kind.PHONE),
        (r"[^/@:]+", Kind.DOMAIN),
        (r"[^/@]+[/:?].*", Kind.URL),
    )
)

SHORTEST_CARD = 16  # of those that banks here issue; shorter numbers are internal ones


def read(kind: Kind, raw: str) -> Identifier | Unread:
    """The identifier that `raw` is or, if it cannot be read, the value kept with the reason. Never raises."""
    try:
        return CLASSES[kind].parse(raw)
    except UnreadableIdentifier as error:
        return Unread(kind, clean(raw), raw, error.reason)


def read_account(text: str, institution: str = "") -> Identifier | Unread:
    """An account as somebody names it: an IBAN, a card, or a number within its institution.

    The same account has the same identifier when its institution names it to the gateway.
    """
    run = compact(clean(text))
    if run[:2].isalpha() and ":" not in run and (run[:2].upper() == "KZ" or read(Kind.IBAN, run).readable):
        return read(Kind.IBAN, text)
    if len(run) >= SHORTEST_CARD and run.isdigit() and (card := read(Kind.CARD, text)).readable:
        return card
    return read(Kind.ACCOUNT, f"{institution}:{text}" if institution else text)


def detect(raw: str) -> Identifier | None:
    """The identifier that free text is, its kind guessed from its form; None where no kind fits.

    For a single field of search. Not guessed are kinds whose form says nothing: devices, accounts within an
    institution, IMEIs without check digit, card numbers of 12 or 13 digits.
    """
    if len(raw) > LONGEST:
        return None
    text = compact(clean(raw))
    fitting = (guess for pattern, guess in _GUESSES if pattern.fullmatch(text))
    guesses = (read(guess.kind, raw) for guess in fitting)
    return next((found for found in guesses if isinstance(found, Identifier)), None)
