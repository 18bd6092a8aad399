"""What refusals of credit, answers to lenders and guardianships are called on the person's own page."""

from typing import NamedTuple

from django.utils.translation import pgettext_lazy

from arasha.domains.credit.facts.lending import ClaimState
from arasha.domains.credit.facts.refusing import GuardianKind, GuardianState, RefusalState
from arasha.domains.credit.facts.register import Answer
from arasha.interfaces.public.words import Choice
from arasha.interfaces.ui.text import Text
from arasha.kernel.money import tenge


class Stands(NamedTuple):
    """A state for the person: in a line, what it means, a sign, and the look of its card."""

    title: Text
    meaning: Text
    icon: str
    look: str


STATES: dict[RefusalState, Stands] = {
    RefusalState.NONE: Stands(
        pgettext_lazy("state of a refusal", "You do not refuse credit"),
        pgettext_lazy(
            "state of a refusal",
            "Whoever has your data could try to take a loan in your name. If you refuse credit, lenders must not lend.",
        ),
        "info-circle",
        "off",
    ),
    RefusalState.SET_PENDING: Stands(
        pgettext_lazy("state of a refusal", "Your refusal is being passed to the lenders"),
        pgettext_lazy("state of a refusal", "It is set; within a second every lender is told. Open the page again."),
        "clock",
        "on",
    ),
    RefusalState.ACTIVE: Stands(
        pgettext_lazy("state of a refusal", "You refuse credit"),
        pgettext_lazy(
            "state of a refusal",
            "Every lender must ask us first and is told so. If one lends all the same, you need not pay it back.",
        ),
        "shield-check",
        "on",
    ),
    RefusalState.LIFT_REQUESTED: Stands(
        pgettext_lazy("state of a refusal", "You refuse credit, and asked to lift it"),
        pgettext_lazy("state of a refusal", "Your refusal stands until everything below is done."),
        "clock",
        "waits",
    ),
    RefusalState.LIFT_COOLING: Stands(
        pgettext_lazy("state of a refusal", "You refuse credit, and the lift is waiting"),
        pgettext_lazy(
            "state of a refusal",
            "Your refusal still stands. Until the time below you can stop the lift; then it happens by itself.",
        ),
        "clock",
        "waits",
    ),
    RefusalState.LIFTED: Stands(
        pgettext_lazy("state of a refusal", "Your refusal is lifted"),
        pgettext_lazy("state of a refusal", "Lenders may lend to you. You can refuse again at any time, at once."),
        "info-circle",
        "off",
    ),
}

WHICH: dict[str, Choice] = {
    "all": Choice(
        pgettext_lazy("which loans", "All loans"),
        pgettext_lazy("which loans", "Any lender, any amount. Choose this if you need no loan soon."),
    ),
    "some": Choice(pgettext_lazy("which loans", "Only some loans"), pgettext_lazy("which loans", "You choose which.")),
}

SCOPES: dict[str, Choice] = {
    "micro_lenders": Choice(
        pgettext_lazy("which loans", "Loans of micro-lenders"),
        pgettext_lazy("which loans", "Small quick loans, mostly over the internet"),
    ),
    "remote": Choice(
        pgettext_lazy("which loans", "Loans over the internet or by telephone"),
        pgettext_lazy("which loans", "You could still take a loan by going to the lender yourself"),
    ),
    "above": Choice(pgettext_lazy("which loans", "Large loans"), pgettext_lazy("which loans", "Larger than this sum:")),
}

AMOUNTS = tuple(tenge(thousands * 1_000) for thousands in (50, 100, 200, 300, 500, 1_000, 2_000, 5_000))

HOW_MUCH: dict[str, Choice] = {
    "whole": Choice(
        pgettext_lazy("how much is lifted", "Lift all of it"),
        pgettext_lazy("how much is lifted", "Every lender may lend to you again."),
    ),
    "some": Choice(
        pgettext_lazy("how much is lifted", "Go on refusing some loans"),
        pgettext_lazy("how much is lifted", "You choose what stays refused."),
    ),
}

ANSWERS: dict[Answer, Text] = {
    Answer.ALLOW: pgettext_lazy("answer to a lender", "Told: nothing speaks against it"),
    Answer.CONFIRM: pgettext_lazy("answer to a lender", "Told to ask you first by another way"),
    Answer.HOLD: pgettext_lazy("answer to a lender", "Told to wait"),
    Answer.DENY: pgettext_lazy("answer to a lender", "Told that you refuse: it must not lend"),
}
ANSWER_LOOKS = {Answer.ALLOW: "", Answer.CONFIRM: "warn", Answer.HOLD: "hold", Answer.DENY: "allow"}

CHANNELS: tuple[Text, ...] = (
    pgettext_lazy("how a loan was asked for", "over the internet or by telephone"),
    pgettext_lazy("how a loan was asked for", "in person"),
)

GROUNDS: dict[GuardianKind, Choice] = {
    GuardianKind.MINOR: Choice(
        pgettext_lazy("ground of a guardianship", "A child under 18"),
        pgettext_lazy("ground of a guardianship", "You are the parent or the appointed guardian"),
    ),
    GuardianKind.INCAPABLE: Choice(
        pgettext_lazy("ground of a guardianship", "An adult whom a court declared incapable"),
        pgettext_lazy("ground of a guardianship", "You were appointed as guardian"),
    ),
}

GUARDIAN_STATES: dict[GuardianState, Text] = {
    GuardianState.ASKED: pgettext_lazy("state of a guardianship", "Is being checked in the state's registers"),
    GuardianState.CONFIRMED: pgettext_lazy("state of a guardianship", "Confirmed"),
    GuardianState.DECLINED: pgettext_lazy("state of a guardianship", "Not confirmed"),
    GuardianState.ENDED: pgettext_lazy("state of a guardianship", "Ended"),
}

CLAIM_STATES: dict[ClaimState, Text] = {
    ClaimState.OPEN: pgettext_lazy("state of a claim, for the person", "The lender must answer"),
    ClaimState.DISPUTED: pgettext_lazy("state of a claim, for the person", "The lender disagrees; we decide"),
    ClaimState.UPHELD: pgettext_lazy("state of a claim, for the person", "You are right: the lender must write it off"),
    ClaimState.WRITTEN_OFF: pgettext_lazy(
        "state of a claim, for the person", "Written off; the credit bureaus are correcting your record"
    ),
    ClaimState.CORRECTED: pgettext_lazy(
        "state of a claim, for the person", "Done: you owe nothing, and your credit record is clean"
    ),
    ClaimState.UNFOUNDED: pgettext_lazy("state of a claim, for the person", "The lender is right: the loan stands"),
}
