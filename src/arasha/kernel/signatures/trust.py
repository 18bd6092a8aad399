"""Whose certificates are believed: the anchors, issuing authorities and revocation lists of a folder.

The folder (setting `trust_anchors`) holds certificates (`*.pem`, `*.crt`, `*.cer`) and lists (`*.crl`), PEM or DER, as
the national authority publishes them. A certificate that issued itself is an anchor, any other an issuing authority.
Paths are built and checked by RFC 5280 §6; a certificate is good when its path ends in an anchor, every one in it is
valid at the moment, and none is revoked. A list is good when its issuer signed it and it is not over (§6.3).
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.x509 import verification
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.verification import Criticality, ExtensionPolicy, Policy

from arasha.kernel.errors import Unavailable
from arasha.kernel.settings import current
from arasha.kernel.signatures.signer import Gost, Why, WrongSignature

CERTIFICATES = (".pem", ".crt", ".cer")
LISTS = ".crl"
ISSUERS = (rsa.RSAPublicKey, ec.EllipticCurvePublicKey)
LEAST_RSA = 2048
LONGEST_PATH = 3  # authorities between a person and an anchor

# Arcs of the national and CIS standards' algorithms: GOST 34.310 and 34.311 in their editions.
GOST = ("1.2.398.3.10.1.", "1.3.6.1.4.1.6801.", "1.2.643.2.2.", "1.2.643.7.1.")

# A person's keys: to log in and to sign; the authority's own kinds stand beside them. A server's or a stamp's is not.
PERSONS = frozenset({ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION})


class NoTrust(Unavailable):
    """Signatures cannot be verified here: there is no folder of anchors, or a list in it is missing or over."""

    code, title = "no-trust", "Signatures cannot be verified now."


@dataclass(frozen=True)
class Trust:
    """What a folder holds."""

    anchors: tuple[x509.Certificate, ...]
    authorities: tuple[x509.Certificate, ...]
    lists: tuple[x509.CertificateRevocationList, ...]

    def check(self, certificate: x509.Certificate, others: Sequence[x509.Certificate], at: datetime) -> None:
        """Is the certificate one of a person's, good at an instant? `others` came with the signature, unbelieved.

        `WrongSignature` says what is wrong; `NoTrust` when it cannot be known whether it was revoked.
        """
        if not self.anchors:
            raise NoTrust("there is no anchor in the folder of trusted authorities")
        if certificate.signature_algorithm_oid.dotted_string.startswith(GOST):
            raise Gost
        if isinstance(key := certificate.public_key(), rsa.RSAPublicKey) and key.key_size < LEAST_RSA:
            raise WrongSignature("the key is too short", Why.FOREIGN)
        verifier = (
            verification.PolicyBuilder()
            .store(verification.Store(list(self.anchors)))
            .time(at)
            .max_chain_depth(LONGEST_PATH)
            .extension_policies(ca_policy=_AUTHORITY, ee_policy=_PERSON)
            .build_client_verifier()
        )
        try:
            path = verifier.verify(certificate, [*self.authorities, *others]).chain
        except (verification.VerificationError, ValueError) as error:
            raise _wrong(certificate, at) from error
        for one, issuer in itertools.pairwise(path):
            self._check_revocation(one, issuer, at)

    def _check_revocation(self, one: x509.Certificate, issuer: x509.Certificate, at: datetime) -> None:
        good = [each for each in self.lists if _is_good(each, issuer, at)]
        if any(_revokes(each, one) for each in good):
            raise WrongSignature("the certificate, or that of its issuer, was revoked", Why.REVOKED)
        if current().revocation == "required" and not any(_is_whole(each) for each in good):
            raise NoTrust("the authority's list of revoked certificates is missing or over")


def trust() -> Trust:
    """What this centre believes now; files that changed are read again. `NoTrust` without a folder."""
    folder = current().trust_anchors
    if folder is None or not folder.is_dir():
        raise NoTrust("no folder of trusted authorities is set")
    return _read(tuple(sorted((str(path), path.stat().st_mtime_ns) for path in folder.iterdir() if path.is_file())))


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[str, int], ...]) -> Trust:
    paths = [Path(name) for name, _ in files]
    found = [each for path in paths if path.suffix in CERTIFICATES for each in _certificates(path)]
    return Trust(
        tuple(each for each in found if each.subject == each.issuer),
        tuple(each for each in found if each.subject != each.issuer),
        tuple(_list(path) for path in paths if path.suffix == LISTS),
    )


def _certificates(path: Path) -> list[x509.Certificate]:
    data = path.read_bytes()
    try:
        if data.lstrip().startswith(b"-----"):
            return x509.load_pem_x509_certificates(data)
        return [x509.load_der_x509_certificate(data)]
    except ValueError:
        raise NoTrust(f"{path.name} in the folder of trusted authorities is no certificate") from None


def _list(path: Path) -> x509.CertificateRevocationList:
    data = path.read_bytes()
    try:
        if data.lstrip().startswith(b"-----"):
            return x509.load_pem_x509_crl(data)
        return x509.load_der_x509_crl(data)
    except ValueError:
        raise NoTrust(f"{path.name} in the folder of trusted authorities is no list of revoked certificates") from None


def _is_good(found: x509.CertificateRevocationList, issuer: x509.Certificate, at: datetime) -> bool:
    """Is it the issuer's own list, in time, and about all kinds of certificates?"""
    return (
        found.issuer == issuer.subject
        and found.last_update_utc <= at
        and found.next_update_utc is not None
        and at <= found.next_update_utc
        and _is_understood(found)
        and _is_signed(found, issuer.public_key())
    )


