"""What a good signature shows: who signed, and which bytes."""

from dataclasses import dataclass

from arasha.kernel.signatures.signer import Signer

LONGEST = 1_000_000  # bytes of a signature or a signed document


@dataclass(frozen=True, slots=True)
class Document:
    """A person's signature under `content`, found good."""

    signer: Signer
    content: bytes
