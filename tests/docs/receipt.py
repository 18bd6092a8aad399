"""A verifier of receipts written from `docs/reference/receipts.md` alone: hashes and Ed25519, no code of ours."""

import base64
import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def leaf(value: object) -> bytes:
    return hashlib.sha256(b"\0" + canonical(value)).digest()


def check(receipt: dict[str, Any], verifier: str) -> None:
    """The steps of the page; AssertionError or InvalidSignature at the first that fails."""
    assert receipt["format"] == "arasha-receipt/1"
    size, root = opened(receipt["checkpoint"], verifier)
    log, group, fact = receipt["log"], receipt.get("group"), receipt["leaf"]
    assert log["size"] == size
    assert included(leaf(fact), log) == root
    assert fact["sequence"] == log["index"]
    if group is None:
        assert canonical(receipt["statement"]) == canonical(fact)
    else:
        assert fact["fact"]["rows"] == group["size"]
        assert included(leaf(receipt["statement"]), group).hex() == fact["fact"]["root"]


def opened(note: str, verifier: str) -> tuple[int, bytes]:
    """Size and root of a checkpoint that the verifier's key has signed."""
    name, key_id, encoded = verifier.split("+", 2)
    kind, public = base64.b64decode(encoded)[:1], base64.b64decode(encoded)[1:]
    assert kind == b"\1"
    assert hashlib.sha256(f"{name}\n".encode() + b"\1" + public).hexdigest()[:8] == key_id
    text, _, signature = note.rpartition("\n\n")
    signed = base64.b64decode(signature.strip().removeprefix(f"— {name} "))
    assert signed[:4].hex() == key_id
    Ed25519PublicKey.from_public_bytes(public).verify(signed[4:], f"{text}\n".encode())
    origin, size, root, time = text.splitlines()
    assert origin == name
    assert time.startswith("time ")
    return int(size), base64.b64decode(root)


def included(current: bytes, proof: dict[str, Any]) -> bytes:
    """The root to which an inclusion proof leads: RFC 9162 §2.1.3.2."""
    at, last = proof["index"], proof["size"] - 1
    for sibling in map(base64.b64decode, proof["path"]):
        if at % 2 or at == last:
            current = hashlib.sha256(b"\1" + sibling + current).digest()
            while not at % 2 and at:
                at, last = at // 2, last // 2
        else:
            current = hashlib.sha256(b"\1" + current + sibling).digest()
        at, last = at // 2, last // 2
    assert last == 0
    return current
