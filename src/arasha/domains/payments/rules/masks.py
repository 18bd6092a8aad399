"""The masks of a verdict: a bit for each rule of its book that fired, as one number and as the words that keep it."""

from typing import NamedTuple

WORD = 64
_ALL = (1 << WORD) - 1


class Words(NamedTuple):
    """A mask as two of PostgreSQL's signed bigints: rules 0 to 63, and rules 64 to 127."""

    first: int
    more: int


def words_of(mask: int) -> Words:
    """The two columns that keep a mask."""
    return Words(_signed(mask & _ALL), _signed(mask >> WORD & _ALL))


def mask_of(first: int, more: int) -> int:
    """The mask that two words keep, signed or not."""
    return first & _ALL | (more & _ALL) << WORD


def bits_of(mask: int) -> list[int]:
    """The numbers of the rules whose bits are set, in their order."""
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]


def _signed(word: int) -> int:
    return word - (1 << WORD) if word >> WORD - 1 else word
