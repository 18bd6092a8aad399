"""Check digits that several kinds of number share."""

_DOUBLED = str.maketrans("0123456789", "0246813579")  # each digit doubled, the digits of the product added


def luhn(body: str) -> str:
    """The check digit that `body`, a string of digits, is followed by (ISO/IEC 7812-1 annex B, "Luhn")."""
    total = sum(map(int, body[-2::-2])) + sum(map(int, body[::-2].translate(_DOUBLED)))
    return str(-total % 10)


def passes_luhn(number: str) -> bool:
    """Whether the last digit of `number` is the Luhn check digit of the others.

    Every change of one digit is noticed, and every swap of neighbours but 09 with 90.
    """
    return luhn(number[:-1]) == number[-1]
