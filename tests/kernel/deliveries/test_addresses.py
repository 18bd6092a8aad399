"""Addresses: what an institution types must not reach inside, whatever form it has."""

import socket
from ipaddress import ip_address

import pytest

from arasha.kernel.deliveries import addresses
from arasha.kernel.deliveries.addresses import NotAllowed, Place
from arasha.kernel.errors import Malformed

PLACE = Place("https", "bank.example", 443, "/hooks")

INSIDE = (
    "127.0.0.1", "10.0.0.7", "172.16.5.5", "192.168.1.1", "100.64.0.1", "::1", "fc00::1", "fd12:3456::1",
    "::ffff:10.0.0.7", "::ffff:127.0.0.1", "2002:0a00:0007::1", "64:ff9b::10.0.0.7", "240.0.0.1", "198.18.0.1",
)  # fmt: skip
NOWHERE = ("0.0.0.0", "::", "169.254.169.254", "fe80::1", "224.0.0.1", "ff02::1", "::ffff:169.254.169.254")
OUTSIDE = ("93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::93.184.216.34")


@pytest.mark.parametrize("address", INSIDE + NOWHERE)
def test_nothing_is_sent_to_an_address_inside(address: str) -> None:
    with pytest.raises(NotAllowed):
        addresses.choose([address], PLACE, private=False)


@pytest.mark.parametrize("address", NOWHERE)
def test_not_even_in_a_closed_network_is_anything_sent_to_link_local_or_to_many(address: str) -> None:
    with pytest.raises(NotAllowed):
        addresses.choose([address], PLACE, private=True)


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_public_address_is_taken_as_it_is(address: str) -> None:
    assert addresses.choose([address], PLACE, private=False) == str(ip_address(address))


def test_one_address_inside_among_public_ones_spoils_them_all() -> None:
    with pytest.raises(NotAllowed):
        addresses.choose(["93.184.216.34", "10.0.0.7"], PLACE, private=False)
    with pytest.raises(NotAllowed):
        addresses.choose([], PLACE, private=False)


def test_in_a_closed_network_messages_stay_in_it() -> None:
    assert addresses.choose(["10.0.0.7"], PLACE, private=True) == "10.0.0.7"
    with pytest.raises(NotAllowed):
        addresses.choose(["10.0.0.7"], PLACE._replace(scheme="http"), private=True)
    assert addresses.choose(["127.0.0.1"], PLACE._replace(scheme="http"), private=True) == "127.0.0.1"


@pytest.mark.parametrize(
    "url",
    [
        "", "bank.example/hooks", "ftp://bank.example/", "http://bank.example/hooks", "https://", "https:///hooks",
        "https://user:word@bank.example/", "https://bank.example/#part", "https://bank.example:99999/",
        "https://localhost/", "https://bank/", "https://db.internal/", "https://printer.local/", "https://127.0.0.1/",
        "https://10.0.0.7/", "https://[::1]/", "https://bank.example/a b", "https://банк.example/",
        "https://bank.example/" + 500 * "a", "https://169.254.169.254/latest", "https://[::ffff:10.0.0.7]/",
        "https://bank.example/\n", "javascript:alert(1)", "https://[bank/",
    ],
)  # fmt: skip
def test_an_address_to_which_nothing_may_be_sent_is_refused_with_a_remedy(url: str) -> None:
    with pytest.raises(Malformed) as refused:
        addresses.read(url, private=False)
    assert refused.value.field == "url"
    assert len(url) < 10 or url not in refused.value.detail, "an address may hold a secret"


def test_an_address_is_taken_apart() -> None:
    assert addresses.read("https://bank.example/hooks?k=1", private=False) == Place(
        "https", "bank.example", 443, "/hooks?k=1"
    )
    assert addresses.read("https://Bank.Example.:8443", private=False) == Place("https", "bank.example", 8443, "/")
    assert addresses.read("http://127.0.0.1:8080/h", private=True) == Place("http", "127.0.0.1", 8080, "/h")


def test_of_many_addresses_those_of_ipv4_stand_first() -> None:
    found = [
        (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("2606:2800:220:1::1", 443, 0, 0)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443)),
    ]
    assert addresses.results(found) == ["93.184.216.34", "2606:2800:220:1::1"]
