"""The connections through which a country reaches the centre: each institution its own, by its own key."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from arasha.client import Client, FraudDesk
from arasha.client.credit_desks import BureauDesk, LendingDesk
from arasha.client.portal import CreditPortal
from arasha.simulator.holder import Holder


class Patience(NamedTuple):
    """How long banks wait for a verdict before they decide themselves, and everybody for any answer, seconds."""

    verdict_s: float = 3.0
    answer_s: float = 6.0


USUAL = Patience()
# Where the clock stands meanwhile, a slow machine is not to decide what becomes of a payment.
ENDLESS = Patience(60.0, 120.0)


class Addresses(NamedTuple):
    """Where the centre is: the gateway, and the web with API and citizens' pages."""

    gateway: str
    web: str


class Keys(NamedTuple):
    """The keys of those who take part, by code; the switch asks for whoever has no desk of his own."""

    switch: str
    banks: Mapping[str, str]
    lenders: Mapping[str, str]
    bureau: str = ""
    portal: str = ""


class Bank(NamedTuple):
    """How a bank or payment organisation reaches the centre."""

    code: str
    gateway: Client
    api: FraudDesk


class Lender(NamedTuple):
    """How a lender does: the gateway to ask, the API to say what it did."""

    gateway: Client
    desk: LendingDesk


class Stage(NamedTuple):
    """Everybody's connections."""

    addresses: Addresses
    switch: Client
    banks: Mapping[str, Bank]
    lenders: Mapping[str, Lender]
    pages: Holder
    bureau: BureauDesk | None
    portal: CreditPortal | None

    def gateway_of(self, institution: str) -> Client:
        """The connection by which an institution's payments are asked about: its own, or the switch's."""
        bank = self.banks.get(institution)
        return bank.gateway if bank else self.switch


@contextmanager
def opened(addresses: Addresses, keys: Keys, patience: Patience = USUAL) -> Iterator[Stage]:
    """Open all connections, and close them at the end."""
    (gateway, web), (verdict_s, answer_s) = addresses, patience
    with ExitStack() as stack:
        enter = stack.enter_context

        def client(key: str) -> Client:
            return enter(Client(gateway, key, deadline_s=verdict_s, stand_in=lambda _: "allow", patience_s=answer_s))

        yield Stage(
            addresses,
            client(keys.switch),
            {
                code: Bank(code, client(key), enter(FraudDesk(web, key, patience_s=answer_s)))
                for code, key in keys.banks.items()
            },
            {
                code: Lender(client(key), enter(LendingDesk(web, key, patience_s=answer_s)))
                for code, key in keys.lenders.items()
            },
            enter(Holder(web)),
            enter(BureauDesk(web, keys.bureau, patience_s=answer_s)) if keys.bureau else None,
            enter(CreditPortal(web, keys.portal, patience_s=answer_s)) if keys.portal else None,
        )
