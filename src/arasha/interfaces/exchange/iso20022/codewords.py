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
    HOLD = "HLD"  # the hold of which a recall asks the money back
    REFERENCE = "REF"  # the centre's name of a hold, recall or refund
    DISAGREEMENT = "DIS"  # why an institution holds that money is not stolen
    VERDICT = "VER"
    REASON = "RSN"


_WORDS = {word.value: word for word in Word}


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
        word = _WORDS.get(read[1]) if read else None
        if read and word:
            found.setdefault(word, read[2])
    return found
