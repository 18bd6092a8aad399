"""E-mail addresses."""

import pytest

from arasha.kernel.identifiers import Domain, Email, Kind, Reason, Unread, read


def test_case_does_not_count_and_other_scripts_have_one_form() -> None:
    email = Email.parse("Aigul.S+Pay@Қазына.ҚАЗ")
    assert email.canonical == "aigul.s+pay@xn--80aauy3e1z.xn--80ao21a"
    assert email == Email.parse("aigul.s+pay@xn--80aauy3e1z.xn--80ao21a")
    assert email.local == "aigul.s+pay"
    assert email.domain == Domain.parse("қазына.қаз")
    assert email.display == "aigul.s+pay@қазына.қаз"
    assert email.mask == "ai•••@қазына.қаз"


def test_a_local_part_may_be_in_another_script() -> None:
    assert Email.parse("Айгүл@example.kz").canonical == "айгүл@example.kz"


def test_a_domain_of_mixed_scripts_is_shown_in_its_ascii_form() -> None:
    assert Email.parse("pay@аррӏе.com").display == "pay@xn--80ak6aa92e.com"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("aigul", Reason.FORMAT),
        ("@example.kz", Reason.FORMAT),
        (".aigul@example.kz", Reason.CHARACTERS),
        ("ai..gul@example.kz", Reason.CHARACTERS),
        ("ai gul@example.kz", Reason.CHARACTERS),
        ('"ai gul"@example.kz', Reason.CHARACTERS),
        ("a@b@example.kz", Reason.CHARACTERS),
        ("aigul@printer.local", Reason.UNKNOWN_SUFFIX),
        ("aigul@[192.0.2.1]", Reason.FORMAT),
        ("aigul@", Reason.EMPTY),
        ("a" * 65 + "@example.kz", Reason.LENGTH),
        ("ә" * 33 + "@example.kz", Reason.LENGTH),
        ("a" * 64 + "@" + "b" * 60 + "." + "c" * 62 + "." + "d" * 63 + ".kz", Reason.LENGTH),
    ],
)
def test_what_is_wrong_with_an_address_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.EMAIL, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why
