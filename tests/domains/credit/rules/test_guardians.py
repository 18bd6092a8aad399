"""Of age on the eighteenth birthday (Civil Code, art. 17)."""

from datetime import date

import pytest

from arasha.domains.credit.rules.guardians import is_minor, of_age_on


@pytest.mark.parametrize(
    ("born", "of_age"),
    [
        (date(2010, 5, 17), date(2028, 5, 17)),
        (date(2008, 2, 29), date(2026, 3, 1)),
        (date(2006, 2, 28), date(2024, 2, 28)),
    ],
)
def test_a_guardianship_of_a_minor_ends_on_the_birthday(born: date, of_age: date) -> None:
    assert of_age_on(born) == of_age
    assert is_minor(born, of_age.replace(day=of_age.day - 1) if of_age.day > 1 else date(of_age.year, 2, 28))
    assert not is_minor(born, of_age)


def test_who_has_no_known_birthday_is_of_age() -> None:
    assert not is_minor(None, date(2026, 1, 1))
