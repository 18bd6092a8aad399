"""From a payment as it was sent to what the engine asks: tokens, codes, and the texts by which it is remembered."""

import struct

import msgspec

from arasha.client.schemas import Payment, Session
from arasha.domains.payments.hot import group, layout
from arasha.domains.payments.hot.layout import ASK
from arasha.interfaces.gateway.identity import NO_TOKEN, Identities
from arasha.kernel.clock import SECOND
from arasha.kernel.errors import Malformed

# The beginning of a journal row (`group.ROW`): the ask — both accounts' tokens, five int64, ten int16, padding, of the
# tokens of device, address and phones what fits in eight bytes, no stolen money yet — and who asks; zeros follow for
# what is not known yet.
ROW = struct.Struct(f"<32sqqqqqhhhhhhhhhhi8s8s8s8s8xq{group.ROW.itemsize - ASK.itemsize - 8}x").pack

# The identifiers of a payment that are looked up in the registry, side by side in this order.
DEBTOR, CREDITOR, SESSION = slice(0, 3), slice(3, 6), slice(6, 8)
LOOKED_UP = 8

KINDS = {
    "p2p": 0,
    "merchant": 1,
    "cash_out": 2,
    "top_up": 3,
    "loan_disbursement": 4,
    "crypto_purchase": 5,
    "own_transfer": 6,
}
CHANNELS = {"unknown": 0, "mobile": 1, "web": 2, "branch": 3, "atm": 4, "pos": 5, "call_centre": 6, "api": 7}
PARTIES = {"unknown": 0, "person": 1, "entrepreneur": 2, "company": 3, "state": 4}
STEP_UP = {None: -1, False: 0, True: 1}
SIDES = {"outgoing": 0, "incoming": layout.INCOMING}

EARLIEST = 946_684_800 * SECOND  # 2000-01-01: nobody sends an older payment, and 0 means "never" in the engine

NONE: list[str] = []

_body = msgspec.msgpack.Encoder().encode


# A payment ready to be judged: its id, the beginning of its row, the tokens to look up, the name of the payment itself
# (empty when only the asker's id names it), the question as msgpack, the fields that could not be read. A plain tuple:
# it is made and taken apart for every payment.
Taken = tuple[str, bytes, bytes, str, bytes, list[str]]


class Intake:
    """Takes payments in."""

    def __init__(self, identities: Identities, skew_us: int) -> None:
        self._accounts, self._devices, self._addresses = identities.accounts, identities.devices, identities.addresses
        self._phones, self._people = identities.phones, identities.people
        self._skew = skew_us

    def take(self, payment: Payment, asker: int, arrived_us: int) -> Taken:
        """Prepare one payment; `Malformed` when it contradicts itself or comes from the future."""
        debtor, creditor, session, accounts = payment.debtor, payment.creditor, payment.session, self._accounts
        known = accounts.recent.get
        payer = (known(debtor.account) if debtor.scheme == "auto" else None) or accounts.of(debtor, "debtor")
        payee = (known(creditor.account) if creditor.scheme == "auto" else None) or accounts.of(creditor, "creditor")
        paid_us = round(payment.time.timestamp() * SECOND)
        if payer == payee or paid_us > arrived_us + self._skew or paid_us < EARLIEST:
            raise _contradiction(payer == payee, paid_us)
        seen, sim_swap_days, step_up = NO_SESSION if session is None else _session(session)
        flags = seen | SIDES[payment.side] | (payment.currency != "KZT") * layout.FOREIGN_CURRENCY
        flags |= (debtor.institution == creditor.institution) * layout.SAME_INSTITUTION
        flags |= (debtor.scheme == "wallet") * layout.DEBTOR_WALLET
        flags |= (creditor.scheme == "wallet") * layout.CREDITOR_WALLET
        device = self._devices.token(payment.device) if payment.device else NO_TOKEN
        address = self._addresses.token(payment.ip) if payment.ip else NO_TOKEN
        debtor_phone = self._phones.token(debtor.phone) if debtor.phone else NO_TOKEN
        creditor_phone = self._phones.token(creditor.phone) if creditor.phone else NO_TOKEN
        row = ROW(
            payer + payee, 0, 0, payment.amount, paid_us, arrived_us, KINDS[payment.kind], CHANNELS[payment.channel],
            PARTIES[debtor.party], PARTIES[creditor.party], sim_swap_days, step_up, 0, 0, 0, flags, 0,
            device, address, debtor_phone, creditor_phone, asker,
        )  # fmt: skip
        person = self._people.token(debtor.person) if debtor.person else NO_TOKEN
        paid = self._people.token(creditor.person) if creditor.person else NO_TOKEN
        tokens = b"".join((payer, debtor_phone, person, payee, creditor_phone, paid, device, address))
        unread = _unread(payer, payee, accounts.unread) if accounts.unread else NONE
        event = f"{debtor.institution}/{payment.end_to_end_id}" if payment.end_to_end_id else ""
        return payment.id, row, tokens, event, _body(payment), unread


def _unread(payer: bytes, payee: bytes, unread: set[bytes]) -> list[str]:
    return [field for field, token in (("debtor.account", payer), ("creditor.account", payee)) if token in unread]


def _contradiction(same: bool, paid_us: int) -> Malformed:
    if same:
        return Malformed("the debtor's and the creditor's account are the same", field="creditor.account")
    if paid_us < EARLIEST:
        return Malformed("the time lies before the year 2000", field="time")
    return Malformed("the time lies in the future; check the clock and the time zone", field="time")


NO_SESSION = (0, -1, -1)


def _session(session: Session) -> tuple[int, int, int]:
    """A session's flags, days since the SIM swap (-1: unknown), step-up (-1: unknown)."""
    flags = (
        session.active_call * layout.ACTIVE_CALL
        | session.remote_access * layout.REMOTE_ACCESS
        | session.new_device * layout.NEW_DEVICE
    )
    return flags, -1 if session.sim_swap_days is None else session.sim_swap_days, STEP_UP[session.step_up_passed]
