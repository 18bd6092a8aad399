"""Staged scenes of fraud, as payments: told the same way every time, apart from the accounts, which are new."""

import random
from datetime import datetime, timedelta

from arasha.client.schemas import Kind, Party, Payment, Session
from arasha.simulator.iban import iban

BANKS = {"ALDARKZA": "991", "TOSTIKZA": "992", "TAZSHKZA": "993", "KANBAKZA": "994", "ZHIREKZA": "995"}
TENGE = 100
LONGEST = 10  # payments in a story: it is told when its last has just been ordered, none lies in the future


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
