"""Signed notes are those that Go's checksum database and its witnesses read and write."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.log.note import Signer, Verifier, WrongNote, open_note

# golang.org/x/mod/sumdb/note, the example of its documentation.
SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
VERIFIER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
NOTE = f"{TEXT}\n{SIGNATURE}"

PETER = Signer("PeterNeumann", SEED)
WITNESS = Signer("witness.example/w1", bytes(32))


def test_a_signer_writes_the_published_note_to_the_byte() -> None:
    assert PETER.sign(TEXT) == NOTE


def test_a_verifier_key_is_written_and_read_as_published() -> None:
    assert str(PETER.verifier) == VERIFIER_KEY
    assert Verifier.parse(VERIFIER_KEY) == PETER.verifier
    assert Verifier.parse(f"{VERIFIER_KEY}\n") == PETER.verifier


def test_the_published_note_opens() -> None:
    assert open_note(NOTE, Verifier.parse(VERIFIER_KEY)) == TEXT


paragraphs = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(st.lists(paragraphs, min_size=1), st.binary(min_size=32, max_size=32))
def test_any_text_that_was_signed_opens_empty_lines_and_all(lines: list[str], seed: bytes) -> None:
    signer, text = Signer("arasha.invalid/log", seed), "".join(f"{line}\n" for line in lines)
    assert open_note(signer.sign(text), signer.verifier) == text


def test_signatures_of_others_are_passed_over() -> None:
    """A witness adds his line below the log's."""
    note = WITNESS.line(TEXT).join((f"{TEXT}\n", SIGNATURE)) + WITNESS.line(TEXT)
    assert open_note(note, PETER.verifier) == TEXT
    assert open_note(note, WITNESS.verifier) == TEXT


@pytest.mark.parametrize("place", range(0, len(NOTE.encode()), 2))
def test_a_note_with_one_byte_changed_does_not_open(place: int) -> None:
    changed = bytearray(NOTE.encode())
    changed[place] ^= 1
    with pytest.raises(WrongNote):
        open_note(changed.decode(errors="replace"), PETER.verifier)


def test_a_bad_signature_of_a_known_key_spoils_the_note_though_a_good_one_stands_beside_it() -> None:
    bad = PETER.line(TEXT + "and more\n")
    for lines in (SIGNATURE + bad, bad + SIGNATURE):
        with pytest.raises(WrongNote, match="no good signature"):
            open_note(f"{TEXT}\n{lines}", PETER.verifier)


@pytest.mark.parametrize(
    "note",
    [
        "",
        TEXT,
        f"{TEXT}\n",
        f"{TEXT}{SIGNATURE}",
        SIGNATURE,
        f"{TEXT}\nPeterNeumann x08go\n",
        f"{TEXT}\n— PeterNeumann x\n",
    ],
)
def test_what_is_not_a_note_is_refused_with_a_word_on_what_one_is(note: str) -> None:
    with pytest.raises(WrongNote, match=r"a note is|no good signature|a signature line is"):
        open_note(note, PETER.verifier)


def test_a_note_signed_by_another_key_of_the_same_name_is_refused() -> None:
    impostor = Signer("PeterNeumann", bytes(32))
    with pytest.raises(WrongNote, match="no good signature"):
        open_note(impostor.sign(TEXT), PETER.verifier)


@pytest.mark.parametrize("place", range(len(VERIFIER_KEY)))
def test_a_verifier_key_with_a_slip_in_it_is_refused(place: int) -> None:
    wrong = VERIFIER_KEY[:place] + ("A" if VERIFIER_KEY[place] != "A" else "B") + VERIFIER_KEY[place + 1 :]
    with pytest.raises(WrongNote, match=r"name\+keyid\+base64"):
        Verifier.parse(wrong)


@pytest.mark.parametrize("cut", range(len(VERIFIER_KEY)))
def test_a_verifier_key_that_was_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(WrongNote):
        Verifier.parse(VERIFIER_KEY[:cut])
