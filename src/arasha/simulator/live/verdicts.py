"""What becomes of a payment after the centre's word: what the bank does, what its client does, what a thief hears.

Pure: who pays, how the bank behaves, and a number drawn from 0 to 1 decide.
"""

from enum import Enum
from typing import NamedTuple

from arasha.client.schemas import Outcome, Verdict
from arasha.simulator.crime.steps import Said
from arasha.simulator.live.behaviours import Behaviour


class Payer(Enum):
    """Who orders a payment."""

    VICTIM = "victim"  # is being talked into it
    MULE = "mule"  # hands on what is not his
    INNOCENT = "innocent"  # pays as on any day


class Practice(NamedTuple):
    """Which of the gateway's words are put to use: leaving one out is how its worth is measured."""

    screening: bool = True  # payments are held and refused when the centre says so
    warnings: bool = True  # clients are shown warnings


class Deed(NamedTuple):
    """What happened: what the bank reports, what the payer's side hears, whether the word was acted upon."""

    outcome: Outcome
    said: Said
    heeded: bool = False


EXECUTED = Deed("executed", Said.DONE)
REFUSED = Deed("refused", Said.REFUSED, heeded=True)
HELD = Deed("held", Said.HELD, heeded=True)

# An innocent who is warned gives up now and then, out of fright; a thief's courier never does.
ANNOYED = 0.02


def deed(verdict: Verdict, payer: Payer, doubt: float, drawn: float, ways: tuple[Behaviour, Practice]) -> Deed:
    """What becomes of a payment. `doubt`: how likely the payer gives up when he is warned, 0 to 1."""
    bank, practice = ways
    match verdict:
        case "allow":
            return EXECUTED
        case "warn":
            return _warned(payer, doubt, drawn) if practice.warnings and bank.heeds else EXECUTED
        case "hold":
            return _held(payer, doubt, drawn) if practice.screening and bank.heeds else EXECUTED
        case "refuse":
            return REFUSED if practice.screening and bank.heeds else EXECUTED


def _warned(payer: Payer, doubt: float, drawn: float) -> Deed:
    """He reads the warning, and believes it or the voice in his ear."""
    likely = {Payer.VICTIM: doubt, Payer.MULE: 0.0, Payer.INNOCENT: ANNOYED}[payer]
    if drawn < likely:
        return Deed("abandoned", Said.HEEDED, heeded=True)
    return Deed("executed", Said.DONE, heeded=True)


def _held(payer: Payer, doubt: float, drawn: float) -> Deed:
    """The bank calls: a voice of its own convinces about as well as two warnings; who insists gets his money.

    A courier has no story to tell. An innocent's payment is let go after the talk.
    """
    match payer:
        case Payer.VICTIM:
            return HELD if drawn < max(doubt, 1 - (1 - doubt) ** 3) else Deed("released", Said.DONE, heeded=True)
        case Payer.MULE:
            return HELD
        case Payer.INNOCENT:
            return Deed("held", Said.DONE, heeded=True)
