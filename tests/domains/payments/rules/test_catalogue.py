"""Every figure that a rule may look at can be explained to a person."""

import pytest

from arasha.domains.payments.rules.catalogue import CATALOGUE, About
from arasha.domains.payments.rules.features import F
from arasha.kernel.languages import texts


def test_every_feature_has_a_meaning() -> None:
    assert set(CATALOGUE) == set(F)


@pytest.mark.parametrize("feature", list(F))
def test_every_meaning_is_said_in_three_languages(feature: F) -> None:
    said = texts(CATALOGUE[feature].title)
    assert len(set(said.values())) == 3


@pytest.mark.parametrize(("feature", "about"), [(F.D_AGE_S, About.DEBTOR), (F.C_AGE_S, About.CREDITOR)])
def test_a_figure_is_about_the_side_that_its_name_says(feature: F, about: About) -> None:
    assert CATALOGUE[feature].about is about
