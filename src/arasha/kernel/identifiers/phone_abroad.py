"""Telephone numbers outside +7, by libphonenumber's tables."""

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from arasha.kernel.identifiers.phone_plan import Line

_LINES = {
    PhoneNumberType.MOBILE: Line.MOBILE,
    PhoneNumberType.FIXED_LINE: Line.FIXED,
    PhoneNumberType.TOLL_FREE: Line.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE: Line.PREMIUM,
    PhoneNumberType.SHARED_COST: Line.SPECIAL,
    PhoneNumberType.PERSONAL_NUMBER: Line.SPECIAL,
    PhoneNumberType.VOIP: Line.SPECIAL,
    PhoneNumberType.PAGER: Line.SPECIAL,
    PhoneNumberType.UAN: Line.SPECIAL,
    PhoneNumberType.VOICEMAIL: Line.SPECIAL,
}
_NO_COUNTRY = "001"  # libphonenumber's word for codes of no country: satellites, universal freephone


def read(digits: str, *, certain: bool) -> str | None:
    """E.164 with its plus of `digits`, which begin with a country code; None where there is no such number.

    When it is `certain` that the country code was given, a possible length is enough, because numbering plans
    change faster than tables; otherwise the number must be one that the tables know.
    """
    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return None
    fits = phonenumbers.is_possible_number(number) if certain else phonenumbers.is_valid_number(number)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if fits else None


def country(e164: str) -> str | None:
    """ISO 3166-1 alpha-2 of the country; None for a code of no country or a number not in the tables."""
    region = phonenumbers.region_code_for_number(phonenumbers.parse(e164))
    return None if region == _NO_COUNTRY else region


def line(e164: str) -> Line:
    """What the number rings; unknown where a country does not tell mobile from fixed numbers."""
    return _LINES.get(phonenumbers.number_type(phonenumbers.parse(e164)), Line.UNKNOWN)


def display(e164: str) -> str:
    """Grouped as the country groups it, plus first."""
    return phonenumbers.format_number(phonenumbers.parse(e164), PhoneNumberFormat.INTERNATIONAL)
