"""When somebody is of age, and until when a guardian of a minor acts (Civil Code, art. 17, 22-23)."""

from datetime import date

OF_AGE = 18


def of_age_on(born: date) -> date:
    """The eighteenth birthday; of those born on 29 February it is 1 March."""
    try:
        return born.replace(year=born.year + OF_AGE)
    except ValueError:
        return date(born.year + OF_AGE, 3, 1)


def is_minor(born: date | None, today: date) -> bool:
    """Is a person not of age? Unknown is of age: nobody loses a right by what a number does not say."""
    return born is not None and today < of_age_on(born)
