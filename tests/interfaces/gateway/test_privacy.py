"""Nothing personal leaves by the side door: neither metrics nor logs nor health nor the journal name anybody."""

import httpx
import pytest
import structlog

from arasha.client.schemas import Identifier, Party, Session
from tests.support.cast import NEIGHBOUR, PENSIONER, SHOP, TOSTIK, payment
from tests.support.door import Door

PHONE, PERSON, DEVICE, ADDRESS, PURPOSE = (
    "+77015550123",
    "900101300016",
    "device-of-hers",
    "203.0.113.77",
    "ауруға көмек",
)
READABLE = (PENSIONER.account, SHOP.account, NEIGHBOUR.account, PHONE, PERSON, DEVICE, ADDRESS, PURPOSE)


@pytest.fixture
def busy(door: Door) -> Door:
    """A gateway that has seen every kind of identifier, and refused some."""
    payer = Party(account=PENSIONER.account, institution=PENSIONER.institution, phone=PHONE, person=PERSON)
    with door.client() as bank:
        bank.screen(
            payment(
                "secret-id", debtor=payer, creditor=SHOP, device=DEVICE, ip=ADDRESS, purpose=PURPOSE, session=Session()
            )
        )
        bank.check([Identifier(kind="phone", value=PHONE), Identifier(kind="iin", value=PERSON)])
    with door.http(TOSTIK) as http:
        http.post("/v1/payments/screen", json={"debtor": {"account": NEIGHBOUR.account}})
        http.get(f"/v1/payments/{TOSTIK.code}/{PERSON}")
    return door


def test_metrics_tell_counts_and_no_identifiers(busy: Door) -> None:
    metrics = httpx.get(f"{busy.url}/metrics").text
    assert "arasha_verdicts_total" in metrics
    for secret in (*READABLE, "secret-id", TOSTIK.code):
        assert secret not in metrics


def test_health_names_nobody(busy: Door) -> None:
    health = httpx.get(f"{busy.url}/health").text
    assert not any(secret in health for secret in READABLE)


def test_logs_name_nobody(busy: Door, capsys: pytest.CaptureFixture[str]) -> None:
    with structlog.testing.capture_logs() as said, busy.http() as http:
        http.post("/v1/payments/screen", json={"id": PERSON, "debtor": {"account": PENSIONER.account}})
    everything = str(said) + "".join(capsys.readouterr())
    assert not any(secret in everything for secret in READABLE)


def test_the_journal_holds_nothing_readable(busy: Door) -> None:
    content = b"".join(path.read_bytes() for path in busy.gateway.screening.journal.folder.iterdir() if path.is_file())
    assert len(content) > 1000
    for secret in (*READABLE, "secret-id"):
        assert secret.encode() not in content


def test_an_error_is_not_a_hiding_place_either(busy: Door) -> None:
    with busy.http() as http:
        reply = http.post("/v1/payments/screen", json={"id": "1", "amount": PERSON, "debtor": {"account": PHONE}})
    assert reply.status_code == 422
    assert not any(secret in reply.text for secret in READABLE)
