"""What is said of a trace: by which rule money was followed, where it is followed no further, how sums are split."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from arasha.domains.recovery.queries.traces import Account, Stop
from arasha.interfaces.ui.text import Text
from arasha.kernel.attribution import Rule
from arasha.kernel.money import TIYN, display

LINES = 2  # of a box, on what became of its money

RULES: dict[Rule, Text] = {
    Rule.FIFO: pgettext_lazy("rule of tracing", "What came first goes first (FIFO)"),
    Rule.PROPORTIONAL: pgettext_lazy("rule of tracing", "In proportion (pari passu)"),
    Rule.LOWEST_BALANCE: pgettext_lazy("rule of tracing", "Other money first (lowest balance)"),
}

RULES_IN_WORDS: dict[Rule, Text] = {
    Rule.FIFO: gettext_lazy(
        "Money leaves an account in the order in which it came: what came first goes first. So a payment carries "
        "stolen money when all that came before it has gone."
    ),
    Rule.PROPORTIONAL: gettext_lazy(
        "Whatever leaves an account takes of everything that lies in it alike: of stolen money in the proportion in "
        "which it lies there."
    ),
    Rule.LOWEST_BALANCE: gettext_lazy(
        "What is not stolen leaves an account first; stolen money leaves only when nothing else is left in it."
    ),
}

# How it was reckoned, for whoever was not there: the same for every trace.
ARITHMETIC: Sequence[Text] = (
    gettext_lazy(
        "Payments are gone through once, in the order of time. Those count which the institutions have made, by what "
        "they reported to the centre; the reported payment is stolen as a whole."
    ),
    gettext_lazy(
        "What lay in an account before is not known to the centre. It is taken to be what came in the thirty days "
        "before less what went, and never less than nothing."
    ),
    gettext_lazy(
        "All sums are whole tiyn. Where one sum is split, every part is rounded down, and the tiyn that are left go to "
        "the parts with the largest remainders, of equal ones to the first. So the parts add up to the whole exactly."
    ),
    gettext_lazy(
        "Money that was once counted with an earlier report stays with that report: no tiyn is counted twice."
    ),
)

STOPS: dict[Stop, Text] = {
    Stop.CASH: pgettext_lazy("end of a trace", "Cash: out of reach"),
    Stop.MERCHANT: pgettext_lazy("end of a trace", "Spent: out of reach"),
    Stop.DEPTH: pgettext_lazy("end of a trace", "Followed no further"),
    Stop.AGE: pgettext_lazy("end of a trace", "After the watch"),
}


def ends(depth: int) -> str:
    """Where money is followed no further."""
    return _(
        "Money is not followed beyond cash, nor beyond a purchase more than two steps from the theft, nor beyond "
        "%(depth)d steps, nor after the end of the watch."
    ) % {"depth": depth}


class Piece(NamedTuple):
    """A part of what came to an account: what it is called, its colour, tiyn."""

    name: Text
    kind: str
    amount: int


def pieces(account: Account) -> list[Piece]:
    """What became of the money that came to an account: all of it."""
    rest = account.rest
    return [
        Piece(pgettext_lazy("of money", "returned"), "returned", rest.returned),
        Piece(pgettext_lazy("of money", "held"), "held", rest.held),
        Piece(pgettext_lazy("of money", "left"), "left", rest.left),
        Piece(pgettext_lazy("of money", "went on"), "moved", account.went),
        Piece(pgettext_lazy("of money", "gone"), "moved", rest.gone),
    ]


def state(account: Account) -> list[str]:
    """What became of an account's money, as short as a box has room for: the two largest parts of it, or its end."""
    if account.stop is not None and not account.rest.held + account.rest.returned:
        return [str(STOPS[account.stop])]
    largest = sorted((piece.amount for piece in pieces(account) if piece.amount > 0), reverse=True)[:LINES]
    told = [piece for piece in pieces(account) if piece.amount in largest][:LINES]
    return [f"{piece.name} {display(piece.amount)}" for piece in told]


def exact(tiyn: int) -> str:
    """An amount in tenge and tiyn, both always: `150 000,00 ₸`."""
    whole, part = divmod(abs(tiyn), TIYN)
    digits = f"{whole:,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{'−' if tiyn < 0 else ''}{digits},{part:02}\N{NO-BREAK SPACE}₸"
