"""A sealed value opens under its own key, for what it belongs to, unchanged; else it does not open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.keyring import KEY_BYTES, Purpose, keyring
from arasha.kernel.seal import NONCE, BrokenSeal, Seal, seal

SEAL = Seal(bytes(range(32)))
CONTENT, ABOUT = b"KZ86125KZT5004100100", b"token-of-it"

keys = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)


@given(keys, st.binary(), st.binary())
def test_what_is_sealed_can_be_opened(key: bytes, content: bytes, about: bytes) -> None:
    assert Seal(key).open(Seal(key).close(content, about), about) == content


def test_an_aes_256_gcm_box_is_nonce_ciphertext_and_tag() -> None:
    """McGrew and Viega, "The Galois/Counter Mode of Operation", appendix B, test case 14: all zeros."""
    box = (
        bytes(12)
        + bytes.fromhex("cea7403d4d606b6e074ec5d3baf39d18")
        + bytes.fromhex("d0d1c8a799996bf0265b98b5d48ab919")
    )
    assert Seal(bytes(32)).open(box, b"") == bytes(16)


@pytest.mark.parametrize("place", range(NONCE + len(CONTENT) + 16))
def test_a_box_with_one_byte_changed_does_not_open(place: int) -> None:
    box = bytearray(SEAL.close(CONTENT, ABOUT))
    box[place] ^= 1
    with pytest.raises(BrokenSeal):
        SEAL.open(bytes(box), ABOUT)


@pytest.mark.parametrize("length", [0, 1, NONCE, NONCE + 15, NONCE + len(CONTENT)])
def test_a_box_that_was_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(BrokenSeal):
        SEAL.open(SEAL.close(CONTENT, ABOUT)[:length], ABOUT)


def test_a_box_that_was_moved_to_something_else_does_not_open() -> None:
    with pytest.raises(BrokenSeal):
        SEAL.open(SEAL.close(CONTENT, ABOUT), b"token-of-another")


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(BrokenSeal):
        Seal(bytes(32)).open(SEAL.close(CONTENT, ABOUT), ABOUT)


def test_equal_values_do_not_look_equal() -> None:
    boxes = {SEAL.close(CONTENT, ABOUT) for _ in range(100)}
    assert len({box[:NONCE] for box in boxes}) == 100
    assert not any(CONTENT in box for box in boxes)


def test_a_broken_seal_says_nothing_of_what_was_in_it() -> None:
    with pytest.raises(BrokenSeal) as broken:
        SEAL.open(b"x" * 40, ABOUT)
    assert ABOUT.decode() not in str(broken.value)
    assert broken.value.__cause__ is None


def test_the_centre_seals_under_the_key_of_that_purpose() -> None:
    box = seal().close(CONTENT, ABOUT)
    assert Seal(keyring().key(Purpose.SEAL)).open(box, ABOUT) == CONTENT
