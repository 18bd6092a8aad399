"""What may become of a recall, a refund, an appeal and a protection.

A recall is opened by an analyst and, above the threshold, agreed to by a second person; then the prosecutor sanctions
it, and only then is the institution asked (Law on payments and payment systems, art. 25-1). A refund needs the name of
its payment to be closed.
"""

from arasha.domains.recovery.facts.protecting import ProtectionEnded, ProtectionState, VictimProtected
from arasha.domains.recovery.facts.returning import (
    AppealDecided,
    AppealFiled,
    AppealSeconded,
    AppealState,
    AppealWithdrawn,
    RecallAnswered,
    RecallCancelled,
    RecallDeclined,
    RecallOpened,
    RecallSanctioned,
    RecallSentForSanction,
    RecallState,
    RefundCancelled,
    RefundClosed,
    RefundPaid,
    RefundState,
    RefundsWanted,
)
from arasha.domains.recovery.rules.machines import Machine, Step
from arasha.domains.recovery.rules.parties import CENTRE, KEEPER, PROCESS, Party
from arasha.kernel.terms import Code

_PROSECUTOR = frozenset({Party.PROSECUTOR})
_SUPERVISOR = frozenset({Party.SUPERVISOR})
_ANSWER = Step(KEEPER, RecallAnswered, stops=(Code.RECALL_ANSWER,))
_CANCEL = Step(CENTRE | PROCESS, RecallCancelled, stops=(Code.SANCTION, Code.RECALL_ANSWER))
_CANCELLABLE = (
    RecallState.OPEN, RecallState.PROSECUTOR_PENDING, RecallState.SANCTIONED,
    RecallState.ACCEPTED_FULL, RecallState.ACCEPTED_PART,
)  # fmt: skip

RECALL: Machine[RecallState] = {
    (None, RecallState.OPEN): Step(CENTRE, RecallOpened),
    (RecallState.OPEN, RecallState.PROSECUTOR_PENDING): Step(CENTRE, RecallSentForSanction, starts=(Code.SANCTION,)),
    (RecallState.PROSECUTOR_PENDING, RecallState.SANCTIONED): Step(
        _PROSECUTOR, RecallSanctioned, (Code.RECALL_ANSWER,), (Code.SANCTION,)
    ),
    (RecallState.PROSECUTOR_PENDING, RecallState.DECLINED): Step(_PROSECUTOR, RecallDeclined, stops=(Code.SANCTION,)),
    (RecallState.SANCTIONED, RecallState.ACCEPTED_FULL): _ANSWER,
    (RecallState.SANCTIONED, RecallState.ACCEPTED_PART): _ANSWER,
    (RecallState.SANCTIONED, RecallState.REJECTED): _ANSWER,
    # As long as nothing has been paid.
    **{(state, RecallState.CANCELLED): _CANCEL for state in _CANCELLABLE},
}

REFUND: Machine[RefundState] = {
    (None, RefundState.WANTED): Step(KEEPER, RefundsWanted, starts=(Code.REFUND,)),
    (RefundState.WANTED, RefundState.PAID): Step(KEEPER, RefundPaid, stops=(Code.REFUND,)),
    (RefundState.WANTED, RefundState.CANCELLED): Step(CENTRE | PROCESS, RefundCancelled, stops=(Code.REFUND,)),
    (RefundState.PAID, RefundState.CLOSED): Step(PROCESS | {*CENTRE, Party.VICTIMS}, RefundClosed),
}

_FILERS = frozenset({Party.HOLDER, Party.KEEPER, *CENTRE})
_DECIDED = Step(CENTRE, AppealDecided, stops=(Code.APPEAL,))

APPEAL: Machine[AppealState] = {
    (None, AppealState.FILED): Step(_FILERS, AppealFiled, starts=(Code.APPEAL,)),
    (AppealState.FILED, AppealState.SECOND_LOOK): Step(CENTRE, AppealSeconded),
    (AppealState.FILED, AppealState.UPHELD): _DECIDED,
    (AppealState.FILED, AppealState.REJECTED): _DECIDED,
    (AppealState.SECOND_LOOK, AppealState.UPHELD): _DECIDED,
    (AppealState.SECOND_LOOK, AppealState.REJECTED): _DECIDED,
    (AppealState.FILED, AppealState.WITHDRAWN): Step(_FILERS, AppealWithdrawn, stops=(Code.APPEAL,)),
}

_BANK_OR_CENTRE = frozenset({Party.KEEPER, *CENTRE})
_RUNNING = (ProtectionState.ACTIVE, ProtectionState.RENEWED)

PROTECTION: Machine[ProtectionState] = {
    (None, ProtectionState.ACTIVE): Step(_BANK_OR_CENTRE, VictimProtected, starts=(Code.COERCION,)),
    # The bank alone cannot make it longer than the term.
    **{
        (state, ProtectionState.RENEWED): Step(_SUPERVISOR, VictimProtected, (Code.COERCION,), (Code.COERCION,))
        for state in _RUNNING
    },
    **{
        (state, ProtectionState.ENDED_TRUSTED): Step(_BANK_OR_CENTRE, ProtectionEnded, stops=(Code.COERCION,))
        for state in _RUNNING
    },
    **{
        (state, ProtectionState.ENDED_LIFTED): Step(_SUPERVISOR, ProtectionEnded, stops=(Code.COERCION,))
        for state in _RUNNING
    },
    **{
        (state, ProtectionState.ENDED_EXPIRED): Step(PROCESS, ProtectionEnded, stops=(Code.COERCION,))
        for state in _RUNNING
    },
}
