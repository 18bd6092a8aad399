"""What a report names becomes identifiers; the same account has the same token as at the gateway."""

import pytest

from arasha.domains.complaints.rules.reading import Receiver, Role, mentions, person, receiver_of, token_of
from arasha.interfaces.gateway.identity import Identities
from arasha.kernel.identifiers import Kind
from arasha.kernel.identifiers import read_account as account
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.tokens import Tokens
from tests.domains.complaints.reports import CALLER, PHONE, report, told
from tests.support.cast import ALDAR, DROP, TOSTIK

TOKENS = Tokens(keyring().key(Purpose.TOKEN))


@pytest.mark.parametrize("text", [DROP.account, "4111111111111111", "4400123", "KZ00 is none", "AB12"])
def test_an_account_has_the_token_that_the_gateway_gives_it(text: str) -> None:
    from arasha.client.schemas import Party

    asked = Identities(TOKENS).accounts.of(Party(account=text, institution=TOSTIK.code), "creditor")
    assert token_of(account(text, TOSTIK.code), TOKENS) == asked


def test_spaces_in_an_account_do_not_matter() -> None:
    spaced = " ".join(DROP.account[place : place + 4] for place in range(0, 20, 4))
    assert account(spaced) == account(DROP.account)
    assert account("4111 1111 1111 1111").kind is Kind.CARD


def test_an_account_of_which_only_the_number_is_known_is_kept_and_said_to_be_unreadable() -> None:
    assert not account("4400123").readable
    assert account("tostikza:4400123").readable


@pytest.mark.parametrize(
    ("text", "receiver"),
    [
        (CALLER, Receiver(phone=CALLER)),
        (DROP.account, Receiver(creditor=DROP.account)),
        ("4111 1111 1111 1111", Receiver(creditor="4111 1111 1111 1111")),
        ("990101300009", Receiver(creditor="990101300009")),
        ("Kaspi Gold Айдар", Receiver(creditor="Kaspi Gold Айдар")),
        ("", Receiver()),
    ],
)
def test_a_receiver_is_known_by_his_looks(text: str, receiver: Receiver) -> None:
    assert receiver_of(text) == receiver


def test_an_iin_as_receiver_is_a_person_and_no_account() -> None:
    number = next(text for last in range(100) if person(text := f"9001013000{last:02}").readable)
    assert receiver_of(number) == Receiver(person=number)


def test_everything_that_a_report_names_is_mentioned_once() -> None:
    found = [(each.role, each.value.kind, each.payment) for each in mentions(report())]
    assert found == [
        (Role.REPORTER, Kind.PHONE, -1),
        (Role.DEBTOR, Kind.IBAN, 0),
        (Role.CREDITOR, Kind.IBAN, 0),
        (Role.NAMED, Kind.SOCIAL, -1),
        (Role.STORY, Kind.URL, -1),
        (Role.STORY, Kind.PHONE, -1),
    ]


def test_what_was_typed_is_not_said_again_of_the_story() -> None:
    found = mentions(report(payments=(told(creditor="", phone=CALLER),)))
    assert [each.role for each in found if each.value.canonical == "+77050000002"] == [Role.PHONE]


def test_a_named_thing_that_fits_no_kind_is_kept_unread() -> None:
    from arasha.domains.complaints.actions import Named

    found = mentions(report(named=(Named(text="Асхат из службы безопасности"),), story=""))
    (named,) = (each for each in found if each.role is Role.NAMED)
    assert not named.value.readable
    assert named.value.raw == "Асхат из службы безопасности"


def test_the_bank_s_own_number_of_an_account_is_read_within_the_bank() -> None:
    (debtor,) = (each for each in mentions(report(payments=(told(debtor="4400123"),))) if each.role is Role.DEBTOR)
    assert debtor.value.canonical == f"{ALDAR.code}:4400123"


def test_a_reporter_s_phone_is_read() -> None:
    assert mentions(report())[0].value.raw == PHONE
