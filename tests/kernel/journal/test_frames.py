"""A frame is read back as it was written, or it is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.journal import frames
from arasha.kernel.journal.frames import Frame

any_frame = st.builds(
    Frame,
    kind=st.integers(0, 2**15 - 1),
    first=st.integers(0, 2**63),
    rows=st.integers(0, 2**32 - 1),
    at=st.integers(-(2**63), 2**63 - 1),
    payload=st.binary(max_size=100),
    joined=st.booleans(),
)
FRAME = Frame(kind=1, first=41, rows=3, at=1_795_158_000_000_000, payload=b"what was answered")


@given(st.lists(any_frame), st.binary(max_size=8).filter(lambda rest: rest != b"ARJ1"))
def test_frames_end_to_end_are_read_back_as_they_were_written(written: list[Frame], zeros: bytes) -> None:
    data = b"".join(map(frames.encode, written)) + bytes(len(zeros) * 30)
    found = list(frames.walk(memoryview(data)))
    assert [frame for _, frame in found] == written
    assert [offset for offset, _ in found] == ends(written)


@given(any_frame)
def test_a_frame_takes_the_room_that_was_reserved_for_it(frame: Frame) -> None:
    assert len(frames.encode(frame)) == frames.size(len(frame.payload))
    assert len(frames.encode(frame)) % frames.ALIGN == 0


@given(any_frame, st.data())
def test_a_frame_that_was_cut_short_is_not_there(frame: Frame, data: st.DataObject) -> None:
    whole = frames.encode(frame)
    cut = data.draw(st.integers(0, frames.HEADER.size + len(frame.payload) - 1))
    assert frames.decode(memoryview(whole[:cut]), 0) is None


@pytest.mark.parametrize("bit", range(8))
def test_a_flipped_bit_makes_a_frame_not_there_and_never_another_one(bit: int) -> None:
    whole = frames.encode(FRAME)
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << bit
        assert frames.decode(memoryview(changed), 0) in ({None, FRAME} if place in SPARE else {None})


# Bytes that say nothing: the last word of the header, and the padding.
SPARE = {*range(frames.HEADER.size - 4, frames.HEADER.size), *range(frames.HEADER.size + 17, frames.size(17))}


def test_a_frame_of_another_version_is_not_there() -> None:
    data = bytearray(frames.encode(FRAME))
    data[6] = 2
    assert frames.decode(memoryview(data), 0) is None


def test_a_frame_says_the_sequence_after_its_last_row() -> None:
    assert FRAME.following == 44


def test_zeros_are_the_end() -> None:
    assert frames.decode(memoryview(bytes(200)), 0) is None
    assert not frames.damaged(memoryview(bytes(200)), 0)


@given(st.lists(any_frame, min_size=1), st.integers(0, 3))
def test_a_failing_frame_is_damage_when_one_behind_it_was_written_after_a_sync(written: list[Frame], bad: int) -> None:
    before, after = written[:bad], written[bad:]
    data = b"".join(map(frames.encode, before)) + bytes(64) + b"".join(map(frames.encode, after))
    assert frames.damaged(memoryview(data), sum(map(len, map(frames.encode, before)))) is any(
        not frame.joined for frame in after
    )


def ends(written: list[Frame]) -> list[int]:
    return [sum(len(frames.encode(frame)) for frame in written[: count + 1]) for count in range(len(written))]
