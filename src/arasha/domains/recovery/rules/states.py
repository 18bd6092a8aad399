"""What may become of a hold, its analysis and an incident (after Brazil's MED 2.0, with an end to everything).

A hold begins as a request and always ends: nothing there, refused, released, or the money goes back by a recall. It is
released by itself when its term is over (Law on payments and payment systems, art. 25-1), at once when an appeal is
upheld, and by the centre when there is no ground any more.
"""

from itertools import product

from arasha.domains.recovery.facts.handling import (
    AnalysisAnswered,
    AnalysisEscalated,
    AnalysisState,
    HoldAnswered,
    HoldConfirmed,
    HoldConverted,
    HoldReceived,
    HoldReleased,
    HoldRequested,
    HoldState,
    HoldTimedOut,
    IncidentAdvanced,
)
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.rules.machines import Machine, Step
from arasha.domains.recovery.rules.parties import CENTRE, KEEPER, PROCESS, Party
from arasha.kernel.terms import Code

# Nothing is held yet; more stolen money that comes to the account is asked for by the same hold.
UNANSWERED = (HoldState.REQUESTED, HoldState.RECEIVED, HoldState.TIMED_OUT)
HELD = (HoldState.HELD_FULL, HoldState.HELD_PARTIAL, HoldState.CONFIRMED)
KEEPING = (*HELD, HoldState.CONVERTED)  # money is kept back from its holder
RELEASED = (HoldState.RELEASED, HoldState.RELEASED_EXPIRED, HoldState.RELEASED_APPEAL)

_ALL_CLOCKS = (Code.HOLD_ANSWER, Code.HOLD, Code.HOLD_CONFIRMATION, Code.ANALYSIS, Code.RECALL_OPENING, Code.APPEAL)
_DOCUMENT = Step(CENTRE | {Party.VICTIMS}, HoldConfirmed, stops=(Code.HOLD_CONFIRMATION,))
_ASKED = Step(PROCESS | CENTRE, HoldRequested)
_TIMED_OUT = Step(PROCESS, HoldTimedOut)
_NONE = Step(KEEPER, HoldAnswered, stops=(Code.HOLD_ANSWER,))
_SOME = Step(KEEPER, HoldAnswered, (Code.HOLD, Code.HOLD_CONFIRMATION, Code.ANALYSIS), (Code.HOLD_ANSWER,))
_CONVERTED = Step(CENTRE, HoldConverted, stops=_ALL_CLOCKS[:-1])  # an appeal goes on under the recall
_RELEASED = Step(CENTRE | PROCESS, HoldReleased, stops=_ALL_CLOCKS)
_EXPIRED = Step(PROCESS, HoldReleased, stops=_ALL_CLOCKS)
_APPEALED = Step(CENTRE, HoldReleased, stops=_ALL_CLOCKS)

HOLD: Machine[HoldState] = {
    (None, HoldState.REQUESTED): Step(PROCESS | CENTRE, HoldRequested, starts=(Code.HOLD_ANSWER,)),
    (HoldState.REQUESTED, HoldState.REQUESTED): _ASKED,
    (HoldState.RECEIVED, HoldState.REQUESTED): _ASKED,
    (HoldState.TIMED_OUT, HoldState.REQUESTED): Step(PROCESS | CENTRE, HoldRequested, starts=(Code.HOLD_ANSWER,)),
    (HoldState.REQUESTED, HoldState.RECEIVED): Step(KEEPER | PROCESS, HoldReceived),
    (HoldState.REQUESTED, HoldState.TIMED_OUT): _TIMED_OUT,
    (HoldState.RECEIVED, HoldState.TIMED_OUT): _TIMED_OUT,
    **{(state, HoldState.NOTHING_LEFT): _NONE for state in UNANSWERED},
    **{(state, HoldState.REFUSED): _NONE for state in UNANSWERED},
    **{(state, HoldState.HELD_FULL): _SOME for state in UNANSWERED},
    **{(state, HoldState.HELD_PARTIAL): _SOME for state in UNANSWERED},
    (HoldState.HELD_FULL, HoldState.CONFIRMED): _DOCUMENT,
    (HoldState.HELD_PARTIAL, HoldState.CONFIRMED): _DOCUMENT,
    **{(state, HoldState.CONVERTED): _CONVERTED for state in HELD},
    **{(state, HoldState.RELEASED): _RELEASED for state in (*UNANSWERED, *HELD)},
    **{(state, HoldState.RELEASED_EXPIRED): _EXPIRED for state in HELD},
    **{(state, HoldState.RELEASED_APPEAL): _APPEALED for state in HELD},
    # A recall that is refused, cancelled or accepted in part lets the rest go.
    (HoldState.CONVERTED, HoldState.RELEASED): Step(
        CENTRE | PROCESS | {Party.KEEPER, Party.PROSECUTOR}, HoldReleased, stops=_ALL_CLOCKS
    ),
    (HoldState.CONVERTED, HoldState.RELEASED_APPEAL): _APPEALED,
}

