"""Signatures as CMS (RFC 5652), the form in which NCALayer and eGov Mobile sign texts and files.

One signer, with signed attributes (the digest of the content and its type), RSA or ECDSA with SHA-2. The content is
inside, or given beside it. Times that a signature says of itself are not believed: it is good or not at the moment of
checking.
"""

import base64
import binascii
import hashlib
import re

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from arasha.kernel import clock
from arasha.kernel.signatures.document import LONGEST, Document
from arasha.kernel.signatures.signer import UNREADABLE, Gost, Why, WrongSignature, signer_of
from arasha.kernel.signatures.trust import GOST, trust

ARMOUR = re.compile(rb"-----(?:BEGIN|END) [A-Z0-9 ]{2,30}-----")
DIGESTS: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512,
}  # fmt: skip
SIGNED_DATA = "signed_data"
PSS = "rsassa_pss"


def verify_cms(signature: bytes, content: bytes | None = None) -> Document:
    """Whose signature it is, and of what; `content` is what a detached one must be of, or what one must hold.

    `WrongSignature` says what is wrong, `NoTrust` when that cannot be known.
    """
    try:  # what is read is parsed as it is asked for, so that any step may find it broken
        return _verified(_signed_data(signature), content)
    except UNREADABLE as error:
        raise WrongSignature("the signature cannot be read") from error


def _verified(signed: cms.SignedData, content: bytes | None) -> Document:
    held = _held(signed, content)
    info = _only(signed["signer_infos"], "one person signs, once")
    certificates = _certificates(signed)
    certificate = _certificate_of(info, certificates)
    _check(info, certificate, held)
    at = clock.now()
    trust().check(certificate, [each for each in certificates if each != certificate], at)
    return Document(signer_of(certificate, at), held)


def _signed_data(data: bytes) -> cms.SignedData:
    if len(data) > LONGEST:
        raise WrongSignature("the signature is too long")
    try:
        info = cms.ContentInfo.load(_bare(data), strict=True)
        if info["content_type"].native != SIGNED_DATA:
            raise WrongSignature("this is CMS, but nothing that was signed")
        return info["content"]
    except UNREADABLE as error:
        raise WrongSignature("this is not a signature: CMS is expected, as DER, base64 or PEM") from error


def _bare(data: bytes) -> bytes:
    """DER of what came as DER, as base64, or in armour."""
    if data[:1] == b"\x30":
        return data
    try:
        return base64.b64decode(b"".join(ARMOUR.sub(b"", data).split()), validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error


def _held(signed: cms.SignedData, content: bytes | None) -> bytes:
    """The bytes that must have been signed."""
    inside = signed["encap_content_info"]["content"].native
    if inside is None and content is None:
        raise WrongSignature("the signature does not hold what was signed; sign with the content inside")
    if inside is None:
        return content or b""
    if not isinstance(inside, bytes):
        raise WrongSignature("what was signed is not plain data")
    if content is not None and inside != content:
        raise WrongSignature("another text was signed than the one that was shown", Why.OTHER_TEXT)
    return inside


def _only(found: cms.SignerInfos, why: str) -> cms.SignerInfo:
    if len(found) != 1:
        raise WrongSignature(why)
    return found[0]


def _certificates(signed: cms.SignedData) -> list[x509.Certificate]:
    choices = signed["certificates"] or []
    return [x509.load_der_x509_certificate(each.chosen.dump()) for each in choices if each.name == "certificate"]


def _certificate_of(info: cms.SignerInfo, certificates: list[x509.Certificate]) -> x509.Certificate:
    """The signer's certificate among those that came with the signature (§5.3 `sid`)."""
    sid = info["sid"]
    for each in certificates:
        if sid.name == "issuer_and_serial_number":
            same_number = each.serial_number == sid.chosen["serial_number"].native
            if same_number and each.issuer.public_bytes() == sid.chosen["issuer"].dump():
                return each
        elif _key_id(each) == sid.native:
            return each
    raise WrongSignature("the signature does not bring its certificate")


def _key_id(certificate: x509.Certificate) -> bytes:
    return certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest


def _check(info: cms.SignerInfo, certificate: x509.Certificate, content: bytes) -> None:
    """The arithmetic of §5.4: the attributes name the content's digest, and the key signed the attributes."""
    oids = [info[name]["algorithm"].dotted for name in ("digest_algorithm", "signature_algorithm")]
    if any(oid.startswith(GOST) for oid in [*oids, certificate.public_key_algorithm_oid.dotted_string]):
        raise Gost
    digest = info["digest_algorithm"]["algorithm"].native
    if digest not in DIGESTS:
        raise WrongSignature("the digest must be SHA-256, SHA-384 or SHA-512")
    attributes = info["signed_attrs"]
    if not attributes:
        raise WrongSignature("the signature has no signed attributes")  # else attributes could pass for a content
    said = {each["type"].native: each["values"].native for each in attributes}
    if len(said) != len(attributes) or said.get("content_type") != ["data"]:
        raise WrongSignature("the signed attributes do not say once that plain data was signed")
    if said.get("message_digest") != [hashlib.new(digest, content).digest()]:
        raise WrongSignature("what was signed has been changed", Why.CHANGED)
    try:
        _check_key(info, certificate, b"\x31" + attributes.dump()[1:], DIGESTS[digest]())
    except InvalidSignature:
        raise WrongSignature("the signature does not fit the certificate", Why.CHANGED) from None


def _check_key(info: cms.SignerInfo, certificate: x509.Certificate, data: bytes, digest: hashes.HashAlgorithm) -> None:
    key, signature = certificate.public_key(), info["signature"].native
    algorithm = info["signature_algorithm"]
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.verify(signature, data, ec.ECDSA(digest))
    if not isinstance(key, rsa.RSAPublicKey):
        raise WrongSignature("the key must be RSA or ECDSA")
    if algorithm.signature_algo == PSS:
        salt = algorithm["parameters"]["salt_length"].native
        return key.verify(signature, data, padding.PSS(padding.MGF1(digest), salt), digest)
    return key.verify(signature, data, padding.PKCS1v15(), digest)
