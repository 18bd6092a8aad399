"""What each page of the form asks, read from what was typed: the values as they are kept, and what is to be mended."""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from arasha.domains.complaints.actions import around, on_day
from arasha.domains.complaints.facts import Situation
from arasha.interfaces.public import typed
from arasha.interfaces.ui import written
from arasha.kernel import clock
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.access.queries import institutions
from arasha.kernel.identifiers import Kind, read

LONGEST_FIELD, LONGEST_NAMES, LONGEST_STORY = 120, 4_000, 10_000
OLDEST = timedelta(days=3 * 366)
PAYERS = (InstitutionKind.BANK, InstitutionKind.PAYMENT_ORGANISATION, InstitutionKind.MICRO_LENDER)

Errors = dict[str, str]


class Read(NamedTuple):
    """What a page's form said, and what is wrong with it by field."""

    values: dict[str, Any]
    errors: Errors


def situation(form: QueryDict) -> Read:
    """What happened."""
    chosen = typed.text(form, "situation", LONGEST_FIELD)
    return Read({"situation": chosen}, {} if chosen in set(Situation) else {"situation": _("Choose what happened.")})


def payment(form: QueryDict) -> Read:
    """How much, and when."""
    names = ("amount", "about", "when", "day", "month", "year", "time")
    values: dict[str, Any] = {name: typed.text(form, name, LONGEST_FIELD) for name in names}
    errors: Errors = {}
    if not values["amount"]:
        errors["amount"] = _("Write how much money went. If you are not sure, write about how much.")
    elif written.tiyn(values["amount"]) is None:
        errors["amount"] = _("Write the sum in digits, for example 150 000.")
    made = _made(values)
    values["date"] = made.isoformat() if isinstance(made, date) else ""
    if isinstance(made, str):
        errors["when"] = made
    elif wrong := _wrong_time(made, values["time"]):
        errors["time"] = wrong
    return Read(values, errors)


def receiver(form: QueryDict) -> Read:
    """From where and to whom."""
    values: dict[str, Any] = {name: typed.text(form, name, LONGEST_FIELD) for name in ("bank", "from", "to")}
    codes = {code for code, _name in banks()}
    return Read(values, {"bank": _("Choose a bank from the list.")} if values["bank"] not in {"", *codes} else {})


def payments(form: QueryDict) -> Read:
    """Was there another payment?"""
    more = typed.text(form, "more", 3)
    wrong = {"more": _("Say whether there was another payment.")}
    return Read({"more": more}, {} if more in {"yes", "no"} else wrong)


def names(form: QueryDict) -> Read:
    """Numbers and links of the thieves, one a line."""
    return Read({"names": typed.text(form, "names", LONGEST_NAMES)}, {})


def story(form: QueryDict) -> Read:
    """In the person's own words."""
    return Read({"story": typed.text(form, "story", LONGEST_STORY)}, {})


def contact(form: QueryDict) -> Read:
    """How to reach the person."""
    values: dict[str, Any] = {name: typed.text(form, name, LONGEST_FIELD) for name in ("name", "phone", "iin")}
    errors: Errors = {}
    if not values["phone"]:
        errors["phone"] = _("Write a telephone number on which you can be reached.")
    elif not read(Kind.PHONE, values["phone"]).readable:
        errors["phone"] = _("Write the number with its code, for example +7 701 000 00 00.")
    if values["iin"] and not read(Kind.IIN, values["iin"]).readable:
        errors["iin"] = _("An IIN is 12 digits. Check it, or leave the field empty.")
    return Read({"contact": values}, errors)


def banks() -> list[tuple[str, Any]]:
    """The institutions from which money may have left, by code."""
    return [(each.code, each) for each in institutions() if each.kind in PAYERS]


def span(kept: dict[str, Any]) -> tuple[datetime, datetime]:
    """Between when and when a payment was made, as far as it was told."""
    made, at = date.fromisoformat(kept["date"]), written.time_of(kept["time"]) if kept["time"] else None
    return around(made, at) if at else on_day(made)


def _made(values: dict[str, Any]) -> date | str:
    """The day of a payment, or what is wrong with it."""
    today = clock.on_screen(clock.now()).date()
    match values["when"]:
        case "today":
            return today
        case "yesterday":
            return today - timedelta(days=1)
        case "day":
            made = written.day_of(values["day"], values["month"], values["year"])
            if made is None:
                return _("Write the day, the month and the year in digits, for example 20 11 2026.")
            if made > today:
                return _("This day has not come yet. Check the date.")
            return made if made >= today - OLDEST else _("This is more than three years ago. Check the year.")
        case _:
            return _("Choose when the money went.")


def _wrong_time(made: date, told: str) -> str:
    if not told:
        return ""
    at = written.time_of(told)
    if at is None:
        return _("Write the time as 14:30, or leave the field empty.")
    if around(made, at)[0] > clock.now():
        return _("This time has not come yet. Check it, or leave the field empty.")
    return ""
