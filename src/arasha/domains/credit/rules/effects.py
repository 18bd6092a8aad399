"""What the register says of one person, in 32 bits.

    bits 0–3   what the person refuses: ALL, MICRO_LENDERS, REMOTE, ABOVE
    bits 4–7   the same, as bureaus have it: any bureau that says "active" means refuse
    bit 8      caution: ask the person by another channel first
    bits 9–19  the person's own amount of ABOVE, bits 20–30 the bureaus', in steps of 50 000 tenge

Grounds of one person are united: scopes add up, the lower amount counts.
"""

from collections.abc import Iterable
from enum import IntFlag
from typing import NamedTuple

from arasha.kernel.errors import Malformed
from arasha.kernel.money import tenge

STEP = tenge(50_000)
AMOUNT_BITS = 11
MOST = ((1 << AMOUNT_BITS) - 1) * STEP

SCOPE_BITS = 4
SCOPES = (1 << SCOPE_BITS) - 1
CAUTION = 1 << 2 * SCOPE_BITS
OWN_AMOUNT = 2 * SCOPE_BITS + 1
BUREAU_AMOUNT = OWN_AMOUNT + AMOUNT_BITS
AMOUNTS = (1 << AMOUNT_BITS) - 1

NOTHING = 0


class Scope(IntFlag):
    """Which loans a person refuses; several together mean any of them."""

    NONE = 0
    ALL = 1
    MICRO_LENDERS = 2
    REMOTE = 4
    ABOVE = 8

    @property
    def words(self) -> list[str]:
        """The scopes as they stand in messages: `["micro_lenders", "remote"]`."""
        return [str(scope.name).lower() for scope in Scope if scope in self]


class Refused(NamedTuple):
    """Which loans are refused; `above` is tiyn, 0 without the scope ABOVE: what is larger is refused."""

    scope: Scope
    above: int = 0


def scope_of(words: Iterable[str], *, field: str = "scopes") -> Scope:
    """The scopes that a message names; `Malformed` for a word that is none, or for no word."""
    scope = Scope.NONE
    for word in words:
        if word.upper() not in Scope.__members__ or word == "none":
            raise Malformed("scopes are all, micro_lenders, remote, above", field=field)
        scope |= Scope[word.upper()]
    if not scope:
        raise Malformed("name at least one scope: all, micro_lenders, remote, above", field=field)
    return scope


def steps(amount: int) -> int:
    """An amount in tiyn as whole steps, rounded down: in doubt more is refused."""
    return min(amount // STEP, AMOUNTS)


def own(refused: Refused) -> int:
    """The effect of a person's own refusal."""
    return int(refused.scope) | _amount(refused) << OWN_AMOUNT


def bureau(refused: Refused) -> int:
    """The effect of a refusal that a bureau has."""
    return int(refused.scope) << SCOPE_BITS | _amount(refused) << BUREAU_AMOUNT


def own_of(effect: int) -> Refused:
    """What a person's own refusal covers, as the register has it."""
    return _refused(effect & SCOPES, effect >> OWN_AMOUNT & AMOUNTS)


def bureau_of(effect: int) -> Refused:
    """What the refusals of bureaus cover."""
    return _refused(effect >> SCOPE_BITS & SCOPES, effect >> BUREAU_AMOUNT & AMOUNTS)


def union(effects: Iterable[int]) -> int:
    """What several grounds say together."""
    together = NOTHING
    for effect in effects:
        together = _united(together, effect)
    return together


def _united(one: int, other: int) -> int:
    flags = (one | other) & (CAUTION | (1 << 2 * SCOPE_BITS) - 1)
    for scope_at, amount_at in ((0, OWN_AMOUNT), (SCOPE_BITS, BUREAU_AMOUNT)):
        above = [each >> amount_at & AMOUNTS for each in (one, other) if each >> scope_at & Scope.ABOVE]
        flags |= min(above, default=0) << amount_at
    return flags


def _amount(refused: Refused) -> int:
    return steps(refused.above) if Scope.ABOVE in refused.scope else 0


def _refused(scope: int, amount: int) -> Refused:
    return Refused(Scope(scope), amount * STEP)
