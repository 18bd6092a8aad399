"""What is wrong with a signature, said to the person who made it."""

from django.utils.translation import gettext_lazy as _

from arasha.interfaces.ui.text import Text
from arasha.kernel.signatures.signer import Why

WRONG: dict[Why, Text] = {
    Why.FORM: _("This is not a signature that we can read. Sign again, with the text inside the signature."),
    Why.CHANGED: _("The signature does not fit the text or the certificate. Sign again."),
    Why.OTHER_TEXT: _("Another text was signed than the one shown here. Sign the text as it stands here."),
    Why.OVER: _("Your certificate has run out. Get a new one and sign again."),
    Why.EARLY: _("Your certificate is not valid yet."),
    Why.FOREIGN: _("The certificate is not one of a person's from the national authority."),
    Why.REVOKED: _("Your certificate was revoked. Get a new one and sign again."),
    Why.NOBODY: _("The certificate names no person: there is no IIN in it."),
    Why.ORGANISATION: _("This key is for acting in the name of an organisation. Take your own."),
    Why.LOG_IN_KEY: _("This key is for logging in. Sign with the key for signing."),
    Why.SOMEBODY_ELSE: _("This is another person's signature."),
    Why.LATE: _("This text was shown too long ago, or has been signed already. Sign the one shown now."),
    Why.GOST: _("Signatures with GOST keys cannot be verified here. Take a key of the RSA kind."),
}
