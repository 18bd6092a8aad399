"""What reports of theft and their closed lists are called on screen."""

from django.utils.translation import pgettext_lazy

from arasha.domains.complaints.facts import (
    ComplaintClosed,
    ComplaintState,
    ComplaintTakenUp,
    ComplaintWithdrawn,
    Situation,
    Source,
    TheftReported,
)
from arasha.domains.complaints.queries import Role
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import Word

SITUATIONS: dict[Situation, Text] = {
    Situation.SCAM: pgettext_lazy("situation", "Deceived, paid himself"),
    Situation.TAKEOVER: pgettext_lazy("situation", "Access or number taken over"),
    Situation.COERCION: pgettext_lazy("situation", "Threatened or forced"),
    Situation.UNAUTHORISED_ACCESS: pgettext_lazy("situation", "Paid without him"),
    Situation.OTHER: pgettext_lazy("situation", "Something else"),
}

SOURCES: dict[Source, Word] = {
    Source.INSTITUTION: Word(pgettext_lazy("source of a report", "Institution"), "building-bank"),
    Source.CITIZEN: Word(pgettext_lazy("source of a report", "Citizen's page"), "user"),
    Source.HOTLINE: Word(pgettext_lazy("source of a report", "Hotline"), "phone"),
}

STATES: dict[ComplaintState, Word] = {
    ComplaintState.RECEIVED: Word(pgettext_lazy("state of a complaint", "Received"), "inbox"),
    ComplaintState.UNDERWAY: Word(pgettext_lazy("state of a complaint", "Underway"), "route"),
    ComplaintState.CLOSED: Word(pgettext_lazy("state of a complaint", "Closed"), "circle-check"),
    ComplaintState.WITHDRAWN: Word(pgettext_lazy("state of a complaint", "Withdrawn"), "x"),
    ComplaintState.UNFOUNDED: Word(pgettext_lazy("state of a complaint", "Unfounded"), "ban"),
}

STATE_BADGES: dict[ComplaintState, str] = {
    ComplaintState.RECEIVED: "warn",
    ComplaintState.UNDERWAY: "accent",
    ComplaintState.CLOSED: "",
    ComplaintState.WITHDRAWN: "",
    ComplaintState.UNFOUNDED: "",
}

ROLES: dict[Role, Text] = {
    Role.REPORTER: pgettext_lazy("as what an identifier is named", "Who reports"),
    Role.DEBTOR: pgettext_lazy("as what an identifier is named", "From"),
    Role.CREDITOR: pgettext_lazy("as what an identifier is named", "To"),
    Role.PHONE: pgettext_lazy("as what an identifier is named", "Receiver's phone"),
    Role.NAMED: pgettext_lazy("as what an identifier is named", "Of the thieves"),
    Role.STORY: pgettext_lazy("as what an identifier is named", "In the story"),
}

FACTS: dict[str, Word] = {
    TheftReported.kind(): Word(pgettext_lazy("what happened to a complaint", "Reported"), "flag"),
    ComplaintTakenUp.kind(): Word(pgettext_lazy("what happened to a complaint", "Taken up"), "route"),
    ComplaintWithdrawn.kind(): Word(pgettext_lazy("what happened to a complaint", "Withdrawn"), "x"),
    ComplaintClosed.kind(): Word(pgettext_lazy("what happened to a complaint", "Closed"), "circle-check"),
}
