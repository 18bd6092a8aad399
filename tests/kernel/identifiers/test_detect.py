"""The one field in which a citizen types whatever he was given."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.identifiers import Kind, detect, read
from arasha.kernel.identifiers.base import LONGEST
from tests.kernel.identifiers.examples import VALUES, at_any_speed

GUESSED = [kind for kind in Kind if kind not in (Kind.ACCOUNT, Kind.DEVICE)]


@pytest.mark.parametrize(
    ("raw", "kind", "canonical"),
    [
        ("900715 300124", Kind.IIN, "900715300124"),
        ("940140000385", Kind.BIN, "940140000385"),
        ("kz86 125k zt50 0410 0100", Kind.IBAN, "KZ86125KZT5004100100"),
        ("4111 1111 1111 1111", Kind.CARD, "4111111111111111"),
        ("378282246310005", Kind.CARD, "378282246310005"),
        ("490154203237518", Kind.IMEI, "49015420323751"),
        ("8945 0421 1802 1625 4864", Kind.ICCID, "89450421180216254864"),
        ("8 (701) 123-45-67", Kind.PHONE, "+77011234567"),
        ("701 123 45 67", Kind.PHONE, "+77011234567"),
        ("+998 90 123 45 67", Kind.PHONE, "+998901234567"),
        ("998901234567", Kind.PHONE, "+998901234567"),
        ("Aigul@Example.kz", Kind.EMAIL, "aigul@example.kz"),
        ("192.0.2.1", Kind.IP, "192.0.2.1"),
        ("2001:db8::1", Kind.IP, "2001:db8::1"),
        ("bank-kz.top", Kind.DOMAIN, "bank-kz.top"),
        ("Пример.қаз", Kind.DOMAIN, "xn--e1afmkfd.xn--80ao21a"),
        ("bank-kz.top/login", Kind.URL, "http://bank-kz.top/login"),
        ("bank-kz.top:8080", Kind.URL, "http://bank-kz.top:8080/"),
        ("bank-kz.top?id=1", Kind.URL, "http://bank-kz.top/?id=1"),
        ("https://bank-kz.top", Kind.URL, "https://bank-kz.top/"),
        ("https://user@bank-kz.top/a@b", Kind.URL, "https://bank-kz.top/a@b"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", Kind.CRYPTO, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        ("TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL", Kind.CRYPTO, "TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL"),
        ("https://t.me/tez_aqsha", Kind.SOCIAL, "telegram:tez_aqsha"),
        ("youtube.com/@tezaqsha", Kind.SOCIAL, "youtube:tezaqsha"),
        ("t.me/share/url", Kind.URL, "http://t.me/share/url"),
        ("wa.me/77011234567", Kind.SOCIAL, "whatsapp:+77011234567"),
    ],
)
def test_a_value_is_recognised_by_its_form(raw: str, kind: Kind, canonical: str) -> None:
    found = detect(raw)
    assert found
    assert (found.kind, found.canonical, found.raw) == (kind, canonical, raw)


@pytest.mark.parametrize(
    "raw", ["", "Айгүл", "call me", "10:30", "112", "@tez_aqsha", "900715300125", "1 000 000", "x" * 10_000]
)
def test_what_is_no_identifier_is_nothing(raw: str) -> None:
    assert detect(raw) is None


@at_any_speed
@given(st.text())
def test_any_text_at_all_is_answered(raw: str) -> None:
    found = detect(raw)
    assert found is None or found.raw == raw


@at_any_speed
@given(st.sampled_from([Kind.IIN, Kind.BIN, Kind.IBAN, Kind.IP, Kind.CRYPTO, Kind.EMAIL]).flatmap(VALUES.__getitem__))
def test_kinds_with_a_telling_form_are_never_mistaken(raw: str) -> None:
    found = detect(raw)
    assert found
    assert found == type(found).parse(raw)


@pytest.mark.parametrize(
    "piece",
    [
        "a.",
        "a.xn--",
        "a@",
        "/",
        "a/",
        "a:",
        "%",
        "..",
        "(",
        "1",
        "a.(",
        "t.me/",
        "é.",
        "١",
        "_a",
        "-",
        "\u00ad",
        ".",
    ],
)
def test_a_long_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * (LONGEST // len(piece))
    start = time.process_time()
    for hostile in (text, f"http://{text}", f"telegram:{text}", f"a ({text}", f"{text}/"):
        detect(hostile[:LONGEST])
        for kind in Kind:
            read(kind, hostile[:LONGEST])
    assert time.process_time() - start < 2
