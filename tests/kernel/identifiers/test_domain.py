"""Domain names."""

import pytest

from arasha.kernel.identifiers import Domain, Kind, Reason, Unread, read
from arasha.kernel.identifiers import domain as module


@pytest.mark.parametrize(
    ("raw", "canonical", "registered"),
    [
        ("Bank-KZ.top", "bank-kz.top", "bank-kz.top"),
        ("login.kaspi.bank-kz.com.kz.", "login.kaspi.bank-kz.com.kz", "bank-kz.com.kz"),
        ("shop.github.io", "shop.github.io", "shop.github.io"),
        ("github.io", "github.io", "github.io"),
        ("faß.de", "xn--fa-hia.de", "xn--fa-hia.de"),
        ("ПРИМЕР。ҚАЗ", "xn--e1afmkfd.xn--80ao21a", "xn--e1afmkfd.xn--80ao21a"),
        ("xn--e1afmkfd.xn--80ao21a", "xn--e1afmkfd.xn--80ao21a", "xn--e1afmkfd.xn--80ao21a"),
        ("my_shop.blogspot.com", "my_shop.blogspot.com", "my_shop.blogspot.com"),
        ("r3---sn-abc.googlevideo.com", "r3---sn-abc.googlevideo.com", "googlevideo.com"),
    ],
)
def test_a_name_has_one_form_and_a_part_that_was_registered(raw: str, canonical: str, registered: str) -> None:
    domain = Domain.parse(raw)
    assert (domain.canonical, domain.registered_domain) == (canonical, registered)


def test_a_name_of_one_script_is_shown_in_it() -> None:
    domain = Domain.parse("банк.пример.қаз")
    assert not domain.is_mixed
    assert domain.display == domain.safe_display == "банк.пример.қаз"
    assert domain.mask == "пр•••.қаз"


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [("раураl.com", "xn--l-7sba6dbr.com"), ("аррӏе.com", "xn--80ak6aa92e.com")],
)
def test_a_name_that_imitates_another_is_shown_with_its_ascii_form_beside_it(raw: str, canonical: str) -> None:
    domain = Domain.parse(raw)
    assert domain.is_mixed
    assert domain.canonical == domain.safe_display == canonical
    assert domain.display == f"{raw} ({canonical})"
    assert Domain.parse(domain.display) == domain


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("com.kz", Reason.RESERVED),
        ("printer.local", Reason.UNKNOWN_SUFFIX),
        ("192.0.2.1", Reason.UNKNOWN_SUFFIX),
        ("localhost", Reason.FORMAT),
        ("раураl.com (paypal.com)", Reason.FORMAT),
        ("bank.kz (", Reason.FORMAT),
        ("-bank.kz", Reason.FORMAT),
        ("bank..kz", Reason.FORMAT),
        ("b" * 64 + ".kz", Reason.FORMAT),
        ("bank kz.kz", Reason.FORMAT),
        ("☕.kz", Reason.CHARACTERS),
        ("xn--\u0451.kz", Reason.CHARACTERS),
        (".".join(["b" * 60] * 5) + ".kz", Reason.LENGTH),
    ],
)
def test_what_is_wrong_with_a_name_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.DOMAIN, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why


def test_the_suffix_list_is_the_shipped_one_and_is_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    import requests

    monkeypatch.setattr(requests.Session, "request", lambda *_, **__: pytest.fail("something was fetched"))
    module._extractor.cache_clear()
    assert Domain.parse("example.com.kz").registered_domain == "example.com.kz"
    assert module._extractor().suffix_list_urls == ()
