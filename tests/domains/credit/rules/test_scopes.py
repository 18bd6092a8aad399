"""More is refused at once, less only by a lift: so what is more and what is less is told exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.credit.rules.effects import MOST, STEP, Refused, Scope
from arasha.domains.credit.rules.scopes import NOTHING, covers, joined, plain
from arasha.kernel.errors import Malformed
from arasha.kernel.money import tenge

refusals = st.builds(
    lambda bits, steps: plain(Refused(Scope(bits), steps * STEP)), st.integers(0, 15), st.integers(1, MOST // STEP)
)


@given(refusals, refusals)
def test_what_is_joined_covers_both_and_nothing_is_lost(one: Refused, other: Refused) -> None:
    together = joined(one, other)
    assert covers(together, one)
    assert covers(together, other)
    assert together == joined(other, one) == plain(together)


@given(refusals, refusals)
def test_only_the_same_covers_each_other(one: Refused, other: Refused) -> None:
    assert (covers(one, other) and covers(other, one)) == (one == other)


@given(refusals, refusals)
def test_who_is_covered_adds_nothing(one: Refused, other: Refused) -> None:
    assert covers(one, other) == (joined(one, other) == one)


@given(refusals)
def test_everybody_covers_nothing_and_all_covers_everybody(one: Refused) -> None:
    assert covers(one, NOTHING)
    assert covers(Refused(Scope.ALL), one)


def test_an_amount_is_rounded_down_so_that_more_is_refused() -> None:
    assert plain(Refused(Scope.ABOVE, tenge(120_000))) == Refused(Scope.ABOVE, tenge(100_000))


@pytest.mark.parametrize("amount", [0, tenge(49_999), MOST + 1])
def test_an_amount_that_cannot_be_kept_is_refused(amount: int) -> None:
    with pytest.raises(Malformed) as refused:
        plain(Refused(Scope.ABOVE, amount))
    assert refused.value.field == "above"
