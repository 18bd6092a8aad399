"""What was told, as rows that a person reads over: payments, and everything before it is sent."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arasha.domains.complaints.facts import Situation
from arasha.domains.complaints.queries import Role
from arasha.interfaces.public import asked, reports, words
from arasha.interfaces.public.reports import Seen
from arasha.interfaces.public.steps import Place
from arasha.interfaces.ui import instants, written
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.titles import title_of
from arasha.kernel import clock, money


class Row(NamedTuple):
    """What was asked, what was answered in one or more lines, what the centre says to it, and where to change it."""

    name: Text
    lines: list[str]
    change: str
    note: Text = ""


def banks() -> list[tuple[str, str]]:
    """The banks to choose from, by their names in the reader's language."""
    named = [(code, title_of(each)) for code, each in asked.banks()]
    return sorted(named, key=lambda pair: pair[1].casefold())


def payments(answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The payments so far, one a row."""
    return [
        {"place": place, "amount": amount(kept), "when": when(kept), "to": kept.get("to", "")}
        for place, kept in enumerate(answers["payments"], start=1)
    ]


def amount(kept: Mapping[str, Any]) -> str:
    """The sum of a payment as it was understood."""
    sum_ = money.display(written.tiyn(kept["amount"]) or 0)
    return _("about %(sum)s") % {"sum": sum_} if kept["about"] else sum_


def when(kept: Mapping[str, Any]) -> str:
    """The day of a payment, and the time if it was told."""
    made = datetime.combine(date.fromisoformat(kept["date"]), time(12), clock.ALMATY)
    day = instants.written(made, get_language() or "kk", "day")
    return _("%(day)s, about %(time)s") % {"day": day, "time": kept["time"]} if kept["time"] else day


def everything(answers: Mapping[str, Any]) -> list[tuple[Text, list[Row]]]:
    """All answers, under their headings."""
    read = reports.seen(reports.report_of(answers))
    titled = dict(banks())
    parts: list[tuple[Text, list[Row]]] = [(_("What happened"), [_situation(answers)])]
    for place, kept in enumerate(answers["payments"], start=1):
        parts.append((_("Payment %(number)d") % {"number": place}, _payment(kept, place, titled, read)))
    parts.append((_("Numbers, links and your story"), _words(answers, read)))
    parts.append((_("How to reach you"), _contact(answers["contact"])))
    return parts


def _situation(answers: Mapping[str, Any]) -> Row:
    chosen = words.SITUATIONS[Situation(answers["situation"])]
    return Row(_("What happened"), [str(chosen.label)], Place("situation").address)


def _payment(
    kept: Mapping[str, Any], place: int, titled: Mapping[str, str], read: Mapping[Role, list[Seen]]
) -> list[Row]:
    here, there = Place("payment", place).address, Place("receiver", place).address
    return [
        Row(_("How much"), [amount(kept)], here),
        Row(_("When"), [when(kept)], here),
        Row(_("To whom"), [kept["to"]], there, _note(read, (Role.CREDITOR, Role.PHONE), place)),
        Row(_("From which bank"), [titled.get(kept["bank"], "")], there),
        Row(_("From which account or card"), [kept["from"]], there, _note(read, (Role.DEBTOR,), place)),
    ]


def _words(answers: Mapping[str, Any], read: Mapping[Role, list[Seen]]) -> list[Row]:
    unread = ", ".join(seen.value.raw for seen in read[Role.NAMED] if not seen.value.readable)
    doubt = _("Kept as you wrote it; we could not read it as a number or a link: %(what)s") % {"what": unread}
    found = ", ".join(seen.value.display for seen in read[Role.STORY])
    noticed = _("We noticed in it: %(what)s") % {"what": found}
    named, story = answers["names"].splitlines(), answers["story"].splitlines()
    return [
        Row(_("Numbers and links"), named, Place("names").address, doubt if unread else ""),
        Row(_("Your story"), story, Place("story").address, noticed if found else ""),
    ]


def _contact(contact: Mapping[str, str]) -> list[Row]:
    here = Place("contact").address
    return [
        Row(_("Name"), [contact["name"]], here),
        Row(_("Telephone"), [contact["phone"]], here),
        Row(_("IIN"), [contact["iin"]], here),
    ]


def _note(read: Mapping[Role, list[Seen]], roles: tuple[Role, ...], place: int) -> str:
    """That a number of a payment could not be read, if it could not."""
    unread = any(not seen.value.readable for role in roles for seen in read[role] if seen.payment == place - 1)
    said = _("We could not read this number. It stays in your report as you wrote it; check it for slips.")
    return said if unread else ""
