"""The drain: what stands in the journal goes into the store, in the order in which it was answered.

A process of its own beside the gateway, so that answers never wait for the store. When the store is away the journal
waits; when the drain is killed it goes on where its last transaction ended. When the journal is damaged nothing behind
the damage is recorded, nothing is skipped, and it is said loudly until somebody has mended it.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import groupby

import msgspec
import numpy as np
import structlog
from django.db import InterfaceError, OperationalError, connection

from arasha.client.schemas import Payment
from arasha.domains.payments.actions import record
from arasha.domains.payments.actions.patterns import Formed
from arasha.domains.payments.actions.record import Beside, Moved, Reported
from arasha.domains.payments.actions.screened import Asked, Screened, screened, sealed_about
from arasha.domains.payments.facts import Outcome, PatternKind
from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.behaviour.forming import PATTERN
from arasha.domains.payments.hot.taint import MOVE
from arasha.interfaces.gateway.books import Books
from arasha.interfaces.gateway.damage import Damage
from arasha.interfaces.gateway.identity import identifiers_of
from arasha.interfaces.gateway.restore import book_in_force, journal_folder
from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.identifiers import Identifier, Unread, token_input
from arasha.kernel.journal.frames import Frame, JournalDamaged
from arasha.kernel.journal.reader import Tail, end_of
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.seal import Seal, seal
from arasha.kernel.settings import Settings
from arasha.kernel.store import vault
from arasha.kernel.tokens import Tokens

logger = structlog.get_logger()

JOURNAL = "payments"
MOST_ROWS = 4_000  # in one transaction: beyond it the log would be locked for too long
WORTH_IT = MOST_ROWS // 4
RETRY_S = 1.0
DAMAGED_RETRY_S = 30.0  # a person has to bring the file back, so there is no hurry to look again

# Hears of every transaction: how many rows, and how many seconds they took.
Stepped = Callable[[int, float], None]

_question = msgspec.msgpack.Decoder(Payment)


class Drain:
    """Drains the payments journal of one gateway."""

    def __init__(self, settings: Settings, stepped: Stepped | None = None) -> None:
        self._folder = journal_folder(settings)
        self._books, self._kept_books = Books(self._folder), set[int]()
        self._book = book_in_force(settings)
        self._books.keep(self._book)
        self._interval = settings.drain_interval_ms / 1000
        self._damage = Damage(self._folder)
        self._stepped = stepped
        self._tail: Tail | None = None
        self._position = 0
        self._tokens = Tokens(keyring().key(Purpose.TOKEN))
        self._known = _Recent(200_000)
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Stop after the present transaction."""
        self._stopped.set()

    def run(self) -> None:
        """Drain until stopped; the store may come and go meanwhile."""
        while not self._stopped.is_set():
            self._stopped.wait(self.turn())

    def turn(self) -> float:
        """Record all that is there; returns for how many seconds to rest then.

        A transaction has its price whatever its size, so when little is left more is waited for.
        """
        try:
            while (rows := self._timed_step()) and not self._stopped.is_set():
                if rows < WORTH_IT:
                    self._stopped.wait(self._interval)
        except (OperationalError, InterfaceError) as error:
            logger.warning("store away; the journal waits", error=type(error).__name__)
            self._tail = None
            connection.close()
            return RETRY_S
        except JournalDamaged:
            self._report_damage()
            return DAMAGED_RETRY_S
        self._damage.mended()
        return self._interval

    def _report_damage(self) -> None:
        """Say it where operators look: in the log, and at the gateway, in its health and its metrics."""
        sequence = self._tail.position if self._tail else self._position
        self._tail = None
        self._damage.found(sequence)
        logger.error(
            "JOURNAL DAMAGED: no answer from next_sequence on reaches the store; bring its files back from a copy",
            folder=str(self._folder),
            next_sequence=sequence,
        )

    def _timed_step(self) -> int:
        begin = clock.monotonic()
        rows = self.step()
        if rows and self._stepped:
            self._stepped(rows, clock.monotonic() - begin)
        return rows

    def step(self) -> int:
        """Record the next rows of the journal in one transaction; returns how many there were."""
        if self._tail is None:
            self._keep_book(self._book.version)
            self._tail = self._begin()
        frames = self._tail.read(MOST_ROWS)
        if not frames:
            return 0
        for version in _books_of(frames) - self._kept_books:
            self._keep_book(version)
        screened, named = self._screened([frame for frame in frames if frame.kind == group.VERDICTS])
        reported = [row for frame in frames if frame.kind == group.OUTCOMES for row in _reported(frame)]
        vault.keep(named)
        formed = [row for frame in frames if frame.kind == group.PATTERNS for row in _formed(frame)]
        moved = [row for frame in frames if frame.kind == group.MOVES for row in _moved(frame)]
        record.record(JOURNAL, frames[-1].following, screened, reported, Beside(formed, moved))
        return sum(frame.rows for frame in frames)

    def _keep_book(self, version: int) -> None:
        """Take a book into the store before the rows that were judged by it; `JournalDamaged` when it has gone."""
        try:
            record.keep_book(version, self._books.plain(version))
        except FileNotFoundError:
            raise JournalDamaged(f"the rule book {version} is missing beside the journal; restore it") from None
        self._kept_books.add(version)

    def _begin(self) -> Tail:
        """Go on where the last transaction ended; `JournalDamaged` when the journal ends before that."""
        self._position, end = record.position(JOURNAL), end_of(self._folder)
        if end < self._position:
            raise JournalDamaged(f"the store has rows up to {self._position}, the journal up to {end}; restore it")
        return Tail(self._folder, self._position)

    def _screened(self, frames: Sequence[Frame]) -> tuple[list[Screened], dict[bytes, Identifier | Unread]]:
        """The verdicts of some frames, and the identifiers not seen lately, under their tokens."""
        rows: list[Screened] = []
        named, sealing = dict[bytes, Identifier | Unread](), seal()
        for frame in frames:
            kept = group.decode(frame.first, frame.rows, frame.payload)
            questions = [_question.decode(question) for question in group.open_questions(kept, sealing)]
            asked = [_asked(one, sequence, sealing) for sequence, one in enumerate(questions, start=frame.first)]
            rows += screened(kept, asked, _code_of)
            for question in questions:
                for party in (question.debtor, question.creditor):
                    named |= self._unknown(identifiers_of(party))
        return rows, named

    def _unknown(self, identifiers: Iterable[Identifier | Unread]) -> dict[bytes, Identifier | Unread]:
        fresh = [
            identifier for identifier in identifiers if self._known.add((identifier.kind.value, identifier.canonical))
        ]
        return {self._tokens.token(token_input(identifier)): identifier for identifier in fresh}


