"""From a group of the journal to rows for the store."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.hot import group, layout
from arasha.domains.payments.hot.coerced import held_amounts
from arasha.domains.payments.hot.group import Group
from arasha.domains.payments.queries.books import reason_codes
from arasha.domains.payments.rules.masks import mask_of
from arasha.domains.payments.rules.statement import Stated, request_digest
from arasha.kernel.compiled import Array
from arasha.kernel.tiers import Tier

PLAIN = ["sequence", "first", "amount", "paid_at", "arrived_at", "kind", "channel", "flags"]
NAMED = ["device", "address", "debtor_phone", "creditor_phone"]
ANSWERED = ["asker", "book", "expires_at"]


class Asked(NamedTuple):
    """What the journal's row of a question does not hold: it lies in the group's sealed box.

    `request` is the question as it was sent (anything that has a canonical JSON), `sealed` the same for the store.
    """

    payment_id: str
    debtor_institution: str
    creditor_institution: str
    currency: str
    request: object
    sealed: bytes
    end_to_end_id: str = ""


class Screened(NamedTuple):
    """A verdict ready for the store; instants in µs, accounts as 16-byte tokens, `live` and `shadow` whole masks.

    `named` are device, network address, the payer's phone and the receiver's: the first eight bytes of their tokens as
    signed little-endian numbers, 0 where none was given.
    """

    stated: Stated
    asked: Asked
    first: int
    asker: int
    incoming: bool
    paid_at: int
    debtor: bytes
    creditor: bytes
    amount: int
    kind: int
    channel: int
    live: int
    shadow: int
    why: int
    features: bytes
    named: tuple[int, ...] = (0, 0, 0, 0)


def sealed_about(sequence: int) -> bytes:
    """What binds a sealed question to its row."""
    return b"payment" + sequence.to_bytes(8, "big")


def screened(kept: Group, questions: Sequence[Asked], code_of: Callable[[int], str]) -> Iterator[Screened]:
    """The rows of a group with what was asked; `code_of` names an institution by its number."""
    asks = kept.rows["ask"]
    columns = zip(
        questions, asks[PLAIN].tolist(), kept.rows["decision"].tolist(), kept.rows[ANSWERED].tolist(),
        _tokens(asks, "debtor"), _tokens(asks, "creditor"), kept.features,
        _named(asks), held_amounts(asks).tolist(), strict=True,
    )  # fmt: skip
    for asked, ask, decision, answered, debtor, creditor, features, named, held in columns:
        sequence, first, amount, paid, arrived, kind, channel, flags = ask
        asker, book, expires = answered
        stated = _stated(asked, code_of(asker), decision, (sequence, book, arrived, expires, held))
        yield Screened(
            stated, asked, first, asker, bool(flags & layout.INCOMING), paid, debtor, creditor, amount, kind, channel,
            mask_of(decision[0], decision[1]), mask_of(decision[2], decision[3]), decision[4], group.pack(features),
            named,
        )  # fmt: skip


def _stated(asked: Asked, institution: str, decision: tuple[int, ...], row: tuple[int, ...]) -> Stated:
    """What the receipt of a verdict will state; `row` is its sequence, rule book, arrival, expiry and what is held."""
    (live, more, _, _, _, score, tier, verdict, _), (sequence, book, arrived, expires, held) = decision, row
    return Stated(
        sequence=sequence,
        institution=institution,
        payment_id=asked.payment_id,
        request_sha256=request_digest(asked.request),
        verdict=Verdict(verdict),
        tier=Tier(tier),
        score=score,
        reasons=reason_codes(book, mask_of(live, more)) if live or more else (),
        book=book,
        decided_at=arrived,
        expires_at=expires,
        held_amount=held,
    )


def _named(asks: Array) -> list[tuple[int, ...]]:
    columns = [asks[name].astype(np.int64).tolist() for name in NAMED]
    return list(zip(*columns, strict=True))


def _tokens(asks: Array, side: str) -> list[bytes]:
    both = np.stack((asks[f"{side}_lo"], asks[f"{side}_hi"]), axis=1).tobytes()
    return [both[at : at + 16] for at in range(0, len(both), 16)]
