"""Verifying messages: the centre's are known, everything else is refused, by the specification's own example."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.client import webhooks
from arasha.kernel.deliveries import signing

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
KEY = bytes.fromhex("31f290f6bf0629") + bytes(24)
WRITTEN = signing.written(KEY)
AT = 1_614_265_330
BODY = b'{"type":"hold.requested","timestamp":"2026-11-20T07:00:00Z","data":{"amount":15000000}}'
HEADERS = {"Webhook-Id": "msg_1", "Webhook-Timestamp": str(AT)} | {
    "Webhook-Signature": signing.signature(KEY, "msg_1", AT, BODY)
}


def test_a_message_of_the_centre_is_read() -> None:
    message = webhooks.verify(HEADERS, BODY, WRITTEN, now=AT)
    assert (message.id, message.type, message.data) == ("msg_1", "hold.requested", {"amount": 15_000_000})


def test_the_reference_vector_of_the_specification_passes_as_far_as_its_body_is_ours() -> None:
    headers = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    with pytest.raises(webhooks.NotGenuine, match="body cannot be read"):
        webhooks.verify(headers, b'{"test": 2432232314}', SECRET, now=AT)


def test_any_of_several_signatures_will_do() -> None:
    headers = HEADERS | {"Webhook-Signature": f"v1,AAAA v2,BBBB {HEADERS['Webhook-Signature']}"}
    assert webhooks.verify(headers, BODY, WRITTEN, now=AT).id == "msg_1"


@given(st.integers(0, len(BODY) - 1), st.integers(1, 255))
def test_a_body_of_which_one_byte_was_changed_is_refused(place: int, change: int) -> None:
    changed = BODY[:place] + bytes([BODY[place] ^ change]) + BODY[place + 1 :]
    with pytest.raises(webhooks.NotGenuine, match="signature"):
        webhooks.verify(HEADERS, changed, WRITTEN, now=AT)


@pytest.mark.parametrize("name", list(HEADERS))
def test_without_a_header_nothing_is_believed(name: str) -> None:
    with pytest.raises(webhooks.NotGenuine):
        webhooks.verify({key: value for key, value in HEADERS.items() if key != name}, BODY, WRITTEN, now=AT)


@pytest.mark.parametrize(
    "changed",
    [
        {"Webhook-Id": "msg_2"}, {"Webhook-Timestamp": str(AT + 1)}, {"Webhook-Timestamp": "soon"},
        {"Webhook-Signature": ""}, {"Webhook-Signature": "v1,"}, {"Webhook-Signature": "ключ"},
        {"Webhook-Signature": HEADERS["Webhook-Signature"].replace("v1", "v2")},
    ],
)  # fmt: skip
def test_a_header_that_was_changed_is_refused(changed: dict[str, str]) -> None:
    with pytest.raises(webhooks.NotGenuine):
        webhooks.verify(HEADERS | changed, BODY, WRITTEN, now=AT)


def test_another_s_secret_does_not_fit_and_what_is_none_is_said_so() -> None:
    for secret in (signing.written(signing.new_secret()), "whsec_%%%", "", "secret"):
        with pytest.raises(webhooks.NotGenuine):
            webhooks.verify(HEADERS, BODY, secret, now=AT)


@pytest.mark.parametrize(("late", "believed"), [(299, True), (-299, True), (301, False), (-301, False)])
def test_an_old_message_is_not_believed_so_that_nobody_plays_it_again(late: int, believed: bool) -> None:
    if believed:
        assert webhooks.verify(HEADERS, BODY, WRITTEN, now=AT + late).id == "msg_1"
    else:
        with pytest.raises(webhooks.NotGenuine, match="too old"):
            webhooks.verify(HEADERS, BODY, WRITTEN, now=AT + late)
