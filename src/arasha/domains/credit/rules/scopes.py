"""Comparing what is refused: more is set at once, less only by a lift."""

from arasha.domains.credit.rules.effects import MOST, STEP, Refused, Scope
from arasha.kernel.errors import Malformed

NOTHING = Refused(Scope.NONE)


def plain(refused: Refused) -> Refused:
    """The same as it is kept: ALL says the rest too, amounts are whole steps of 50 000 tenge, rounded down.

    `Malformed` when ABOVE has no amount that can be kept.
    """
    if Scope.ALL in refused.scope:
        return Refused(Scope.ALL)
    if Scope.ABOVE not in refused.scope:
        return Refused(refused.scope)
    if not STEP <= refused.above <= MOST:
        raise Malformed(f"an amount from {STEP} to {MOST} tiyn: larger loans are refused", field="above")
    return Refused(refused.scope, refused.above // STEP * STEP)


def covers(one: Refused, other: Refused) -> bool:
    """Does the one refuse every loan that the other refuses?"""
    if Scope.ALL in one.scope:
        return True
    flags = other.scope & ~Scope.ABOVE
    return flags & one.scope == flags and (
        Scope.ABOVE not in other.scope or (Scope.ABOVE in one.scope and one.above <= other.above)
    )


def joined(one: Refused, other: Refused) -> Refused:
    """What both refuse together."""
    amounts = [each.above for each in (one, other) if Scope.ABOVE in each.scope]
    return plain(Refused(one.scope | other.scope, min(amounts, default=0)))
