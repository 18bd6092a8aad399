"""References that people say and write down, and the codes that open what stands under them.

A reference is a letter, the number of the thing, and a check digit: `H-000123-3`. The digit is Luhn's over the letter's
place in the alphabet and the number (ISO/IEC 7812-1 annex B), so that a slip of one digit is noticed, and so is the
letter of another kind. A reference is no secret: whoever has it sees nothing without its code. A code is ten characters
of Crockford's base32, fifty random bits, shown once to the person; only its keyed digest is kept.
"""

import hmac
import re
import secrets
from enum import StrEnum
from typing import NamedTuple

from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers.checks import luhn
from arasha.kernel.keyring import Purpose, keyring

WIDTH = 6
WRITTEN = re.compile(r"([A-Za-z])[\s\-‐‑–—]*(\d{6,12})[\s\-‐‑–—]*(\d)")

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISTAKEN = str.maketrans("OIL", "011")  # Crockford: what is easily mistaken is read as what was meant
CODE_LENGTH = 10
DIGEST_LABEL = b"reference-code\x00"


class Letter(StrEnum):
    """What a reference stands for."""

    COMPLAINT = "C"
    INCIDENT = "I"
    HOLD = "H"
    RECALL = "R"
    REFUND = "F"
    LISTING = "L"
    APPEAL = "A"
    CLAIM = "E"  # that a loan is void; the last of the letters whose check digits are nobody else's
    PROTECTION = "B"  # of a victim who pays under coercion; of the free letters few give a check digit of their own


LETTERS = frozenset(letter.value for letter in Letter)


class Reference(NamedTuple):
    """What a reference says: the kind of thing, and its number."""

    letter: Letter
    number: int


def reference(letter: Letter, number: int) -> str:
    """The reference of a thing: `H-000123-3`."""
    digits = f"{number:0{WIDTH}}"
    return f"{letter}-{digits}-{_check(letter, digits)}"


def read(text: str, *, field: str = "reference") -> Reference:
    """What a person or an institution wrote, however spaced; `Malformed` with the remedy."""
    written = WRITTEN.fullmatch(text.strip())
    if written is None or written[1].upper() not in LETTERS:
        raise Malformed("a reference looks like H-000123-3: a letter, a number, a check digit", field=field)
    letter = Letter(written[1].upper())
    if _check(letter, written[2]) != written[3]:
        raise Malformed("there is a slip in the reference: its last digit does not fit the others", field=field)
    return Reference(letter, int(written[2]))


def number(letter: Letter, text: str, *, field: str = "reference") -> int:
    """The number of a thing of one kind; `Malformed` when the reference is none, or another kind's."""
    found = read(text, field=field)
    if found.letter != letter:
        raise Malformed(f"this needs a reference that begins with {letter}", field=field)
    return found.number


def new_code() -> str:
    """A fresh code in two groups, `7KQ2M-XW04T`; to be shown once, and kept only as `digest_of`."""
    drawn = "".join(secrets.choice(CROCKFORD) for _ in range(CODE_LENGTH))
    return f"{drawn[: CODE_LENGTH // 2]}-{drawn[CODE_LENGTH // 2 :]}"


def digest_of(code: str) -> bytes:
    """What is kept of a code (32 bytes), however it was typed; compare with `hmac.compare_digest`.

    HMAC-SHA256 under a key of its own, derived from the token key: fifty bits alone could be tried out by whoever
    steals the table.
    """
    typed = re.sub(r"[\s\-‐‑–—]", "", code.upper()).translate(MISTAKEN)
    return hmac.digest(keyring().key(Purpose.TOKEN), DIGEST_LABEL + typed.encode(), "sha256")


def _check(letter: Letter, digits: str) -> str:
    return luhn(f"{ord(letter) - ord('A') + 1:02}{digits}")
