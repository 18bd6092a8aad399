"""Short scenes of fraud, as payments: what a file of transfers, which knows no calls, devices or loans, cannot show.

Each scene is told the same way every time, apart from the accounts, which are new: a victim, a drop, a way out.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from arasha.client.schemas import Kind, Party, Payment, Session
from arasha.simulator.iban import iban

BANKS = {"ALDARKZA": "991", "TOSTIKZA": "992", "TAZSHKZA": "993", "KANBAKZA": "994", "ZHIREKZA": "995"}
TENGE = 100
LONGEST = 10  # payments in a story: it is told when its last has just been ordered, none lies in the future

Story = Callable[["Scene"], Iterator[Payment]]


class Scene:
    """Accounts and ids for one telling of a story; `number` tells the tellings apart."""

    letter = "S"
    longest = LONGEST

    def __init__(self, number: int, now: datetime) -> None:
        self.number, self.now = number, now
        self._random = random.Random(number)  # noqa: S311 - a story, no secret
        self._told = 0

    def account(self, *, entrepreneur: bool = False, wallet: bool = False) -> Party:
        """Somebody's account at one of the fairy-tale banks."""
        bank, code = self._random.choice(list(BANKS.items()))
        if wallet:
            return Party(account=f"W{self._random.randrange(10**8)}", institution=bank, scheme="wallet", party="person")
        number = 9 * 10**12 + self._random.randrange(10**9)
        return Party(account=iban(code, number), institution=bank, party="entrepreneur" if entrepreneur else "person")

    def pays(
        self, debtor: Party, creditor: Party, tenge: int, kind: Kind = "p2p", session: Session | None = None
    ) -> Payment:
        """One payment of the story, a few seconds after the one before."""
        self._told += 1
        return Payment(
            id=f"{self.letter}{self.number}-{self._told}",
            end_to_end_id=f"{self.letter}{self.number}-{self._told}",
            time=self.now + timedelta(seconds=self._told - self.longest),
            debtor=debtor,
            creditor=creditor,
            amount=tenge * TENGE,
            kind=kind,
            channel="mobile",
            device=f"device-{self._random.randrange(10**6)}",
            session=session,
        )


def talked_through_on_the_phone(scene: Scene) -> Iterator[Payment]:
    """A pensioner is told that a loan must be taken to catch a thief, and sends it on while the caller waits."""
    lender, pensioner, drop = scene.account(), scene.account(), scene.account()
    yield scene.pays(lender, pensioner, 1_800_000, "loan_disbursement")
    yield scene.pays(pensioner, drop, 1_750_000, session=Session(active_call=True))
    crypto = scene.account()
    yield scene.pays(drop, crypto, 1_600_000, "crypto_purchase")


def remote_hands(scene: Scene) -> Iterator[Payment]:
    """A tool for remote control empties an account to a stranger."""
    victim, drop = scene.account(), scene.account()
    session = Session(remote_access=True, active_call=True)
    yield scene.pays(victim, drop, 640_000, session=session)
    yield scene.pays(victim, drop, 300_000, session=session)


def a_drop_at_work(scene: Scene) -> Iterator[Payment]:
    """Three victims of a false advertisement pay one card; its holder keeps a tenth and passes the rest on."""
    drop, ring = scene.account(), [scene.account(), scene.account()]
    for tenge in (85_000, 120_000, 95_000):
        yield scene.pays(scene.account(), drop, tenge)
    yield scene.pays(drop, ring[0], 150_000)
    yield scene.pays(drop, ring[1], 122_000)


def the_handed_over_cabinet(scene: Scene) -> Iterator[Payment]:
    """An entrepreneur's cabinet, handed to somebody else, pays out from a device it never used."""
    cabinet, taker = scene.account(entrepreneur=True), scene.account()
    yield scene.pays(cabinet, taker, 480_000, session=Session(new_device=True, step_up_passed=False))
    yield scene.pays(cabinet, scene.account(), 450_000, session=Session(new_device=True))


def the_one_time_wallet(scene: Scene) -> Iterator[Payment]:
    """A wallet on a SIM card bought this morning is filled and emptied."""
    wallet = scene.account(wallet=True)
    yield scene.pays(scene.account(), wallet, 210_000, "top_up")
    yield scene.pays(wallet, scene.account(), 205_000, "cash_out")


def the_swapped_sim(scene: Scene) -> Iterator[Payment]:
    """The victim's number was moved to another SIM card in the night; in the morning his money goes to strangers."""
    victim = scene.account()
    session = Session(sim_swap_days=0, new_device=True)
    for tenge in (190_000, 180_000, 160_000):
        yield scene.pays(victim, scene.account(), tenge, session=session)


STORIES: Sequence[Story] = (
    talked_through_on_the_phone,
    remote_hands,
    a_drop_at_work,
    the_handed_over_cabinet,
    the_one_time_wallet,
    the_swapped_sim,
)


class Told(NamedTuple):
    """A story's payments, ready to be asked about."""

    title: str
    payments: list[Payment]


def tell(number: int, now: datetime) -> Told:
    """The story with this number: they come in turn, each time with other people."""
    story = STORIES[number % len(STORIES)]
    return Told(story.__name__, list(story(Scene(number, now))))
