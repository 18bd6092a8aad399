"""The cast: the same few people, institutions and accounts in all tests. All are invented.

Aigerim is an analyst, Daniyar her supervisor, Saule administers, Timur is a prosecutor. Aldar, Tostik and Baitak are
banks, Keremet is the switch that asks for others, Tazsha a micro-lender. The pensioner is a victim, the drop passes
money on, the shop is innocent.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from arasha.client.schemas import Party, Payment
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.outbox.append import By
from arasha.simulator.iban import iban

AIGERIM = By("person:aigerim", Purpose.REVIEW)
DANIYAR = By("person:daniyar", Purpose.REVIEW)
SAULE = By("person:saule", Purpose.ADMINISTRATION)

PASSWORD = "kök-aspan-astynda-77"


@dataclass(frozen=True)
class Bank:
    """An institution of the cast."""

    code: str
    bank: str
    kind: str = "bank"

    @property
    def names(self) -> dict[str, str]:
        return {"kk": f"{self.code} банкі", "ru": f"Банк {self.code}", "en": f"Bank {self.code}"}

    def account(self, number: int) -> Party:
        """An account at this bank."""
        return Party(account=iban(self.bank, number), institution=self.code)


ALDAR = Bank("ALDARKZA", "991")
TOSTIK = Bank("TOSTIKZA", "992")
BAITAK = Bank("BAITAKZA", "993")
KEREMET = Bank("KEREMKZA", "990", "switch")
TAZSHA = Bank("TAZSHAKZ", "994", "micro_lender")

PENSIONER = ALDAR.account(1)
DROP = TOSTIK.account(2)
SHOP = TOSTIK.account(3)
NEIGHBOUR = ALDAR.account(4)

NOON = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)  # noon in Almaty


def payment(id_: str = "P-1", **changes: object) -> Payment:
    """The pensioner pays the drop 150 000 tenge at noon, unless something is changed."""
    fields: dict[str, object] = {
        "id": id_, "time": NOON, "debtor": PENSIONER, "creditor": DROP, "amount": 15_000_000, "kind": "p2p",
    }  # fmt: skip
    return Payment(**(fields | changes))  # type: ignore[arg-type]
