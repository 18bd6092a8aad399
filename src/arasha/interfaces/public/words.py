"""What the closed lists are called on citizens' pages."""

from typing import NamedTuple

from django.utils.translation import pgettext_lazy

from arasha.domains.complaints.facts import ComplaintState, Situation
from arasha.interfaces.ui.text import Text


class Choice(NamedTuple):
    """A choice, and what it means."""

    label: Text
    hint: Text


SITUATIONS: dict[Situation, Choice] = {
    Situation.SCAM: Choice(
        pgettext_lazy("what happened", "I was deceived and sent the money myself"),
        pgettext_lazy("what happened", "A false investment, shop, relative, official or bank employee"),
    ),
    Situation.TAKEOVER: Choice(
        pgettext_lazy("what happened", "Somebody got into my bank application or took over my number"),
        pgettext_lazy("what happened", "I told a code from an SMS, installed a program, or my SIM card fell silent"),
    ),
    Situation.UNAUTHORISED_ACCESS: Choice(
        pgettext_lazy("what happened", "Money left without me"),
        pgettext_lazy("what happened", "I see a payment that I did not make and know nothing of"),
    ),
    Situation.COERCION: Choice(
        pgettext_lazy("what happened", "I was threatened or forced"),
        pgettext_lazy("what happened", "Somebody made me pay by threats, or stands over me even now"),
    ),
    Situation.OTHER: Choice(
        pgettext_lazy("what happened", "Something else"),
        pgettext_lazy("what happened", "You will tell of it in your own words"),
    ),
}


class Said(NamedTuple):
    """What a state means for the one who reported, and what comes next."""

    title: Text
    meaning: Text
    icon: str


STATES: dict[ComplaintState, Said] = {
    ComplaintState.RECEIVED: Said(
        pgettext_lazy("state of a report", "We have your report"),
        pgettext_lazy(
            "state of a report",
            "We are looking for the payments that you named. If your bank has not told us of one yet, we wait for it "
            "and go on by ourselves.",
        ),
        "inbox",
    ),
    ComplaintState.UNDERWAY: Said(
        pgettext_lazy("state of a report", "We follow the money"),
        pgettext_lazy(
            "state of a report",
            "The payments were found. Where your money still lies, the banks are asked to hold exactly that amount.",
        ),
        "route",
    ),
    ComplaintState.CLOSED: Said(
        pgettext_lazy("state of a report", "The report is closed"),
        pgettext_lazy("state of a report", "Everything that the centre can do has been done."),
        "circle-check",
    ),
    ComplaintState.WITHDRAWN: Said(
        pgettext_lazy("state of a report", "The report was taken back"),
        pgettext_lazy("state of a report", "You, or the bank that reported for you, took it back."),
        "arrow-left",
    ),
    ComplaintState.UNFOUNDED: Said(
        pgettext_lazy("state of a report", "No theft was found"),
        pgettext_lazy(
            "state of a report",
            "People who looked at it found no theft. If you disagree, go to the police with the same documents.",
        ),
        "x",
    ),
}
