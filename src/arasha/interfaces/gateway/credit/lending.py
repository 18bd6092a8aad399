"""Answering lenders, a micro-batch start to end, without a word of HTTP.

Room in the journal → which questions are new → what is said of the people → who asked for them lately → journal, made
durable → signed answers. Changes of what is said of people pass the same journal, so refusals and answers have one
order: the journal's. Whoever was answered before a change took effect was answered rightly, and the receipt shows it.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from arasha.domains.credit.facts.register import Answer, RegisterChanged
from arasha.domains.credit.hot import group
from arasha.domains.credit.hot.deciding import Policy, decide_all
from arasha.domains.credit.hot.group import CHANGE, CHANGES, CHECK, CHECKS, LARGEST_ROW
from arasha.domains.credit.hot.statement import Changed, change_text, check_text
from arasha.domains.registry.hot import Registry, keys_of
from arasha.interfaces.gateway.credit.intake import BODY_BYTES, Taken
from arasha.interfaces.gateway.credit.restoring import Memory
from arasha.interfaces.gateway.credit.writing import Wanted, Writer, stated
from arasha.kernel.answered import Claims, Status
from arasha.kernel.compiled import Array
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.facts import Recorded
from arasha.kernel.hashing import hash_all, hashes, joined
from arasha.kernel.journal.frames import Frame
from arasha.kernel.journal.places import Places
from arasha.kernel.journal.writer import Journal
from arasha.kernel.log import merkle
from arasha.kernel.log.note import Signer
from arasha.kernel.seal import Seal

OTHER_APPLICATION = "this id was used before for another application; a new application needs a new id"


class Lending:
    """Everything the gateway holds in memory to answer lenders, and the journal in which it records the answers."""

    def __init__(self, journal: Journal, memory: Memory, registry: Registry, seal: Seal, signer: Signer) -> None:
        self.journal, self.registry = journal, registry
        self.register, self.applications, self.questions = memory.register, memory.applications, memory.questions
        self.answers = np.zeros(len(Answer), np.int64)
        self._policy: Policy = memory.policy
        self._seal, self._writer, self._places = seal, Writer(signer), Places(journal.folder)

    def decide(self, taken: Sequence[Taken], now_us: int) -> list[str | Conflict]:
        """The answers to questions, in their order; `Conflict` where an id was used before for something else.

        Raises `DiskFull` before anything has changed. When it returns, every new answer is on the disk.
        """
        ids, begun, bodies, lenders = zip(*taken, strict=True)
        self.journal.reserve(1024 + len(taken) * (LARGEST_ROW + 4) + len("".join(ids).encode()))
        rows = np.frombuffer(bytearray(b"".join(begun)), CHECK)
        names, sizes = joined(ids)
        hash_all(np.frombuffer(names, np.uint8), sizes, rows["lender"], rows["question"])
        digests = hashes(b"".join(bodies), np.full(len(taken), BODY_BYTES), np.zeros(len(taken), np.int64))
        rows["question"]["digest"] = digests["lo"]
        claims = self.questions.claim(rows["question"], self.journal.next, now_us)
        new = np.flatnonzero(claims.statuses == Status.NEW).tolist()
        if len(new) == len(taken):
            return list(self._answer(ids, lenders, rows, now_us))
        given: dict[int, str | Conflict] = {}
        if new:
            texts = self._answer([ids[i] for i in new], [lenders[i] for i in new], rows[new], now_us)
            given = dict(zip(new, texts, strict=True))
        given |= self._again(claims, ids, lenders)
        return [given[i] for i in range(len(taken))]

    def change(self, changes: Sequence[Recorded[RegisterChanged]], now_us: int) -> None:
        """Say other things of people, from the next question on; recorded before this returns.

        Raises `DiskFull` when there is no room to record it: what was heeded so far stays heeded.
        """
        for recorded in changes:
            if recorded.sequence > self.register.heard:
                rows = changes_of(recorded, now_us)
                self.journal.reserve(len(rows) * (CHANGE.itemsize + group.HASH))
                leaves = _leaves_of_changes(self.journal.next, rows)
                self.journal.write(CHANGES, len(rows), group.encode_changes(rows, leaves))
                self.register.change(recorded.sequence, rows["lo"], rows["effect"])
        self.journal.sync()

    def find(self, question: Array) -> int:
        """The sequence of the answer to a question (a record of `QUESTION`); -1 when there is none."""
        return self.questions.find(question)

    def kept(self, sequence: int, application: str, lender: str) -> str:
        """An answer that the journal still keeps, as it was given; `NotFound` when it does not."""
        return self._rewrite(self._frame(sequence), [(sequence, application, lender)])[0]

    def _answer(self, ids: Sequence[str], lenders: Sequence[str], rows: Array, now_us: int) -> list[str]:
        """Answer new questions: decide, record, make the record durable."""
        first, keys = self.journal.next, np.ascontiguousarray(rows["lo"])
        rows["at"], rows["register"], rows["effect"] = now_us, self.register.heard, self.register.effects(keys)
        _, victims = self.registry.known(keys)
        self.applications.reserve(len(rows), now_us)
        self.applications.used += decide_all(rows, victims, self.applications.table, self._policy)
        said = stated(range(first, first + len(rows)), rows, ids, lenders)
        texts = [check_text(one) for one in said]
        leaves = [merkle.leaf_hash(text.encode()) for text in texts]
        self.journal.write(CHECKS, len(rows), group.encode_checks(first, rows, leaves, ids, self._seal))
        self.journal.sync()
        self.answers += np.bincount(rows["answer"], minlength=len(Answer))
        return self._writer.write(first, leaves, now_us, list(map(Wanted, range(len(said)), said, texts)))

    def _again(self, claims: Claims, ids: Sequence[str], lenders: Sequence[str]) -> dict[int, str | Conflict]:
        """What stands in the journal under questions that were asked before, a frame at a time."""
        given: dict[int, str | Conflict] = {}
        places = defaultdict[int, list[int]](list)
        frames: dict[int, Frame] = {}
        for i in np.flatnonzero(claims.statuses != Status.NEW).tolist():
            if claims.statuses[i] == Status.OTHER:
                given[i] = Conflict(OTHER_APPLICATION, field="id")
                continue
            frame = self._frame(int(claims.sequences[i]))
            frames[frame.first] = frame
            places[frame.first].append(i)
        for first, here in places.items():
            texts = self._rewrite(frames[first], [(int(claims.sequences[i]), ids[i], lenders[i]) for i in here])
            given |= dict(zip(here, texts, strict=True))
        return given

    def _rewrite(self, frame: Frame, wanted: Sequence[tuple[int, str, str]]) -> list[str]:
        """Answers of one frame once more, by their sequences, ids and lenders."""
        checks = group.decode_checks(frame.first, frame.rows, frame.payload)
        at = np.array([sequence - frame.first for sequence, _, _ in wanted])
        sequences, ids, lenders = zip(*wanted, strict=True)
        said = stated(sequences, checks.rows[at], ids, lenders)
        return self._writer.write(
            frame.first,
            group.hashes_of(checks.hashes),
            int(checks.rows["at"][0]),
            list(map(Wanted, at.tolist(), said, map(check_text, said))),
        )

    def _frame(self, sequence: int) -> Frame:
        frame = self._places.frame_with(sequence)
        if frame is None or frame.kind != CHECKS:
            raise NotFound
        return frame


def changes_of(recorded: Recorded[RegisterChanged], now_us: int) -> Array:
    """What a fact says of people, as it stands in the journal."""
    rows = np.zeros(len(recorded.fact.people), CHANGE)
    tokens = bytes.fromhex("".join(recorded.fact.people))
    rows["lo"], rows["hi"] = keys_of(tokens), np.frombuffer(tokens, np.uint64)[1::2]
    rows["fact"], rows["at"], rows["effect"] = recorded.sequence, now_us, recorded.fact.effects
    return rows


def _leaves_of_changes(first: int, rows: Array) -> list[bytes]:
    said = zip(group.people_of(rows), rows["effect"].tolist(), rows["fact"].tolist(), rows["at"].tolist(), strict=True)
    return [
        merkle.leaf_hash(change_text(Changed(sequence, *one)).encode())
        for sequence, one in enumerate(said, start=first)
    ]
