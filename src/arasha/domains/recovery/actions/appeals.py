"""A holder objects to a hold: within the day a person decides, and an innocent holder has his money at once."""

from typing import Any, NamedTuple

from django.db import transaction

from arasha.domains.recovery.actions.clocks import Turn, turn
from arasha.domains.recovery.actions.holding import check_second, locked, needs_two
from arasha.domains.recovery.actions.progress import advance
from arasha.domains.recovery.actions.recalls import of_hold, taken_back
from arasha.domains.recovery.actions.releases import ended
from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.facts.returning import (
    AppealDecided,
    AppealFact,
    AppealFiled,
    AppealSeconded,
    AppealState,
    AppealWithdrawn,
)
from arasha.domains.recovery.models import Appeal, Hold
from arasha.domains.recovery.queries import sealed
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.returning import APPEAL
from arasha.domains.recovery.rules.states import KEEPING
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.facts import Fact
from arasha.kernel.languages import LANGUAGES
from arasha.kernel.outbox.append import By, append
from arasha.kernel.references import Letter, reference
from arasha.kernel.terms import Code

OPEN = (AppealState.FILED, AppealState.SECOND_LOOK)


class Filing(NamedTuple):
    """What a holder writes, and in which language he wants to be answered."""

    text: str
    language: str


class Filed(NamedTuple):
    """An appeal that was taken; it opens with the hold's own reference and code."""

    appeal: int
    reference: str


@transaction.atomic
def file(number: int, filing: Filing, by: By) -> Filed:
    """Take a holder's appeal; filed again while one is open, it is that one. `Conflict` when nothing is held."""
    if not filing.text.strip():
        raise Malformed("say why the money is yours", field="text")
    if filing.language not in LANGUAGES:
        raise Malformed("choose Kazakh, Russian or English", field="language")
    hold, party = locked(number, by)
    if (standing := Appeal.objects.filter(hold=hold, state__in=OPEN).first()) is not None:
        return Filed(standing.id, reference(Letter.APPEAL, standing.id))
    if hold.state not in KEEPING:
        raise Conflict("nothing is held on this account any more")
    row, at = step(APPEAL, None, AppealState.FILED, party), clock.now()
    appeal = Appeal.objects.create(
        hold=hold,
        state=AppealState.FILED,
        language=filing.language,
        text=b"",
        filed_by=by.actor,
        filed_at=at,
        due_at=at,
    )
    appeal.due_at = turn([Turn(str(appeal), row)], at)[str(appeal)][Code.APPEAL]
    appeal.text = sealed.close(filing.text, str(appeal), field="text") or b""
    appeal.save(update_fields=["due_at", "text"])
    append([_told(AppealFiled, appeal, due_at=clock.to_us(appeal.due_at))], by)
    return Filed(appeal.id, reference(Letter.APPEAL, appeal.id))


@transaction.atomic
def decide(number: int, upheld: bool, reasons: str, by: By) -> Appeal:
    """Decide an appeal, with reasons that the holder reads (`Malformed` without). Upheld, the money is his at once.

    `Forbidden` to whoever asked for the hold or opened its recall; above the threshold a second person upholds it too.
    `Conflict` when it is decided, or when the money has been returned already.
    """
    if not reasons.strip():
        raise Malformed("write the reasons: the holder reads them", field="reasons")
    appeal, hold, party = _locked(number, by)
    _check_hands(hold, by)
    appeal.reasons = sealed.close(reasons, f"{appeal} reasons", field="reasons")
    if upheld and appeal.state == AppealState.FILED and needs_two(hold.held):
        _move(appeal, AppealState.SECOND_LOOK, party)
        appeal.seconded_by = by.actor
        appeal.save()
        append([_told(AppealSeconded, appeal)], by)
        return appeal
    if appeal.state == AppealState.SECOND_LOOK:
        check_second(appeal.seconded_by, by.actor)
    _move(appeal, AppealState.UPHELD if upheld else AppealState.REJECTED, party)
    appeal.decided_by, appeal.decided_at = by.actor, clock.now()
    appeal.save()
    facts: list[Fact] = [_told(AppealDecided, appeal)]
    if upheld and hold.state in KEEPING:
        facts += _freed(hold, party)
    append([*facts, *advance(hold.incident)], by)
    return appeal


@transaction.atomic
def withdraw(number: int, by: By) -> Appeal:
    """The holder takes his appeal back."""
    appeal, _, party = _locked(number, by)
    _move(appeal, AppealState.WITHDRAWN, party)
    appeal.decided_by, appeal.decided_at = by.actor, clock.now()
    appeal.save()
    append([_told(AppealWithdrawn, appeal)], by)
    return appeal


def _freed(hold: Hold, party: Party) -> list[Fact]:
    """Let an innocent holder have his money; a recall of it is taken back."""
    facts: list[Fact] = []
    if hold.state == HoldState.CONVERTED and (recall := of_hold(hold)) is not None:
        facts = taken_back(recall, party)
    return [*facts, *ended(hold, HoldState.RELEASED_APPEAL, party)]


def _check_hands(hold: Hold, by: By) -> None:
    recall = of_hold(hold)
    if by.actor in {hold.owner, *([recall.opened_by, recall.agreed_by] if recall else [])}:
        raise Forbidden("an appeal is decided by somebody who has had no hand in the hold")


def _locked(number: int, by: By) -> tuple[Appeal, Hold, Party]:
    of = Appeal.objects.filter(id=number).values_list("hold_id", flat=True).first()
    if of is None:
        raise NotFound
    hold, party = locked(of, by)
    appeal = Appeal.objects.select_for_update().get(id=number)
    appeal.hold = hold
    return appeal, hold, party


def _move(appeal: Appeal, to: AppealState, party: Party) -> None:
    row = step(APPEAL, AppealState(appeal.state), to, party)
    appeal.state = to
    turn([Turn(str(appeal), row)], clock.now())


def _told(kind: type[AppealFact], appeal: Appeal, **more: Any) -> AppealFact:
    return kind(
        appeal=appeal.id,
        hold=appeal.hold_id,
        incident=appeal.hold.incident_id,
        state=AppealState(appeal.state),
        **more,
    )
