"""What stands in a printed bundle, in three languages: short sentences that a judge can check one by one."""

from arasha.domains.credit.facts.lending import ClaimState, Finding
from arasha.domains.credit.facts.register import Answer
from arasha.kernel.languages import mark as _

TITLE = _("Extract from the register of people who refuse credit")
ABOUT = _("What was refused, which lender asked when, and what it was told. Everything here proves itself.")
FOOT = _("Extract from the register of people who refuse credit · page %(page)s of %(pages)s")

PERSON, NAME, IIN, TOKEN = _("Person"), _("Name"), _("IIN"), _("Under which mark the record holds the person")
MADE, LOG, PIECES = _("Made"), _("Record"), _("Pieces that are proved")

LOANS = _("The loans, and what the record says of them")
LOAN = _("%(lender)s · %(amount)s · lent %(at)s")
REFUSED_THEN = _("When it was lent, lenders were told: %(said)s (since %(since)s, place %(place)s).")
NOTHING_THEN = _("When it was lent, nothing was refused.")
ASKED_THEN = _(
    "The lender had asked on %(at)s (place %(place)s, application %(application)s). It was told: %(answer)s."
)
NOT_ASKED = _("Before that the lender had not asked about this person.")
CLAIM = _("Claim %(claim)s: %(state)s.")
NO_LOANS = _("No loan in this person's name has been reported to the centre.")

ORDER = _("Refusals and answers in their one order")
ORDER_NOTE = _(
    "Refusals and answers stand in one order. An answer with a greater place than a refusal was given when the "
    "refusal was already in force; one with a smaller place before it."
)
PLACE, WHEN, WHAT = _("Place"), _("When (Almaty)"), _("What")
NOW_TOLD = _("From here on lenders are told: %(said)s.")
NOW_NOTHING = _("From here on nothing is refused.")
ASKED = _("%(lender)s asked (%(what)s). Answer: %(answer)s.")
OWN = _("the person refuses %(refused)s")
BUREAU = _("at a credit bureau the person refuses %(refused)s")
CAUTION = _("ask the person by another channel first")
APPLICATION = _("application %(id)s")

HISTORY = _("What happened to the refusal")
SIGNED = _("What the person signed")
SIGNED_NOTE = _("The signatures lie in the archive and can be checked with the national authority's own means.")

CHECK = _("How to check it")
STEPS = (
    _("The archive holds bundle.json, and every receipt as a file of its own."),
    _("Take the key of the record from a source that you trust: the centre publishes it on its page. It must be:"),
    _("On any computer, without a connection: arasha verify bundle.zip --key KEY. Or recompute it by RFC 6962."),
    _("The record as it was signed when this was made:"),
)
LIMITS = _("What it does not prove")
LIMITS_SAID = (
    _("That the mark of the record is this person's is stated by the centre; it can show it to a court with its key."),
    _("It says nothing about who took a loan, or whether money was paid out. Loans are shown as they were reported."),
    _("Whether a loan is void is for the court."),
)
NOT_WHOLE = _("There is more than this extract holds: of each kind it shows the latest %(most)s.")

ANSWERS = {
    Answer.ALLOW: _("nothing speaks against it"),
    Answer.CONFIRM: _("ask the person by another channel first"),
    Answer.HOLD: _("wait"),
    Answer.DENY: _("do not lend"),
}
CHANNELS = {"remote": _("remotely"), "in_person": _("in person")}

FINDINGS = {
    Finding.WAITING: _("not yet compared with the answers"),
    Finding.ASKED: _("an answer of the register allows it"),
    Finding.WITHOUT_RECEIPT: _("lent without asking"),
    Finding.AGAINST_DENY: _("lent although the answer was: do not lend"),
    Finding.AGAINST_HOLD: _("lent without waiting"),
    Finding.ASKED_ANOTHER: _("the lender had asked about another person or amount"),
}
STATES = {
    ClaimState.OPEN: _("the lender has to answer"),
    ClaimState.DISPUTED: _("the lender disputes it"),
    ClaimState.UPHELD: _("upheld; the lender has to write the loan off"),
    ClaimState.WRITTEN_OFF: _("the lender has written the loan off"),
    ClaimState.CORRECTED: _("written off, and struck from the credit history"),
    ClaimState.UNFOUNDED: _("found to be unfounded"),
}
