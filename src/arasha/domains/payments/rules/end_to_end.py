"""By what mark a payment is found when only the end-to-end id that runs with it is known."""

from arasha.kernel.tokens import Tokens

KIND = b"end-to-end\0"
MARK_BYTES = 8
# What stands in ISO 20022 messages whose payer gave no id (pacs.008 Usage Guidelines, EndToEndIdentification).
NOT_PROVIDED = "NOTPROVIDED"


def mark(tokens: Tokens, institution: str, end_to_end_id: str) -> int | None:
    """The mark of an id among those of the payer's institution; None when there is no id.

    The first eight bytes of its keyed token as PostgreSQL's signed bigint, little-endian: the id can be looked for and
    not be read back. Two ids in 2^32 payments may share one, so whatever else is known of the payment counts too.
    """
    if not end_to_end_id or end_to_end_id == NOT_PROVIDED:
        return None
    token = tokens.token(KIND + institution.encode() + b"\0" + end_to_end_id.encode())
    return int.from_bytes(token[:MARK_BYTES], "little", signed=True)
