"""What has happened to people's refusals of credit. People are tokens, instants are µs, amounts tiyn."""

from enum import StrEnum

from arasha.kernel.facts import Fact


class RefusalState(StrEnum):
    """Where a person's refusal is; that a set one is not in force yet is seen in the order of answers, not kept."""

    NONE = "none"
    SET_PENDING = "set_pending"
    ACTIVE = "active"
    LIFT_REQUESTED = "lift_requested"
    LIFT_COOLING = "lift_cooling"
    LIFTED = "lifted"


class Method(StrEnum):
    """By what somebody showed who he is when he acted."""

    SIGNATURE = "signature"
    IN_PERSON = "in_person"
    OIDC = "oidc"
    PORTAL = "portal"
    STAND_IN = "stand_in"  # there is none of these but in a demonstration


class Stop(StrEnum):
    """Why a lift that was asked for does not happen."""

    CANCELLED = "cancelled"
    TRUSTED = "trusted"
    LAPSED = "lapsed"
    SET_AGAIN = "set_again"


class GuardianKind(StrEnum):
    """Why somebody acts for another (Civil Code, art. 22-23, 26)."""

    MINOR = "minor"
    INCAPABLE = "incapable"


class GuardianState(StrEnum):
    """Where a guardianship is; only a confirmed one lets somebody act."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    ENDED = "ended"


class What(StrEnum):
    """What a person is told of, one word an occurrence: the history of a refusal, and its notices."""

    SET = "set"
    WIDENED = "widened"
    LIFT_ASKED = "lift_asked"
    LIFT_CONFIRMED = "lift_confirmed"
    TRUSTED_AGREED = "trusted_agreed"
    COOLING = "cooling"
    CANCELLED = "cancelled"
    TRUSTED_STOPPED = "trusted_stopped"
    LAPSED = "lapsed"
    NARROWED = "narrowed"
    LIFTED = "lifted"
    TRUSTED_INVITED = "trusted_invited"
    TRUSTED_ACCEPTED = "trusted_accepted"
    TRUSTED_DECLINED = "trusted_declined"
    RELEASE_ASKED = "release_asked"
    RELEASE_CANCELLED = "release_cancelled"
    TRUSTED_RELEASED = "trusted_released"
    GUARDIAN_ASKED = "guardian_asked"
    GUARDIAN_CONFIRMED = "guardian_confirmed"
    GUARDIAN_DECLINED = "guardian_declined"
    GUARDIAN_ENDED = "guardian_ended"
    LOAN_DENIED = "loan_denied"
    LOAN_HELD = "loan_held"
    CLAIM_OPENED = "claim_opened"
    CLAIM_DISPUTED = "claim_disputed"
    CLAIM_UPHELD = "claim_upheld"
    CLAIM_UNFOUNDED = "claim_unfounded"
    CLAIM_WRITTEN_OFF = "claim_written_off"
    CLAIM_CORRECTED = "claim_corrected"


class RefusalFact(Fact, frozen=True, tag="credit.refusal"):
    """What all facts of a person's refusal say; `acting` is who acted: the person, or a guardian."""

    person: str
    acting: str

    @property
    def subject(self) -> str:
        return f"credit-person:{self.person}"


class RefusalSet(RefusalFact, frozen=True, tag="credit.refusal_set"):
    """A person refuses these loans from now on; `register` is the fact by which lenders are told."""

    scopes: list[str]
    above: int
    method: Method
    register: int


class LiftAsked(RefusalFact, frozen=True, tag="credit.lift_asked"):
    """Somebody asks that less is refused: only `scopes`, nothing when there are none. Nothing has changed yet."""

    scopes: list[str]
    above: int
    method: Method


class LiftConfirmed(RefusalFact, frozen=True, tag="credit.lift_confirmed"):
    """The lift was confirmed by a signature or in person."""

    method: Method


class LiftAgreed(RefusalFact, frozen=True, tag="credit.lift_agreed"):
    """The trusted person agrees to the lift."""


class LiftCooling(RefusalFact, frozen=True, tag="credit.lift_cooling"):
    """Everything is there; the lift waits until `until`, and may be stopped at any moment before."""

    until: int


class LiftStopped(RefusalFact, frozen=True, tag="credit.lift_stopped"):
    """The lift does not happen: what was refused stays refused."""

    why: Stop


class RefusalLifted(RefusalFact, frozen=True, tag="credit.refusal_lifted"):
    """The waiting is over: only `scopes` are refused from now on, nothing when there are none."""

    scopes: list[str]
    above: int
    register: int


class TrustedChanged(RefusalFact, frozen=True, tag="credit.trusted_changed"):
    """A person's trusted person was invited, accepted, declined, shall be or was released."""

    what: What


class GuardianshipChanged(RefusalFact, frozen=True, tag="credit.guardianship_changed"):
    """Somebody asked to act for a person as guardian, may, may not, or does so no longer; `acting` is the guardian."""

    guardianship: int
    ground: GuardianKind
    state: GuardianState
