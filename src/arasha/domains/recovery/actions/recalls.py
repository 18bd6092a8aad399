"""Asking held money back: opened, seconded, sanctioned by the prosecutor, answered by the institution."""

from typing import NamedTuple

from django.db import transaction

from arasha.domains.recovery.actions import messages
from arasha.domains.recovery.actions.holding import check_second, fact, locked, moved, needs_two
from arasha.domains.recovery.actions.progress import advance
from arasha.domains.recovery.actions.recalling import locked_recall, move, recalled
from arasha.domains.recovery.actions.refunding import cancelled, want
from arasha.domains.recovery.actions.releases import ended, let_go
from arasha.domains.recovery.facts.handling import AnalysisState, HoldConverted, HoldState
from arasha.domains.recovery.facts.returning import (
    RecallAnswered,
    RecallCancelled,
    RecallDeclined,
    RecallOpened,
    RecallSanctioned,
    RecallSentForSanction,
    RecallState,
    Rejection,
)
from arasha.domains.recovery.models import Hold, Recall
from arasha.domains.recovery.queries import sealed
from arasha.domains.recovery.rules import recalling as rules
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.returning import RECALL
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By, append
from arasha.kernel.terms import Code


class RecallAnswer(NamedTuple):
    """How much an institution returns of what is asked back, tiyn; nothing has its reason."""

    accepted: int
    rejection: Rejection | None = None
    note: str = ""


@transaction.atomic
def open_recall(number: int, by: By) -> Recall:
    """Ask back what a hold keeps; above the threshold a second person does so too before the prosecutor sees it.

    `Conflict` as long as the institution has not analysed the hold and is not late; against its disagreement only a
    supervisor opens one (`Forbidden` to others).
    """
    hold, party = locked(number, by)
    standing = Recall.objects.select_for_update().filter(hold=hold).first()
    if standing is not None:
        return _agreed(standing, hold, party, by)
    step(RECALL, None, RecallState.OPEN, party)
    rules.check_analysis(AnalysisState(hold.analysis), party)
    at = clock.now()
    moved(hold, HoldState.CONVERTED, party, at)
    hold.save(update_fields=["state"])
    recall = Recall.objects.create(
        hold=hold, state=RecallState.OPEN, amount=hold.held, opened_by=by.actor, opened_at=at
    )
    facts: list[Fact] = [fact(HoldConverted, hold, recall=recall.id), recalled(RecallOpened, recall)]
    if not needs_two(recall.amount):
        facts += _to_prosecutor(recall, party)
    append([*facts, *advance(hold.incident)], by)
    return recall


@transaction.atomic
def sanction(number: int, sanctioned: bool, reason: str, by: By) -> Recall:
    """The prosecutor's act: his sanction sends the recall to the institution, its refusal lets the money go.

    `Malformed` when he declines without a reason, `Forbidden` to anybody else.
    """
    if not sanctioned and not reason.strip():
        raise Malformed("say why the sanction is refused", field="reason")
    recall, hold, party = locked_recall(number, by)
    at = clock.now()
    due = move(recall, RecallState.SANCTIONED if sanctioned else RecallState.DECLINED, party, at)
    recall.sanction_by, recall.sanctioned_at = by.actor, at
    recall.note = sealed.close(reason, str(recall), field="reason")
    recall.ended_at = None if sanctioned else at
    recall.save()
    if sanctioned:
        messages.send([messages.recalled(recall, due[Code.RECALL_ANSWER])])
        facts: list[Fact] = [recalled(RecallSanctioned, recall)]
    else:
        facts = [recalled(RecallDeclined, recall), *ended(hold, HoldState.RELEASED, party)]
    append([*facts, *advance(hold.incident)], by)
    return recall


@transaction.atomic
def answer(number: int, said: RecallAnswer, by: By) -> Recall:
    """Take how much an institution returns; what it accepts is wanted for the victims at once, the rest let go.

    The same answer again changes nothing. `Malformed` when it returns more than is asked, or nothing without a reason.
    """
    recall, hold, party = locked_recall(number, by)
    if recall.answered_at and (recall.accepted, recall.rejection) == (said.accepted, said.rejection or ""):
        return recall
    at = clock.now()
    move(recall, rules.state_of(recall.amount, said.accepted, said.rejection), party, at)
    recall.accepted, recall.rejection, recall.answered_at = said.accepted, said.rejection or "", at
    recall.note = sealed.close(said.note, str(recall)) or recall.note
    recall.ended_at = at if recall.state == RecallState.REJECTED else None
    recall.save()
    told = recalled(RecallAnswered, recall, accepted=recall.accepted, rejection=recall.rejection)
    append([told, *_follows(recall, hold, party), *advance(hold.incident)], by)
    return recall


@transaction.atomic
def cancel(number: int, reason: str, by: By) -> Recall:
    """Take a recall back and let the money go, as long as nothing was paid; `Malformed` without a reason.

    Above the threshold it takes somebody else than who opened it.
    """
    if not reason.strip():
        raise Malformed("say why the recall is taken back", field="reason")
    recall, hold, party = locked_recall(number, by)
    if needs_two(recall.amount):
        check_second(recall.opened_by, by.actor)
    facts = taken_back(recall, party)
    recall.note = sealed.close(reason, str(recall), field="reason")
    recall.save(update_fields=["note"])
    append([*facts, *ended(hold, HoldState.RELEASED, party), *advance(hold.incident)], by)
    return recall


def taken_back(recall: Recall, party: Party) -> list[Fact]:
    """Cancel a locked recall and its refunds; the facts of it. `Conflict` when money has been paid already."""
    told = recall.state not in {RecallState.OPEN, RecallState.PROSECUTOR_PENDING}
    at = clock.now()
    refunds = cancelled(recall, party)
    move(recall, RecallState.CANCELLED, party, at)
    recall.ended_at = at
    recall.save(update_fields=["state", "ended_at"])
    if told:
        messages.send([messages.recall_cancelled(recall)])
    return [recalled(RecallCancelled, recall), *refunds]


def of_hold(hold: Hold) -> Recall | None:
    """The recall of a locked hold, locked too."""
    found = Recall.objects.select_for_update().filter(hold=hold).first()
    if found is not None:
        found.hold = hold
    return found


def _agreed(recall: Recall, hold: Hold, party: Party, by: By) -> Recall:
    """A second person opens the same recall; the first one asking again changes nothing."""
    recall.hold = hold
    if by.actor in {recall.opened_by, recall.agreed_by}:
        return recall
    if recall.state != RecallState.OPEN:
        raise Conflict("this recall has been opened already")
    recall.agreed_by = by.actor
    append([*_to_prosecutor(recall, party), *advance(hold.incident)], by)
    return recall


def _to_prosecutor(recall: Recall, party: Party) -> list[Fact]:
    move(recall, RecallState.PROSECUTOR_PENDING, party, clock.now())
    recall.save(update_fields=["state", "agreed_by"])
    return [recalled(RecallSentForSanction, recall)]


def _follows(recall: Recall, hold: Hold, party: Party) -> list[Fact]:
    """What an institution's answer leads to."""
    if recall.state == RecallState.REJECTED:
        return ended(hold, HoldState.RELEASED, party)
    facts = want(recall, party)
    return facts if recall.accepted == recall.amount else [*facts, *let_go(hold, recall.amount - recall.accepted)]
