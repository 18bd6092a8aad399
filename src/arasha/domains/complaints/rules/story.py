"""Identifiers that stand in free text: links, accounts, cards, phones, numbers of people, wallets.

A pattern only proposes; what it proposes counts if it can be read as an identifier of its kind, check digits and all,
so that sums of money and dates are not taken for numbers of somebody. What one pattern has taken the next does not see.
"""

import re
from collections.abc import Iterator

from arasha.kernel.identifiers import Identifier, Kind, detect, read
from arasha.kernel.identifiers.text import clean

MOST_FOUND = 50

_END_OF_SENTENCE = ".,;:!?)]}»”'\""
_GAP = r"[ \u00a0\-–]?"

# In this order; a kind of None is guessed from the looks. Lookarounds keep a number from being cut out of a longer one.
_PATTERNS: tuple[tuple[Kind | None, re.Pattern[str]], ...] = (
    (None, re.compile(r"https?://[^\s<>]+", re.IGNORECASE)),
    (Kind.EMAIL, re.compile(r"[^\s@,;:<>()]+@[^\s@,;:<>()]+\.[^\s@,;:<>()]+")),
    (Kind.IBAN, re.compile(rf"(?<!\w)KZ{_GAP}\d\d(?:{_GAP}[A-Z0-9]){{16}}(?!\w)", re.IGNORECASE)),
    (Kind.CRYPTO, re.compile(r"(?<!\w)(?:0x[0-9a-fA-F]{40}|bc1[a-z0-9]{6,87}|[13T][a-zA-Z0-9]{25,34})(?!\w)")),
    (Kind.CARD, re.compile(rf"(?<![\d+])\d(?:{_GAP}\d){{15,18}}(?!\d)")),
    (Kind.PHONE, re.compile(r"(?<![\d+])(?:\+?7|8)[\s\-–(]*\d{3}[\s\-–)]*\d{3}[\s\-–]?\d\d[\s\-–]?\d\d(?!\d)")),
    (Kind.PHONE, re.compile(r"(?<!\w)\+[1-9](?:[ \-–()]?\d){6,14}(?!\d)")),
    (None, re.compile(r"(?<!\d)\d{12}(?!\d)")),
    (None, re.compile(r"(?<![\w@.])(?:[^\W_][\w-]*\.)+[^\W\d_]{2,}(?:/[^\s<>]*)?")),
)


def identifiers_in(text: str) -> list[Identifier]:
    """What a text names, each once, in the order of the kinds above; at most 50."""
    left, found = clean(text), dict[tuple[Kind, str], Identifier]()
    for kind, pattern in _PATTERNS:
        for identifier in _proposed(kind, pattern, left):
            found.setdefault((identifier.kind, identifier.canonical), identifier)
        left = pattern.sub(lambda match: _blotted(kind, match), left)  # noqa: B023 - used before the next round
    return list(found.values())[:MOST_FOUND]


def _proposed(kind: Kind | None, pattern: re.Pattern[str], text: str) -> Iterator[Identifier]:
    for match in pattern.finditer(text):
        if identifier := _read(kind, match[0]):
            yield identifier


def _read(kind: Kind | None, proposed: str) -> Identifier | None:
    text = proposed.rstrip(_END_OF_SENTENCE)
    if kind is None:
        return detect(text)
    value = read(kind, text)
    return value if isinstance(value, Identifier) else None


def _blotted(kind: Kind | None, match: re.Match[str]) -> str:
    """Blanks in place of what was taken; what was proposed in vain stays for the next pattern."""
    return " " * len(match[0]) if _read(kind, match[0]) else match[0]
