"""What has happened to recalls, refunds and the appeals of holders. Amounts are tiyn, instants µs."""

from enum import StrEnum

import msgspec

from arasha.kernel.facts import Fact


class RecallState(StrEnum):
    """Where the return of held money is between the analyst who asks for it and the institution that gives it."""

    OPEN = "open"
    PROSECUTOR_PENDING = "prosecutor_pending"
    SANCTIONED = "sanctioned"
    DECLINED = "declined"
    ACCEPTED_FULL = "accepted_full"
    ACCEPTED_PART = "accepted_part"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class Rejection(StrEnum):
    """Why an institution returns nothing."""

    NO_BALANCE = "no_balance"
    ACCOUNT_CLOSED = "account_closed"
    LEGAL_BAR = "legal_bar"
    OTHER = "other"


class RefundState(StrEnum):
    """Where the payment to a victim is."""

    WANTED = "wanted"
    PAID = "paid"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class AppealState(StrEnum):
    """Where a holder's appeal is; above the threshold a second person confirms that it is upheld."""

    FILED = "filed"
    SECOND_LOOK = "second_look"
    UPHELD = "upheld"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class RecallFact(Fact, frozen=True, tag="recovery.recall"):
    """What all facts of a recall say."""

    recall: int
    hold: int
    incident: int
    state: RecallState
    amount: int

    @property
    def subject(self) -> str:
        return f"recall:{self.recall}"


class RecallOpened(RecallFact, frozen=True, tag="recovery.recall_opened"):
    """Held money is asked back; in state `open` a second person has still to agree."""


class RecallSentForSanction(RecallFact, frozen=True, tag="recovery.recall_sent_for_sanction"):
    """A recall waits for the prosecutor."""


class RecallSanctioned(RecallFact, frozen=True, tag="recovery.recall_sanctioned"):
    """The prosecutor sanctioned the return of held money."""


class RecallDeclined(RecallFact, frozen=True, tag="recovery.recall_declined"):
    """The prosecutor refused his sanction."""


class RecallAnswered(RecallFact, frozen=True, tag="recovery.recall_answered"):
    """The institution said how much it returns."""

    accepted: int
    rejection: str = ""


class RecallCancelled(RecallFact, frozen=True, tag="recovery.recall_cancelled"):
    """A recall was taken back before any money was returned."""


class RefundShare(msgspec.Struct, frozen=True):
    """One line of the table by which returned money is divided: whose account gets how much, of which claims."""

    refund: int
    account: str
    institution: str
    amount: int
    claims: dict[int, int]


class RefundsWanted(RecallFact, frozen=True, tag="recovery.refunds_wanted"):
    """Who gets what of returned money: pro rata to what each claim has in it, the sum exact. The log signs it."""

    shares: list[RefundShare]


class RefundFact(Fact, frozen=True, tag="recovery.refund"):
    """What all facts of a refund say."""

    refund: int
    recall: int
    incident: int
    state: RefundState
    amount: int

    @property
    def subject(self) -> str:
        return f"refund:{self.refund}"


class RefundPaid(RefundFact, frozen=True, tag="recovery.refund_paid"):
    """The institution paid the victim; `payment_id` is the payment's name there."""

    payment_id: str


class RefundClosed(RefundFact, frozen=True, tag="recovery.refund_closed"):
    """The money has come: seen in the ledger, or said by the victim's institution."""


class RefundCancelled(RefundFact, frozen=True, tag="recovery.refund_cancelled"):
    """A refund was taken back before it was paid."""


class AppealFact(Fact, frozen=True, tag="recovery.appeal"):
    """What all facts of an appeal say."""

    appeal: int
    hold: int
    incident: int
    state: AppealState

    @property
    def subject(self) -> str:
        return f"appeal:{self.appeal}"


class AppealFiled(AppealFact, frozen=True, tag="recovery.appeal_filed"):
    """The holder of an account objects to a hold."""

    due_at: int


class AppealSeconded(AppealFact, frozen=True, tag="recovery.appeal_seconded"):
    """One person would uphold an appeal above the threshold; a second one decides."""


class AppealDecided(AppealFact, frozen=True, tag="recovery.appeal_decided"):
    """An appeal was upheld or rejected; the reasons, free text, are kept sealed."""


class AppealWithdrawn(AppealFact, frozen=True, tag="recovery.appeal_withdrawn"):
    """The holder took an appeal back."""
