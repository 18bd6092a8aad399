"""Who signed: what a certificate of the national PKI says of its holder.

Certificates of the National Certification Authority of Kazakhstan name a person in the subject's `serialNumber` as
`IIN123456789012`, an organisation that he signs for in `OU` as `BIN123456789012`, and his patronymic in `givenName`
(rules of the authority under the Law on electronic document and electronic digital signature, No. 370 of 7 January
2003).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.x509.oid import NameOID

from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers.base import UnreadableIdentifier
from arasha.kernel.identifiers.bin import BIN
from arasha.kernel.identifiers.iin import IIN

# What the parsers raise for what is laid out wrongly: found by changing every byte of good signatures.
UNREADABLE = (
    ValueError, TypeError, LookupError, AttributeError, RecursionError, UnsupportedAlgorithm, x509.ExtensionNotFound,
    x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType,
)  # fmt: skip

PERSON = "IIN"
ORGANISATION = "BIN"


class Why(StrEnum):
    """What is wrong with a signature, where a page says it in the reader's language."""

    FORM = "form"  # it cannot be read, or is not made as it should be
    CHANGED = "changed"  # it does not fit what was signed
    OTHER_TEXT = "other_text"
    OVER = "over"  # the certificate's time
    EARLY = "early"
    FOREIGN = "foreign"  # no trusted authority issued the certificate for this
    REVOKED = "revoked"
    NOBODY = "nobody"  # the certificate names no person
    ORGANISATION = "organisation"  # the key is for acting in an organisation's name
    LOG_IN_KEY = "log_in_key"  # the key is for logging in, not for signing
    SOMEBODY_ELSE = "somebody_else"
    LATE = "late"  # the text to sign was shown too long ago, or was signed already
    GOST = "gost"


class WrongSignature(Malformed):
    """The signature, its document or its certificate cannot be accepted; the message and `why` say why."""

    code, title = "wrong-signature", "The signature cannot be accepted."

    def __init__(self, detail: str = "", why: Why = Why.FORM) -> None:
        super().__init__(detail, field="signature")
        self.why = why


class Gost(WrongSignature):
    """The signature is made with one of the GOST algorithms, which this centre does not verify."""

    code, title = "gost-signature", "Signatures with GOST keys cannot be verified here; use a key of the RSA kind."

    def __init__(self) -> None:
        super().__init__("", Why.GOST)


@dataclass(frozen=True, slots=True)
class Signer:
    """A person who signed, as his certificate names him at the moment of checking.

    `iin` and `bin` are canonical digits; `serial` the certificate's number in hex, `issuer` its issuer's name (RFC
    4514), `not_after` its end; `commits`: the key is for signing acts (non-repudiation), not for logging in alone.
    """

    iin: str
    bin: str | None
    name: str
    serial: str
    issuer: str
    not_after: datetime
    commits: bool
    at: datetime


def signer_of(certificate: x509.Certificate, at: datetime) -> Signer:
    """What a certificate, already found good, says of its holder; `WrongSignature` when it names no person."""
    subject = certificate.subject
    iin = _number(subject, NameOID.SERIAL_NUMBER, PERSON)
    if iin is None:
        raise WrongSignature("the certificate names no person: its subject has no serialNumber with an IIN", Why.NOBODY)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    return Signer(
        iin=_readable(IIN, iin),
        bin=_readable(BIN, found)
        if (found := _number(subject, NameOID.ORGANIZATIONAL_UNIT_NAME, ORGANISATION))
        else None,
        name=" ".join(filter(None, (_text(subject, NameOID.COMMON_NAME), _text(subject, NameOID.GIVEN_NAME)))),
        serial=f"{certificate.serial_number:x}",
        issuer=certificate.issuer.rfc4514_string(),
        not_after=certificate.not_valid_after_utc,
        commits=usage.content_commitment,
        at=at,
    )


def _number(subject: x509.Name, attribute: x509.ObjectIdentifier, prefix: str) -> str | None:
    """The digits behind a prefix in the first value of an attribute that has it."""
    values = [str(found.value) for found in subject.get_attributes_for_oid(attribute)]
    return next((value.removeprefix(prefix) for value in values if value.startswith(prefix)), None)


def _readable(kind: type[IIN | BIN], digits: str) -> str:
    try:
        return kind.parse(digits).canonical
    except UnreadableIdentifier:
        raise WrongSignature(f"the certificate's {kind.__name__} is none", Why.NOBODY) from None


def _text(subject: x509.Name, attribute: x509.ObjectIdentifier) -> str:
    return next((str(found.value).strip() for found in subject.get_attributes_for_oid(attribute)), "")
