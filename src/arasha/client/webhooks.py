"""Verifying messages that the centre sends to your receiver (Standard Webhooks, standardwebhooks.com).

    from arasha.client import webhooks

    message = webhooks.verify(request.headers, request.body, secret)   # whsec_…, shown when the address was set
    if not seen_before(message.id):                                    # a message may come twice, under the same id
        handle(message.type, message.data)

Answer 2xx as soon as the message is kept; do the work afterwards.
"""

import base64
import binascii
import hmac
import time
from collections.abc import Mapping
from typing import Any

import msgspec

from arasha.client.handling import Envelope, Message

PREFIX = "whsec_"
TOLERANCE_S = 300


class NotGenuine(Exception):
    """The message was not signed by the centre under this secret, was changed, or is too old; do not heed it."""


def verify(
    headers: Mapping[str, str], body: bytes, secret: str, *, tolerance_s: int = TOLERANCE_S, now: float | None = None
) -> Message:
    """The message in a request to your receiver; `NotGenuine` when it is none of ours.

    `body` is the request's body, byte for byte as it came. `tolerance_s` is how far the clocks may lie apart.
    """
    given = {name.lower(): value for name, value in headers.items()}
    try:
        number, sent, signatures = (given[f"webhook-{name}"] for name in ("id", "timestamp", "signature"))
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
        at = int(sent)
    except (KeyError, ValueError, binascii.Error):
        raise NotGenuine("the headers webhook-id, webhook-timestamp and webhook-signature are needed") from None
    if abs((time.time() if now is None else now) - at) > tolerance_s:
        raise NotGenuine("the message is too old, or a clock is wrong")
    signed = b".".join((number.encode(), str(at).encode(), body))
    expected = f"v1,{base64.b64encode(hmac.digest(key, signed, 'sha256')).decode()}"
    if not any(hmac.compare_digest(each.encode(), expected.encode()) for each in signatures.split(" ")):
        raise NotGenuine("the signature does not fit the message")
    return _read(number, body)


def _read(number: str, body: bytes) -> Message:
    try:
        envelope = msgspec.json.decode(body, type=Envelope)
    except msgspec.MsgspecError:
        raise NotGenuine("the body cannot be read") from None
    data: dict[str, Any] = envelope.data
    return Message(id=number, type=envelope.type, timestamp=envelope.timestamp, data=data)
