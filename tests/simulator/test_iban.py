"""Account numbers of the simulator are Kazakhstani IBANs with right check digits."""

from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.identifiers import IBAN, Kind, read
from arasha.simulator.iban import iban


def test_the_check_digits_are_those_of_iso_7064() -> None:
    """KZ and the check digits moved behind the rest, letters as numbers from 10 on: the remainder modulo 97 is 1."""
    number = iban("991", 1)
    assert number[4:] == "9910000000000001"
    assert int(number[4:] + "2035" + number[2:4]) % 97 == 1


@given(st.integers(100, 999), st.integers(0, 10**13 - 1))
def test_every_number_reads_as_an_iban_of_its_bank(bank: int, number: int) -> None:
    found = read(Kind.IBAN, iban(str(bank), number))
    assert isinstance(found, IBAN)
    assert found.canonical[4:7] == str(bank)
    assert int(found.canonical[7:]) == number
