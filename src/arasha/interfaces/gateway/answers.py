"""From decisions to answers, as JSON text.

An answer is put together from text that is made once: everything that follows from which rules fired is the same for
all payments on which they fire. `schemas.Answer` is its description, and a test decodes with it what is written here.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy.typing as npt

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.hot.book import Book, words_of
from arasha.kernel import clock
from arasha.kernel.tiers import Tier

VERDICTS = [verdict.word for verdict in Verdict]
TIERS = [tier.word for tier in Tier]

Reason = tuple[str, int]  # code and weight

# What the middle of an answer follows from: the book, the two words of its mask, the themes of the model's reason.
Key = tuple[int, int, int, int]


class Books:
    """The rule books that answers were given by: of each the codes and weights, by bit.

    A question that is repeated after the rules have changed gets the answer it got, in the words of the book of that
    time; so every book that was in force is kept as a small file.
    """

    def __init__(self, folder: Path, present: Book) -> None:
        self._folder = folder
        self._known = {present.version: [(rule.code, rule.weight) for rule in present.rules]}
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(present.version)
        if not path.exists():
            path.write_bytes(msgspec.json.encode(self._known[present.version]))

    def reasons(self, version: int, mask: int) -> list[Reason]:
        """The rules of a mask, heaviest first."""
        if version not in self._known:
            self._known[version] = msgspec.json.decode(self._path(version).read_bytes(), type=list[Reason])
        fired = [reason for bit, reason in enumerate(self._known[version]) if mask >> bit & 1]
        return sorted(fired, key=lambda reason: -abs(reason[1]))

    def _path(self, version: int) -> Path:
        return self._folder / f"{version}.json"


class Writer:
    """Writes answers."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._middles: dict[Key, str] = {}

    def write(self, ids: Sequence[str], rows: npt.NDArray[Any], unread: Sequence[list[str]]) -> list[str]:
        """The answers that journal rows (`group.ROW`) record, under the ids by which they were asked for."""
        decisions, middles = rows["decision"], self._middles
        words = (decisions[name].tolist() for name in ("live", "live_more", "why"))
        keys = list(zip(rows["book"].tolist(), *words, strict=True))
        for at in {key: at for at, key in enumerate(keys) if key not in middles}.values():
            middles[keys[at]] = self._middle(keys[at], decisions[at])
        ends = {
            us: f'"expires_at":"{_instant(us)}","degraded":false,"unread":' for us in set(rows["expires_at"].tolist())
        }
        columns = zip(
            _quoted(ids), keys, rows["ask"]["sequence"].tolist(), rows["expires_at"].tolist(), unread, strict=True
        )
        return [
            f'{{"id":{id_},{middles[key]}"sequence":{number},"receipt":"p-{number}",{ends[expires]}{_list(fields)}}}'
            for id_, key, number, expires, fields in columns
        ]

    def _middle(self, key: Key, decision: Any) -> str:
        book, live, more, _ = key
        verdict, tier = VERDICTS[decision["verdict"]], TIERS[decision["tier"]]
        reasons = reasons_text(self._books.reasons(book, live | more << 64))
        return f'"verdict":"{verdict}","tier":"{tier}","score":{decision["score"]},"reasons":{reasons},'


def stand_in(id_: str, verdict: str, expires_us: int) -> str:
    """The institution's own policy in place of a verdict that would have come too late."""
    return (
        f'{{"id":{_json(id_)},"verdict":"{verdict}","tier":"none","score":0,"reasons":[],'
        f'"expires_at":"{_instant(expires_us)}","sequence":null,"receipt":null,"degraded":true,"unread":[]}}'
    )


def reasons_text(reasons: Sequence[Reason]) -> str:
    """Reasons as the JSON of `schemas.Reason`, in all languages."""
    return _json([{"code": code, "weight": weight, "text": words_of(code)} for code, weight in reasons])


def _list(fields: list[str]) -> str:
    return _json(fields) if fields else "[]"


def _quoted(ids: Sequence[str]) -> Sequence[str]:
    """Ids as JSON strings; nearly always that is putting them in quotation marks."""
    whole = "".join(ids)
    if '"' in whole or "\\" in whole or not whole.isprintable():
        return [_json(id_) for id_ in ids]
    return [f'"{id_}"' for id_ in ids]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _instant(us: int) -> str:
    return clock.from_us(us).isoformat().replace("+00:00", "Z")
