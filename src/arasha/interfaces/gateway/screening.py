"""Screening a micro-batch, start to end, without a word of HTTP.

Room in the journal → which questions are new → what the registry knows → engine → journal, made durable → answers.
Nothing is decided before there is room to record it, and nothing is answered before it is recorded.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import structlog

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.behaviour import forming
from arasha.domains.payments.hot.behaviour.forming import Forming
from arasha.domains.payments.hot.book import Book
from arasha.domains.payments.hot.coerced import Wait
from arasha.domains.payments.hot.control_sample import draw, sample
from arasha.domains.payments.hot.group import FORGOTTEN, LARGEST_ROW, MOVES, ORDERS, PATTERNS, ROW, VERDICTS
from arasha.domains.payments.hot.model import Models
from arasha.domains.payments.hot.orders import Order, encode_order
from arasha.domains.payments.hot.taint import MOVE, Move, moves_of
from arasha.domains.registry.hot import Registry, keys_of
from arasha.interfaces.gateway.answers import Writer
from arasha.interfaces.gateway.books import Books
from arasha.interfaces.gateway.intake import LOOKED_UP, Taken
from arasha.interfaces.gateway.restore import Memory, heed
from arasha.kernel.answered import QUESTION, Claims, Status
from arasha.kernel.clock import HOUR
from arasha.kernel.compiled import Array
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.hashing import hash_all, hashes, joined, lengths
from arasha.kernel.journal.frames import Frame
from arasha.kernel.journal.places import Places
from arasha.kernel.journal.reader import Rereader
from arasha.kernel.journal.writer import Journal
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.ring import put_ring
from arasha.kernel.seal import Seal
from arasha.kernel.settings import Settings

logger = structlog.get_logger()

RECENT = 1 << 17


class Screening:
    """Everything the gateway holds in memory to judge payments, and the journal in which it records them."""

    def __init__(self, settings: Settings, journal: Journal, memory: Memory, registry: Registry, seal: Seal) -> None:
        self.journal, self.screener, self.registry = journal, memory.screener, registry
        self.taint, self.coerced = memory.taint, memory.coerced
        self._again = Rereader(journal.folder)
        self.questions, self.events = memory.answered["questions"], memory.answered["events"]
        self.books = Books(journal.folder)
        self.books.keep(memory.screener.book)
        self.writer = Writer(self.books)
        self.verdicts = np.zeros(len(Verdict), np.int64)
        self.forming = Forming()
        self._hold_us = settings.hold_hours * HOUR
        self._seal = seal
        self._sample = sample(
            settings.control_sample_per_mille, settings.control_sample_most_tenge, keyring().key(Purpose.SAMPLE)
        )
        self._places = Places(journal.folder)
        self._recent = np.zeros(RECENT, ROW)
        self._recent["ask"]["sequence"] = -1

    def decide(self, taken: Sequence[Taken], now_us: int) -> list[str | Conflict]:
        """The answers to payments, in their order; `Conflict` where an id was used before with another body.

        Raises `DiskFull` before anything has changed. When it returns, every new answer is on the disk.
        """
        ids, begun, _, _, bodies, unread = zip(*taken, strict=True)
        content, sizes = b"".join(bodies), lengths(bodies)
        self._make_room(len(taken), len(content))
        rows = np.frombuffer(bytearray(b"".join(begun)), ROW)
        questions = _questions(ids, rows["asker"], content, sizes)
        claims = self.questions.claim(questions, self.journal.next, now_us)
        if not claims.statuses.any():
            self._judge(taken, rows, questions, (content, sizes), now_us)
            return list(self.writer.write(ids, rows, unread))
        return self._decide_mixed(taken, rows, questions, claims, now_us)

    def _decide_mixed(
        self, taken: Sequence[Taken], rows: Array, questions: Array, claims: Claims, now_us: int
    ) -> list[str | Conflict]:
        """The rarer case: some of the questions were asked before."""
        new = np.flatnonzero(claims.statuses == Status.NEW)
        if len(new):
            asked = [taken[i] for i in new.tolist()]
            bodies = [body for *_, body, _ in asked]
            self._judge(asked, rows[new], questions[new], (b"".join(bodies), lengths(bodies)), now_us)
        rows = self._recent[claims.sequences % RECENT]
        for i in np.flatnonzero(rows["ask"]["sequence"] != claims.sequences):
            rows[i] = self._kept_row(int(claims.sequences[i]))
        given: list[str | Conflict] = list(
            self.writer.write([one[0] for one in taken], rows, [one[-1] for one in taken])
        )
        for i in np.flatnonzero(claims.statuses == Status.OTHER):
            given[i] = Conflict("this id was used before for another payment; a new payment needs a new id", field="id")
        return given

    def take_book(self, book: Book, models: Models) -> None:
        """Judge by another book and other models from the next micro-batch on; the book must have been kept."""
        logger.info("rule book taken into use", version=book.version)
        self.screener.book, self.screener.models = book, models

    def take_orders(self, orders: Sequence[Order]) -> None:
        """Heed what recovery says, from the next micro-batch on; recorded before this returns.

        Raises `DiskFull` when there is no room to record it: what was heeded so far stays heeded.
        """
        for order in orders:
            if order.fact > (self.coerced if isinstance(order, Wait) else self.taint).heard:
                recorded, upto = encode_order(order), self.journal.next
                self.journal.reserve(len(recorded) + 1024)
                self.journal.write(ORDERS, 1, recorded)
                self.tell_moves(heed((self.taint, self.coerced), order, self._again, upto))
        self.journal.sync()

    def tell_moves(self, moves: Sequence[Move]) -> None:
        """Write down where stolen money went; the caller makes it durable."""
        if moves:
            self.journal.reserve(len(moves) * MOVE.itemsize)
            self.journal.write(MOVES, len(moves), moves_of(moves).tobytes())

    def stored(self, sequence: int) -> tuple[Any, Array]:
        """The row and the features of a verdict that the journal still keeps; `NotFound` when it does not."""
        frame = self._frame(sequence)
        kept = group.decode(frame.first, frame.rows, frame.payload)
        return kept.rows[sequence - frame.first], kept.features[sequence - frame.first]

    def _kept_row(self, sequence: int) -> Any:
        """The row alone, which costs far less: repeated questions come by the thousand."""
        frame = self._frame(sequence)
        return group.rows_of(frame.rows, frame.payload)[sequence - frame.first]

    def _frame(self, sequence: int) -> Frame:
        frame = self._places.frame_with(sequence)
        if frame is None or frame.kind != VERDICTS:
            raise NotFound
        return frame

    def _make_room(self, payments: int, body_bytes: int) -> None:
        if self.screener.wants_to_forget(payments):
            self.journal.write(FORGOTTEN, 1, b"")
            self.screener.forget()
        patterns = min(payments, forming.MOST_TOLD) * forming.LARGEST
        self.journal.reserve(1024 + payments * LARGEST_ROW + body_bytes + patterns)

    def _judge(
        self, taken: Sequence[Taken], rows: Array, questions: Array, bodies: tuple[bytes, Array], now_us: int
    ) -> None:
        """Judge new payments: complete their rows, record them and make the record durable."""
        _, _, tokens, events, _, _ = zip(*taken, strict=True)
        first = self.journal.next
        names, name_sizes = joined(events)
        group.name_events(rows, questions, hashes(names, name_sizes, np.zeros(len(rows), np.int64)), name_sizes)
        known = self.events.claim_under(rows["event"], np.arange(first, first + len(rows)), now_us)
        tiers, victims = self.registry.known(keys_of(b"".join(tokens)).reshape(len(rows), LOOKED_UP))
        group.number(rows, tiers, victims, known, first)
        self.coerced.flag(rows["ask"])
        draw(rows["ask"], self._sample)
        rows["book"], rows["expires_at"] = self.screener.book.version, now_us + self._hold_us
        features, moves = self._screen(rows, again=bool(known.statuses.any()))
        self.journal.write(VERDICTS, len(rows), group.encode(rows, features, bodies, self._seal))
        self._tell_patterns(rows, features)
        self.tell_moves(moves)
        self.journal.sync()
        put_ring(self._recent, first, rows)
        self.verdicts += np.bincount(rows["decision"]["verdict"], minlength=len(Verdict))

    def _tell_patterns(self, rows: Array, features: Array) -> None:
        """Write down which payments form patterns, behind the verdicts: cut off there, only lists are lost."""
        formed = self.forming.formed(self.screener.state, rows["ask"], features, rows["decision"])
        if len(formed):
            self.journal.write(PATTERNS, len(formed), formed.tobytes())

    def _screen(self, rows: Array, *, again: bool) -> tuple[Array, list[Move]]:
        """Run the engine; the features, and where stolen money went. `again`: some payments were asked about before."""
        features, asks = group.no_features(len(rows)), rows["ask"]
        touched = frozenset(self.taint.touched(asks).tolist())
        repeated = frozenset(np.flatnonzero(asks["first"] != asks["sequence"]).tolist() if again else ())
        moves: list[Move] = []
        for begin, end in self._portions(asks, touched, repeated):
            for at in sorted((touched | repeated).intersection(range(begin, end))):
                if at in repeated:
                    features[at] = self._row_of(int(asks["first"][at]))
                if at in touched:
                    asks["stolen"][at] = self.taint.weigh(asks[at])
            self.screener.screen(asks[begin:end], features[begin:end], rows["decision"][begin:end])
            for at in sorted(touched.intersection(range(begin, end))):
                moves += self.taint.settle(asks[at], int(rows["decision"]["verdict"][at]))
        return features, moves

    def _portions(self, asks: Array, touched: frozenset[int], repeated: frozenset[int]) -> Iterator[tuple[int, int]]:
        """Cut a batch where a question hangs on what is decided earlier in it: on the first question about the same
        payment, or on where stolen money lies after another payment of the same account.
        """
        begin, unsettled = 0, set[int]()
        for at in sorted(touched | repeated):
            ask = asks[at]
            accounts = {int(ask["debtor_lo"]), int(ask["creditor_lo"])} if at in touched else set()
            here = at in repeated and ask["first"] >= asks["sequence"][begin]
            if (here or unsettled & accounts) and at > begin:
                yield begin, at
                begin, unsettled = at, set()
            unsettled |= accounts
        yield begin, len(asks)

    def _row_of(self, sequence: int) -> Array:
        """The features of a payment that was asked about before."""
        recent = self.screener.recall(sequence)
        return self.stored(sequence)[1] if recent is None else recent


def _questions(ids: Sequence[str], askers: Array, content: bytes, sizes: Array) -> Array:
    """The keys of questions: who asks under which id; and the digests of their bodies."""
    questions = np.empty(len(ids), QUESTION)
    names, name_sizes = joined(ids)
    hash_all(np.frombuffer(names, np.uint8), name_sizes, askers, questions)
    questions["digest"] = hashes(content, sizes, np.zeros(len(ids), np.int64))["lo"]
    return questions
