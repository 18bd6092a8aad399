"""The drain of verdicts on payments."""

from collections.abc import Iterable, Sequence
from itertools import groupby

import msgspec
import numpy as np

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
from arasha.interfaces.gateway.draining import Draining, Stepped, code_of
from arasha.interfaces.gateway.identity import identifiers_of
from arasha.interfaces.gateway.restore import book_in_force, journal_folder
from arasha.kernel.identifiers import Identifier, Unread, token_input
from arasha.kernel.journal.frames import Frame, JournalDamaged
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.seal import Seal, seal
from arasha.kernel.settings import Settings
from arasha.kernel.store import vault
from arasha.kernel.tokens import Tokens

JOURNAL = "payments"

_question = msgspec.msgpack.Decoder(Payment)


class Drain(Draining):
    """Drains the payments journal of one gateway."""

    def __init__(self, settings: Settings, stepped: Stepped | None = None) -> None:
        super().__init__(journal_folder(settings), settings, stepped)
        self._books, self._kept_books = Books(self._folder), set[int]()
        self._book = book_in_force(settings)
        self._books.keep(self._book)
        self._tokens = Tokens(keyring().key(Purpose.TOKEN))
        self._known = _Recent(200_000)

    def position(self) -> int:
        """The sequence up to which the store has the journal."""
        return record.position(JOURNAL)

    def prepare(self) -> None:
        """Keep the book in force in the store."""
        self._keep_book(self._book.version)

    def record(self, frames: Sequence[Frame]) -> None:
        """Store verdicts, outcomes and what stands beside them in one transaction."""
        for version in _books_of(frames) - self._kept_books:
            self._keep_book(version)
        screened, named = self._screened([frame for frame in frames if frame.kind == group.VERDICTS])
        reported = [row for frame in frames if frame.kind == group.OUTCOMES for row in _reported(frame)]
        vault.keep(named)
        formed = [row for frame in frames if frame.kind == group.PATTERNS for row in _formed(frame)]
        moved = [row for frame in frames if frame.kind == group.MOVES for row in _moved(frame)]
        record.record(JOURNAL, frames[-1].following, screened, reported, Beside(formed, moved))

    def _keep_book(self, version: int) -> None:
        """Take a book into the store before the rows that were judged by it; `JournalDamaged` when it has gone."""
        try:
            record.keep_book(version, self._books.plain(version))
        except FileNotFoundError:
            raise JournalDamaged(f"the rule book {version} is missing beside the journal; restore it") from None
        self._kept_books.add(version)

    def _screened(self, frames: Sequence[Frame]) -> tuple[list[Screened], dict[bytes, Identifier | Unread]]:
        """The verdicts of some frames, and the identifiers not seen lately, under their tokens."""
        rows: list[Screened] = []
        named, sealing = dict[bytes, Identifier | Unread](), seal()
        for frame in frames:
            kept = group.decode(frame.first, frame.rows, frame.payload)
            questions = [_question.decode(question) for question in group.open_questions(kept, sealing)]
            asked = [_asked(one, sequence, sealing) for sequence, one in enumerate(questions, start=frame.first)]
            rows += screened(kept, asked, code_of)
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
