"""Account numbers in the form of Kazakhstani IBANs, for banks that do not exist."""

LETTERS_FROM_TEN = str.maketrans({letter: str(10 + place) for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")})


def iban(bank: str, number: int) -> str:
    """The IBAN of an account: KZ, check digits (ISO 7064 mod 97-10), three digits of the bank, thirteen more."""
    account = f"{bank}{number:013}"
    check = 98 - int(f"{account}KZ00".translate(LETTERS_FROM_TEN)) % 97
    return f"KZ{check:02}{account}"
