"""What has happened in a play, line by line: the truth of it, and all that is needed to go on after an end.

Instants are µs since 1970 UTC, amounts tiyn; accounts and people are the country's numbers. A criminal's script hears
answers and nothing else, so a play that is read again from its beginning stands where it stood.
"""

from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

import msgspec

from arasha.client.credit import Decision
from arasha.client.schemas import Kind, Verdict
from arasha.simulator.crime.steps import Said
from arasha.simulator.live.behaviours import Manner


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag=True):
    """Something that happened, and when."""

    at: int


class Began(Event, frozen=True):
    """The days before are loaded: from here on people live, and are stopped."""


class Passed(Event, frozen=True):
    """Ordinary payments up to this instant were asked about: how many, how much."""

    payments: int
    amount: int


class Paid(Event, frozen=True):
    """A scheme's payment was ordered: what the centre said, what the bank and the payer did, how much went through.

    `stolen`: a victim's money goes to a thief. `dirty`: how much of it was stolen money. `ref` numbers it.
    """

    scheme: int
    ref: int
    id: str
    bank: str
    debtor: int
    creditor: int
    amount: int
    kind: Kind
    stolen: bool
    passes: bool
    said: Said
    through: int
    verdict: Verdict | None = None  # None: nobody could be asked in time, or it is of the days before
    heeded: bool = False  # was the verdict shown and acted upon?
    dirty: int = 0
    reasons: tuple[str, ...] = ()


class Stopped(Event, frozen=True):
    """An innocent's payment met a verdict: warned, or held for some minutes, or refused."""

    id: str
    debtor: int
    creditor: int
    amount: int
    verdict: Verdict
    gave_up: bool = False
    minutes: float = 0.0
    reasons: tuple[str, ...] = ()


class Applied(Event, frozen=True):
    """A loan was asked for: by a person, or (`scheme` 0 and more) by thieves in his name."""

    person: int
    lender: str
    amount: int
    answer: Decision | None = None  # None: the lender did not ask
    lent: bool = False
    scheme: int = -1


class Visited(Event, frozen=True):
    """Somebody refused credit on the state's portal, or lifted that: by himself, or (`scheme` 0 and more) for thieves.

    `act` is a name of `country.portal.Act`; `heard`: did the centre take it?
    """

    person: int
    act: str
    scheme: int = -1
    heard: bool = True


class Complained(Event, frozen=True):
    """A victim told somebody; `reference` is the centre's, empty when the centre was not told.

    `late`: he had done so before the play began, and the centre hears of it now.
    """

    scheme: int
    victim: int
    to: str
    refs: tuple[int, ...]
    reference: str = ""
    late: bool = False


class Unheard(Event, frozen=True):
    """A step for which the centre has no ear yet: a call, a publication, a message, a leak, a recruit."""

    scheme: int
    what: str


class Asked(Event, frozen=True):
    """A bank read the centre's request to hold."""

    hold: str
    incident: str
    bank: str
    account: int
    amount: int


class Held(Event, frozen=True):
    """A bank answered: what it said it holds, what it really holds, how much of that is stolen, by which schemes."""

    hold: str
    bank: str
    account: int
    manner: Manner
    said: int
    held: int
    of: dict[str, int] = {}

    @property
    def stolen(self) -> int:
        """How much of it is stolen money."""
        return sum(self.of.values())


class LetGo(Event, frozen=True):
    """Held money is its holder's again."""

    hold: str
    account: int
    amount: int


class Returned(Event, frozen=True):
    """Money was paid back to a victim."""

    hold: str
    account: int
    amount: int


Happened = Began | Passed | Paid | Stopped | Applied | Visited | Complained | Unheard | Asked | Held | LetGo | Returned


class Kept:
    """The file of a play's events; each is on the disk before the next is thought of."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIOWrapper | None = None

    def events(self) -> Iterator[Happened]:
        """All that has happened so far; a last line that was cut off by an end is no event."""
        if not self._path.exists():
            return
        decode = msgspec.json.Decoder(Happened).decode
        whole = self._path.read_bytes()
        for line in whole[: whole.rfind(b"\n") + 1].splitlines():
            yield decode(line)

    def append(self, event: Happened) -> None:
        """Write one down."""
        if self._file is None:
            self._mend()
            self._file = self._path.open("a", encoding="utf-8")
        self._file.write(msgspec.json.encode(event).decode() + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _mend(self) -> None:
        """Cut off a line that was not written to its end."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if self._path.exists():
            whole = self._path.read_bytes()
            if not whole.endswith(b"\n"):
                self._path.write_bytes(whole[: whole.rfind(b"\n") + 1])
