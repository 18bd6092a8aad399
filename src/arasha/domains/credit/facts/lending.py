"""What became of loans, of claims that a loan is void, and of the registers of bureaus. Amounts are tiyn, instants µs.

People are tokens; contracts and applications, which lenders name as they like, never stand in facts.
"""

from enum import StrEnum

from arasha.kernel.facts import Fact


class LoanSource(StrEnum):
    """Who said that a loan was given."""

    LENDER = "lender"
    BUREAU = "bureau"
    PERSON = "person"


class Finding(StrEnum):
    """How a loan stands to the answers that its lender had."""

    WAITING = "waiting"  # the check may still be on its way into the store
    ASKED = "asked"
    WITHOUT_RECEIPT = "without_receipt"
    AGAINST_DENY = "against_deny"
    AGAINST_HOLD = "against_hold"
    ASKED_ANOTHER = "asked_another"  # about another person, or about a smaller amount


class ClaimState(StrEnum):
    """Where the claim that a loan is void stands."""

    OPEN = "open"
    DISPUTED = "disputed"
    UPHELD = "upheld"
    WRITTEN_OFF = "written_off"
    CORRECTED = "corrected"
    UNFOUNDED = "unfounded"


class DisputeReason(StrEnum):
    """Why a lender holds that it owes nothing."""

    ASKED = "asked"  # it has an answer that allows, and names the application
    NOT_LENT = "not_lent"
    NOT_REFUSED = "not_refused"  # nothing was refused when it lent
    NO_CREDIT = "no_credit"  # what it gave is no credit, or one that the refusal does not cover
    OTHER = "other"


class Correction(StrEnum):
    """What a bureau has done with the record of a loan that was written off."""

    ASKED = "asked"
    CORRECTED = "corrected"
    NOT_HELD = "not_held"


class ConflictKind(StrEnum):
    """In what registers contradict each other."""

    LIFTED_HERE = "lifted_here"  # the person has lifted the refusal after the day that the bureau has it set
    BUREAUS_DISAGREE = "bureaus_disagree"  # one bureau says set, another says lifted later than that


class Settlement(StrEnum):
    """How a contradiction ended."""

    AGREED = "agreed"  # the registers agree by themselves again
    OVERRULED = "overruled"  # the bureau's mark counts no more, on evidence
    STANDS = "stands"  # the mark stands: lenders go on refusing


class LoansReported(Fact, frozen=True, tag="credit.loans_reported"):
    """Somebody said what became of applications, or which loans there are; `digest` is SHA-256 of what was said."""

    source: LoanSource
    reporter: str
    rows: int
    lent: int
    digest: str

    @property
    def subject(self) -> str:
        return f"loans:{self.reporter}"


class LoanQuestioned(Fact, frozen=True, tag="credit.loan_questioned"):
    """A lender did not wait as it was told: the loan stands, the supervisor sees it."""

    loan: int
    lender: str
    finding: Finding
    amount: int

    @property
    def subject(self) -> str:
        return f"loan:{self.loan}"


class ClaimFact(Fact, frozen=True, tag="credit.claim"):
    """What all facts of a claim say."""

    claim: int
    person: str
    lender: str
    state: ClaimState

    @property
    def subject(self) -> str:
        return f"claim:{self.claim}"


class ClaimOpened(ClaimFact, frozen=True, tag="credit.claim_opened"):
    """A loan is held to be void; `check` is the place of the answer that the lender had, -1 when it had none.

    `effect` is what the register said of the person when the loan was given, `due_at` until when the lender answers.
    """

    ground: Finding
    source: LoanSource
    amount: int
    lent_at: int
    check: int
    effect: int
    due_at: int


class ClaimDisputed(ClaimFact, frozen=True, tag="credit.claim_disputed"):
    """The lender says otherwise; a supervisor decides until `due_at`."""

    reason: DisputeReason
    due_at: int


class ClaimDecided(ClaimFact, frozen=True, tag="credit.claim_decided"):
    """A supervisor has decided; upheld, the lender writes off until `due_at`."""

    due_at: int = 0


class LoanWrittenOff(ClaimFact, frozen=True, tag="credit.loan_written_off"):
    """The lender wants nothing of the person any more; so many bureaus correct their records until `due_at`."""

    bureaus: int
    due_at: int = 0


class RecordCorrected(ClaimFact, frozen=True, tag="credit.record_corrected"):
    """A bureau has struck the loan from the person's record, or never had it."""

    bureau: str
    said: Correction


class ClaimCorrected(ClaimFact, frozen=True, tag="credit.claim_corrected"):
    """Every bureau has answered: nothing is left of the loan."""


class ClaimOverdue(ClaimFact, frozen=True, tag="credit.claim_overdue"):
    """Whoever was to act has let the term run out; the supervisor sees it."""

    due_at: int


class MarksTaken(Fact, frozen=True, tag="credit.marks_taken"):
    """A bureau said what its register has; `digest` is SHA-256 of what it said."""

    bureau: str
    marks: int
    lifts: int
    digest: str

    @property
    def subject(self) -> str:
        return f"bureau:{self.bureau}"


class ConflictFound(Fact, frozen=True, tag="credit.conflict_found"):
    """Registers contradict each other about a person; until it is settled, lenders are told to refuse."""

    conflict: int
    person: str
    bureau: str
    conflict_kind: ConflictKind

    @property
    def subject(self) -> str:
        return f"credit-conflict:{self.conflict}"


class ConflictSettled(Fact, frozen=True, tag="credit.conflict_settled"):
    """The registers agree again, or somebody has decided which of them is right; `evidence` is a fact of the log."""

    conflict: int
    person: str
    bureau: str
    settlement: Settlement
    evidence: int = -1

    @property
    def subject(self) -> str:
        return f"credit-conflict:{self.conflict}"


class ListPublished(Fact, frozen=True, tag="credit.list_published"):
    """The whole register was written down for bureaus; `digest` is SHA-256 of the list, `changed` rows since before."""

    version: int
    rows: int
    changed: int
    digest: str

    @property
    def subject(self) -> str:
        return "credit:list"


class ListCompared(Fact, frozen=True, tag="credit.list_compared"):
    """A bureau has compared its register with a version of the list, and said how many people it has otherwise."""

    bureau: str
    version: int
    only_here: int
    only_there: int
    otherwise: int

    @property
    def subject(self) -> str:
        return f"bureau:{self.bureau}"
