"""Code words in the free lines of a message: `/AMT/150000.00`.

ISO 20022 has no element for how much of a payment is to be held, nor until when an answer is awaited; a line of
additional information has 105 characters for each of them, in the form that interbank messages use since MT.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

from arasha.kernel.errors import Malformed

LONGEST = 105
_LINE = re.compile(r"/([A-Z]{3})/(.+)", re.DOTALL)


class Word(StrEnum):
    """What a line is about."""

    ACTION = "ACT"  # HOLD or RECALL
    AMOUNT = "AMT"  # tenge with two decimals
    DUE = "DUE"  # until when an answer is awaited
    REFERENCE = "REF"  # the centre's name of a hold, recall or refund
    VERDICT = "VER"
    REASON = "RSN"


def line(word: Word, value: str) -> str:
    """A line; `Malformed` when it is too long for one."""
    text = f"/{word}/{value}"
    if len(text) > LONGEST:
        raise Malformed(f"a line of additional information has at most {LONGEST} characters", field="AddtlInf")
    return text


def words(lines: Iterable[str]) -> dict[Word, str]:
    """The code words among lines, the first of each; other lines are passed over."""
    found: dict[Word, str] = {}
    for each in lines:
        read = _LINE.fullmatch(each.strip())
        if read and read[1] in Word:
            found.setdefault(Word(read[1]), read[2])
    return found
