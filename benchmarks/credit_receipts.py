"""Do receipts prove what they say, and nothing else? A million good ones, and every sort of forgery that we thought of.
Part of `arasha bench credit`.
"""

import copy
import random
from collections.abc import Callable
from typing import Any

import msgspec

from arasha.kernel.errors import ArashaError
from arasha.kernel.log import answers
from arasha.kernel.log.answers import Checker, SignedAnswer
from arasha.kernel.log.note import Verifier

Plain = dict[str, Any]
Forge = Callable[[Plain, Plain, random.Random], None]


def count_good(receipts: list[Plain], verifier: Verifier) -> int:
    """How many of some receipts are proved, each with its statement."""
    checker = Checker(verifier)
    return sum(_holds(checker, receipt) for receipt in receipts)


def count_accepted(receipts: list[Plain], verifier: Verifier, tries: int, seed: int = 1) -> int:
    """How many forgeries are taken for good."""
    chance, accepted = random.Random(seed), 0
    for number in range(tries):
        one, other = chance.sample(receipts, 2)
        forged = copy.deepcopy(one)
        FORGERIES[number % len(FORGERIES)](forged, other, chance)
        if forged != one:
            accepted += _taken_for_good(forged, verifier)
    return accepted


def _holds(checker: Checker, receipt: Plain) -> bool:
    try:
        checker.verify(msgspec.convert(receipt, SignedAnswer, strict=True, builtin_types=()))
    except (ArashaError, msgspec.ValidationError):
        return False
    return True


def _taken_for_good(forged: Plain, verifier: Verifier) -> bool:
    """What `arasha verify` does with a file."""
    try:
        answers.verify(answers.parse(msgspec.json.encode(forged)), verifier)
    except ArashaError:
        return False
    return True


def _answer(forged: Plain, _other: Plain, chance: random.Random) -> None:
    words = [word for word in ("allow", "deny", "hold", "confirm") if word != forged["statement"]["answer"]]
    forged["statement"]["answer"] = chance.choice(words)


def _number(forged: Plain, _other: Plain, chance: random.Random) -> None:
    name = chance.choice(["at", "register", "sequence", "amount"])
    forged["statement"][name] += chance.choice([-1, 1]) << chance.randrange(20)


def _whom(forged: Plain, other: Plain, chance: random.Random) -> None:
    name = chance.choice(["person", "lender", "application"])
    forged["statement"][name] = other["statement"][name] + ("x" if name == "lender" else "")


def _added(forged: Plain, _other: Plain, chance: random.Random) -> None:
    forged["statement"][f"note{chance.randrange(9)}"] = "lent with consent"


def _dropped(forged: Plain, _other: Plain, chance: random.Random) -> None:
    del forged["statement"][chance.choice(sorted(forged["statement"]))]


def _place(forged: Plain, _other: Plain, chance: random.Random) -> None:
    forged["group"][chance.choice(["index", "size"])] += chance.choice([-1, 1, 2, 64])


def _path(forged: Plain, _other: Plain, chance: random.Random) -> None:
    steps = forged["group"]["path"]
    if not steps:
        forged["group"]["path"] = [_flipped("A" * 43 + "=", chance)]
        return
    at = chance.randrange(len(steps))
    match chance.randrange(3):
        case 0:
            del steps[at]
        case 1:
            steps.insert(at, steps[at])
        case _:
            steps[at] = _flipped(steps[at], chance)


def _swapped(forged: Plain, other: Plain, chance: random.Random) -> None:
    part = chance.choice(["statement", "group", "note"])
    forged[part] = other[part]


def _signature(forged: Plain, _other: Plain, chance: random.Random) -> None:
    lines = forged["note"].splitlines(keepends=True)
    at = chance.choice([at for at, line in enumerate(lines) if line.strip()])
    place = chance.randrange(len(lines[at]) - 1)
    lines[at] = lines[at][:place] + chance.choice("0Zq7") + lines[at][place + 1 :]
    forged["note"] = "".join(lines)


def _flipped(text: str, chance: random.Random) -> str:
    at = chance.randrange(43)
    return text[:at] + chance.choice([letter for letter in "ABCxyz019" if letter != text[at]]) + text[at + 1 :]


FORGERIES: list[Forge] = [_answer, _number, _whom, _added, _dropped, _place, _path, _swapped, _signature]
