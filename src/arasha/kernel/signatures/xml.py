"""Signatures inside XML documents (W3C XML Signature 1.1, enveloped), as NCALayer makes them.

One signature, a child of the root, with one reference, to the whole document: then nothing in the document is unsigned,
and no signed part can be wrapped into another document. A document type is refused before anything is resolved.
"""

import base64
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from arasha.kernel import clock
from arasha.kernel.signatures.document import LONGEST
from arasha.kernel.signatures.signer import UNREADABLE, Gost, Signer, Why, WrongSignature, signer_of
from arasha.kernel.signatures.trust import trust

DS = "{http://www.w3.org/2000/09/xmldsig#}"
METHODS = frozenset({
    SignatureMethod.RSA_SHA256, SignatureMethod.RSA_SHA384, SignatureMethod.RSA_SHA512,
    SignatureMethod.ECDSA_SHA256, SignatureMethod.ECDSA_SHA384, SignatureMethod.ECDSA_SHA512,
})  # fmt: skip
DIGESTS = frozenset({DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512})
EXPECTED = SignatureConfiguration(
    location="./", expect_references=1, signature_methods=METHODS, digest_algorithms=DIGESTS
)


@dataclass(frozen=True, slots=True)
class SignedXml:
    """A person's signature inside a document, found good; `root` is read from the very bytes that were signed."""

    signer: Signer
    root: Any


def verify_xml(document: bytes) -> SignedXml:
    """Whose signature a document bears, and what was signed, without the signature.

    `WrongSignature` says what is wrong, `NoTrust` when that cannot be known.
    """
    try:
        return _verified(_parsed(document))
    except UNREADABLE as error:
        raise WrongSignature("the signature cannot be read") from error


def _verified(root: Any) -> SignedXml:
    certificate, others = _certificates(_signature(root))
    at = clock.now()
    trust().check(certificate, others, at)
    try:
        verified = XMLVerifier().verify(etree.tostring(root), x509_cert=certificate, expect_config=EXPECTED)
    except (SignXMLException, etree.LxmlError, ValueError) as error:
        raise WrongSignature("the signature does not fit the document or the certificate", Why.CHANGED) from error
    if isinstance(verified, list) or verified.signed_xml is None or verified.signed_xml.tag != root.tag:
        raise WrongSignature("not the whole document is signed")
    return SignedXml(signer_of(certificate, at), verified.signed_xml)


def _parsed(document: bytes) -> Any:
    if len(document) > LONGEST:
        raise WrongSignature("the document is too long")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        raise WrongSignature("this is not XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise WrongSignature("a signed document may not have a document type")
    return root


def _signature(root: Any) -> Any:
    """The one signature, under the root, with one reference to the whole document."""
    found = list(root.iter(f"{DS}Signature"))
    if len(found) != 1 or found[0].getparent() is not root:
        raise WrongSignature("a document bears one signature, directly under its root")
    method = found[0].find(f"{DS}SignedInfo/{DS}SignatureMethod")
    if method is not None and "gost" in str(method.get("Algorithm")).lower():
        raise Gost
    references = list(found[0].iter(f"{DS}Reference"))
    if len(references) != 1 or references[0].get("URI") != "":
        raise WrongSignature("the signature must be of the whole document")
    return found[0]


def _certificates(signature: Any) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """The signer's certificate and those that came with it."""
    texts = [str(each.text) for each in signature.findall(f"{DS}KeyInfo/{DS}X509Data/{DS}X509Certificate")]
    try:
        found = [x509.load_der_x509_certificate(base64.b64decode("".join(text.split()))) for text in texts]
    except UNREADABLE as error:
        raise WrongSignature("the certificate in the document cannot be read") from error
    if not found:
        raise WrongSignature("the signature does not bring its certificate")
    return found[0], found[1:]
