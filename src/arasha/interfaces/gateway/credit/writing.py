"""From answers to JSON text, each with its signed proof. `client.credit.CreditAnswer` is its description."""

from binascii import b2a_base64
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from arasha.domains.credit.hot.group import people_of
from arasha.domains.credit.hot.statement import Checked
from arasha.domains.credit.hot.words import ANSWERS, reasons_of
from arasha.kernel import clock
from arasha.kernel.compiled import Array
from arasha.kernel.log import merkle
from arasha.kernel.log.answers import FORMAT, Head
from arasha.kernel.log.note import Signer


class Wanted(NamedTuple):
    """One answer of a group that is to be written: its place there, what it states, the text of that."""

    place: int
    said: Checked
    text: str


def stated(sequences: Iterable[int], rows: Array, ids: Sequence[str], lenders: Sequence[str]) -> list[Checked]:
    """What rows (`group.CHECK`) state, given their numbers, their applications' ids and who asked."""
    names = ("at", "amount", "channel", "product", "answer", "reasons", "register", "until")
    columns = zip(*(rows[name].tolist() for name in names), strict=True)
    return [
        Checked(sequence, lender, id_, person, *column)
        for sequence, lender, id_, person, column in zip(sequences, lenders, ids, people_of(rows), columns, strict=True)
    ]


class Writer:
    """Writes answers, and signs the root over those that were recorded together."""

    def __init__(self, signer: Signer) -> None:
        self._signer = signer

    def write(self, first: int, hashes: Sequence[bytes], at: int, wanted: Sequence[Wanted]) -> list[str]:
        """The wanted answers of a group whose statements have these hashes; recorded at an instant (µs).

        The same group is signed in the same words, so that an answer that is given again is the same.
        """
        levels = merkle.levels(hashes)
        head = Head(self._signer.verifier.name, first, len(hashes), levels[-1][0], at)
        note, paths = _json(self._signer.sign(head.text())), _paths([list(map(_node, level)) for level in levels])
        end = f',"size":{len(hashes)}}},"note":{note}}}}}'
        return [
            f'{_begin(said)}{text},"group":{{"index":{place},"path":[{paths[place]}]{end}'
            for place, said, text in wanted
        ]


def _begin(said: Checked) -> str:
    """An answer up to its statement."""
    until = f'"until":"{_instant(said.until)}",' if said.until else ""
    return (
        f'{{"id":{_json(said.application)},"answer":"{ANSWERS[said.answer]}","reasons":{_reasons(said.reasons)},'
        f'"register":{said.register},{until}"sequence":{said.sequence},'
        f'"receipt":{{"format":"{FORMAT}","statement":'
    )


@lru_cache(maxsize=64)
def _reasons(reasons: int) -> str:
    return _json(reasons_of(reasons))


def _paths(levels: Sequence[Sequence[str]]) -> list[str]:
    """The way of every leaf to the root, as `log.answers.path_in` gives it, joined by commas.

    Made from the root down, because neighbours share all of it but the first step.
    """
    above = [""]
    for level in reversed(levels[:-1]):
        here = [above[at >> 1] for at in range(len(level))]
        for at in range(len(level) - (len(level) & 1)):
            here[at] = f"{level[at ^ 1]},{here[at]}" if here[at] else level[at ^ 1]
        above = here
    return above


def _node(node: bytes) -> str:
    return f'"{b2a_base64(node, newline=False).decode()}"'


def _instant(us: int) -> str:
    return clock.from_us(us).isoformat().replace("+00:00", "Z")


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
