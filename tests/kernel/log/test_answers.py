"""Signed answers prove themselves, and nothing that was changed."""

import base64
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.errors import ArashaError
from arasha.kernel.facts import canonical_json
from arasha.kernel.log import answers, merkle
from arasha.kernel.log.answers import FORMAT, Head, SignedAnswer, path_in
from arasha.kernel.log.note import Signer
from arasha.kernel.log.receipts import Inclusion, WrongReceipt

Spoil = Callable[[dict[str, Any]], object]

SIGNER = Signer("log.invalid/one", bytes(range(32)))
OTHER = Signer("log.invalid/other", bytes(range(1, 33)))


def answered(count: int, first: int = 40, signer: Signer = SIGNER) -> list[SignedAnswer]:
    """So many answers, signed together."""
    statements = [{"answer": "deny", "sequence": first + at, "of": f"{at}"} for at in range(count)]
    levels = merkle.levels([merkle.leaf_hash(canonical_json(statement)) for statement in statements])
    note = signer.sign(Head(signer.verifier.name, first, count, levels[-1][0], 1_790_000_000_000_000).text())
    return [
        SignedAnswer(FORMAT, statement, Inclusion(at, count, path_in(levels, at)), note)
        for at, statement in enumerate(statements)
    ]


def plain(answer: SignedAnswer) -> dict[str, Any]:
    return dict(msgspec.json.decode(msgspec.json.encode(answer)))


@given(st.integers(1, 70))
def test_every_answer_of_a_group_proves_itself(count: int) -> None:
    for answer in answered(count):
        head = answers.verify(answers.parse(msgspec.json.encode(answer)), SIGNER.verifier)
        assert (head.origin, head.first, head.rows) == (SIGNER.verifier.name, 40, count)


@given(st.integers(1, 200), st.data())
def test_the_levels_of_a_tree_give_the_proofs_of_the_standard(count: int, data: st.DataObject) -> None:
    leaves = [merkle.leaf_hash(bytes([at])) for at in range(count)]
    levels, at = merkle.levels(leaves), data.draw(st.integers(0, count - 1))
    assert levels[-1] == [merkle.root_of(leaves)]
    assert path_in(levels, at) == merkle.proof(merkle.inclusion_path(at, count), merkle.reader(leaves))


def set_in(part: str, name: str, value: object) -> Spoil:
    return lambda answer: answer[part].__setitem__(name, value)


def respelled(text: str, end: str) -> str:
    """The same bytes in base64: the last letter before the end carries two bits that mean nothing."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    place = letters.index(text[: -len(end)][-1])
    return text[: -len(end) - 1] + letters[place ^ 1] + end


SPOILING: dict[str, Spoil] = {
    "statement": set_in("statement", "answer", "allow"),
    "sequence": set_in("statement", "sequence", 43),
    "index": set_in("group", "index", 3),
    "size": set_in("group", "size", 6),
    "path": lambda answer: answer["group"]["path"].__setitem__(0, base64.b64encode(bytes(32)).decode()),
    "shorter path": lambda answer: answer["group"]["path"].pop(),
    "signature": lambda answer: answer.__setitem__("note", answer["note"][:-10] + "AAAAAAAA=\n"),
    "another's signature": lambda answer: answer.__setitem__("note", answered(5, signer=OTHER)[2].note),
    "another spelling of the signature": lambda answer: answer.__setitem__("note", respelled(answer["note"], "=\n")),
    "another spelling of the path": lambda answer: answer["group"]["path"].__setitem__(
        0, respelled(answer["group"]["path"][0], "=")
    ),
    "unsigned lines": lambda answer: answer.__setitem__("note", answer["note"].replace("\n40 5\n", "\n41 5\n")),
    "another format": lambda answer: answer.__setitem__("format", "arasha-receipt/1"),
}


@pytest.mark.parametrize("sort", SPOILING)
def test_what_was_changed_is_not_proved(sort: str) -> None:
    changed = plain(answered(5)[2])
    SPOILING[sort](changed)
    assert changed != plain(answered(5)[2])
    with pytest.raises(ArashaError):
        answers.verify(answers.parse(msgspec.json.encode(changed)), SIGNER.verifier)


def test_a_checkpoint_of_the_same_log_is_no_group_of_answers() -> None:
    note = SIGNER.sign("log.invalid/one\n5\n" + base64.b64encode(bytes(32)).decode() + "\ntime 1\n")
    with pytest.raises(WrongReceipt):
        answers.verify(msgspec.structs.replace(answered(5)[0], note=note), SIGNER.verifier)


def test_an_answer_of_another_place_is_not_taken_for_one_of_this_log() -> None:
    borrowed = Signer("log.invalid/two", bytes(range(32)))
    text = Head("log.invalid/one", 40, 1, bytes(32), 1).text()
    with pytest.raises(ArashaError):
        answers.verify(msgspec.structs.replace(answered(1)[0], note=borrowed.sign(text)), borrowed.verifier)