class _Recent:
    """A bounded memory of what was seen lately; forgetting costs a needless write and nothing else."""

    def __init__(self, most: int) -> None:
        self._seen: set[object] = set()
        self._most = most

    def add(self, item: object) -> bool:
        """Remember an item; True when it was not remembered already."""
        if item in self._seen:
            return False
        if len(self._seen) >= self._most:
            self._seen.clear()
        self._seen.add(item)
        return True


def _asked(question: Payment, sequence: int, sealing: Seal) -> Asked:
    return Asked(
        question.id,
        question.debtor.institution,
        question.creditor.institution,
        question.currency,
        question,
        sealing.close(msgspec.msgpack.encode(question), about=sealed_about(sequence)),
        question.end_to_end_id or "",
    )


def _books_of(frames: Sequence[Frame]) -> set[int]:
    """The versions of the books by which the verdicts of some frames were given."""
    rows = (group.rows_of(frame.rows, frame.payload) for frame in frames if frame.kind == group.VERDICTS)
    return {int(version) for each in rows for version in np.unique(each["book"])}


def _reported(frame: Frame) -> Iterable[Reported]:
    rows = np.frombuffer(frame.payload, group.OUTCOME, frame.rows)
    for sequence, row in enumerate(rows, start=frame.first):
        yield Reported(sequence, int(row["payment"]), Outcome(int(row["outcome"])), int(row["at"]))


def _formed(frame: Frame) -> Iterable[Formed]:
    rows = np.frombuffer(frame.payload, PATTERN, frame.rows)
    for sequence, row in enumerate(rows, start=frame.first):
        members = row["members"][: row["count"]].tolist()
        yield Formed(sequence, int(row["payment"]), PatternKind(int(row["kind"])), members, bool(row["partial"]))


def _moved(frame: Frame) -> Iterable[Moved]:
    """Where stolen money went, a payment at a time."""
    rows = np.frombuffer(frame.payload, MOVE, frame.rows).tolist()
    for payment, of_payment in groupby(enumerate(rows, start=frame.first), key=lambda row: row[1][0]):
        places = list(of_payment)
        yield Moved(places[0][0], payment, {claim: amount for _, (_, claim, amount) in places})


@lru_cache(maxsize=4096)
def _code_of(number: int) -> str:
    """The code of an institution; numbers are never reused."""
    return access.code_of(number)
