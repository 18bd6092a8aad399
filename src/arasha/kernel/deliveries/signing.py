"""Signing messages as the open Standard Webhooks specification has it (standardwebhooks.com, version 1.0.0).

Signed is `id.timestamp.body` with HMAC-SHA256 under the endpoint's secret; the header holds one `v1,BASE64` for each
secret that is good, separated by spaces, so that a secret can be replaced without a stop.
"""

import base64
import hmac
import secrets
from collections.abc import Sequence

SECRET_PREFIX = "whsec_"  # noqa: S105 - what secrets begin with
SECRET_BYTES = 32
ID_PREFIX = "msg_"


def new_secret() -> bytes:
    """A fresh secret: 32 random bytes (the specification asks for 24 to 64)."""
    return secrets.token_bytes(SECRET_BYTES)


def written(secret: bytes) -> str:
    """A secret as it is handed over: `whsec_` and base64."""
    return SECRET_PREFIX + base64.b64encode(secret).decode()


def signature(secret: bytes, message_id: str, timestamp: int, body: bytes) -> str:
    """The signature of a message under one secret: `v1,BASE64`."""
    signed = b".".join((message_id.encode(), str(timestamp).encode(), body))
    return f"v1,{base64.b64encode(hmac.digest(secret, signed, 'sha256')).decode()}"


def headers(secrets_: Sequence[bytes], message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The headers of an attempt at `timestamp`, seconds since 1970."""
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(secret, message_id, timestamp, body) for secret in secrets_),
    }
