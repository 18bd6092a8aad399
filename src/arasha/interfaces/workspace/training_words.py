"""What the closed lists of training are called on screen."""

from django.utils.translation import pgettext_lazy

from arasha.domains.training.queries.exercises import Cause, Did, Ending, Hurt, Outcome, Part, Work
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import Word

PARTS: dict[Part, Word] = {
    Part.VICTIM: Word(pgettext_lazy("part in a scenario", "Victim"), "user"),
    Part.THIEF: Word(pgettext_lazy("part in a scenario", "Works for the thieves"), "alert-triangle"),
    Part.INNOCENT: Word(pgettext_lazy("part in a scenario", "Innocent"), "shield-check"),
    Part.BEYOND: Word(pgettext_lazy("part in a scenario", "Out of reach"), "external-link"),
}

WORKS: dict[Work, Text] = {
    Work.STOP: pgettext_lazy("task", "Find that it is a fraud"),
    Work.CLEAR: pgettext_lazy("task", "Find that it is no fraud"),
    Work.TAKE: pgettext_lazy("task", "Take the report of the theft"),
    Work.LIST: pgettext_lazy("task", "Bring the account before the registry"),
    Work.RELEASE: pgettext_lazy("task", "Let the money go"),
    Work.KEEP: pgettext_lazy("task", "Reject the appeal"),
    Work.RECALL: pgettext_lazy("task", "Ask the money back"),
    Work.PROTECT: pgettext_lazy("task", "Let the victim’s payments wait"),
    Work.DISBELIEVE: pgettext_lazy("task", "Find that there was no theft"),
}

DEEDS: dict[Did, Text] = {
    Did.FOUND_FRAUD: pgettext_lazy("deed", "Found that it is a fraud"),
    Did.FOUND_LEGITIMATE: pgettext_lazy("deed", "Found that it is no fraud"),
    Did.FOUND_UNCLEAR: pgettext_lazy("deed", "Wanted to know more"),
    Did.TOOK_REPORT: pgettext_lazy("deed", "Took the report of the theft"),
    Did.LISTED: pgettext_lazy("deed", "Brought the account before the registry"),
    Did.CONFIRMED_ENTRY: pgettext_lazy("deed", "Confirmed the entry of the registry"),
    Did.WITHDREW_ENTRY: pgettext_lazy("deed", "Took the entry of the registry back"),
    Did.RELEASED_HOLD: pgettext_lazy("deed", "Let the held money go"),
    Did.UPHELD_APPEAL: pgettext_lazy("deed", "Upheld the appeal"),
    Did.REJECTED_APPEAL: pgettext_lazy("deed", "Rejected the appeal"),
    Did.ASKED_BACK: pgettext_lazy("deed", "Asked the money back"),
    Did.PROTECTED_VICTIM: pgettext_lazy("deed", "Let the payments of the account wait"),
    Did.ENDED_PROTECTION: pgettext_lazy("deed", "Let the account pay again"),
    Did.BELIEVED_REPORT: pgettext_lazy("deed", "Believed the report"),
    Did.FOUND_UNFOUNDED: pgettext_lazy("deed", "Found that there was no theft"),
}

OUTCOMES: dict[Outcome, tuple[Word, str]] = {
    Outcome.DONE: (Word(pgettext_lazy("task", "In time"), "circle-check"), "allow"),
    Outcome.LATE: (Word(pgettext_lazy("task", "Late"), "clock"), "warn"),
    Outcome.WRONG: (Word(pgettext_lazy("task", "Wrong"), "x"), "refuse"),
    Outcome.MISSED: (Word(pgettext_lazy("task", "Missed"), "ban"), "hold"),
    Outcome.NOT_MET: (Word(pgettext_lazy("task", "It did not come to that"), "circle"), ""),
}

CAUSES: dict[Cause, Text] = {
    Cause.DECISION: pgettext_lazy("why money was saved", "You stopped the payment"),
    Cause.LISTED: pgettext_lazy("why money was saved", "The account stood in the registry"),
    Cause.HELD: pgettext_lazy("why money was saved", "Held in the account, after your report"),
    Cause.HELD_UNASKED: pgettext_lazy("why money was saved", "Held in the account, after the bank’s report"),
    Cause.PROTECTED: pgettext_lazy("why money was saved", "The victim’s payments wait for somebody he trusts"),
    Cause.WARNING: pgettext_lazy("why money was saved", "The payer heeded the warning"),
    Cause.VERDICT: pgettext_lazy("why money was saved", "Refused by the verdict"),
}

HURTS: dict[Hurt, Text] = {
    Hurt.PAYMENT_WAITED: pgettext_lazy("harm", "The payment waited"),
    Hurt.PAYMENT_REFUSED: pgettext_lazy("harm", "The payment was refused"),
    Hurt.MONEY_HELD: pgettext_lazy("harm", "The money was held"),
    Hurt.LISTED: pgettext_lazy("harm", "The account stood in the registry"),
}

ENDINGS: dict[Ending, Text] = {
    Ending.FINISHED: pgettext_lazy("an exercise", "Finished by the trainee"),
    Ending.TIME_OVER: pgettext_lazy("an exercise", "The time was over"),
}

WEEKDAYS: tuple[Text, ...] = (
    pgettext_lazy("weekday", "Monday"),
    pgettext_lazy("weekday", "Tuesday"),
    pgettext_lazy("weekday", "Wednesday"),
    pgettext_lazy("weekday", "Thursday"),
    pgettext_lazy("weekday", "Friday"),
    pgettext_lazy("weekday", "Saturday"),
    pgettext_lazy("weekday", "Sunday"),
)