_SAYS = Step(KEEPER, AnalysisAnswered, stops=(Code.ANALYSIS,))
_AGREES = Step(KEEPER, AnalysisAnswered, (Code.RECALL_OPENING,), (Code.ANALYSIS,))

ANALYSIS: Machine[AnalysisState] = {
    (AnalysisState.NOT_DUE, AnalysisState.WAITING): Step(KEEPER, HoldAnswered),
    (AnalysisState.WAITING, AnalysisState.AGREED): _AGREES,
    (AnalysisState.WAITING, AnalysisState.DISAGREED): _SAYS,
    (AnalysisState.WAITING, AnalysisState.ESCALATED): Step(PROCESS, AnalysisEscalated),
    (AnalysisState.ESCALATED, AnalysisState.AGREED): _AGREES,
    (AnalysisState.ESCALATED, AnalysisState.DISAGREED): _SAYS,
    # Who has been convinced may say so; a recall is opened against a disagreement only by a supervisor.
    (AnalysisState.DISAGREED, AnalysisState.AGREED): _AGREES,
}

_WORKING = (
    IncidentState.HOLDING, IncidentState.ANALYSING, IncidentState.RECALLING, IncidentState.REFUNDING,
    IncidentState.MONITORING,
)  # fmt: skip
_OPEN = (IncidentState.REPORTED, IncidentState.TRIAGED, IncidentState.TRACED, *_WORKING)
_ON = Step(PROCESS | KEEPER | {Party.VICTIMS, Party.PROSECUTOR}, IncidentAdvanced)
_ASIDE = Step(CENTRE | PROCESS, IncidentAdvanced, stops=(Code.WATCH,))

INCIDENT: Machine[IncidentState] = {
    (None, IncidentState.REPORTED): Step(PROCESS | CENTRE, IncidentAdvanced, starts=(Code.WATCH,)),
    (IncidentState.REPORTED, IncidentState.TRIAGED): Step(PROCESS | CENTRE, IncidentAdvanced),
    (IncidentState.REPORTED, IncidentState.TRACED): Step(PROCESS | CENTRE, IncidentAdvanced),
    (IncidentState.TRIAGED, IncidentState.TRACED): Step(PROCESS | CENTRE, IncidentAdvanced),
    **{(IncidentState.TRACED, to): _ON for to in _WORKING},
    # It stands at the farthest step under way: money that comes later, or a refund that is done, may lead it back.
    **{(before, to): _ON for before, to in product(_WORKING, _WORKING) if before != to},
    (IncidentState.MONITORING, IncidentState.CLOSED): Step(PROCESS | CENTRE, IncidentAdvanced, stops=(Code.WATCH,)),
    **{(state, IncidentState.CANCELLED): _ASIDE for state in _OPEN},
    **{(state, IncidentState.UNFOUNDED): _ASIDE for state in _OPEN},
    **{(state, IncidentState.TRANSFERRED): _ASIDE for state in _OPEN},
}

ENDED = (IncidentState.CLOSED, IncidentState.CANCELLED, IncidentState.UNFOUNDED, IncidentState.TRANSFERRED)
