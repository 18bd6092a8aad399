"""A checkpoint is four lines in exactly one spelling."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.log.checkpoint import Checkpoint
from arasha.kernel.log.note import WrongNote

ROOT = bytes(range(32))
TEXT = f"arasha.invalid/log\n42\n{base64.b64encode(ROOT).decode()}\ntime 1795158000000000\n"


def test_a_checkpoint_is_written_as_c2sp_says() -> None:
    """C2SP tlog-checkpoint: origin, size in decimal, root in base64, then extension lines."""
    assert Checkpoint("arasha.invalid/log", 42, ROOT, 1_795_158_000_000_000).text() == TEXT


@given(st.integers(0, 2**63), st.binary(min_size=32, max_size=32), st.integers(0, 2**60))
def test_a_checkpoint_is_read_as_it_was_written(size: int, root: bytes, at: int) -> None:
    checkpoint = Checkpoint("arasha.invalid/log", size, root, at)
    assert Checkpoint.parse(checkpoint.text()) == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        TEXT.removesuffix("time 1795158000000000\n"),
        TEXT + "more\n",
        TEXT.removesuffix("\n"),
        TEXT.replace("\n42\n", "\n042\n"),
        TEXT.replace("\n42\n", "\n 42\n"),
        TEXT.replace("\n42\n", "\n+42\n"),
        TEXT.replace("\n42\n", "\n4_2\n"),
        TEXT.replace("\n42\n", "\n٤٢\n"),
        TEXT.replace("AAEC", "AA*C"),
        TEXT.replace("time 17", "time 017"),
        TEXT.replace("time 17", "17"),
        TEXT.replace("\n", "\r\n"),
    ],
)
def test_another_spelling_is_refused(text: str) -> None:
    with pytest.raises(WrongNote, match="a checkpoint"):
        Checkpoint.parse(text)
