"""What the registry's closed lists are called on screen: kinds of identifiers, grounds, states, why one is unread."""

from django.utils.translation import pgettext_lazy

from arasha.domains.registry.facts import EntryAdded, EntryConfirmed, EntryExpired, EntryState, EntryWithdrawn, Ground
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
    EntryState.PROPOSED: Word(pgettext_lazy("state of an entry", "Waits for a second person"), "hand-grab"),
    EntryState.CONFIRMED: Word(pgettext_lazy("state of an entry", "Confirmed"), "shield-check"),
    EntryState.WITHDRAWN: Word(pgettext_lazy("state of an entry", "Withdrawn"), "x"),
    EntryState.EXPIRED: Word(pgettext_lazy("state of an entry", "Term over"), "clock"),
}

STATE_BADGES: dict[EntryState, str] = {
    EntryState.PROPOSED: "warn",
    EntryState.CONFIRMED: "hold",
    EntryState.WITHDRAWN: "",
    EntryState.EXPIRED: "",
}

FACTS: dict[str, Word] = {
    EntryAdded.kind(): Word(pgettext_lazy("what happened to an entry", "Proposed"), "flag"),
    EntryConfirmed.kind(): Word(pgettext_lazy("what happened to an entry", "Confirmed"), "shield-check"),
    EntryWithdrawn.kind(): Word(pgettext_lazy("what happened to an entry", "Withdrawn"), "x"),
    EntryExpired.kind(): Word(pgettext_lazy("what happened to an entry", "Term over"), "clock"),
}


def kind_word(kind: str) -> Text:
    """What a kind is called; a dash for an identifier known by its token alone."""
    return KINDS[Kind(kind)] if kind in KINDS else "—"
