"""What has happened in an incident, as its timeline tells it."""

from django.utils.translation import ngettext_lazy, pgettext_lazy

from arasha.domains.recovery.facts import handling, incidents, returning
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import Word
from arasha.kernel.facts import Fact

TOLD: dict[str, Word] = {
    incidents.IncidentOpened.kind(): Word(pgettext_lazy("what happened to stolen money", "Incident opened"), "flag"),
    incidents.PaymentLocated.kind(): Word(pgettext_lazy("what happened to stolen money", "Payment found"), "search"),
    incidents.TraceDrawn.kind(): Word(pgettext_lazy("what happened to stolen money", "Money followed"), "route"),
    incidents.TaintPlaced.kind(): Word(pgettext_lazy("what happened to stolen money", "Gateway warned"), "bolt"),
    incidents.TaintSecured.kind(): Word(pgettext_lazy("what happened to stolen money", "Runs no more"), "lock"),
    incidents.TaintLifted.kind(): Word(pgettext_lazy("what happened to stolen money", "Counts no more"), "hand-off"),
    handling.IncidentAdvanced.kind(): Word(pgettext_lazy("what happened to stolen money", "Went on"), "arrow-right"),
    handling.TriageDecided.kind(): Word(pgettext_lazy("what happened to stolen money", "A person decided"), "gavel"),
    handling.HoldRequested.kind(): Word(pgettext_lazy("what happened to stolen money", "Hold requested"), "flag"),
    handling.HoldReceived.kind(): Word(pgettext_lazy("what happened to stolen money", "Request received"), "inbox"),
    handling.HoldAnswered.kind(): Word(pgettext_lazy("what happened to stolen money", "Answered"), "hand-stop"),
    handling.HoldTimedOut.kind(): Word(pgettext_lazy("what happened to stolen money", "No answer in time"), "clock"),
    handling.HoldConfirmed.kind(): Word(pgettext_lazy("what happened to stolen money", "Document laid down"), "lock"),
    handling.HoldReleaseProposed.kind(): Word(
        pgettext_lazy("what happened to stolen money", "Release proposed"), "user-plus"
    ),
    handling.HoldReleased.kind(): Word(pgettext_lazy("what happened to stolen money", "Released"), "hand-off"),
    handling.HoldConverted.kind(): Word(pgettext_lazy("what happened to stolen money", "Became a recall"), "refresh"),
    handling.AnalysisAnswered.kind(): Word(pgettext_lazy("what happened to stolen money", "Analysed"), "search"),
    handling.AnalysisEscalated.kind(): Word(
        pgettext_lazy("what happened to stolen money", "Analysis overdue"), "alert-triangle"
    ),
    handling.EvidenceKept.kind(): Word(pgettext_lazy("what happened to stolen money", "File laid down"), "plus"),
    handling.ClockWarned.kind(): Word(pgettext_lazy("what happened to stolen money", "Warned of a term"), "clock"),
    handling.ClockBreached.kind(): Word(
        pgettext_lazy("what happened to stolen money", "A term ran out"), "alert-triangle"
    ),
    returning.RecallOpened.kind(): Word(
        pgettext_lazy("what happened to stolen money", "Asked back"), "arrow-down-left"
    ),
    returning.RecallSentForSanction.kind(): Word(
        pgettext_lazy("what happened to stolen money", "Laid before the prosecutor"), "gavel"
    ),
    returning.RecallSanctioned.kind(): Word(pgettext_lazy("what happened to stolen money", "Sanctioned"), "gavel"),
    returning.RecallDeclined.kind(): Word(pgettext_lazy("what happened to stolen money", "Sanction refused"), "ban"),
    returning.RecallAnswered.kind(): Word(pgettext_lazy("what happened to stolen money", "Recall answered"), "check"),
    returning.RecallCancelled.kind(): Word(pgettext_lazy("what happened to stolen money", "Recall taken back"), "x"),
    returning.RefundsWanted.kind(): Word(pgettext_lazy("what happened to stolen money", "Shares fixed"), "scale"),
    returning.RefundPaid.kind(): Word(pgettext_lazy("what happened to stolen money", "Paid to the victim"), "wallet"),
    returning.RefundClosed.kind(): Word(
        pgettext_lazy("what happened to stolen money", "The victim has it"), "circle-check"
    ),
    returning.RefundCancelled.kind(): Word(pgettext_lazy("what happened to stolen money", "Refund taken back"), "x"),
    returning.AppealFiled.kind(): Word(pgettext_lazy("what happened to stolen money", "The holder objects"), "scale"),
    returning.AppealSeconded.kind(): Word(
        pgettext_lazy("what happened to stolen money", "Waits for a second person"), "user-plus"
    ),
    returning.AppealDecided.kind(): Word(pgettext_lazy("what happened to stolen money", "Appeal decided"), "gavel"),
    returning.AppealWithdrawn.kind(): Word(pgettext_lazy("what happened to stolen money", "Appeal withdrawn"), "x"),
}

# What often happens many times, counted.
COUNTED: dict[str, Text] = {
    incidents.PaymentLocated.kind(): ngettext_lazy("%(count)d payment found", "%(count)d payments found", "count"),
    incidents.TraceDrawn.kind(): ngettext_lazy(
        "Money followed %(count)d time", "Money followed %(count)d times", "count"
    ),
    incidents.TaintPlaced.kind(): ngettext_lazy(
        "Gateway warned %(count)d time", "Gateway warned %(count)d times", "count"
    ),
    incidents.TaintSecured.kind(): ngettext_lazy("%(count)d sum runs no more", "%(count)d sums run no more", "count"),
    handling.IncidentAdvanced.kind(): ngettext_lazy(
        "State changed %(count)d time", "State changed %(count)d times", "count"
    ),
    handling.HoldRequested.kind(): ngettext_lazy("%(count)d hold requested", "%(count)d holds requested", "count"),
    handling.HoldReceived.kind(): ngettext_lazy("%(count)d request received", "%(count)d requests received", "count"),
    handling.HoldAnswered.kind(): ngettext_lazy("%(count)d request answered", "%(count)d requests answered", "count"),
    handling.HoldTimedOut.kind(): ngettext_lazy(
        "%(count)d request without an answer in time", "%(count)d requests without an answer in time", "count"
    ),
    handling.HoldReleased.kind(): ngettext_lazy("%(count)d hold released", "%(count)d holds released", "count"),
    handling.HoldConverted.kind(): ngettext_lazy(
        "%(count)d hold became a recall", "%(count)d holds became recalls", "count"
    ),
    handling.AnalysisAnswered.kind(): ngettext_lazy("%(count)d hold analysed", "%(count)d holds analysed", "count"),
    handling.ClockBreached.kind(): ngettext_lazy("%(count)d term ran out", "%(count)d terms ran out", "count"),
    returning.RefundPaid.kind(): ngettext_lazy(
        "Paid to the victim %(count)d time", "Paid to the victim %(count)d times", "count"
    ),
}

UNNAMED = Word(pgettext_lazy("what happened to stolen money", "Something else"), "circle")


def word_of(fact: Fact) -> Word:
    """What a fact is called."""
    return TOLD.get(fact.kind(), UNNAMED)
