"""The register in memory: a mapped file of what is said of people, and what has changed since it was written."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from arasha.kernel import prefixmap
from arasha.kernel.compiled import Array

WIDTH = 4  # bytes of an effect


class Heeded(NamedTuple):
    """Effects that took the place of others, by one fact."""

    fact: int
    keys: Array
    effects: Array


class Register:
    """Answers what is said of people, in well under a microsecond each.

    A person is looked up by the first 64 bits of the token; `heard` is the last fact that is heeded.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = prefixmap.open_map(path, WIDTH)
        self._delta, self._since = prefixmap.empty_delta(WIDTH), list[Heeded]()
        self.heard = self._known.as_of

    def effects(self, keys: Array) -> Array:
        """The effects (uint32, `rules/effects.py`) of keys (uint64); 0 where nothing is said."""
        return prefixmap.look_up(self._known, self._delta, keys)

    def change(self, fact: int, keys: Array, effects: Array) -> None:
        """Heed a fact: from now on other effects are said of some people; 0 for nothing."""
        self._since.append(Heeded(fact, keys, effects.astype(np.uint32)))
        self._delta = prefixmap.changed(self._delta, *self._since[-1][1:])
        self.heard = max(self.heard, fact)

    def read_again(self) -> bool:
        """Take a younger file into use, if there is one that holds nothing that was not heeded; is there?"""
        younger = prefixmap.open_map(self._path, WIDTH)
        if not self._known.as_of < younger.as_of <= self.heard:
            return False
        self._known, self._delta = younger, prefixmap.empty_delta(WIDTH)
        self._since = [heeded for heeded in self._since if heeded.fact > younger.as_of]
        for heeded in self._since:
            self._delta = prefixmap.changed(self._delta, heeded.keys, heeded.effects)
        return True

    @property
    def size(self) -> dict[str, int]:
        """How many people the file has, and how many changes lie over it."""
        return {"people": len(self._known.keys), "changes": len(self._delta.keys)}