def _is_signed(found: x509.CertificateRevocationList, key: PublicKeyTypes) -> bool:
    try:
        return isinstance(key, ISSUERS) and found.is_signature_valid(key)
    except ValueError:  # an algorithm that is none of ours
        return False


def _is_understood(found: x509.CertificateRevocationList) -> bool:
    """RFC 5280 §5.2: a list with a critical extension that is not understood is of no use."""
    for each in found.extensions:
        if isinstance(each.value, x509.IssuingDistributionPoint):
            if _is_partial(each.value):
                return False
        elif each.critical and not isinstance(each.value, x509.DeltaCRLIndicator):
            return False
    return True


def _is_partial(point: x509.IssuingDistributionPoint) -> bool:
    kinds = (point.only_contains_user_certs, point.only_contains_ca_certs, point.only_contains_attribute_certs)
    return any(kinds) or point.indirect_crl or bool(point.only_some_reasons)


def _is_whole(found: x509.CertificateRevocationList) -> bool:
    """Is it a whole list, not the difference to an earlier one?"""
    return not any(isinstance(each.value, x509.DeltaCRLIndicator) for each in found.extensions)


def _revokes(found: x509.CertificateRevocationList, one: x509.Certificate) -> bool:
    return found.get_revoked_certificate_by_serial_number(one.serial_number) is not None


def _wrong(certificate: x509.Certificate, at: datetime) -> WrongSignature:
    """What most often is wrong with a certificate that has no good path."""
    if at > certificate.not_valid_after_utc:
        return WrongSignature("the certificate is over", Why.OVER)
    if at < certificate.not_valid_before_utc:
        return WrongSignature("the certificate is not valid yet", Why.EARLY)
    said = "the certificate was not issued by an authority that is trusted here, or not for a person's signature"
    return WrongSignature(said, Why.FOREIGN)


def _is_an_authority(_: Policy, __: x509.Certificate, found: x509.BasicConstraints | None) -> None:
    if found is None or not found.ca:
        raise ValueError("an issuer that is no authority")


def _may_issue(_: Policy, __: x509.Certificate, found: x509.KeyUsage | None) -> None:
    if found is None or not found.key_cert_sign:
        raise ValueError("an issuer whose key may not issue")


def _may_sign(_: Policy, __: x509.Certificate, found: x509.KeyUsage | None) -> None:
    if found is None or not (found.digital_signature or found.content_commitment):
        raise ValueError("a key that may not sign")


def _is_no_authority(_: Policy, __: x509.Certificate, found: x509.BasicConstraints | None) -> None:
    if found is not None and found.ca:
        raise ValueError("an authority does not sign as a person")


def _is_a_person_s(_: Policy, __: x509.Certificate, found: x509.ExtendedKeyUsage | None) -> None:
    if found is None or not PERSONS & set(found):
        raise ValueError("a key that is no person's")


_AUTHORITY = (
    ExtensionPolicy.permit_all()
    .require_present(x509.BasicConstraints, Criticality.AGNOSTIC, _is_an_authority)
    .require_present(x509.KeyUsage, Criticality.AGNOSTIC, _may_issue)
)
_PERSON = (
    ExtensionPolicy.permit_all()
    .may_be_present(x509.BasicConstraints, Criticality.AGNOSTIC, _is_no_authority)
    .require_present(x509.KeyUsage, Criticality.AGNOSTIC, _may_sign)
    .require_present(x509.ExtendedKeyUsage, Criticality.AGNOSTIC, _is_a_person_s)
)
