"""What is said of a person in 32 bits: it reads back, and grounds unite whatever their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import CAUTION, MOST, STEP, Refused, Scope
from arasha.kernel.errors import Malformed

scopes = st.sets(st.sampled_from([Scope.ALL, Scope.MICRO_LENDERS, Scope.REMOTE]), max_size=3).map(
    lambda some: Scope(sum(some))
)
amounts = st.integers(1, effects.AMOUNTS).map(lambda steps: steps * STEP)
refusals = st.one_of(
    scopes.map(Refused), st.builds(lambda scope, above: Refused(scope | Scope.ABOVE, above), scopes, amounts)
)
grounds = st.one_of(refusals.map(effects.own), refusals.map(effects.bureau), st.just(CAUTION), st.just(0))


@given(refusals, refusals, st.booleans())
def test_what_is_packed_reads_back_and_fits_32_bits(own: Refused, bureau: Refused, careful: bool) -> None:
    effect = effects.union([effects.own(own), effects.bureau(bureau), careful * CAUTION])
    assert effects.own_of(effect) == own
    assert effects.bureau_of(effect) == bureau
    assert bool(effect & CAUTION) is careful
    assert 0 <= effect < 2**32


@given(st.lists(grounds, max_size=6), st.randoms())
def test_grounds_unite_in_any_order_and_saying_one_twice_changes_nothing(some: list[int], chance: object) -> None:
    once = effects.union(some)
    assert effects.union([*reversed(some), *some]) == once
    assert effects.union([effects.union(some[:2]), effects.union(some[2:])]) == once


@given(st.lists(grounds, max_size=4), grounds)
def test_a_further_ground_never_allows_what_was_refused_before(some: list[int], further: int) -> None:
    before, after = effects.union(some), effects.union([*some, further])
    for read in (effects.own_of, effects.bureau_of):
        assert read(before).scope in read(after).scope
        if Scope.ABOVE in read(before).scope:
            assert read(after).above <= read(before).above
    assert before & CAUTION <= after & CAUTION


def test_an_amount_between_two_steps_refuses_from_the_lower_one_on() -> None:
    assert effects.own_of(effects.own(Refused(Scope.ABOVE, 2 * STEP + 1))).above == 2 * STEP
    assert effects.own_of(effects.own(Refused(Scope.ABOVE, 10 * MOST))).above == MOST


def test_scopes_are_read_from_words_and_written_as_words() -> None:
    read = effects.scope_of(["remote", "above"])
    assert (read, read.words) == (Scope.REMOTE | Scope.ABOVE, ["remote", "above"])


@pytest.mark.parametrize("words", [[], ["none"], ["everything"], ["ALL "]])
def test_a_word_that_is_no_scope_is_an_error_that_names_the_field(words: list[str]) -> None:
    with pytest.raises(Malformed) as error:
        effects.scope_of(words)
    assert error.value.field == "scopes"
