"""IBANs: the registry's own examples, and schwifty as oracle."""

from string import ascii_uppercase, digits

import pytest
import schwifty
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.identifiers import IBAN, Kind, Reason, Unread, read
from arasha.kernel.identifiers.iban_structures import STRUCTURES
from tests.kernel.identifiers.examples import at_any_speed, iban_check_digits, ibans

# SWIFT IBAN registry: country, the example in electronic format, the bank code in it.
REGISTRY_EXAMPLES = [
    ("AD", "AD1200012030200359100100", "0001"),
    ("AE", "AE070331234567890123456", "033"),
    ("AL", "AL47212110090000000235698741", "212"),
    ("AT", "AT611904300234573201", "19043"),
    ("AZ", "AZ21NABZ00000000137010001944", "NABZ"),
    ("BH", "BH67BMAG00001299123456", "BMAG"),
    ("BY", "BY13NBRB3600900000002Z00AB00", "NBRB"),
    ("CH", "CH9300762011623852957", "00762"),
    ("CY", "CY17002001280000001200527600", "002"),
    ("CZ", "CZ6508000000192000145399", "0800"),
    ("DE", "DE89370400440532013000", "37040044"),
    ("DK", "DK5000400440116243", "0040"),
    ("EE", "EE382200221020145685", "22"),
    ("ES", "ES9121000418450200051332", "2100"),
    ("FI", "FI2112345600000785", "123"),
    ("FR", "FR1420041010050500013M02606", "20041"),
    ("GB", "GB29NWBK60161331926819", "NWBK"),
    ("GE", "GE29NB0000000101904917", "NB"),
    ("IE", "IE29AIBK93115212345678", "AIBK"),
    ("IL", "IL620108000000099999999", "010"),
    ("IT", "IT60X0542811101000000123456", "05428"),
    ("KZ", "KZ86125KZT5004100100", "125"),
    ("LT", "LT121000011101001000", "10000"),
    ("LV", "LV80BANK0000435195001", "BANK"),
    ("MD", "MD24AG000225100013104168", "AG"),
    ("MT", "MT84MALT011000012345MTLCAST001S", "MALT"),
    ("MU", "MU17BOMM0101101030300200000MUR", "BOMM01"),
    ("NL", "NL91ABNA0417164300", "ABNA"),
    ("PL", "PL61109010140000071219812874", "10901014"),
    ("SA", "SA0380000000608010167519", "80"),
    ("TR", "TR330006100519786457841326", "00061"),
    ("UA", "UA213223130000026007233566001", "322313"),
    ("VG", "VG96VPVG0000012345678901", "VPVG"),
]


def by_schwifty(value: str) -> bool:
    return schwifty.IBAN(value, allow_invalid=True).is_valid


@pytest.mark.parametrize(("country", "value", "bank_code"), REGISTRY_EXAMPLES)
def test_the_examples_of_the_registry_are_read(country: str, value: str, bank_code: str) -> None:
    iban = IBAN.parse(value)
    assert (iban.canonical, iban.country, iban.bank_code) == (value, country, bank_code)


def test_a_kazakhstani_account_shows_bank_and_account() -> None:
    iban = IBAN.parse("kz86 125k zt50-0410 0100")
    assert (iban.country, iban.bank_code, iban.account) == ("KZ", "125", "KZT5004100100")
    assert iban.display == "KZ86 125K ZT50 0410 0100"
    assert iban.mask == "KZ•• •••• •••• •••• 0100"


def test_all_countries_of_the_registry_are_in_the_table() -> None:
    assert len(STRUCTURES) == 89
    assert {country for country, _, _ in REGISTRY_EXAMPLES} <= STRUCTURES.keys()


@at_any_speed
@given(ibans(st.sampled_from(sorted(STRUCTURES))))
def test_every_well_built_account_is_read_as_the_oracle_reads_it(value: str) -> None:
    assert by_schwifty(value)
    iban, oracle = IBAN.parse(value), schwifty.IBAN(value)
    assert iban.canonical == oracle.compact
    assert iban.country == oracle.country_code
    assert iban.display == oracle.formatted


@at_any_speed
@given(ibans(st.just("KZ")))
def test_the_bank_code_is_the_oracles(value: str) -> None:
    iban, oracle = IBAN.parse(value), schwifty.IBAN(value)
    assert (iban.bank_code, iban.account) == (oracle.bank_code, oracle.account_code)


@at_any_speed
@given(ibans(st.sampled_from(sorted(STRUCTURES))), st.integers(2, 14), st.integers(1, 25))
def test_a_digit_for_a_digit_or_a_letter_for_a_letter_is_noticed(value: str, place: int, shift: int) -> None:
    alphabet = digits if value[place].isdigit() else ascii_uppercase
    char = alphabet[(alphabet.index(value[place]) + shift) % len(alphabet)]
    changed = value[:place] + char + value[place + 1 :]
    assert read(Kind.IBAN, changed).readable == by_schwifty(changed) == (changed == value)


@at_any_speed
@given(ibans(st.just("KZ")), st.integers(4, 18))
def test_a_swap_of_two_digits_or_two_letters_is_noticed(value: str, place: int) -> None:
    swapped = value[:place] + value[place + 1] + value[place] + value[place + 2 :]
    if value[place].isdigit() == value[place + 1].isdigit():
        assert read(Kind.IBAN, swapped).readable == by_schwifty(swapped) == (swapped == value)


@pytest.mark.parametrize("value", ["KZ37000000000000B100", "KZ370000000000001B00"])
def test_a_swap_of_a_letter_and_a_digit_may_pass(value: str) -> None:
    assert read(Kind.IBAN, value).readable
    assert by_schwifty(value)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("KZ87125KZT5004100100", Reason.CHECK_DIGITS),
        ("KZ86125KZT500410010", Reason.LENGTH),
        ("KZ86A25KZT5004100100", Reason.CHARACTERS),
        ("KZ86125KZT5004100ß0", Reason.CHARACTERS),
        ("QQ9312345678", Reason.COUNTRY),
        ("UZ86125KZT5004100100", Reason.COUNTRY),
        ("86125KZT5004100100", Reason.COUNTRY),
    ],
)
def test_what_is_wrong_with_an_account_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.IBAN, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why


def test_check_digits_that_the_standard_never_makes_are_refused() -> None:
    """97 and 0, 98 and 1, 2 and 99 are the same modulo 97: only 02 to 98 are ever computed."""
    for impossible, possible in (("00", "97"), ("01", "98"), ("99", "02")):
        bban = next(
            bban for number in range(1000) if iban_check_digits("KZ", bban := f"125KZT{number:07}000") == possible
        )
        assert read(Kind.IBAN, f"KZ{possible}{bban}").readable
        assert not read(Kind.IBAN, f"KZ{impossible}{bban}").readable
