"""What holds for identifiers of every kind."""

import copy
import pickle
import traceback

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import Identifier, Kind, Unread, UnreadableIdentifier, read, token_input
from arasha.kernel.identifiers.base import LONGEST, Reason
from arasha.kernel.identifiers.reading import CLASSES
from tests.kernel.identifiers.examples import at_any_speed, valued

INVISIBLE = st.sampled_from([" ", "\u00a0", "\u00ad", "\ufeff", "\t", "\u200e"])


@at_any_speed
@given(valued)
def test_the_canonical_form_is_its_own_canonical_form(value: tuple[Kind, str]) -> None:
    kind, raw = value
    first = CLASSES[kind].parse(raw)
    assert CLASSES[kind].parse(first.canonical) == first


@at_any_speed
@given(valued.filter(lambda value: value[0] is not Kind.CARD))
def test_what_is_displayed_can_be_typed_in_again(value: tuple[Kind, str]) -> None:
    kind, raw = value
    identifier = CLASSES[kind].parse(raw)
    assert CLASSES[kind].parse(identifier.display) == identifier


@at_any_speed
@given(valued)
def test_a_mask_never_contains_the_canonical_form(value: tuple[Kind, str]) -> None:
    kind, raw = value
    identifier = CLASSES[kind].parse(raw)
    assert identifier.canonical not in identifier.mask
    assert repr(identifier.mask) in repr(identifier) == str(identifier)


@at_any_speed
@given(valued, INVISIBLE, INVISIBLE)
def test_what_is_around_a_value_makes_no_difference_and_is_kept(
    value: tuple[Kind, str], before: str, after: str
) -> None:
    kind, raw = value
    wrapped = CLASSES[kind].parse(before + raw + after)
    assert wrapped == CLASSES[kind].parse(raw)
    assert wrapped.raw == before + raw + after


@at_any_speed
@given(valued)
def test_full_width_letters_and_digits_are_read_like_plain_ones(value: tuple[Kind, str]) -> None:
    kind, raw = value
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in raw)
    assert CLASSES[kind].parse(wide) == CLASSES[kind].parse(raw)


@at_any_speed
@given(valued, st.sampled_from(list(Kind)))
def test_identifiers_of_two_kinds_are_never_equal_and_never_share_a_token(value: tuple[Kind, str], other: Kind) -> None:
    kind, raw = value
    mine, theirs = read(kind, raw), read(other, raw)
    assert (mine == theirs) == (kind is other)
    assert (token_input(mine) == token_input(theirs)) == (kind is other)


@at_any_speed
@given(valued)
def test_equal_identifiers_are_one_in_a_set_and_after_a_copy(value: tuple[Kind, str]) -> None:
    kind, raw = value
    identifier = CLASSES[kind].parse(raw)
    twins = {identifier, copy.copy(identifier), pickle.loads(pickle.dumps(identifier))}
    assert len(twins) == 1


@at_any_speed
@given(valued)
def test_every_facet_of_a_read_identifier_can_be_asked_for(value: tuple[Kind, str]) -> None:
    kind, raw = value
    identifier = CLASSES[kind].parse(raw)
    facets = [name for name in dir(identifier) if isinstance(getattr(type(identifier), name), property)]
    assert {"display", "mask"} <= set(facets)
    for facet in facets:
        getattr(identifier, facet)


@at_any_speed
@given(st.sampled_from(list(Kind)), st.one_of(st.text(), st.characters(codec=None)))
@example(Kind.URL, "http://a.kz/\ud800")
@example(Kind.EMAIL, "\udfff@a.kz")
@example(Kind.DOMAIN, "\ud83d.kz")
@example(Kind.URL, f"http://a.kz:{'9' * 5000}/")
@example(Kind.DOMAIN, "xn--\u0660.kz")
@example(Kind.IP, "1.1.1.1\0")
def test_any_text_at_all_is_kept_and_never_raises(kind: Kind, raw: str) -> None:
    kept = read(kind, raw)
    assert kept.raw == raw
    assert kept.kind is kind
    assert token_input(kept).startswith(f"{kind}{'' if kept.readable else '?'}\0".encode())


@at_any_speed
@given(st.sampled_from(list(Kind)), st.text(min_size=3).map("зулейха{}!".format))
def test_neither_the_error_nor_the_kept_value_shows_what_was_given(kind: Kind, raw: str) -> None:
    kept = read(kind, raw)
    if isinstance(kept, Unread):
        with pytest.raises(UnreadableIdentifier) as refusal:
            CLASSES[kind].parse(raw)
        shown = [repr(kept), str(kept), kept.mask, str(refusal.value), refusal.value.detail]
        shown += traceback.format_exception(refusal.value)
        assert not any("зулейха" in text for text in shown)


def test_an_unread_value_has_what_an_identifier_has() -> None:
    kept = read(Kind.IIN, "\u00a0 ９00715 300125 ")
    assert kept == Unread(Kind.IIN, "900715 300125", "", Reason.EMPTY), "raw and reason do not count"
    assert isinstance(kept, Unread)
    assert not kept.readable
    assert (kept.canonical, kept.display, kept.mask) == ("900715 300125", "900715 300125", "•••")
    assert kept.reason is Reason.CHECK_DIGITS
    assert token_input(kept) == b"iin?\x00900715 300125"


def test_a_token_is_taken_of_the_kind_and_the_canonical_form() -> None:
    assert token_input(read(Kind.PHONE, "8 701 123 45 67")) == b"phone\x00+77011234567"


def test_a_refusal_is_the_callers_to_mend_and_says_how() -> None:
    with pytest.raises(Malformed) as refusal:
        CLASSES[Kind.IIN].parse("12345")
    assert isinstance(refusal.value, UnreadableIdentifier)
    assert (refusal.value.kind, refusal.value.reason) == (Kind.IIN, Reason.LENGTH)
    assert (refusal.value.code, refusal.value.status) == ("unreadable-identifier", 422)
    assert "12 digits" in refusal.value.detail


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_class_that_refuses_nothing_and_too_much(kind: Kind) -> None:
    assert CLASSES[kind].kind is kind
    assert issubclass(CLASSES[kind], Identifier)
    for raw, reason in (("", Reason.EMPTY), (" \u00ad ", Reason.EMPTY), ("1" * (LONGEST + 1), Reason.LENGTH)):
        kept = read(kind, raw)
        assert isinstance(kept, Unread)
        assert kept.reason is reason


def test_an_identifier_cannot_be_changed() -> None:
    identifier = CLASSES[Kind.IP].parse("192.0.2.1")
    with pytest.raises(AttributeError):
        identifier.canonical = "192.0.2.2"  # type: ignore[misc]
