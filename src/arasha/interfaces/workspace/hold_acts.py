"""What may be done with a hold from its page: what the institution answers, and what the centre decides."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from arasha.domains.recovery.actions import analysis, evidence, holds, recalls, refunds, releases
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.actions.evidence import EvidenceKind, File
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.actions.recalls import RecallAnswer
from arasha.domains.recovery.facts.handling import AnalysisState, Disagreement, HoldState, Refusal
from arasha.domains.recovery.facts.returning import RecallState, RefundState, Rejection
from arasha.domains.recovery.queries.handling import Hold, Recall, Refund
from arasha.interfaces.workspace.access import Visit, by
from arasha.interfaces.workspace.recovery_views import number_of
from arasha.interfaces.workspace.typed import typed
from arasha.kernel import money
from arasha.kernel.errors import Malformed, TooLarge

LONGEST_NOTE = 1000
Act = Callable[[Visit, Hold], str]


class Wrong(NamedTuple):
    """What is wrong with what was typed, and in which field."""

    field: str
    text: str


def wrong(error: Malformed) -> Wrong:
    """A refusal in the reader's words."""
    texts = {
        "held": _("Hold at most what was asked, in tenge: 50 000 or 50 000,50"),
        "accepted": _("Return at most what is asked, in tenge: 50 000 or 50 000,50"),
        "refusal": _("Choose why."),
        "disagreement": _("Choose why."),
        "rejection": _("Choose why."),
        "payment_id": _("Give the payment’s number at your institution, at most 64 characters."),
        "file": _("A PDF, a JPEG or a PNG of at most 5 MiB."),
        "evidence": _("Lay a file to this hold first."),
        "reason": _("Write why."),
    }
    field = error.field or ""
    return Wrong(field, texts.get(field, _("Check what you have written.")))


def answer(request: Visit, hold: Hold) -> str:
    """The institution holds all, a part, or nothing."""
    how, note = request.POST.get("how", ""), typed(request.POST, "note", LONGEST_NOTE)
    held = hold.amount if how == "all" else _tiyn(request, "held") if how == "part" else 0
    why = request.POST.get("refusal", "")
    refusal = Refusal(why) if how == "none" and why in set(Refusal) else None
    holds.answer(hold.id, Answer(held, refusal, hold.amount, note), by(request))
    return _("The answer is taken.")


def analyse(request: Visit, hold: Hold) -> str:
    """The institution agrees that the money is stolen, or says why not."""
    agreed, why = request.POST.get("how") == "agree", request.POST.get("disagreement", "")
    disagreement = Disagreement(why) if not agreed and why in set(Disagreement) else None
    note = typed(request.POST, "note", LONGEST_NOTE)
    analysis.answer(hold.id, Verdict(agreed, disagreement, note), by(request))
    return _("The analysis is taken.")


def return_it(request: Visit, hold: Hold) -> str:
    """The institution returns all, a part, or nothing."""
    recall, how = _recall(hold), request.POST.get("how", "")
    accepted = recall.amount if how == "all" else _tiyn(request, "accepted") if how == "part" else 0
    why = request.POST.get("rejection", "")
    rejection = Rejection(why) if how == "none" and why in set(Rejection) else None
    note = typed(request.POST, "note", LONGEST_NOTE)
    recalls.answer(recall.id, RecallAnswer(accepted, rejection, note), by(request))
    return _("The answer is taken.")


def paid(request: Visit, hold: Hold) -> str:
    """The institution has paid a victim."""
    refunds.paid(_refund(request, hold), typed(request.POST, "payment_id", 100), by(request))
    return _("Noted: the victim was paid.")


def lay_down(request: Visit, hold: Hold) -> str:
    """Lay a file to the hold."""
    given = request.FILES.get("file")
    if given is None:
        raise Malformed("choose a file", field="file")
    kind = EvidenceKind.PROCEDURAL if request.POST.get("kind") == EvidenceKind.PROCEDURAL else EvidenceKind.ANALYSIS
    try:
        evidence.keep(str(hold), File(kind, given.name or "", given.content_type or "", given.read()), by(request))
    except TooLarge:
        raise Malformed("a file may have 5 MiB", field="file") from None
    return _("The file is laid down, sealed.")


def code(request: Visit, hold: Hold) -> str:
    """A new code for the holder; it is shown on the next page."""
    return holds.new_code(hold.id, by(request))


