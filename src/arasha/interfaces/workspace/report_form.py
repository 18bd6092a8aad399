"""What an operator of the hotline types while somebody tells: one screen, made into a report."""

import secrets
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from arasha.domains.complaints.actions import Named, PaymentTold, Report, Reporter, around, on_day, receiver_of
from arasha.domains.complaints.facts import Situation, Source
from arasha.interfaces.ui import written
from arasha.interfaces.workspace.typed import typed
from arasha.kernel import clock
from arasha.kernel.identifiers import Kind, read
from arasha.kernel.languages import LANGUAGES

MOST_ROWS = 20
LONGEST_FIELD, LONGEST_NAMES, LONGEST_STORY = 120, 4_000, 10_000
PAYMENT = ("amount", "about", "date", "time", "bank", "from", "to", "payment_id")
PLAIN = ("form", "situation", "language", "name", "phone", "iin")


class Row(NamedTuple):
    """A payment as it was typed, and what is wrong with it, by field."""

    values: dict[str, str]
    errors: dict[str, str]

    @property
    def empty(self) -> bool:
        """Was nothing typed that tells of a payment? The date stands there from the beginning."""
        return not any(value for name, value in self.values.items() if name not in {"date", "bank", "about"})


class Form(NamedTuple):
    """Everything that was typed; what is wrong, by field; and the report, if nothing is."""

    values: dict[str, str]
    rows: list[Row]
    errors: dict[str, str]
    report: Report | None

    @property
    def to_mend(self) -> list[tuple[str, str]]:
        """All that is wrong, from the top of the page down: the id of the field, and what is said of it."""
        top = [(f"id_{name}", said) for name, said in self.errors.items() if name in PLAIN]
        rows = [
            (f"id_{name}_{place}", each) for place, row in enumerate(self.rows) for name, each in row.errors.items()
        ]
        none = [("id_amount_0", self.errors["payments"])] if "payments" in self.errors else []
        return [*top, *none, *rows]


def empty() -> Form:
    """A form that nobody has touched; its own name makes it be taken once."""
    values = {"form": secrets.token_hex(16), "situation": Situation.SCAM.value, "language": "kk"}
    return Form(values, [_blank()], {}, None)


def of(form: QueryDict) -> Form:
    """The form as it was typed."""
    values = {name: typed(form, name, LONGEST_FIELD) for name in PLAIN}
    values |= {"names": typed(form, "names", LONGEST_NAMES), "story": typed(form, "story", LONGEST_STORY)}
    count = next((place for place in range(MOST_ROWS) if f"amount_{place}" not in form), MOST_ROWS)
    rows = [_row(form, place) for place in range(count)]
    told = [row for row in rows if not row.empty]
    errors = _wrong(values, told)
    good = not errors and not any(row.errors for row in told)
    return Form(values, rows or [_blank()], errors, _report(values, told) if good else None)


def with_another(form: Form) -> Form:
    """The form with room for one more payment, and nothing said of mistakes yet."""
    rows = [row._replace(errors={}) for row in form.rows]
    return form._replace(rows=[*rows, _blank()][:MOST_ROWS], errors={}, report=None)


def _blank() -> Row:
    values = dict.fromkeys(PAYMENT, "")
    return Row(values | {"date": clock.on_screen(clock.now()).date().isoformat()}, {})


def _row(form: QueryDict, place: int) -> Row:
    values = {name: typed(form, f"{name}_{place}", LONGEST_FIELD) for name in PAYMENT}
    errors: dict[str, str] = {}
    by_id = values["payment_id"] and values["bank"]
    if not by_id and written.tiyn(values["amount"]) is None:
        errors["amount"] = _("Write the sum in digits, or the payment's number and its bank.")
    if not by_id and _span(values) is None:
        errors["date"] = _("Write a day that has come, and the time as 14:30 or not at all.")
    row = Row(values, errors)
    return row._replace(errors={}) if row.empty else row


def _span(values: dict[str, str]) -> tuple[datetime, datetime] | None:
    """Between when and when a payment was made; None when what was typed is no such time."""
    try:
        made = date.fromisoformat(values["date"])
    except ValueError:
        return None
    at = written.time_of(values["time"])
    if values["time"] and at is None:
        return None
    begin, end = around(made, at) if at else on_day(made)
    return (begin, end) if begin <= clock.now() + timedelta(minutes=5) else None


def _wrong(values: dict[str, str], told: list[Row]) -> dict[str, str]:
    errors: dict[str, str] = {}
    if values["situation"] not in set(Situation):
        errors["situation"] = _("Choose what happened.")
    if values["language"] not in LANGUAGES:
        errors["language"] = _("Choose the language in which the person is answered.")
    if values["phone"] and not read(Kind.PHONE, values["phone"]).readable:
        errors["phone"] = _("Write the number with its code, for example +7 701 000 00 00.")
    if values["iin"] and not read(Kind.IIN, values["iin"]).readable:
        errors["iin"] = _("An IIN is 12 digits. Check it, or leave the field empty.")
    if not told:
        errors["payments"] = _("Write at least one payment.")
    return errors


def _report(values: dict[str, str], told: list[Row]) -> Report:
    people = [person for row in told if (person := receiver_of(row.values["to"]).person)]
    lines = [line.strip() for line in values["names"].splitlines() if line.strip()]
    return Report(
        source=Source.HOTLINE,
        situation=Situation(values["situation"]),
        payments=tuple(_payment(row.values) for row in told),
        reporter=Reporter(name=values["name"], phone=values["phone"], iin=values["iin"]),
        named=tuple(Named(text=line) for line in (*people, *lines)),
        story=values["story"],
        report_id=values["form"],
        language=values["language"],
    )


def _payment(values: dict[str, str]) -> PaymentTold:
    begin, end = _span(values) or (None, None)
    receiver = receiver_of(values["to"])
    return PaymentTold(
        institution=values["bank"],
        payment_id=values["payment_id"],
        amount=written.tiyn(values["amount"]) or 0,
        amount_is_exact=not values["about"],
        begin=begin,
        end=end,
        debtor=values["from"],
        creditor=receiver.creditor,
        phone=receiver.phone,
    )
