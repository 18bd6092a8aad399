"""For whom a person must look before anything counts: minors, people of 55 and more, protected victims."""

from datetime import date

from arasha.domains.registry.facts import Care

OF_AGE, ELDER = 18, 55


def age_on(day: date, born: date) -> int:
    """Whole years; somebody born on 29 February is a year older on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def care_for(born: date | None, today: date) -> Care | None:
    """What somebody's age asks for; None also where the day of birth is not known."""
    if born is None:
        return None
    age = age_on(today, born)
    if age < OF_AGE:
        return Care.MINOR
    return Care.ELDER if age >= ELDER else None
