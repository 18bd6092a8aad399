"""Who asks and how often: wide enough for a family behind one address, too narrow for a program."""

import pytest
from django.test import RequestFactory

from arasha.interfaces.public import visitors
from arasha.interfaces.public.visitors import MOST, Allowance, Deed, address_of, network_of
from arasha.kernel.errors import RateLimited
from arasha.kernel.settings import Settings

ONE, OTHER = "203.0.113.7", "203.0.113.8"


def spent(allowance: Allowance, who: str = ONE, now: float = 0.0) -> int:
    """How often a deed may still be done."""
    for done in range(1000):
        try:
            allowance.spend(Deed.LOOK, who, now)
        except RateLimited:
            return done
    raise AssertionError("without end")


def test_whoever_is_stopped_is_told_when_to_come_back() -> None:
    allowance = Allowance()
    spent(allowance)
    with pytest.raises(RateLimited) as refused:
        allowance.spend(Deed.LOOK, ONE, 0.0)
    assert refused.value.retry_after_s == 61


def test_each_address_and_each_deed_has_its_own_allowance() -> None:
    allowance = Allowance()
    assert spent(allowance) == MOST[Deed.LOOK]
    assert spent(allowance, OTHER) == MOST[Deed.LOOK]
    allowance.spend(Deed.SEND, ONE, 0.0)


def test_it_comes_back_evenly_and_never_to_more_than_there_was() -> None:
    allowance = Allowance()
    spent(allowance)
    assert spent(allowance, now=1800.0) == MOST[Deed.LOOK] // 2
    assert spent(allowance, now=90_000.0) == MOST[Deed.LOOK]


def test_only_so_many_addresses_are_remembered() -> None:
    allowance = Allowance(most=2)
    spent(allowance)
    for number in range(3):
        allowance.spend(Deed.LOOK, f"198.51.100.{number}", 0.0)
    assert spent(allowance) == MOST[Deed.LOOK]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        (ONE, ONE),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("not an address", "not an address"),
        ("", ""),
    ],
)
def test_a_line_of_ipv6_is_one_asker(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("proxies", "passed", "address"),
    [
        (0, f"{OTHER}, {ONE}", "127.0.0.1"),
        (1, f"{OTHER}, {ONE}", ONE),
        (2, f"{OTHER}, {ONE}", OTHER),
        (3, f"{OTHER}, {ONE}", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_what_trusted_proxies_say_is_believed(
    monkeypatch: pytest.MonkeyPatch, proxies: int, passed: str, address: str
) -> None:
    monkeypatch.setattr(visitors, "current", lambda: Settings(proxies=proxies))
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=passed)
    assert address_of(request) == address
