"""Starting a gateway: what it held in memory is read back from the last snapshot and the journal behind it.

The same function makes new snapshots, in a short-lived process beside the gateway: it starts up as a gateway would, and
saves what it has. So every snapshot is a rehearsal of a restart, and answers never wait for one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import structlog

from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.book import Book, InForce, WrongBook, book, saved_typologies
from arasha.domains.payments.hot.coerced import Coerced, Wait
from arasha.domains.payments.hot.orders import Order, decode_order
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.hot.taint import Move, Passed, Put, Taint, passed_of
from arasha.domains.payments.queries.models_in_force import NONE, Heard, WrongModel, heard, saved
from arasha.kernel import pages, snapshot
from arasha.kernel.answered import Answered
from arasha.kernel.clock import DAY
from arasha.kernel.compiled import Array
from arasha.kernel.journal.frames import Frame, JournalDamaged
from arasha.kernel.journal.reader import Rereader, end_of, read_from
from arasha.kernel.settings import Settings

logger = structlog.get_logger()


class Memory:
    """What is rebuilt: the engine's state and which questions were answered. `next` is the sequence behind it."""

    def __init__(self, settings: Settings, rules: Book) -> None:
        span = settings.journal_keep_days * DAY // 2
        self.screener = Screener(rules, accounts=settings.engine_accounts, payments=settings.engine_payments)
        self.taint, self.coerced = Taint(), Coerced()
        self._journal = Rereader(journal_folder(settings))
        expected = settings.engine_payments
        self.answered = {
            "questions": Answered(span, expected),
            "events": Answered(span, expected),
            "reports": Answered(span),
        }
        self.next = 0

    def arrays(self) -> dict[str, Array]:
        """Everything as named arrays."""
        arrays = {f"engine.{name}": array for name, array in self.screener.arrays().items()}
        for name, answered in self.answered.items():
            arrays |= {f"{name}.{part}": array for part, array in answered.arrays().items()}
        arrays["taint"] = np.frombuffer(self.taint.kept(), np.uint8)
        arrays["coerced"] = np.frombuffer(self.coerced.kept(), np.uint8)
        return arrays | {"next": np.array([self.next], np.int64)}

    def take_into_use(self) -> None:
        """Have all tables in memory, with the room they have left."""
        *tables, behaviour = self.screener.state
        pages.take_into_use((*tables, *behaviour))
        for answered in self.answered.values():
            pages.take_into_use(answered.arrays().values())

    def load(self, arrays: dict[str, Array]) -> None:
        """Take over a snapshot."""
        self.screener.load(_part(arrays, "engine."))
        for name, answered in self.answered.items():
            answered.load(_part(arrays, f"{name}."))
        if "taint" in arrays:  # snapshots of before had none
            self.taint.load(arrays["taint"].tobytes())
        if "coerced" in arrays:  # nor this
            self.coerced.load(arrays["coerced"].tobytes())
        self.next = int(arrays["next"][0])

    def replay(self, frames: Iterable[Frame]) -> int:
        """Heed what stands in the journal from `next` on; returns how many rows.

        Without a snapshot it begins with the oldest row that is kept. `JournalDamaged` when rows between are missing.
        """
        begin = self.next
        for frame in frames:
            if frame.first > self.next > 0:
                raise JournalDamaged(f"rows {self.next} to {frame.first - 1} are missing; restore the journal")
            if frame.first >= self.next:
                self._heed(frame)
                self.next = frame.following
        return self.next - begin

    def _heed(self, frame: Frame) -> None:
        if frame.kind == group.VERDICTS:
            rows = group.rows_of(frame.rows, frame.payload)
            sequences = np.arange(frame.first, frame.following)
            self.answered["questions"].claim_under(rows["question"], sequences, frame.at)
            self.answered["events"].claim_under(rows["event"], sequences, frame.at)
            self.screener.absorb(rows["ask"])
            for at in self.taint.touched(rows["ask"]).tolist():
                self.taint.settle(rows["ask"][at], int(rows["decision"]["verdict"][at]))
        elif frame.kind == group.OUTCOMES:
            rows = np.frombuffer(frame.payload, group.OUTCOME, frame.rows)
            sequences = np.arange(frame.first, frame.following)
            self.answered["reports"].claim_under(rows["report"], sequences, frame.at)
            for payment, outcome in zip(rows["payment"].tolist(), rows["outcome"].tolist(), strict=True):
                self.taint.report(payment, outcome)
        elif frame.kind == group.FORGOTTEN:
            self.screener.forget()
        elif frame.kind == group.ORDERS:
            heed((self.taint, self.coerced), decode_order(frame.payload), self._journal, frame.first)


