"""How much may be asked of an institution, and what its answer means; JSON keeps claims' numbers as text."""

from collections.abc import Mapping, Sequence

from arasha.domains.recovery.facts.handling import HoldState, Refusal
from arasha.kernel.attribution import shares
from arasha.kernel.errors import Malformed

Named = dict[str, int]


def fresh(lying: Mapping[int, int], arrived: Mapping[int, int], before: Sequence[Mapping[str, int]]) -> dict[int, int]:
    """What of stolen money is to be asked for: what lies there, at most what came since it was last asked about.

    `arrived` is how much of each claim ever came into the account, `before` the same at each earlier request.
    """
    seen = {claim: max((earlier.get(str(claim), 0) for earlier in before), default=0) for claim in lying}
    new = {claim: min(amount, arrived.get(claim, 0) - seen[claim]) for claim, amount in lying.items()}
    return {claim: amount for claim, amount in new.items() if amount > 0}


def added(claims: Mapping[str, int], more: Mapping[int, int]) -> Named:
    """The claims of a hold with what is asked for in addition."""
    asked = dict(claims)
    for claim, amount in more.items():
        asked[str(claim)] = asked.get(str(claim), 0) + amount
    return asked


def named(claims: Mapping[int, int]) -> Named:
    """Claims as JSON keeps them."""
    return {str(claim): amount for claim, amount in claims.items()}


def state_of(asked: int, held: int, refusal: Refusal | None) -> HoldState:
    """What an answer says; `Malformed` when it cannot be: more than was asked, or both refused and held."""
    if not 0 <= held <= asked:
        raise Malformed("hold at most what was asked: the rest belongs to the holder", field="held")
    if refusal is not None:
        if held:
            raise Malformed("what is refused is not held", field="refusal")
        return HoldState.REFUSED
    if held == 0:
        return HoldState.NOTHING_LEFT
    return HoldState.HELD_FULL if held == asked else HoldState.HELD_PARTIAL


def split(amount: int, claims: Mapping[str, int]) -> Named:
    """An amount divided pro rata to what each claim has, the sum exact (`kernel.attribution.shares`)."""
    names = sorted(claims, key=int)
    parts = shares(amount, [claims[name] for name in names])
    return {name: part for name, part in zip(names, parts, strict=True) if part}
