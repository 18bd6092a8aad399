"""What the audit calls things: kinds of looks, what people did, and what was looked at."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from arasha.domains.complaints.facts import ComplaintClosed, ComplaintWithdrawn, TheftReported
from arasha.domains.credit.facts.lending import (
    ClaimDecided,
    ClaimDisputed,
    ConflictSettled,
    LoanWrittenOff,
    RecordCorrected,
)
from arasha.domains.credit.facts.refusing import GuardianshipChanged
from arasha.domains.payments.facts import (
    AccountReviewed,
    ModelMoved,
    ModelRegistered,
    ReviewDecided,
    TypologyChanged,
    TypologyEdited,
    TypologyProposed,
)
from arasha.domains.recovery.facts.handling import (
    AnalysisAnswered,
    HoldAnswered,
    HoldConfirmed,
    HoldReleased,
    HoldReleaseProposed,
    TriageDecided,
)
from arasha.domains.recovery.facts.protecting import ProtectionEnded as CoercionEnded
from arasha.domains.recovery.facts.protecting import VictimProtected as CoercedProtected
from arasha.domains.recovery.facts.returning import (
    AppealDecided,
    AppealSeconded,
    RecallCancelled,
    RecallDeclined,
    RecallOpened,
    RecallSanctioned,
)
from arasha.domains.registry.facts import (
    ContestDecided,
    ContestFiled,
    ContestSuspended,
    EntryAdded,
    EntryConfirmed,
    EntryProvisional,
    EntryReduced,
    EntryWithdrawn,
    EvidenceAdded,
    NoticeHandedOver,
    ProtectionEnded,
    VictimProtected,
)
from arasha.interfaces.ui.words import Word
from arasha.kernel.access.facts import (
    InstitutionConnected,
    KeyIssued,
    KeyReplaced,
    KeyRevoked,
    PersonAdded,
    StandInChanged,
)
from arasha.kernel.access.models import Look
from arasha.kernel.deliveries.facts import (
    EndpointRemoved,
    EndpointSet,
    EndpointTried,
    MessageResent,
    SecretReplaced,
)
from arasha.kernel.tokens import HEX

LOOKS: dict[Look.What, Word] = {
    Look.What.OPENED: Word(pgettext_lazy("audit", "Opened"), "eye"),
    Look.What.REVEALED: Word(pgettext_lazy("audit", "Revealed in full"), "lock"),
    Look.What.SEARCHED: Word(pgettext_lazy("audit", "Searched for"), "search"),
}

# What people do, in the order in which the filter offers it.
ACTS: dict[str, Word] = {
    ReviewDecided.kind(): Word(pgettext_lazy("act", "Decided a payment"), "gavel"),
    TheftReported.kind(): Word(pgettext_lazy("act", "Took a report of theft"), "phone"),
    ComplaintClosed.kind(): Word(pgettext_lazy("act", "Closed a report of theft"), "circle-check"),
    ComplaintWithdrawn.kind(): Word(pgettext_lazy("act", "Took a report of theft back"), "x"),
    EntryAdded.kind(): Word(pgettext_lazy("act", "Proposed an entry"), "flag"),
    EntryConfirmed.kind(): Word(pgettext_lazy("act", "Confirmed an entry"), "shield-check"),
    EntryWithdrawn.kind(): Word(pgettext_lazy("act", "Withdrew an entry"), "x"),
    EntryProvisional.kind(): Word(pgettext_lazy("act", "Gave an entry its soft effect"), "hand-grab"),
    EntryReduced.kind(): Word(pgettext_lazy("act", "Reduced an entry"), "arrow-down-left"),
    EvidenceAdded.kind(): Word(pgettext_lazy("act", "Added evidence"), "plus"),
    ContestFiled.kind(): Word(pgettext_lazy("act", "Took a contest of an entry"), "gavel"),
    ContestSuspended.kind(): Word(pgettext_lazy("act", "Suspended an entry"), "hand-stop"),
    ContestDecided.kind(): Word(pgettext_lazy("act", "Decided a contest"), "gavel"),
    NoticeHandedOver.kind(): Word(pgettext_lazy("act", "Handed a notice over"), "receipt"),
    VictimProtected.kind(): Word(pgettext_lazy("act", "Protected a victim"), "shield-check"),
    ProtectionEnded.kind(): Word(pgettext_lazy("act", "Lifted a protection"), "x"),
    HoldAnswered.kind(): Word(pgettext_lazy("act", "Answered a request to hold"), "hand-stop"),
    HoldConfirmed.kind(): Word(pgettext_lazy("act", "Laid a document behind a hold"), "lock"),
    HoldReleaseProposed.kind(): Word(pgettext_lazy("act", "Proposed to release a hold"), "user-plus"),
    HoldReleased.kind(): Word(pgettext_lazy("act", "Released a hold"), "hand-off"),
    AnalysisAnswered.kind(): Word(pgettext_lazy("act", "Analysed a hold"), "search"),
    TriageDecided.kind(): Word(pgettext_lazy("act", "Decided whether a report is believed"), "gavel"),
    RecallOpened.kind(): Word(pgettext_lazy("act", "Asked money back"), "arrow-down-left"),
    RecallSanctioned.kind(): Word(pgettext_lazy("act", "Sanctioned a recall"), "gavel"),
    RecallDeclined.kind(): Word(pgettext_lazy("act", "Refused to sanction a recall"), "ban"),
    RecallCancelled.kind(): Word(pgettext_lazy("act", "Took a recall back"), "x"),
    AppealSeconded.kind(): Word(pgettext_lazy("act", "Proposed to uphold an appeal"), "user-plus"),
    AppealDecided.kind(): Word(pgettext_lazy("act", "Decided an appeal"), "gavel"),
    CoercedProtected.kind(): Word(pgettext_lazy("act", "Let a coerced victim's payments wait"), "hand-stop"),
    CoercionEnded.kind(): Word(pgettext_lazy("act", "Let a coerced victim's payments go"), "hand-off"),
    ClaimDecided.kind(): Word(pgettext_lazy("act", "Decided whether a loan is void"), "gavel"),
    ClaimDisputed.kind(): Word(pgettext_lazy("act", "Disputed that a loan is void"), "scale"),
    LoanWrittenOff.kind(): Word(pgettext_lazy("act", "Wrote a loan off"), "check"),
    RecordCorrected.kind(): Word(pgettext_lazy("act", "Struck a loan from a credit history"), "check"),
    ConflictSettled.kind(): Word(pgettext_lazy("act", "Settled what bureaus disagree on"), "gavel"),
    GuardianshipChanged.kind(): Word(pgettext_lazy("act", "Decided on a guardian"), "user-check"),
    AccountReviewed.kind(): Word(pgettext_lazy("act", "Looked into an account"), "eye"),
    TypologyProposed.kind(): Word(pgettext_lazy("act", "Described a scheme"), "adjustments"),
    TypologyEdited.kind(): Word(pgettext_lazy("act", "Wrote a scheme anew"), "adjustments"),
    TypologyChanged.kind(): Word(pgettext_lazy("act", "Gave a typology another state"), "bolt"),
    ModelRegistered.kind(): Word(pgettext_lazy("act", "Registered a model"), "scale"),
    ModelMoved.kind(): Word(pgettext_lazy("act", "Gave a model another stage"), "scale"),
    InstitutionConnected.kind(): Word(pgettext_lazy("act", "Connected an institution"), "building-bank"),
    StandInChanged.kind(): Word(pgettext_lazy("act", "Changed a stand-in policy"), "adjustments"),
    KeyIssued.kind(): Word(pgettext_lazy("act", "Issued a key"), "key"),
    KeyReplaced.kind(): Word(pgettext_lazy("act", "Replaced a key"), "refresh"),
    KeyRevoked.kind(): Word(pgettext_lazy("act", "Revoked a key"), "ban"),
    EndpointSet.kind(): Word(pgettext_lazy("act", "Said where messages go"), "route"),
    EndpointRemoved.kind(): Word(pgettext_lazy("act", "Stopped sending messages"), "x"),
    EndpointTried.kind(): Word(pgettext_lazy("act", "Tried a receiver of messages"), "bolt"),
    SecretReplaced.kind(): Word(pgettext_lazy("act", "Replaced a secret of messages"), "refresh"),
    MessageResent.kind(): Word(pgettext_lazy("act", "Sent a message again"), "refresh"),
    PersonAdded.kind(): Word(pgettext_lazy("act", "Let somebody in"), "user-plus"),
}

NUMBERED = {
    "payment": "workspace:payment",
    "complaint": "workspace:report",
    "entry": "workspace:entry",
    "incident": "workspace:incident",
    "hold": "workspace:hold",
    "appeal": "workspace:appeal",
    "claim": "workspace:credit-claim",
    "guardianship": "workspace:guardian",
}
NAMED = {
    "account": "workspace:drop",
    "credit-person": "workspace:credit-person",
    "model": "workspace:model",
    "typology": "workspace:typology",
}


class Subject(NamedTuple):
    """What a look or an act was about, in words that name nobody; `address` is empty where there is no page."""

    label: str
    address: str


def subject_of(text: str) -> Subject:
    """`payment:1201`, `entry:42`, `identifier:<token>`, `institution:CODE`, as readers know them."""
    kind, _colon, name = text.partition(":")
    names = {
        "payment": _("Payment"), "entry": _("Entry"), "identifier": _("Identifier"),
        "institution": _("Institution"), "person": _("Person"), "typology": _("Typology"), "model": _("Model"),
        "account": _("Account"), "protection": _("Protection"), "complaint": pgettext("of a theft", "Report"),
        "incident": _("Incident"), "hold": pgettext("of money", "Hold"), "recall": _("Recall"), "refund": _("Refund"),
        "appeal": _("Appeal"), "claim": pgettext("void loan", "Claim"),
        "credit-person": _("Refusal of credit"), "credit-conflict": _("Contradiction of registers"),
        "coercion": _("Protection from coercion"), "guardianship": _("Guardianship"),
    }  # fmt: skip
    shown = f"{name[:4]}…{name[-4:]}" if HEX.fullmatch(name) else name
    label = f"{names.get(kind, kind)} {shown}"
    return Subject(label, _address(kind, name))


def _address(kind: str, name: str) -> str:
    if kind in NUMBERED and name.isdigit():
        return reverse(NUMBERED[kind], args=[int(name)])
    return reverse(NAMED[kind], args=[name]) if kind in NAMED else ""
