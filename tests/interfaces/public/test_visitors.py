"""Who asks and how often: wide enough for a family behind one address, too narrow for a program."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from arasha.interfaces.public import visitors
from arasha.interfaces.public.visitors import MOST, Deed, address_of, count, network_of
from arasha.kernel.errors import RateLimited
from arasha.kernel.settings import Settings

ONE, OTHER = "203.0.113.7", "203.0.113.8"


def asks(address: str) -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address)


def test_an_address_may_do_so_much_of_each_and_the_next_address_as_much(db: None) -> None:
    for _ in range(MOST[Deed.SEND]):
        count(asks(ONE), Deed.SEND)
    with pytest.raises(RateLimited) as refused:
        count(asks(ONE), Deed.SEND)
    assert refused.value.retry_after_s in {90, 91}
    count(asks(ONE), Deed.LOOK)
    count(asks(OTHER), Deed.SEND)


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
