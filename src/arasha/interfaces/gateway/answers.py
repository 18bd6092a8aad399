"""From decisions to answers, as JSON text.

An answer is put together from text that is made once: everything that follows from which rules fired is the same for
all payments on which they fire. `schemas.Answer` is its description, and a test decodes with it what is written here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy.typing as npt

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.hot.book import Line
from arasha.domains.payments.hot.coerced import held_amounts
from arasha.domains.payments.hot.model import MODEL_RULES, words_of_themes
from arasha.interfaces.gateway.books import Books
from arasha.kernel import clock
from arasha.kernel.tiers import Tier

VERDICTS = [verdict.word for verdict in Verdict]
TIERS = [tier.word for tier in Tier]

# What the middle of an answer follows from: the book, the two words of its mask, the themes of the model's reason.
Key = tuple[int, int, int, int]


class Writer:
    """Writes answers."""

    def __init__(self, books: Books) -> None:
        self.books = books
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
        asks = rows["ask"]
        columns = zip(
            _quoted(ids), keys, asks["sequence"].tolist(), _held(asks), rows["expires_at"].tolist(), unread, strict=True
        )
        return [
            f'{{"id":{id_},{middles[key]}{held}"sequence":{number},"receipt":"p-{number}",'
            f"{ends[expires]}{_list(fields)}}}"
            for id_, key, number, held, expires, fields in columns
        ]

    def _middle(self, key: Key, decision: Any) -> str:
        book, live, more, why = key
        verdict, tier = VERDICTS[decision["verdict"]], TIERS[decision["tier"]]
        reasons = reasons_text(self.books.read(book).fired(live | more << 64), why)
        return f'"verdict":"{verdict}","tier":"{tier}","score":{decision["score"]},"reasons":{reasons},'


def stand_in(id_: str, verdict: str, expires_us: int) -> str:
    """The institution's own policy in place of a verdict that would have come too late."""
    return (
        f'{{"id":{_json(id_)},"verdict":"{verdict}","tier":"none","score":0,"reasons":[],'
        f'"expires_at":"{_instant(expires_us)}","sequence":null,"receipt":null,"degraded":true,"unread":[]}}'
    )


def reasons_text(fired: Sequence[Line], why: int = 0) -> str:
    """Reasons as the JSON of `schemas.Reason`, in all languages; the model's with what it rests on (`DECISION.why`)."""
    return _json([{"code": line.code, "weight": line.weight, "text": _text(line, why)} for line in fired])


def _text(line: Line, why: int) -> Mapping[str, str]:
    if not why or line.code not in MODEL_RULES:
        return line.told.reason
    themes = words_of_themes(why)
    return {language: f"{text} {themes[language]}." for language, text in line.told.reason.items()}


def _held(asks: npt.NDArray[Any]) -> Iterable[str]:
    """How much of each payment is to be held, where it is not the whole of it."""
    if not asks["stolen"].any():
        return [""] * len(asks)
    return [f'"held_amount":{amount},' if amount else "" for amount in held_amounts(asks).tolist()]


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
