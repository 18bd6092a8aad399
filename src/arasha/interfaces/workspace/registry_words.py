"""What the registry's closed lists are called on screen: kinds of identifiers, grounds, states, why one is unread."""

from django.utils.translation import pgettext_lazy

from arasha.domains.registry.facts import (
    Care,
    ContestDecided,
    ContestDueSoon,
    ContestFiled,
    ContestState,
    ContestSuspended,
    EntryAdded,
    EntryConfirmed,
    EntryExpired,
    EntryProvisional,
    EntryReduced,
    EntryState,
    EntryWithdrawn,
    EvidenceAdded,
    EvidenceKind,
    Ground,
    NoticeHandedOver,
    NoticeQueued,
    RemovalAsked,
    RemovalConfirmed,
    RemovalOverdue,
)
from arasha.domains.registry.queries import Counted
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import Word
from arasha.kernel.identifiers import Kind, Reason

KINDS: dict[Kind, Text] = {
    Kind.IBAN: pgettext_lazy("kind of identifier", "Account (IBAN)"),
    Kind.ACCOUNT: pgettext_lazy("kind of identifier", "Account within an institution"),
    Kind.CARD: pgettext_lazy("kind of identifier", "Card"),
    Kind.PHONE: pgettext_lazy("kind of identifier", "Phone"),
    Kind.IIN: pgettext_lazy("kind of identifier", "IIN"),
    Kind.BIN: pgettext_lazy("kind of identifier", "BIN"),
    Kind.DEVICE: pgettext_lazy("kind of identifier", "Device"),
    Kind.IMEI: pgettext_lazy("kind of identifier", "IMEI"),
    Kind.ICCID: pgettext_lazy("kind of identifier", "SIM card (ICCID)"),
    Kind.EMAIL: pgettext_lazy("kind of identifier", "E-mail"),
    Kind.IP: pgettext_lazy("kind of identifier", "IP address"),
    Kind.DOMAIN: pgettext_lazy("kind of identifier", "Domain"),
    Kind.URL: pgettext_lazy("kind of identifier", "Link"),
    Kind.CRYPTO: pgettext_lazy("kind of identifier", "Crypto address"),
    Kind.SOCIAL: pgettext_lazy("kind of identifier", "Social account"),
}

# What one of a kind looks like; shown when it could not be read.
SHAPES: dict[Kind, Text] = {
    Kind.IBAN: pgettext_lazy("shape", "KZ, two check digits and 16 more characters"),
    Kind.ACCOUNT: pgettext_lazy("shape", "the institution's code, a colon, the number: ALDARKZA:12345"),
    Kind.CARD: pgettext_lazy("shape", "12 to 19 digits, as on the card"),
    Kind.PHONE: pgettext_lazy("shape", "+, the country's code and the number"),
    Kind.IIN: pgettext_lazy("shape", "12 digits that begin with the date of birth"),
    Kind.BIN: pgettext_lazy("shape", "12 digits that begin with year and month"),
    Kind.DEVICE: pgettext_lazy("shape", "1 to 128 characters without spaces"),
    Kind.IMEI: pgettext_lazy("shape", "15 digits, as *#06# shows them"),
    Kind.ICCID: pgettext_lazy("shape", "18 to 20 digits, 89 first"),
    Kind.EMAIL: pgettext_lazy("shape", "name@example.kz"),
    Kind.IP: pgettext_lazy("shape", "203.0.113.7 or 2001:db8::7"),
    Kind.DOMAIN: pgettext_lazy("shape", "example.kz"),
    Kind.URL: pgettext_lazy("shape", "https://example.kz/page"),
    Kind.CRYPTO: pgettext_lazy("shape", "an address of Bitcoin, Ethereum or TRON"),
    Kind.SOCIAL: pgettext_lazy("shape", "telegram:name, or a link to the page"),
}

UNREAD: dict[Reason, Text] = {
    Reason.EMPTY: pgettext_lazy("why it is not read", "Nothing was given."),
    Reason.LENGTH: pgettext_lazy("why it is not read", "It is too short or too long."),
    Reason.CHARACTERS: pgettext_lazy("why it is not read", "It has characters that do not belong in it."),
    Reason.CHECK_DIGITS: pgettext_lazy("why it is not read", "Its check digits do not fit the rest: copy it again."),
    Reason.DATE: pgettext_lazy("why it is not read", "The date in it does not exist."),
    Reason.COUNTRY: pgettext_lazy("why it is not read", "Its country does not use such numbers."),
    Reason.PREFIX: pgettext_lazy("why it is not read", "Nobody was assigned such a beginning."),
    Reason.FORMAT: pgettext_lazy("why it is not read", "It is not laid out as it should be."),
    Reason.UNKNOWN_SUFFIX: pgettext_lazy("why it is not read", "No domain has such an ending."),
    Reason.RESERVED: pgettext_lazy("why it is not read", "It is set aside and names nobody."),
}

GROUNDS: dict[Ground, Text] = {
    Ground.REPORT: pgettext_lazy("ground", "Report"),
    Ground.ANALYST_FINDING: pgettext_lazy("ground", "Finding of an analyst"),
    Ground.CONFIRMED_FRAUD: pgettext_lazy("ground", "Confirmed fraud"),
    Ground.POLICE_ACT: pgettext_lazy("ground", "Act of the police"),
    Ground.COURT_DECISION: pgettext_lazy("ground", "Decision of a court"),
}

