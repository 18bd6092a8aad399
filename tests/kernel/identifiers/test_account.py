"""Accounts that only their institution knows."""

import pytest

from arasha.kernel.identifiers import Account, Kind, Reason, Unread, UnreadableIdentifier, read


def test_an_account_is_an_institution_and_its_number() -> None:
    account = Account.of("walletkz", " 44-00 123a ")
    assert account.canonical == "WALLETKZ:4400123A"
    assert account.raw == " 44-00 123a "
    assert (account.institution, account.number) == ("WALLETKZ", "4400123A")
    assert account == Account.parse("WalletKZ: 4400 123A")
    assert account.mask == "WALLETKZ:•••3A"


def test_the_same_number_in_another_institution_is_another_account() -> None:
    assert Account.of("BANKA", "123") != Account.of("BANKB", "123")


@pytest.mark.parametrize("raw", ["4400123", ":4400123", "WALLETKZ:", "A:B:C", "A:" + "1" * 35, "A" * 33 + ":1"])
def test_an_account_without_its_institution_is_kept_but_not_read(raw: str) -> None:
    kept = read(Kind.ACCOUNT, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is Reason.FORMAT


def test_other_scripts_are_refused_because_they_look_alike() -> None:
    with pytest.raises(UnreadableIdentifier) as refusal:
        Account.of("САМ", "123")
    assert refusal.value.reason is Reason.CHARACTERS
