"""One word of gravity for identifiers and payments."""

from typing import get_args

from arasha.client import schemas
from arasha.kernel.tiers import Tier


def test_tiers_are_in_the_order_of_gravity() -> None:
    assert list(Tier) == sorted(Tier)
    assert (min(Tier), max(Tier)) == (Tier.NONE, Tier.VERY_HIGH)


def test_institutions_know_exactly_these_words() -> None:
    assert tuple(tier.word for tier in Tier) == get_args(schemas.Tier)
