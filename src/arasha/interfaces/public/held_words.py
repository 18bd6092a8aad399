"""What holds, their grounds, clocks and appeals are called for the one whose money is held."""

from django.utils.translation import pgettext_lazy

from arasha.domains.recovery.facts.handling import HoldGround, HoldState
from arasha.domains.recovery.facts.returning import AppealState
from arasha.interfaces.public.words import Said
from arasha.interfaces.ui.text import Text
from arasha.kernel.terms import Code

_ASKED = Said(
    pgettext_lazy("state of a hold", "A bank was asked to hold money of this account"),
    pgettext_lazy("state of a hold", "It has not answered yet. Only the sum below is asked for, and nothing else."),
    "clock",
)
_HELD = Said(
    pgettext_lazy("state of a hold", "Money of this account is held"),
    pgettext_lazy("state of a hold", "Only this sum is held. The rest of the account is yours to use."),
    "hand-stop",
)
_FREE = Said(
    pgettext_lazy("state of a hold", "The money is free again"),
    pgettext_lazy("state of a hold", "Nothing is held under this reference any more."),
    "circle-check",
)
_NOTHING = Said(
    pgettext_lazy("state of a hold", "Nothing is held"),
    pgettext_lazy("state of a hold", "The bank holds nothing under this reference."),
    "circle-check",
)

STATES: dict[HoldState, Said] = {
    HoldState.REQUESTED: _ASKED,
    HoldState.RECEIVED: _ASKED,
    HoldState.TIMED_OUT: _ASKED,
    HoldState.HELD_FULL: _HELD,
    HoldState.HELD_PARTIAL: _HELD,
    HoldState.CONFIRMED: _HELD,
    HoldState.CONVERTED: Said(
        pgettext_lazy("state of a hold", "The return of held money has been asked for"),
        pgettext_lazy(
            "state of a hold",
            "The money stays held until the bank has answered. You may still object: what proves to be yours is freed.",
        ),
        "hand-stop",
    ),
    HoldState.NOTHING_LEFT: _NOTHING,
    HoldState.REFUSED: _NOTHING,
    HoldState.RELEASED: _FREE,
    HoldState.RELEASED_EXPIRED: _FREE,
    HoldState.RELEASED_APPEAL: _FREE,
}

# In which states something is kept back from the holder, who may object.
KEPT = (HoldState.HELD_FULL, HoldState.HELD_PARTIAL, HoldState.CONFIRMED, HoldState.CONVERTED)

GROUNDS: dict[HoldGround, Text] = {
    HoldGround.STOLEN_RECEIVED: pgettext_lazy(
        "ground of a hold", "Somebody reported a theft, and the stolen money came to this account from the victim's."
    ),
    HoldGround.STOLEN_TRACED: pgettext_lazy(
        "ground of a hold", "Somebody reported a theft, and the stolen money came to this account through others."
    ),
}

# The clocks that concern the holder; those between the centre and the banks are not his.
CLOCKS: dict[Code, Text] = {
    Code.HOLD: pgettext_lazy("clock of a hold", "The hold ends by itself"),
    Code.HOLD_CONFIRMATION: pgettext_lazy("clock of a hold", "A document of the authorities must stand behind it"),
    Code.ANALYSIS: pgettext_lazy("clock of a hold", "Your bank looks into where the money came from"),
    Code.RECALL_OPENING: pgettext_lazy("clock of a hold", "The centre asks for the money's return, or frees it"),
    Code.APPEAL: pgettext_lazy("clock of a hold", "Your objection is decided"),
}

APPEALS: dict[AppealState, Text] = {
    AppealState.FILED: pgettext_lazy("state of an objection", "Waits for a decision"),
    AppealState.SECOND_LOOK: pgettext_lazy("state of an objection", "Granted by one person, waits for a second"),
    AppealState.UPHELD: pgettext_lazy("state of an objection", "Granted: the money is yours"),
    AppealState.REJECTED: pgettext_lazy("state of an objection", "Rejected"),
    AppealState.WITHDRAWN: pgettext_lazy("state of an objection", "Taken back"),
}
