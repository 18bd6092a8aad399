"""The registry in memory: a mapped file of everything, and what has changed since it was written."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from arasha.domains.registry.facts import EntryFact
from arasha.domains.registry.rules.answers import PROTECTED, TIER_BITS, Answer, read_answer
from arasha.kernel import prefixmap
from arasha.kernel.facts import Fact, Recorded

TIER_MASK = np.uint8((1 << TIER_BITS) - 1)


class Registry:
    """Answers what is known of tokens, in well under a microsecond each.

    A token is looked up by its first 64 bits, little-endian; `as_of` is the sequence of the last fact that is heeded.
    """

    def __init__(self, path: Path) -> None:
        self._known = prefixmap.open_map(path)
        self._delta = prefixmap.empty_delta()
        self.as_of = self._known.as_of

    def answers(self, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint8]:
        """The answer bytes (`rules.read_answer`) for keys of any shape; 0 for key 0, which stands for none."""
        return prefixmap.look_up(self._known, self._delta, keys)

    def standings(self, keys: npt.NDArray[np.uint64]) -> list[Answer]:
        """The answers in words."""
        return [read_answer(value) for value in self.answers(keys).tolist()]

    def known(self, keys: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
        """The tiers, and which keys are those of protected victims, by one look each."""
        answers = self.answers(keys)
        return answers & TIER_MASK, answers == PROTECTED

    def follow(self, facts: list[Recorded[Fact]]) -> None:
        """Heed what has happened to entries."""
        changes = {
            key_of(bytes.fromhex(fact.fact.token)): fact.fact.effective
            for fact in facts
            if isinstance(fact.fact, EntryFact)
        }
        if changes:
            keys, values = np.fromiter(changes, np.uint64), np.fromiter(changes.values(), np.uint8)
            self._delta = prefixmap.changed(self._delta, keys, values)
        if facts:
            self.as_of = facts[-1].sequence

    @property
    def size(self) -> dict[str, int]:
        """How many keys the file has, and how many changes lie over it."""
        return {"file": len(self._known.keys), "changes": len(self._delta.keys)}


def key_of(token: bytes) -> int:
    """The look-up key of a 16-byte token: its first eight bytes."""
    return int.from_bytes(token[:8], "little")


def keys_of(tokens: bytes) -> npt.NDArray[np.uint64]:
    """The look-up keys of tokens that lie end to end."""
    halves: npt.NDArray[Any] = np.frombuffer(tokens, np.uint64)
    return np.ascontiguousarray(halves[::2])
