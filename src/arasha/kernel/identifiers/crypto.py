"""An address that crypto-currency is sent to."""

import re
from enum import StrEnum

from arasha.kernel.identifiers import base58, bech32
from arasha.kernel.identifiers.base import Identifier, Kind, Reason
from arasha.kernel.identifiers.text import shortened


class CryptoNetwork(StrEnum):
    """The chain that an address is on."""

    BTC = "btc"
    ETH = "eth"
    TRON = "tron"


class Form(StrEnum):
    """How an address is made: who can spend from it."""

    P2PKH = "p2pkh"
    P2SH = "p2sh"
    P2WPKH = "p2wpkh"
    P2WSH = "p2wsh"
    P2TR = "p2tr"
    WITNESS = "witness"
    ACCOUNT = "account"


_BASE58_VERSIONS = {
    0x00: (CryptoNetwork.BTC, Form.P2PKH),
    0x05: (CryptoNetwork.BTC, Form.P2SH),
    0x41: (CryptoNetwork.TRON, Form.ACCOUNT),
}
_BASE58_SIZE = 1 + 20 + 4  # version, hash, check bytes
_BASE58_LENGTHS = range(26, 36)
_BITCOIN_PREFIX = "bc"
_WITNESS_FORMS = {(0, 20): Form.P2WPKH, (0, 32): Form.P2WSH, (1, 32): Form.P2TR}
_WITNESS_VERSIONS = range(17)
_PROGRAM_SIZES = range(2, 41)
_HEX = re.compile(r"0x[0-9a-f]{40}", re.IGNORECASE)


class Crypto(Identifier):
    """An address on the main network of Bitcoin, Ethereum (and its look-alike chains) or TRON.

    Bitcoin: Base58Check P2PKH and P2SH; BIP-173 for witness version 0, BIP-350 for 1 to 16, canonical in
    lower case. Ethereum: 0x and 40 hex digits, canonical in lower case; mixed case is an EIP-55 check and has
    to be right. TRON: Base58Check with the version byte 0x41.
    """

    __slots__ = ()
    kind = Kind.CRYPTO
    shape = "An address is Bitcoin's (1…, 3…, bc1…), Ethereum's (0x and 40 hex digits) or TRON's (T…)"

    @classmethod
    def _read(cls, text: str) -> str:
        if text[:2].lower() == "0x":
            return cls._ethereum(text)
        if text[:3].lower() == f"{_BITCOIN_PREFIX}1":
            return cls._witness(text)
        return cls._base58(text)

    @classmethod
    def _ethereum(cls, text: str) -> str:
        if not _HEX.fullmatch(text):
            raise cls.unreadable(Reason.FORMAT)
        address = "0x" + text[2:].lower()
        one_case = text[2:] in (text[2:].lower(), text[2:].upper())
        if not one_case and "0x" + text[2:] != _eip55(address):
            raise cls.unreadable(Reason.CHECK_DIGITS)
        return address

    @classmethod
    def _witness(cls, text: str) -> str:
        decoded = bech32.decode(text)
        if not decoded:
            raise cls.unreadable(Reason.CHARACTERS)
        _, values, checksum = decoded
        version = values[0] if values else -1
        program = bech32.program(values[1:])
        if version not in _WITNESS_VERSIONS or program is None or len(program) not in _PROGRAM_SIZES:
            raise cls.unreadable(Reason.FORMAT)
        if version == 0 and (version, len(program)) not in _WITNESS_FORMS:
            raise cls.unreadable(Reason.LENGTH)
        if checksum != (bech32.Checksum.BECH32M if version else bech32.Checksum.BECH32):
            raise cls.unreadable(Reason.CHECK_DIGITS)
        return text.lower()

    @classmethod
    def _base58(cls, text: str) -> str:
        data = base58.decode(text) if len(text) in _BASE58_LENGTHS else b""
        if data is None:
            raise cls.unreadable(Reason.CHARACTERS)
        if len(data) != _BASE58_SIZE:
            raise cls.unreadable(Reason.LENGTH)
        if data[0] not in _BASE58_VERSIONS:
            raise cls.unreadable(Reason.PREFIX)
        if base58.checked(data) is None:
            raise cls.unreadable(Reason.CHECK_DIGITS)
        return text

    @property
    def network(self) -> CryptoNetwork:
        """The chain; an Ethereum address is one on every chain that took Ethereum's form over."""
        return self._place[0]

    @property
    def form(self) -> Form:
        """The kind of address within its network."""
        return self._place[1]

    @property
    def display(self) -> str:
        """Ethereum in the mixed case of EIP-55, the others as they are."""
        return _eip55(self.canonical) if self.canonical.startswith("0x") else self.canonical

    @property
    def mask(self) -> str:
        """The first six and the last four characters, as wallets abbreviate."""
        return shortened(self.canonical, head=6, tail=4)

    @property
    def _place(self) -> tuple[CryptoNetwork, Form]:
        if self.canonical.startswith("0x"):
            return CryptoNetwork.ETH, Form.ACCOUNT
        decoded = bech32.decode(self.canonical) if self.canonical.startswith(_BITCOIN_PREFIX) else None
        if decoded:
            version, size = decoded[1][0], (len(decoded[1]) - 1) * 5 // 8
            return CryptoNetwork.BTC, _WITNESS_FORMS.get((version, size), Form.WITNESS)
        return _BASE58_VERSIONS[(base58.decode(self.canonical) or b"\0")[0]]


def _eip55(address: str) -> str:
    """`address` in the mixed case that checks it: capitals where the hash of the text has 8 to f."""
    from Crypto.Hash import keccak  # loaded when first needed: it takes 70 ms

    digits = address[2:]
    digest = keccak.new(digest_bits=256, data=digits.encode("ascii")).hexdigest()
    return "0x" + "".join(digit.upper() if mark >= "8" else digit for digit, mark in zip(digits, digest, strict=False))
