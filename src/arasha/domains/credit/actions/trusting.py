"""What a trusted person is told, through the portal, which knows how to reach a telephone."""

from typing import Any

from arasha.domains.credit.models import Refusal
from arasha.domains.credit.queries.refusals import trusted_of
from arasha.kernel.languages import mark as _
from arasha.kernel.languages import texts

INVITED = _(
    "%(of)s asks you to be the trusted person for a refusal of credit: nobody will be able to lift it without you. "
    "Open the citizens' page of the centre, «Somebody trusts me», and type the code %(code)s. Keep the code; tell it "
    "to nobody, not even to %(of)s."
)
ASKED = _(
    "%(of)s asks to lift the refusal of credit. Speak with this person yourself, face to face or on a number that you "
    "know: is somebody hurrying or frightening the person? Then open the citizens' page of the centre, «Somebody "
    "trusts me», with your code."
)
LEAVING = _(
    "%(of)s asks that you are the trusted person no longer. If that seems wrong to you, stop it with your code."
)


def invited(row: Refusal, code: str) -> dict[str, Any] | None:
    """The invitation, with the code that only the trusted person shall know."""
    return _letter(row, INVITED, code)


def asked_of(row: Refusal) -> dict[str, Any] | None:
    """That a lift needs the trusted person's word; None when nobody has accepted to be asked."""
    return _letter(row, ASKED) if row.trusted_since is not None else None


def leaving(row: Refusal) -> dict[str, Any] | None:
    """That the person wants to do without the trusted person."""
    return _letter(row, LEAVING)


def _letter(row: Refusal, message: str, code: str = "") -> dict[str, Any] | None:
    trusted = trusted_of(row)
    if trusted is None:
        return None
    values = {"of": trusted.of, "code": code}
    text = {language: said % values for language, said in texts(message).items()}
    return {"name": trusted.name, "phone": trusted.phone, "text": text}
