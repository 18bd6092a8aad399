"""Signatures are those of the Standard Webhooks specification."""

import base64

from arasha.kernel.deliveries import signing

# The reference vector of the specification's own implementations.
SECRET = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
ID, AT, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_reference_vector_is_met() -> None:
    assert signing.signature(SECRET, ID, AT, BODY) == SIGNATURE


def test_two_secrets_give_two_signatures_side_by_side() -> None:
    other = signing.new_secret()
    headers = signing.headers([other, SECRET], ID, AT, BODY)
    assert headers["webhook-signature"] == f"{signing.signature(other, ID, AT, BODY)} {SIGNATURE}"
    assert (headers["webhook-id"], headers["webhook-timestamp"]) == (ID, str(AT))


def test_a_secret_is_random_and_as_long_as_the_specification_asks() -> None:
    secrets = {signing.new_secret() for _ in range(100)}
    assert len(secrets) == 100
    assert all(24 <= len(secret) <= 64 for secret in secrets)
    assert signing.written(SECRET) == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
