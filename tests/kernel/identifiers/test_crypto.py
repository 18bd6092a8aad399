"""Crypto-currency addresses: vectors of BIP-173, BIP-350, EIP-55, Bitcoin Core, TRON's documentation."""

import pytest

from arasha.kernel.identifiers import Crypto, CryptoNetwork, Form, Kind, Reason, Unread, base58, bech32, read
from arasha.kernel.identifiers.bech32 import Checksum

BIP_350_VALID = [
    ("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", Form.P2WPKH),
    ("bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y", Form.WITNESS),
    ("BC1SW50QGDZ25J", Form.WITNESS),
    ("bc1zw508d6qejxtdg4y5r3zarvaryvaxxpcs", Form.WITNESS),
    ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", Form.P2TR),
]
BIP_350_INVALID = [
    "tc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq5zuyut",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqh2y7hd",
    "tb1z0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqglt7rf",
    "BC1S0XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ54WELL",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kemeawh",
    "tb1q0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq24jc47",
    "bc1p38j9r5y49hruaue7wxjce0updqjuyyx0kh56v8s25huc6995vvpql3jow4",
    "BC130XLXVLHEMJA6C4DQV22UAPCTQUPFHLXM9H8Z3K2E72Q4K9HCZ7VQ7ZWS8R",
    "bc1pw5dgrnzv",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v8n0nx0muaewav253zgeav",
    "BC1QR508D6QEJXTDG4Y5R3ZARVARYV98GJ9P",
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vq47Zagq",
    "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7v07qwwzcrf",
    "tb1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vpggkg4j",
    "bc1gmk9yu",
]
BIP_173_STRINGS = [
    "A12UEL5L",
    "a12uel5l",
    "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
    "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
    "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
    "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
    "?1ezyfcl",
]
BIP_350_STRINGS = [
    "A1LQFN3A",
    "a1lqfn3a",
    "an83characterlonghumanreadablepartthatcontainsthetheexcludedcharactersbioandnumber11sg7hg6",
    "abcdef1l7aum6echk45nj3s0wdvt2fg8x9yrzpqzd3ryx",
    "11llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllludsr8",
    "split1checkupstagehandshakeupstreamerranterredcaperredlc445v",
    "?1v759aa",
]
INVALID_STRINGS = [
    "\x201nwldj5",
    "\x7f1axkwrx",
    "\x801eym55h",
    "an84characterslonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1569pvx",
    "pzry9x0s0muk",
    "1pzry9x0s0muk",
    "x1b4n0q5v",
    "li1dgmt3",
    "de1lg7wt\xff",
    "A1G7SGD8",
    "10a06t8",
    "1qzzfhee",
    "\x201xj0phk",
    "qyrz8wqd2c9m",
    "y1b0jsk6g",
    "in1muywd",
    "mm1crxm3i",
    "M1VUXWEZ",
    "16plkw9",
]
BITCOIN_CORE_BASE58 = [
    ("", ""),
    ("61", "2g"),
    ("626262", "a3gV"),
    ("636363", "aPEr"),
    ("73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2"),
    ("00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"),
    ("516b6fcd0f", "ABnLTmg"),
    ("bf4f89001e670274dd", "3SEo3LWLoPntC"),
    ("572e4794", "3EFU7m"),
    ("ecac89cad93923c02321", "EJDM8drfXA6uyA"),
    ("10c8511e", "Rt5zm"),
    ("00000000000000000000", "1111111111"),
]
EIP_55 = [
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
    "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
]


@pytest.mark.parametrize(("address", "form"), BIP_350_VALID)
def test_the_valid_addresses_of_bip_350_are_read(address: str, form: Form) -> None:
    crypto = Crypto.parse(address)
    assert crypto.canonical == address.lower()
    assert (crypto.network, crypto.form) == (CryptoNetwork.BTC, form)


@pytest.mark.parametrize("address", BIP_350_INVALID)
def test_the_invalid_addresses_of_bip_350_are_kept_but_not_read(address: str) -> None:
    assert not read(Kind.CRYPTO, address).readable


@pytest.mark.parametrize("address", ["bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7k7grplx"])
def test_the_addresses_that_bip_350_withdrew_from_bip_173_are_not_read(address: str) -> None:
    kept = read(Kind.CRYPTO, address)
    assert isinstance(kept, Unread)
    assert kept.reason is Reason.CHECK_DIGITS


@pytest.mark.parametrize(
    ("text", "checksum"),
    [(text, Checksum.BECH32) for text in BIP_173_STRINGS] + [(text, Checksum.BECH32M) for text in BIP_350_STRINGS],
)
def test_the_valid_strings_of_both_proposals_have_their_checksums(text: str, checksum: Checksum) -> None:
    decoded = bech32.decode(text)
    assert decoded
    assert decoded[2] == checksum


@pytest.mark.parametrize("text", INVALID_STRINGS)
def test_the_invalid_strings_of_both_proposals_have_none(text: str) -> None:
    decoded = bech32.decode(text)
    assert decoded is None or decoded[2] not in list(Checksum)


@pytest.mark.parametrize(("data", "text"), BITCOIN_CORE_BASE58)
def test_base58_is_decoded_as_in_bitcoin_core(data: str, text: str) -> None:
    assert base58.decode(text) == bytes.fromhex(data)


@pytest.mark.parametrize(
    ("address", "network", "form"),
    [
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", CryptoNetwork.BTC, Form.P2PKH),
        ("3P14159f73E4gFr7JterCCQh9QjiTjiZrG", CryptoNetwork.BTC, Form.P2SH),
        ("TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL", CryptoNetwork.TRON, Form.ACCOUNT),
    ],
)
def test_base58_addresses_say_network_and_form(address: str, network: CryptoNetwork, form: Form) -> None:
    crypto = Crypto.parse(address)
    assert (crypto.network, crypto.form) == (network, form)
    assert crypto.canonical == crypto.display == address
    assert crypto.mask == f"{address[:6]}•••{address[-4:]}"


def test_a_tron_address_is_the_hash_that_its_documentation_says() -> None:
    data = base58.decode("TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeL")
    assert data
    assert base58.checked(data) == bytes.fromhex("418840E6C55B9ADA326D211D818C34A994AECED808")


@pytest.mark.parametrize("address", EIP_55)
def test_the_examples_of_eip_55_are_read_in_any_one_case_and_in_the_right_mixture(address: str) -> None:
    crypto = Crypto.parse(address)
    assert crypto == Crypto.parse(address.lower()) == Crypto.parse("0x" + address[2:].upper())
    assert (crypto.network, crypto.form) == (CryptoNetwork.ETH, Form.ACCOUNT)
    assert crypto.canonical == address.lower()
    assert crypto.display == address


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", Reason.CHECK_DIGITS),
        ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe", Reason.FORMAT),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", Reason.CHECK_DIGITS),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7Div0Na", Reason.CHARACTERS),
        ("mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn", Reason.PREFIX),
        ("TNPeeaaFB7K9cmo4uQpcU32zGK8G1NYqeLL", Reason.LENGTH),
        ("tb1qw508d6qejxtdg4y5r3zarvary0c5xw7kxpjzsx", Reason.LENGTH),
        ("wallet", Reason.LENGTH),
    ],
)
def test_what_is_wrong_with_an_address_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.CRYPTO, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why
