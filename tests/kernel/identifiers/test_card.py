"""Card numbers: the payment industry's published test numbers."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.identifiers import Card, Kind, Network, Reason, Unread, read
from tests.kernel.identifiers.examples import at_any_speed, cards


@pytest.mark.parametrize(
    ("number", "network"),
    [
        ("4111 1111 1111 1111", Network.VISA),
        ("4222222222222", Network.VISA),
        ("5555-5555-5555-4444", Network.MASTERCARD),
        ("2223003122003222", Network.MASTERCARD),
        ("2200000000000004", Network.MIR),
        ("378282246310005", Network.AMERICAN_EXPRESS),
        ("6011111111111117", Network.DISCOVER),
        ("6500000000000002", Network.DISCOVER),
        ("30569309025904", Network.DINERS_CLUB),
        ("3530111333300000", Network.JCB),
        ("6200000000000005", Network.UNIONPAY),
        ("6759649826438453", Network.MAESTRO),
        ("8600000000000000009", Network.UNKNOWN),
    ],
)
def test_the_first_digits_say_the_network(number: str, network: Network) -> None:
    assert Card.parse(number).network is network


def test_nobody_is_shown_more_than_the_last_four_digits() -> None:
    card = Card.parse("5555 5555 5555 4444")
    assert card.last4 == "4444"
    assert card.display == card.mask == "•••• 4444"
    assert repr(card) == str(card) == "Card('•••• 4444')"
    assert card.canonical == "5555555555554444"
    assert pickle.loads(pickle.dumps(card)) == card


@at_any_speed
@given(cards, st.data())
def test_every_change_of_one_digit_is_noticed(card: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(1, len(card) - 1))
    shift = data.draw(st.integers(1, 9))
    wrong = card[:place] + str((int(card[place]) + shift) % 10) + card[place + 1 :]
    kept = read(Kind.CARD, wrong)
    assert isinstance(kept, Unread)
    assert kept.reason is Reason.CHECK_DIGITS
    assert wrong not in repr(kept)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("41111111111", Reason.LENGTH),
        ("41111111111111111111", Reason.LENGTH),
        ("4111x11111111111", Reason.CHARACTERS),
        ("0000000000000000", Reason.PREFIX),
        ("4111111111111112", Reason.CHECK_DIGITS),
    ],
)
def test_what_is_wrong_with_a_number_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.CARD, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why