def restore(settings: Settings) -> Memory:
    """The memory as of the end of the journal; `JournalDamaged` when rows are missing, or the snapshot knows more."""
    memory = _last_snapshot(settings)
    memory.screener.models = models_in_force(settings).models
    begin = memory.next
    replayed, end = memory.replay(read_from(journal_folder(settings), begin)), end_of(journal_folder(settings))
    if end < begin:
        raise JournalDamaged(f"the snapshot has rows up to {begin}, the journal up to {end}; restore the journal")
    logger.info("memory restored", from_snapshot=begin, replayed=replayed, **memory.screener.size)
    return memory


def heed(memories: tuple[Taint, Coerced], order: Order, journal: Rereader, upto: int) -> list[Move]:
    """Do what recovery says, as of the journal's row `upto`; where stolen money went thereby."""
    taint, coerced = memories
    if isinstance(order, Wait):
        coerced.heed(order)
        return []
    return taint.heed(order, passed_since(journal, order, upto))


def passed_since(journal: Rereader, order: Order, upto: int) -> Iterator[tuple[Passed, int]]:
    """The payments that the journal has from an order's place in the ledger on and before `upto`, with their verdicts.

    Only those of the accounts that are put: the others go on as they are.
    """
    if not isinstance(order, Put) or order.ledger >= upto:
        return
    accounts = np.frombuffer(b"".join(account for account, _, _ in order.accounts), np.uint64)[::2]
    for frame in journal.read_from(order.ledger):
        if frame.first >= upto:
            return
        if frame.kind == group.VERDICTS:
            rows = group.rows_of(frame.rows, frame.payload)
            asks = rows["ask"]
            mine = np.isin(asks["debtor_lo"], accounts) | np.isin(asks["creditor_lo"], accounts)
            fresh = (asks["sequence"] >= order.ledger) & (asks["first"] == asks["sequence"])
            for at in np.flatnonzero(mine & fresh).tolist():
                yield passed_of(asks[at]), int(rows["decision"]["verdict"][at])


def _last_snapshot(settings: Settings) -> Memory:
    """What the last snapshot kept; nothing when there is none, or when another version of the engine wrote it."""
    memory, path = Memory(settings, book_in_force(settings)), snapshot_path(settings)
    try:
        if path.exists():
            memory.load(snapshot.load(path))
    except ValueError as error:
        logger.warning("snapshot cannot be used; the journal is replayed whole", error=type(error).__name__)
        return Memory(settings, book_in_force(settings))
    return memory


def book_in_force(settings: Settings) -> Book:
    """The table's rules, with those in shadow that the settings name, and the typologies of the last contact with the
    store; without these when they cannot be one book any more: answers go on.
    """
    names = models_in_force(settings).names
    try:
        return book_with(settings, saved_typologies(typologies_path(settings)), names)
    except (WrongBook, ValueError) as error:
        logger.warning("the typologies cannot be in the book; it is the table's alone", error=type(error).__name__)
        return book_with(settings, [], names)


def book_with(settings: Settings, typologies: Sequence[InForce], models: tuple[str, ...] = ()) -> Book:
    """The book of these typologies, which hears these models; `WrongBook` when it cannot be."""
    return replace(book((code for code in settings.shadow_rules.split(",") if code), typologies), models=models)


def models_in_force(settings: Settings) -> Heard:
    """The models of the last contact with the store; none when their files cannot be used any more: answers go on."""
    try:
        return heard(saved(models_path(settings)))
    except WrongModel as error:
        logger.warning("the models cannot be used; rules judge without them", error=type(error).__name__)
        return heard(NONE)


def journal_folder(settings: Settings) -> Path:
    """Where the payments journal lies."""
    return settings.path("journal", "x").parent / "payments"


def snapshot_path(settings: Settings) -> Path:
    """Where the last snapshot lies."""
    return settings.path("snapshots", "payments.snapshot")


def registry_path(settings: Settings) -> Path:
    """Where the registry's mapped file lies."""
    return settings.path("snapshots", "registry.map")


def callers_path(settings: Settings) -> Path:
    """Where the good keys of the last contact with the store lie: digests, never keys."""
    return settings.path("snapshots", "callers.msgpack")


def typologies_path(settings: Settings) -> Path:
    """Where the typologies in force as of the last contact with the store lie."""
    return settings.path("snapshots", "typologies.json")


def models_path(settings: Settings) -> Path:
    """Where the models in force as of the last contact with the store lie."""
    return settings.path("snapshots", "models.msgpack")


def _part(arrays: dict[str, Array], prefix: str) -> dict[str, Array]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}
