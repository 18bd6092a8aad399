"""The private check: a page with our own script alone, and buckets that say nothing of who is asked about."""

import pytest
from django.test import Client as Browser

from arasha.domains.registry import actions
from arasha.domains.registry.rules.private_check import FULL, hash_of
from arasha.interfaces.public.visitors import MOST, Deed
from arasha.kernel.identifiers import Identifier, Kind, read
from tests.domains.registry.entries import proposal
from tests.support.cast import AIGERIM, DANIYAR
from tests.support.chromium import Reader

SCAMMER = "+7 701 555 01 77"


def listed(value: str = SCAMMER, kind: Kind = Kind.PHONE) -> bytes:
    """Something is confirmed; its public hash."""
    identifier = read(kind, value)
    assert isinstance(identifier, Identifier)
    actions.confirm_entry(actions.add_entry(identifier, proposal(), AIGERIM).id, DANIYAR)
    return hash_of(identifier)


def bucket(number: int) -> list[str]:
    answer = Browser().get(f"/en/help/check/{number}/")
    assert answer.status_code == 200
    return list(answer.json()["hashes"])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_runs_our_own_script_and_asks_nobody_else(db: None, language: str) -> None:
    answer = Browser().get(f"/{language}/help/check/")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "connect-src 'self'" in policy
    shown = answer.content.decode()
    assert "<noscript>" in shown
    assert 'method="post"' not in shown.split("<private-check", 1)[1], "nothing that is typed can be sent"


def test_a_listed_number_is_in_its_bucket_among_others(db: None) -> None:
    public = listed()
    found = bucket(int.from_bytes(public[:2], "big"))
    assert public.hex() in found
    assert len(found) == FULL
    assert {one[:4] for one in found} == {public.hex()[:4]}


def test_there_are_65536_buckets(db: None) -> None:
    assert len(bucket(65_535)) == FULL
    assert Browser().get("/en/help/check/65536/").status_code == 404


def test_a_bucket_may_be_kept_for_a_while_and_not_all_of_them_fetched(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "max-age=300" in Browser().get("/en/help/check/7/").headers["Cache-Control"]
    monkeypatch.setitem(MOST, Deed.CHECK, 1)
    asked = [Browser().get("/en/help/check/8/", REMOTE_ADDR="203.0.113.99").status_code for _ in range(2)]
    assert asked == [200, 429]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("kind", "asked", "said"),
    [
        ("phone", "8 (701) 555-01-77", "It is known for fraud."),
        ("phone", "+7 701 555 01 78", "We know nothing against it."),
        ("phone", "112", "It cannot be read so."),
        ("domain", "https://pay.example-of-fraud.kz/win?x=1", "It is known for fraud."),
        ("iban", "KZ64 9920 0000 0000 0000", "It cannot be read so."),
    ],
)
def test_the_browser_hashes_as_we_do_and_sees_for_itself(reader: Reader, kind: str, asked: str, said: str) -> None:
    listed()
    listed("example-of-fraud.kz", Kind.DOMAIN)
    reader.open("/en/help/check/")
    reader.page.select_option("#id_kind", kind)
    reader.page.fill("#id_what", asked)
    reader.page.press("#id_what", "Enter")
    reader.page.wait_for_selector(f"[data-result]:not([hidden]) >> text={said}")
    assert reader.barriers() == []
    assert reader.page.url.endswith("/en/help/check/")
