"""The hotline's screen: everything at once, what is wrong beside its field, the code read out once."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from arasha.domains.complaints import queries
from arasha.domains.complaints.facts import Situation, Source
from arasha.domains.complaints.models import Complaint
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.outbox import read as outbox
from tests.domains.complaints.reports import connected
from tests.support.cast import ALDAR, DROP
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")

ADDRESS = "/en/reports/take/"


def form(**changes: str) -> dict[str, str]:
    """What the operator typed while the pensioner told."""
    today = clock.on_screen(clock.now()).date().isoformat()
    return {
        "form": "f" * 32, "situation": "scam", "language": "ru", "phone": "+7 701 000 00 01", "iin": "", "name": "",
        "amount_0": "150 000", "date_0": today, "time_0": "", "to_0": DROP.account, "bank_0": ALDAR.code,
        "from_0": "", "payment_id_0": "", "names": "t.me/bonus_helper", "story": "Звонили с 8 705 000 00 02",
    } | changes  # fmt: skip


@pytest.fixture
def operator(log_in: LogIn) -> Browser:
    connected()
    return log_in(Role.ANALYST)


def test_what_was_typed_is_the_report(operator: Browser) -> None:
    operator.post(ADDRESS, form())
    row = Complaint.objects.get()
    told = queries.told(row)
    assert (told.source, told.situation, told.language) == (Source.HOTLINE, Situation.SCAM, "ru")
    assert (told.payments[0].amount, told.payments[0].creditor) == (15_000_000, DROP.account)
    (recorded,) = outbox.about(f"complaint:{row.id}")
    assert (recorded.actor, recorded.purpose) == ("person:analyst-of-the-cast", Purpose.RECOVERY)


def test_the_code_is_read_out_once(operator: Browser) -> None:
    answer = operator.post(ADDRESS, form())
    shown = operator.get(answer.headers["Location"]).content.decode()
    reference, code = re.findall(r'mono">(C-[\d-]+) · ([0-9A-Z-]+)<', shown)[0]
    assert queries.case(reference, code).number == Complaint.objects.get().id
    assert code not in operator.get(answer.headers["Location"]).content.decode()


def test_the_code_does_not_lie_open_in_the_session(operator: Browser) -> None:
    operator.post(ADDRESS, form())
    (box,) = (value[1] for key, value in operator.session.items() if key == "report_taken")
    assert re.fullmatch("[0-9a-f]+", box)


def test_the_same_form_is_taken_once_and_another_under_its_name_is_refused(operator: Browser) -> None:
    first, again = (operator.post(ADDRESS, form()).headers["Location"] for _ in range(2))
    assert first == again
    refused = operator.post(ADDRESS, form(story="Другое"))
    assert refused.status_code == 409
    assert "This form was sent before" in refused.content.decode()
    assert Complaint.objects.count() == 1


def test_another_payment_makes_room_and_forgets_nothing(operator: Browser) -> None:
    shown = operator.post(ADDRESS, form(another="1")).content.decode()
    assert 'name="amount_1"' in shown
    assert "150 000" in shown
    assert "Звонили" in shown
    assert not Complaint.objects.exists()


def test_several_payments_and_an_empty_row_are_taken_as_what_was_told(operator: Browser) -> None:
    today = form()["date_0"]
    second = {"amount_1": "70 000", "about_1": "1", "date_1": today, "to_1": "8 705 000 00 02", "bank_1": ""}
    empty = {"amount_2": "", "date_2": today, "bank_2": ALDAR.code}
    operator.post(ADDRESS, form(**second, **empty))
    one, other = queries.told(Complaint.objects.get()).payments
    assert one.amount_is_exact
    assert (other.amount, other.amount_is_exact, other.phone) == (7_000_000, False, "8 705 000 00 02")


def test_the_payment_s_number_and_its_bank_are_enough(operator: Browser) -> None:
    operator.post(ADDRESS, form(amount_0="", date_0="", payment_id_0="P-1"))
    (payment,) = queries.told(Complaint.objects.get()).payments
    assert (payment.institution, payment.payment_id, payment.begin) == (ALDAR.code, "P-1", None)


TOMORROW = (clock.on_screen(clock.now()) + timedelta(days=1)).date().isoformat()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount_0": "много"}, "Write the sum in digits, or the payment"),
        ({"date_0": TOMORROW}, "Write a day that has come"),
        ({"date_0": "когда-то"}, "Write a day that has come"),
        ({"time_0": "полдень"}, "Write a day that has come"),
        ({"amount_0": "", "to_0": ""}, "Write at least one payment."),
        ({"phone": "12"}, "Write the number with its code"),
        ({"iin": "12"}, "An IIN is 12 digits."),
        ({"situation": "magic"}, "Choose what happened."),
        ({"language": "de"}, "Choose the language"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_taken(operator: Browser, changes: dict[str, str], said: str) -> None:
    answer = operator.post(ADDRESS, form(**changes))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Complaint.objects.exists()


def test_a_form_is_given_a_name_of_its_own(operator: Browser) -> None:
    names = {re.findall(r'name="form" value="([0-9a-f]{32})"', operator.get(ADDRESS).content.decode())[0] for _ in "ab"}
    assert len(names) == 2


def test_what_is_wrong_is_told_at_the_top_with_a_way_to_each_field(operator: Browser) -> None:
    page = operator.post(ADDRESS, form(phone="nonsense", amount_0="much")).content.decode()
    assert page.index('href="#id_phone"') < page.index('href="#id_amount_0"') < page.index('id="id_phone"')
    nothing = form(amount_0="", to_0="", date_0="")
    assert 'href="#id_amount_0"' in operator.post(ADDRESS, nothing).content.decode()
