"""What criminals and victims do next, and what they hear of it: the only language between a script and the world.

Every step says when (`at`: microseconds since 1970, UTC). Amounts are whole tiyn; accounts, people and telephone
numbers are the country's numbers.
"""

from collections.abc import Generator
from enum import IntEnum, StrEnum
from typing import Literal, NamedTuple

from arasha.client.schemas import Channel, Kind
from arasha.simulator.country.portal import Act

Origin = Literal["domestic", "roaming", "international"]
Medium = Literal["sms", "messenger", "social"]
PublicationKind = Literal["ad", "site", "page", "channel", "lottery", "app"]
Desk = Literal["bank", "page", "hotline", "police"]
Product = Literal["microloan", "consumer_loan"]
Language = Literal["kk", "ru"]


class Source(IntEnum):
    """Where a call really comes from, whatever number it shows."""

    HANDSET = 0
    ABROAD = 1
    SIM_BOX = 2
    SIP = 3
    MESSENGER = 4


class Role(IntEnum):
    """What somebody is in a scheme. Relays, unwilling fronts and victims are innocent."""

    ORGANISER = 0
    MULE = 1
    VICTIM = 2
    RELAY = 3
    FRONT = 4
    EXIT = 5
    DEPOSITOR = 6


class Named(NamedTuple):
    """An identifier as a publication shows it or a victim writes it; `kind` as the client spells kinds."""

    kind: str
    value: str


class Pay(NamedTuple):
    """A payment is ordered.

    `stolen`: a victim's money goes to a thief. `passes`: the debtor hands on stolen money that lies with him, as far as
    it reaches; the rest is his own. `doubt`: how likely the payer gives up when warned (0 to 1). `flags` are those of
    `country.rows`, `sim_days` is -1 where nobody knows.
    """

    at: int
    debtor: int
    creditor: int
    amount: int
    kind: Kind
    channel: Channel = "mobile"
    flags: int = 0
    stolen: bool = False
    passes: bool = False
    doubt: float = 0.0
    sim_days: int = -1


class Borrow(NamedTuple):
    """A loan is asked for in a person's name; if it is given, the money lies in his first account."""

    at: int
    person: int
    lender: str
    amount: int
    product: Product = "consumer_loan"


class Call(NamedTuple):
    """A telephone call: `caller` is the number that the called person's screen shows, as digits."""

    at: int
    caller: int
    called: int
    origin: Origin
    seconds: int
    real: Source
    spoofed: bool = False


class Publish(NamedTuple):
    """Something is put before the public: at a web address or under a handle."""

    at: int
    kind: PublicationKind
    address: str
    language: Language
    text: str
    identifiers: tuple[Named, ...] = ()


class Message(NamedTuple):
    """A written message to one person; `sender` is a number, a handle or an account of a messenger."""

    at: int
    sender: str
    receiver: int
    medium: Medium
    language: Language
    text: str


class Recruit(NamedTuple):
    """Somebody is drawn into a scheme."""

    at: int
    person: int
    role: Role


class Leak(NamedTuple):
    """So many people's data are copied out of somewhere; from then on callers have them."""

    at: int
    source: str
    records: int


class Complain(NamedTuple):
    """A victim tells of it: of `payments`, by their numbers (`Answer.ref`), naming `identifiers`."""

    at: int
    victim: int
    to: Desk
    language: Language
    text: str
    payments: tuple[int, ...]
    identifiers: tuple[Named, ...] = ()


class Visit(NamedTuple):
    """Somebody acts on the state's portal; `pushed`: because a thief talks him into it."""

    at: int
    person: int
    act: Act
    pushed: bool = False


class Wait(NamedTuple):
    """Nothing is done until then; a runner answers this itself, and nobody else sees it."""

    at: int


Step = Pay | Borrow | Call | Publish | Message | Recruit | Leak | Complain | Visit | Wait


class Said(StrEnum):
    """What came of a step."""

    DONE = "done"
    HEEDED = "heeded"
    HELD = "held"
    REFUSED = "refused"
    DENIED = "denied"
    NOT_CONNECTED = "not_connected"
    NO_MONEY = "no_money"


class Answer(NamedTuple):
    """What came of a step: `ref` numbers a payment that was ordered, `amount` is what of it went through (tiyn)."""

    said: Said
    ref: int = -1
    amount: int = 0

    @property
    def done(self) -> bool:
        """Did it happen as wished?"""
        return self.said is Said.DONE


Script = Generator[Step, Answer, None]
