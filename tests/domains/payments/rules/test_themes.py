"""Themes: every column has one, every theme has words, and no number is given twice."""

import pytest

from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.themes import TITLES, Theme, theme_numbers, theme_of
from arasha.kernel.languages import texts


@pytest.mark.parametrize("feature", F, ids=lambda feature: feature.name)
def test_every_column_has_a_theme(feature: F) -> None:
    assert theme_of(feature) in Theme
    assert theme_numbers()[feature] == theme_of(feature)


@pytest.mark.parametrize("theme", Theme, ids=lambda theme: theme.name)
def test_every_theme_has_words_in_three_languages(theme: Theme) -> None:
    assert len(set(texts(TITLES[theme]).values())) == 3


def test_a_theme_fits_into_a_byte() -> None:
    assert all(0 < theme < 256 for theme in Theme)


@pytest.mark.parametrize(
    ("feature", "theme"),
    [
        (F.AMOUNT, Theme.AMOUNT),
        (F.D_PASSED_ON_24H, Theme.PASSED_ON),
        (F.C_NEW_SENDERS_24H, Theme.STRANGERS),
        (F.D_NIGHT_SHARE_7D, Theme.RHYTHM),
        (F.C_AGE_S, Theme.HISTORY),
        (F.D_OUT_SUM_7D, Theme.TURNOVER),
        (F.DEVICE_ACCOUNTS_30D, Theme.SHARED),
        (F.DEBTOR_TIER, Theme.KNOWN),
        (F.ACTIVE_CALL, Theme.SESSION),
    ],
)
def test_a_column_is_told_as_people_would_tell_it(feature: F, theme: Theme) -> None:
    assert theme_of(feature) is theme
