"""A row of numbers as the message that an institution sends."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

from arasha.client.schemas import Channel, Kind, Party, Payment, Session
from arasha.simulator.country.accounts import Account
from arasha.simulator.country.people import Country, device
from arasha.simulator.country.rows import (
    ACTIVE_CALL,
    CHANNELS,
    KINDS,
    MOBILE,
    NEW_DEVICE,
    REMOTE_ACCESS,
    STEP_UP_FAILED,
    STEP_UP_PASSED,
    WEB,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def payment(country: Country, row: Any, id: str) -> Payment:  # noqa: A002 - the message's own word
    """What the payer's institution asks the centre; `row` is one of `rows.PAYMENT`."""
    debtor, creditor = country.account(int(row["debtor"])), country.account(int(row["creditor"]))
    from_telephone = int(row["channel"]) in {MOBILE, WEB}
    return Payment(
        id=id,
        end_to_end_id=id,
        time=instant(int(row["time"])),
        debtor=party(debtor),
        creditor=party(creditor),
        amount=int(row["amount"]),
        kind=cast("Kind", KINDS[int(row["kind"])]),
        channel=cast("Channel", CHANNELS[int(row["channel"])]),
        device=device(country, debtor.holder) if from_telephone and debtor.holder < country.people else None,
        session=session(int(row["flags"]), int(row["sim_days"])),
    )


def instant(us: int) -> datetime:
    """Microseconds since 1970 as an instant."""
    return EPOCH + timedelta(microseconds=us)


def party(account: Account) -> Party:
    """A side of a payment."""
    return Party(
        account=account.name,
        institution=account.institution,
        scheme=account.scheme,
        party=account.party,
        phone=account.phone if account.party == "person" else None,
    )


def session(flags: int, sim_days: int) -> Session | None:
    """What the payer's bank saw; None when it saw nothing worth saying."""
    if not flags and sim_days < 0:
        return None
    passed = True if flags & STEP_UP_PASSED else False if flags & STEP_UP_FAILED else None
    return Session(
        active_call=bool(flags & ACTIVE_CALL),
        remote_access=bool(flags & REMOTE_ACCESS),
        new_device=bool(flags & NEW_DEVICE),
        sim_swap_days=sim_days if sim_days >= 0 else None,
        step_up_passed=passed,
    )