def confirm(request: Visit, hold: Hold) -> str:
    """Lay a procedural document behind the hold."""
    holds.confirm(hold.id, number_of(request.POST.get("evidence", "")) or 0, by(request))
    return _("A document stands behind the hold.")


def release(request: Visit, hold: Hold) -> str:
    """Let the money go."""
    found = releases.release(hold.id, typed(request.POST, "reason", LONGEST_NOTE), by(request))
    released = found.state == HoldState.RELEASED
    return _("The money is let go.") if released else _("Proposed: a second person lets it go.")


def recall(request: Visit, hold: Hold) -> str:
    """Ask the money back."""
    found = recalls.open_recall(hold.id, by(request))
    waits = found.state == RecallState.OPEN
    return _("Proposed: a second person asks it back too.") if waits else _("It lies before the prosecutor.")


def cancel(request: Visit, hold: Hold) -> str:
    """Take a recall back."""
    recalls.cancel(_recall(hold).id, typed(request.POST, "reason", LONGEST_NOTE), by(request))
    return _("The recall is taken back, and the money let go.")


def close(request: Visit, hold: Hold) -> str:
    """The victim has the money."""
    refunds.close(_refund(request, hold), by(request))
    return _("The refund is closed.")


INSTITUTION: dict[str, Act] = {
    "answer": answer, "analyse": analyse, "return": return_it, "paid": paid, "file": lay_down, "code": code,
}  # fmt: skip
CENTRE: dict[str, Act] = {
    "confirm": confirm, "release": release, "recall": recall, "cancel": cancel, "close": close,
}  # fmt: skip


def asked_of_institution(hold: Hold, recalled: Recall | None, wanted: Sequence[Refund]) -> set[str]:
    """What the institution has still to answer."""
    asks = set()
    if hold.state in {HoldState.REQUESTED, HoldState.RECEIVED, HoldState.TIMED_OUT}:
        asks.add("answer")
    if hold.analysis in {AnalysisState.WAITING, AnalysisState.ESCALATED} and _is_held(hold):
        asks.add("analyse")
    if recalled is not None and recalled.state == RecallState.SANCTIONED:
        asks.add("return")
    if any(refund.state == RefundState.WANTED for refund in wanted):
        asks.add("paid")
    return asks


def doable(hold: Hold, actor: str) -> set[str]:
    """What the centre may do with a hold as it stands."""
    found = set()
    if hold.ended_at is None and (_is_held(hold) or hold.answered_at is None):
        found.add("release")
    if _is_held(hold) and hold.analysis in {AnalysisState.AGREED, AnalysisState.DISAGREED, AnalysisState.ESCALATED}:
        found.add("recall")
    if hold.state in {HoldState.HELD_FULL, HoldState.HELD_PARTIAL}:
        found.add("confirm")
    for each in hold.recalls.all():
        if each.state == RecallState.OPEN and actor != each.opened_by:
            found.add("recall")
        if each.ended_at is None and hold.ended_at is None:
            found.add("cancel")
        if each.state == RecallState.PROSECUTOR_PENDING:
            found.add("sanction")
    return found


def _is_held(hold: Hold) -> bool:
    return hold.state in {HoldState.HELD_FULL, HoldState.HELD_PARTIAL, HoldState.CONFIRMED}


def _recall(hold: Hold) -> Recall:
    found: Recall | None = hold.recalls.first()
    if found is None:
        raise Malformed("nothing is asked back", field="act")
    return found


def _refund(request: Visit, hold: Hold) -> int:
    """A refund of this hold, and of no other."""
    number = number_of(request.POST.get("refund", "")) or 0
    if not hold.recalls.filter(refunds=number).exists():
        raise Malformed("choose one of this hold's refunds", field="refund")
    return number


def _tiyn(request: Visit, field: str) -> int:
    """Tenge as they are typed, with tiyn after a comma or a point; `Malformed` when they are none."""
    text = "".join(typed(request.POST, field, 30).split()).replace(".", ",")
    whole, _comma, part = text.partition(",")
    if number_of(whole) is None or (part and (number_of(part) is None or len(part) != 2)) or len(whole) > 13:
        raise Malformed("an amount in tenge", field=field)
    return money.tenge(int(whole)) + int(part or 0)
