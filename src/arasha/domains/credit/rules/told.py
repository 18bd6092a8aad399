"""How a person is told what happened to the refusal: short, in plain words, the same on the page and in a message.

`%(refused)s` are the loans that are refused, `%(until)s` an instant in Almaty, `%(lender)s` a lender's name.
"""

from typing import NamedTuple

from arasha.domains.credit.facts.refusing import What
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.kernel import money
from arasha.kernel.languages import mark as _
from arasha.kernel.languages import texts


class Told(NamedTuple):
    """A line, and what it means for the person."""

    title: str
    text: str


SCOPES = {
    Scope.ALL: _("all loans"),
    Scope.MICRO_LENDERS: _("loans of micro-lenders"),
    Scope.REMOTE: _("loans over the internet or by telephone"),
    Scope.ABOVE: _("loans larger than %(sum)s"),
}
NO_LOANS = _("none")

_STAYS = _("You still refuse: %(refused)s.")

WORDS = {
    What.SET: Told(
        _("You refuse credit"),
        _("You refuse: %(refused)s. Lenders must not lend to you; if one does all the same, you need not pay it back."),
    ),
    What.WIDENED: Told(
        _("You refuse credit"),
        _("You refuse: %(refused)s. Lenders must not lend to you; if one does all the same, you need not pay it back."),
    ),
    What.LIFT_ASKED: Told(
        _("Lifting your refusal of credit was asked for"),
        _("Nothing has changed yet. If it was not you, or somebody on the telephone tells you to do it, stop it now."),
    ),
    What.LIFT_CONFIRMED: Told(
        _("You confirmed that the refusal shall be lifted"),
        _("Nothing changes before your trusted person has agreed as well."),
    ),
    What.TRUSTED_AGREED: Told(
        _("Your trusted person agrees that the refusal is lifted"), _("If you did not ask for it, stop it now.")
    ),
    What.COOLING: Told(
        _("The refusal of credit will be lifted on %(until)s"),
        _("Until then it stands, and you can stop this at any moment. Whoever hurries you to lift it is a thief."),
    ),
    What.CANCELLED: Told(_("The refusal of credit is not lifted: this was stopped"), _STAYS),
    What.TRUSTED_STOPPED: Told(_("Your trusted person did not let the refusal of credit be lifted"), _STAYS),
    What.LAPSED: Told(_("The refusal of credit is not lifted: nobody confirmed it in time"), _STAYS),
    What.NARROWED: Told(_("You refuse fewer loans than before"), _STAYS),
    What.LIFTED: Told(
        _("Your refusal of credit is lifted"),
        _("Lenders may lend to you again. You can refuse anew at any time, and it works at once."),
    ),
    What.TRUSTED_INVITED: Told(
        _("You named a trusted person"),
        _("As soon as that person accepts, your refusal is not lifted without him or her."),
    ),
    What.TRUSTED_ACCEPTED: Told(
        _("Your trusted person has accepted"), _("From now on your refusal is not lifted without that person.")
    ),
    What.TRUSTED_DECLINED: Told(
        _("The trusted person whom you named does not want to be it"), _("You can name somebody else.")
    ),
    What.RELEASE_ASKED: Told(
        _("Your trusted person will be asked no longer from %(until)s on"),
        _("Until then nothing is lifted without that person. If you did not ask for it, stop it now."),
    ),
    What.RELEASE_CANCELLED: Told(
        _("Your trusted person stays"), _("Your refusal is still not lifted without that person.")
    ),
    What.TRUSTED_RELEASED: Told(
        _("You have no trusted person any more"), _("From now on you alone decide whether your refusal is lifted.")
    ),
    What.GUARDIAN_ASKED: Told(
        _("Somebody says that he or she is your guardian"),
        _("This is checked in the state's registers before that person can do anything for you."),
    ),
    What.GUARDIAN_CONFIRMED: Told(
        _("Your guardian may act for you"),
        _("The guardian can refuse credit for you, and only the guardian can lift the refusal."),
    ),
    What.GUARDIAN_DECLINED: Told(
        _("The guardian was not confirmed"), _("The state's registers do not say that this person is your guardian.")
    ),
    What.GUARDIAN_ENDED: Told(_("Nobody acts for you any more"), _("From now on you decide about your refusal.")),
    What.LOAN_DENIED: Told(
        _("A loan in your name was stopped"),
        _("%(lender)s asked whether it may lend to you, and was told that you refuse credit. If you did not apply, "
          "somebody is using your data: tell your bank and the police."),
    ),
    What.LOAN_HELD: Told(
        _("Several lenders were asked for loans in your name"),
        _("%(lender)s must wait until %(until)s. If you did not apply, refuse credit now and call the lenders."),
    ),
    What.CLAIM_OPENED: Told(
        _("A lender gave a loan in your name that we had not allowed"),
        _("The lender must write it off, or say why it stands. Your page shows how it goes on, and until when."),
    ),
    What.CLAIM_DISPUTED: Told(
        _("The lender says that the loan in your name stands"),
        _("A person at the centre looks into it and decides. Your page shows until when."),
    ),
    What.CLAIM_UPHELD: Told(_("You owe nothing: the loan is void"), _("The lender must write the loan off.")),
    What.CLAIM_UNFOUNDED: Told(
        _("The loan in your name stands"),
        _("The lender had asked as it must. If a thief took the loan, report the theft and go to the police."),
    ),
    What.CLAIM_WRITTEN_OFF: Told(
        _("The lender has written the loan in your name off"),
        _("You owe nothing. The credit bureaus are striking the loan from your record."),
    ),
    What.CLAIM_CORRECTED: Told(
        _("Your credit record is clean again"), _("No credit bureau holds that loan against you any more.")
    ),
}  # fmt: skip


def refused_in_words(refused: Refused) -> dict[str, str]:
    """What is refused, in each language, as part of a sentence."""
    scopes = [texts(SCOPES[scope]) for scope in Scope if scope and scope in refused.scope] or [texts(NO_LOANS)]
    sum_ = {"sum": money.display(refused.above)}
    return {language: ", ".join(each[language] % sum_ for each in scopes) for language in scopes[0]}
