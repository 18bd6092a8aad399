"""Numbers in the form of IINs, for people who cannot be anybody's: all are born in the nineteenth century."""

from datetime import date

WEIGHTS = ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))
MAN, WOMAN = 1, 2  # of the nineteenth century


def iin(born: date, sex: int, number: int) -> str:
    """The IIN of a day, a sex and a number of four digits; where that one is never issued, the next that is."""
    for tried in range(number, number + 10):
        body = f"{born:%y%m%d}{sex}{tried % 10_000:04}"
        for weights in WEIGHTS:
            digit = sum(int(each) * weight for each, weight in zip(body, weights, strict=True)) % 11
            if digit < 10:
                return f"{body}{digit}"
    raise ValueError("ten numbers in a row that are never issued")
