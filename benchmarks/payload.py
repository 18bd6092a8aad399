"""Payments as banks would send them: the shipped public file, with what its generator does not know added by rule."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import islice

import msgspec

from arasha.client.schemas import Payment, Session
from arasha.simulator.replay.example import EXAMPLE
from arasha.simulator.replay.mapping import fitting
from arasha.simulator.replay.reading import Good, Source, payments
from benchmarks.load import request

# Of so many payments one is ordered during a telephone call, one from a new device, one with remote access.
CALL, DEVICE, REMOTE = 50, 60, 400
LAP = b'"L00-'


def bodies(count: int | None = None) -> list[bytes]:
    """The file's payments as JSON; ids and end-to-end ids begin with the lap, so that the file can be sent again."""
    source = Source(EXAMPLE)
    rows = (row.payment for row in payments(source, fitting(source.columns)) if isinstance(row, Good))
    return [msgspec.json.encode(_complete(number, payment)) for number, payment in enumerate(islice(rows, count))]


def singles(of: Sequence[bytes], key: str, lap: int) -> list[bytes]:
    """One payment a request."""
    return [request("/v1/payments/screen", key, _in_lap(body, lap)) for body in of]


def batches(of: Sequence[bytes], key: str, lap: int, size: int = 100) -> Iterator[bytes]:
    """`size` payments a request."""
    for begin in range(0, len(of), size):
        body = b'{"payments":[' + b",".join(of[begin : begin + size]) + b"]}"
        yield request("/v1/payments/screen-batch", key, _in_lap(body, lap))


def _in_lap(body: bytes, lap: int) -> bytes:
    return body.replace(LAP, f'"L{lap:02d}-'.encode())


def _complete(number: int, payment: Payment) -> Payment:
    return msgspec.structs.replace(
        payment,
        id=f"L00-{payment.id}",
        end_to_end_id=f"L00-E{payment.id}",
        debtor=msgspec.structs.replace(payment.debtor, phone=_token(payment.debtor.account)),
        creditor=msgspec.structs.replace(payment.creditor, phone=_token(payment.creditor.account)),
        device=f"device-{payment.debtor.account[-8:]}",
        session=Session(
            active_call=number % CALL == 0, new_device=number % DEVICE == 0, remote_access=number % REMOTE == 0
        ),
    )


def _token(account: str) -> str:
    """A phone's token, as institutions send it that keep numbers to themselves."""
    return blake2b(account.encode(), digest_size=16).hexdigest()
