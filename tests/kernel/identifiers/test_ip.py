"""Internet addresses."""

import pytest

from arasha.kernel.identifiers import IP, Kind, Reason, Unread, read


@pytest.mark.parametrize(
    ("raw", "canonical"),
    [
        ("2001:0db8:0000:0000:0000:0000:0002:0001", "2001:db8::2:1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
        ("2001:DB8::AAAA", "2001:db8::aaaa"),
    ],
)
def test_the_examples_of_rfc_5952_are_shortened_as_it_says(raw: str, canonical: str) -> None:
    assert IP.parse(raw).canonical == canonical


@pytest.mark.parametrize(
    ("raw", "version", "is_public", "mask"),
    [
        ("8.8.8.8", 4, True, "8.8.8.•"),
        ("192.168.1.20", 4, False, "192.168.1.•"),
        ("192.0.2.0", 4, False, "192.0.2.•"),
        ("2606:4700:4700::1111", 6, True, "2606:4700:4700:•"),
        ("2001:db8::", 6, False, "2001:db8:0:•"),
        ("::", 6, False, "0:0:0:•"),
    ],
)
def test_an_address_says_version_and_reach_and_its_mask_is_the_network(
    raw: str, version: int, is_public: bool, mask: str
) -> None:
    ip = IP.parse(raw)
    assert (ip.version, ip.is_public, ip.mask, ip.display) == (version, is_public, mask, raw)


def test_a_mapped_address_is_the_one_that_it_maps() -> None:
    assert IP.parse("::ffff:8.8.8.8") == IP.parse("8.8.8.8")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("256.1.1.1", Reason.FORMAT),
        ("1.1.1", Reason.FORMAT),
        ("01.1.1.1", Reason.FORMAT),
        ("192.0.2.0/24", Reason.FORMAT),
        ("fe80::1%eth0", Reason.CHARACTERS),
    ],
)
def test_what_is_wrong_with_an_address_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.IP, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why
