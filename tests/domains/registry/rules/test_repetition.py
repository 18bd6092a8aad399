"""Terms grow with repetition, and not beyond the third."""

import pytest

from arasha.domains.registry.rules.repetition import term_after
from arasha.kernel.terms import Code


@pytest.mark.parametrize(
    ("former", "code"),
    [(0, Code.LISTING_FIRST), (1, Code.LISTING_SECOND), (2, Code.LISTING_THIRD), (9, Code.LISTING_THIRD)],
)
def test_who_comes_back_stands_longer(former: int, code: Code) -> None:
    assert term_after(former) is code
