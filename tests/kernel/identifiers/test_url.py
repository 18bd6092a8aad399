"""Links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.identifiers import IP, URL, Domain, Kind, Reason, Unread, read
from tests.kernel.identifiers.examples import at_any_speed


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        # RFC 3986 §6.2.2 and its parts, with http for "example"
        ("HTTP://a.kz/./b/../b/%63/%7bfoo%7d", "http://a.kz/b/c/%7Bfoo%7D"),
        ("HTTP://www.EXAMPLE.com/", "http://www.example.com/"),
        # §5.2.4
        ("http://a.kz/a/b/c/./../../g", "http://a.kz/a/g"),
        ("http://a.kz/mid/content=5/../6", "http://a.kz/mid/6"),
        # §5.4
        ("http://a.kz/b/c/.", "http://a.kz/b/c/"),
        ("http://a.kz/b/c/..", "http://a.kz/b/"),
        ("http://a.kz/b/c/../..", "http://a.kz/"),
        ("http://a.kz/b/c/../../../g", "http://a.kz/g"),
        ("http://a.kz/b/c/g;x=1/../y", "http://a.kz/b/c/y"),
        ("http://a.kz/b/c/..g", "http://a.kz/b/c/..g"),
        # §6.2.3
        ("http://example.com", "http://example.com/"),
        ("http://example.com:/", "http://example.com/"),
        ("http://example.com:80/", "http://example.com/"),
        ("https://example.com:443/", "https://example.com/"),
        ("https://example.com:080/", "https://example.com:80/"),
    ],
)
def test_the_examples_of_rfc_3986_are_normalised_as_it_says(raw: str, canonical: str) -> None:
    assert URL.parse(raw).canonical == canonical


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("bank-kz.top/login", "http://bank-kz.top/login"),
        ("bank-kz.top", "http://bank-kz.top/"),
        ("bank-kz.top:8080?x", "http://bank-kz.top:8080/?x"),
        ("//bank-kz.top/login", "http://bank-kz.top/login"),
        ("https://bank.kz/а/é?q=ә#анchor", "https://bank.kz/%D0%B0/%C3%A9?q=%D3%99"),
        ("https://bank.kz/100%", "https://bank.kz/100%25"),
        ("https://bank.kz/%zz", "https://bank.kz/%25zz"),
        ("https://%62ank.kz/", "https://bank.kz/"),
        ("https://пример.қаз/", "https://xn--e1afmkfd.xn--80ao21a/"),
        ("https://[2001:DB8::1]:443/", "https://[2001:db8::1]/"),
        ("http://192.0.2.1:8080/", "http://192.0.2.1:8080/"),
        ("http:\\\\bank.kz\\@evil.top", "http://bank.kz/@evil.top"),
        ("http://bank.kz/?\\", "http://bank.kz/?%5C"),
    ],
)
def test_links_as_people_and_browsers_write_them_have_one_form(raw: str, canonical: str) -> None:
    assert URL.parse(raw).canonical == canonical


def test_user_information_is_dropped_and_said_to_have_been_there() -> None:
    url = URL.parse("https://kaspi.kz:pass@evil.top/kaspi.kz")
    assert url.canonical == "https://evil.top/kaspi.kz"
    assert url.had_userinfo
    assert not URL.parse("https://evil.top/@kaspi.kz").had_userinfo


def test_the_host_is_a_domain_or_an_address() -> None:
    assert URL.parse("https://a.b.com.kz/x").host == Domain.parse("a.b.com.kz")
    assert URL.parse("https://[2001:db8::1]/x").host == IP.parse("2001:db8::1")


def test_the_display_shows_other_scripts_unless_they_imitate() -> None:
    assert URL.parse("https://xn--e1afmkfd.xn--80ao21a/a").display == "https://пример.қаз/a"
    assert URL.parse("https://аррӏе.com/").display == "https://xn--80ak6aa92e.com/"


def test_the_mask_hides_the_page() -> None:
    assert URL.parse("https://bank-kz.top/user/900715300124").mask == "https://ba•••.top/•••"
    assert URL.parse("https://192.0.2.1/x").mask == "https://192.0.2.•/•••"


@at_any_speed
@given(st.text(st.sampled_from("/.%2eEfFaA~?"), max_size=12))
def test_normalising_a_path_twice_changes_nothing_more(path: str) -> None:
    once = URL.parse(f"http://a.kz/{path}").canonical
    assert URL.parse(once).canonical == once


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("ftp://bank.kz/", Reason.PREFIX),
        ("mailto:a@bank.kz", Reason.FORMAT),
        ("javascript:alert(1)", Reason.FORMAT),
        ("http://", Reason.FORMAT),
        ("http://bank.kz:99999/", Reason.FORMAT),
        ("http://bank.kz:8a/", Reason.FORMAT),
        ("http://bank.kz/a b", Reason.CHARACTERS),
        ("http://bank.kz/\x00", Reason.CHARACTERS),
        ("http://printer.local/", Reason.UNKNOWN_SUFFIX),
        ("http://com.kz/", Reason.RESERVED),
        ("http://300.1.1.1/", Reason.FORMAT),
        ("http://[::g]/", Reason.FORMAT),
    ],
)
def test_what_is_wrong_with_a_link_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.URL, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why
