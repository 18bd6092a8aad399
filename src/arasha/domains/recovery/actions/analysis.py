"""What the institution that keeps an account finds: it agrees, disagrees with a reason, or its silence escalates."""

from typing import NamedTuple

from django.db import transaction

from arasha.domains.recovery.actions.clocks import Turn, turn
from arasha.domains.recovery.actions.holding import fact, locked
from arasha.domains.recovery.actions.parties import CLOCK
from arasha.domains.recovery.actions.progress import advance
from arasha.domains.recovery.facts.handling import (
    AnalysisAnswered,
    AnalysisEscalated,
    AnalysisState,
    Disagreement,
)
from arasha.domains.recovery.models import Evidence, Hold
from arasha.domains.recovery.queries import sealed
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.states import ANALYSIS, HELD
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.outbox.append import By, append


class Verdict(NamedTuple):
    """Whether an institution agrees that the money is stolen; a disagreement has its reason."""

    agreed: bool
    disagreement: Disagreement | None = None
    note: str = ""

    @property
    def state(self) -> AnalysisState:
        """Where it brings the analysis."""
        return AnalysisState.AGREED if self.agreed else AnalysisState.DISAGREED


@transaction.atomic
def answer(number: int, verdict: Verdict, by: By) -> Hold:
    """Take an institution's analysis of a hold; the same again changes nothing.

    `Malformed` when it disagrees without a reason, `Conflict` when nothing is held.
    """
    if verdict.agreed == (verdict.disagreement is not None):
        raise Malformed("give the reason of a disagreement, and of nothing else", field="disagreement")
    hold, party = locked(number, by)
    if (hold.analysis, hold.disagreement) == (verdict.state, verdict.disagreement or ""):
        return hold
    _moved(hold, verdict.state, party)
    hold.disagreement = verdict.disagreement or ""
    hold.analysis_note = sealed.close(verdict.note, f"{hold} analysis")
    hold.save(update_fields=["analysis", "disagreement", "analysis_note"])
    digests = list(Evidence.objects.filter(about=str(hold)).values_list("digest", flat=True))
    told = fact(AnalysisAnswered, hold, analysis=verdict.state, disagreement=hold.disagreement, evidence=digests)
    append([told, *advance(hold.incident)], by)
    return hold


@transaction.atomic
def escalate(number: int) -> bool:
    """The institution was silent: the centre takes the analysis up; whether it was so."""
    hold, party = locked(number, CLOCK)
    if hold.analysis != AnalysisState.WAITING or hold.state not in HELD:
        return False
    _moved(hold, AnalysisState.ESCALATED, party)
    hold.save(update_fields=["analysis"])
    append([fact(AnalysisEscalated, hold)], CLOCK)
    return True


def _moved(hold: Hold, to: AnalysisState, party: Party) -> None:
    if hold.state not in HELD:
        raise Conflict("nothing is held any more")
    row = step(ANALYSIS, AnalysisState(hold.analysis), to, party)
    hold.analysis = to
    turn([Turn(str(hold), row, hold.institution_id)], clock.now())
