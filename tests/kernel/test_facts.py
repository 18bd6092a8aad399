"""A fact is hashed as bytes that never change: whoever reads it back gets the same bytes."""

import json
from datetime import UTC, datetime
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel import clock, facts
from arasha.kernel.access.facts import KeyIssued, KeyRevoked
from arasha.kernel.facts import Fact, Recorded, canonical_json

NOON = datetime(2026, 11, 20, 7, 0, 0, 1, tzinfo=UTC)

REVOKED = Recorded[Fact](
    sequence=41,
    id=UUID("01a47d2c-9c00-7000-8000-0123456789ab"),
    actor="person:saule",
    purpose="administration",
    occurred_at=NOON,
    recorded_at=NOON,
    fact=KeyRevoked(code="ALDARKZA", key_id="abcdefghjk"),
)

# What a JSON value of ours may be. RFC 8785 sorts keys by UTF-16 units, which for ours (ASCII) is every order there is.
texts = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abcdefghijklmnopqrstuvwxyz_0123456789"), inner),
)


def test_the_bytes_of_a_leaf_are_these_and_no_others() -> None:
    """They are in logs that were signed: when this test fails, every receipt ever given fails too."""
    assert REVOKED.canonical() == (
        b'{"actor":"person:saule",'
        b'"fact":{"code":"ALDARKZA","key_id":"abcdefghjk","kind":"access.key_revoked"},'
        b'"id":"01a47d2c-9c00-7000-8000-0123456789ab",'
        b'"occurred_at":1795158000000001,'
        b'"purpose":"administration",'
        b'"recorded_at":1795158000000001,'
        b'"sequence":41,'
        b'"subject":"institution:ALDARKZA"}'
    )


@given(plain)
def test_canonical_json_is_that_of_rfc_8785(value: object) -> None:
    reference = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert canonical_json(value) == reference


@given(plain)
def test_what_was_read_back_has_the_same_bytes(value: object) -> None:
    once = canonical_json(value)
    assert canonical_json(msgspec.json.decode(once)) == once
    assert canonical_json(json.loads(once)) == once


@given(st.dictionaries(st.text("abc_", min_size=1), st.integers()))
def test_the_order_in_which_a_record_was_made_leaves_no_trace(record: dict[str, int]) -> None:
    assert canonical_json(dict(reversed(record.items()))) == canonical_json(record)


@given(texts, texts, st.lists(texts))
def test_a_fact_survives_being_kept_as_plain_values(code: str, key_id: str, scopes: list[str]) -> None:
    fact = KeyIssued(code=code, key_id=key_id, scopes=scopes)
    kept = json.loads(msgspec.json.encode(msgspec.to_builtins(fact)))
    assert msgspec.convert(kept, KeyIssued) == fact
    assert kept["kind"] == KeyIssued.kind() == "access.key_issued"


def test_a_fact_of_another_kind_is_not_taken_for_it() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(msgspec.to_builtins(REVOKED.fact), KeyIssued)


def test_a_fact_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        REVOKED.fact.code = "TOSTIKZA"  # type: ignore[attr-defined]


def test_every_loaded_kind_is_found_by_its_name() -> None:
    assert facts.fact_types()["access.key_revoked"] is KeyRevoked


def test_a_fact_says_what_it_is_about() -> None:
    assert REVOKED.fact.subject == "institution:ALDARKZA"
    with pytest.raises(NotImplementedError):
        _ = Fact().subject


@given(st.integers(0, 2**48 * 1000 - 1))
def test_an_id_is_a_uuid_of_version_7(us: int) -> None:
    """RFC 9562 §5.7: 48 bits of milliseconds, then version, then randomness with the variant in it."""
    with pytest.MonkeyPatch.context() as at:
        at.setattr(clock, "now_us", lambda: us)
        made = facts.new_id()
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == us // 1000


@given(st.lists(st.integers(0, 2**57), unique_by=lambda us: us // 1000))
def test_ids_sort_by_age(instants: list[int]) -> None:
    with pytest.MonkeyPatch.context() as at:
        ids = []
        for us in sorted(instants):
            at.setattr(clock, "now_us", lambda us=us: us)
            ids.append(facts.new_id())
    assert ids == sorted(ids) == sorted(ids, key=str)


def test_no_two_ids_are_the_same_even_in_one_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now_us", lambda: 1_795_158_000_000_000)
    ids = {facts.new_id() for _ in range(2_000)}
    assert len(ids) == 2_000
    assert len({made.int & (1 << 62) - 1 for made in ids}) == 2_000
    assert len({made.int >> 64 & 0xFFF for made in ids}) > 1_000, "all 74 random bits are used"
