"""What all identifiers have in common: a kind, one canonical form; and what is kept of an unreadable one."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Self

from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers.text import HIDDEN, clean, numeral

LONGEST = 8_192  # characters of input; RFC 9110 §4.1 asks that links of 8 000 octets be taken


class Kind(StrEnum):
    """What sort of thing an identifier names."""

    IIN = "iin"
    BIN = "bin"
    IBAN = "iban"
    CARD = "card"
    ACCOUNT = "account"
    PHONE = "phone"
    DEVICE = "device"
    IMEI = "imei"
    ICCID = "iccid"
    EMAIL = "email"
    IP = "ip"
    DOMAIN = "domain"
    URL = "url"
    CRYPTO = "crypto"
    SOCIAL = "social"


class Reason(StrEnum):
    """Why a value cannot be read."""

    EMPTY = "empty"
    LENGTH = "length"
    CHARACTERS = "characters"
    CHECK_DIGITS = "check-digits"
    DATE = "date"
    COUNTRY = "country"
    PREFIX = "prefix"
    FORMAT = "format"
    UNKNOWN_SUFFIX = "unknown-suffix"
    RESERVED = "reserved"


_WRONG = {
    Reason.EMPTY: "Nothing was given",
    Reason.LENGTH: "It is too short or too long",
    Reason.CHARACTERS: "It has characters that do not belong in it",
    Reason.CHECK_DIGITS: "Its check digits do not fit the rest: copy it again",
    Reason.DATE: "The date in it does not exist",
    Reason.COUNTRY: "Its country is not one that uses such numbers",
    Reason.PREFIX: "It begins in a way that is not assigned",
    Reason.FORMAT: "It is not laid out as it should be",
    Reason.UNKNOWN_SUFFIX: "Its ending is not a known top-level domain or public suffix",
    Reason.RESERVED: "It is set aside and names nobody",
}


class UnreadableIdentifier(Malformed):
    """A value that is not an identifier of the kind it was given as.

    `kind` and `reason` say which and why; the message adds what the kind looks like, and never the value.
    """

    code, title = "unreadable-identifier", "This identifier cannot be read."

    def __init__(self, kind: Kind, reason: Reason, shape: str) -> None:
        super().__init__(f"{_WRONG[reason]}. {shape}.")
        self.kind = kind
        self.reason = reason


@dataclass(frozen=True, slots=True, repr=False)
class Identifier:
    """A value that was read, made by `parse`; equal to others of its kind and canonical form.

    `raw` is the value as it was given, `canonical` the one form that all its spellings share. Neither `repr`
    nor `str` shows more than `mask`, so an identifier that slips into a log gives nobody away.

    A kind is a subclass that says its `kind` and its `shape` (for messages), and how `_read` makes the
    canonical form of cleaned text.
    """

    raw: str = field(compare=False)
    canonical: str

    kind: ClassVar[Kind]
    shape: ClassVar[str]
    readable: ClassVar[bool] = True

    @classmethod
    def parse(cls, raw: str) -> Self:
        """Read a value; outer spaces, compatibility forms and invisible marks do not matter (Unicode NFKC).

        Raises `UnreadableIdentifier`.
        """
        if len(raw) > LONGEST:
            raise cls.unreadable(Reason.LENGTH)
        text = clean(raw)
        if not text:
            raise cls.unreadable(Reason.EMPTY)
        return cls(raw, cls._read(text))

    @classmethod
    def unreadable(cls, reason: Reason) -> UnreadableIdentifier:
        """The error of this kind for `reason`."""
        return UnreadableIdentifier(cls.kind, reason, cls.shape)

    @classmethod
    def _read(cls, text: str) -> str:
        """The canonical form of `text`, which is not empty."""
        raise NotImplementedError

    @classmethod
    def _digits(cls, text: str, *lengths: int) -> str:
        """The digits of a number, as many as one of `lengths`, whatever punctuation it is written with."""
        number = numeral(text)
        if not (number.isascii() and number.isdigit()):
            raise cls.unreadable(Reason.CHARACTERS)
        if len(number) not in lengths:
            raise cls.unreadable(Reason.LENGTH)
        return number

    @property
    def display(self) -> str:
        """As a person reads it; `parse` takes it back."""
        return self.canonical

    @property
    def mask(self) -> str:
        """Enough to recognise it by, not enough to use it."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.mask!r})"


@dataclass(frozen=True, slots=True)
class Unread:
    """A value that could not be read as its `kind`, kept all the same, with the reason.

    It has the attributes of an `Identifier`; `canonical` is the cleaned text, `mask` and `repr` show nothing
    of it.
    """

    kind: Kind
    canonical: str = field(repr=False)
    raw: str = field(compare=False, repr=False)
    reason: Reason = field(compare=False)

    readable: ClassVar[bool] = False
    mask: ClassVar[str] = HIDDEN

    @property
    def display(self) -> str:
        """The cleaned text."""
        return self.canonical


def token_input(identifier: Identifier | Unread) -> bytes:
    """What the keyed hash of an identifier is taken of: kind, 0x00, canonical form in UTF-8.

    The kind of an unread value is followed by "?", so that it never meets a readable one.
    """
    doubt = "" if identifier.readable else "?"
    return f"{identifier.kind}{doubt}\0{identifier.canonical}".encode()