STATES: dict[EntryState, Word] = {
    EntryState.PROPOSED: Word(pgettext_lazy("state of an entry", "Proposed"), "flag"),
    EntryState.PROVISIONAL: Word(pgettext_lazy("state of an entry", "Provisional"), "hand-grab"),
    EntryState.CONFIRMED: Word(pgettext_lazy("state of an entry", "Confirmed"), "shield-check"),
    EntryState.REDUCED: Word(pgettext_lazy("state of an entry", "Reduced"), "arrow-down-left"),
    EntryState.WITHDRAWN: Word(pgettext_lazy("state of an entry", "Withdrawn"), "x"),
    EntryState.EXPIRED: Word(pgettext_lazy("state of an entry", "Term over"), "clock"),
}

STATE_BADGES: dict[EntryState, str] = {
    EntryState.PROPOSED: "",
    EntryState.PROVISIONAL: "warn",
    EntryState.CONFIRMED: "hold",
    EntryState.REDUCED: "warn",
    EntryState.WITHDRAWN: "",
    EntryState.EXPIRED: "",
}

FACTS: dict[str, Word] = {
    EntryAdded.kind(): Word(pgettext_lazy("what happened to an entry", "Proposed"), "flag"),
    EvidenceAdded.kind(): Word(pgettext_lazy("what happened to an entry", "Evidence added"), "plus"),
    EntryProvisional.kind(): Word(pgettext_lazy("what happened to an entry", "Soft effect"), "hand-grab"),
    EntryReduced.kind(): Word(pgettext_lazy("what happened to an entry", "Reduced"), "arrow-down-left"),
    NoticeQueued.kind(): Word(pgettext_lazy("what happened to an entry", "Notice queued"), "receipt"),
    NoticeHandedOver.kind(): Word(pgettext_lazy("what happened to an entry", "Notice handed over"), "receipt"),
    ContestFiled.kind(): Word(pgettext_lazy("what happened to an entry", "Contested"), "gavel"),
    ContestSuspended.kind(): Word(pgettext_lazy("what happened to an entry", "Effect suspended"), "hand-stop"),
    ContestDueSoon.kind(): Word(pgettext_lazy("what happened to an entry", "Contest runs out soon"), "clock"),
    ContestDecided.kind(): Word(pgettext_lazy("what happened to an entry", "Contest decided"), "gavel"),
    RemovalAsked.kind(): Word(pgettext_lazy("what happened to an entry", "Institutions told to forget"), "refresh"),
    RemovalConfirmed.kind(): Word(pgettext_lazy("what happened to an entry", "Forgotten by an institution"), "check"),
    RemovalOverdue.kind(): Word(pgettext_lazy("what happened to an entry", "Not forgotten in time"), "alert-triangle"),
    EntryConfirmed.kind(): Word(pgettext_lazy("what happened to an entry", "Confirmed"), "shield-check"),
    EntryWithdrawn.kind(): Word(pgettext_lazy("what happened to an entry", "Withdrawn"), "x"),
    EntryExpired.kind(): Word(pgettext_lazy("what happened to an entry", "Term over"), "clock"),
}


EVIDENCE: dict[EvidenceKind, Text] = {
    EvidenceKind.VICTIM_REPORT: pgettext_lazy("kind of evidence", "Report of a victim"),
    EvidenceKind.INSTITUTION_REPORT: pgettext_lazy("kind of evidence", "Report of an institution"),
    EvidenceKind.ANALYST_FINDING: pgettext_lazy("kind of evidence", "Finding of an analyst"),
    EvidenceKind.ENGINE_FINDING: pgettext_lazy("kind of evidence", "Finding of the engine"),
    EvidenceKind.REVIEWED_FRAUD: pgettext_lazy("kind of evidence", "Payment reviewed as a fraud"),
    EvidenceKind.POLICE_ACT: pgettext_lazy("kind of evidence", "Act of the police"),
    EvidenceKind.COURT_DECISION: pgettext_lazy("kind of evidence", "Decision of a court"),
}

CONTESTS: dict[ContestState, Word] = {
    ContestState.FILED: Word(pgettext_lazy("state of a contest", "Waits for a decision"), "clock"),
    ContestState.UPHELD: Word(pgettext_lazy("state of a contest", "The entry stands"), "shield-check"),
    ContestState.CORRECTED: Word(pgettext_lazy("state of a contest", "The entry was corrected"), "arrow-down-left"),
    ContestState.REMOVED: Word(pgettext_lazy("state of a contest", "The entry was removed"), "x"),
}

CARE: dict[Care, Text] = {
    Care.MINOR: pgettext_lazy("why a person looks first", "It belongs to a minor: a second person looks first."),
    Care.ELDER: pgettext_lazy(
        "why a person looks first", "It belongs to somebody of 55 or more: a second person looks first."
    ),
    Care.VICTIM: pgettext_lazy("why a person looks first", "It belongs to a victim: a second person looks first."),
}

COUNTED: dict[Counted, Text] = {
    Counted.SETTLEMENTS: pgettext_lazy("what is counted", "Payments to it, let pass"),
    Counted.REPORTS: pgettext_lazy("what is counted", "Reports"),
    Counted.CONFIRMED: pgettext_lazy("what is counted", "Entries confirmed"),
    Counted.REJECTED: pgettext_lazy("what is counted", "Entries taken back"),
}


def house_word(reporter: str) -> Text:
    """The house that reported: an institution by its code, citizens without a name."""
    kind, _colon, name = reporter.partition(":")
    if kind == "institution":
        return name
    return (
        pgettext_lazy("who reported", "A citizen") if kind == "citizen" else pgettext_lazy("who reported", "The centre")
    )


def kind_word(kind: str) -> Text:
    """What a kind is called; a dash for an identifier known by its token alone."""
    return KINDS[Kind(kind)] if kind in KINDS else "—"
