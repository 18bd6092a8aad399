"""A certification authority of our own, laid out as the national one: a root, an issuing authority, people's keys.

Everything in it is real: certificates, lists of revoked ones, signatures; only the authority is invented.
"""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec
import pytest
from asn1crypto import algos, cms, core
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from lxml import etree
from signxml.algorithms import CanonicalizationMethod, DigestAlgorithm, SignatureMethod
from signxml.signer import XMLSigner

from arasha.kernel import clock
from arasha.kernel.settings import current
from arasha.kernel.signatures import trust

DAY = timedelta(days=1)
PERSONS_EKU = (ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION)
NATIONAL_KIND = x509.ObjectIdentifier("1.2.398.3.3.4.1.1")  # a natural person, as the national authority marks it
PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@cache
def rsa_key(_: str) -> rsa.RSAPrivateKey:
    """An RSA key, made once for each name: making one takes a tenth of a second."""
    return rsa.generate_private_key(65537, 2048)


def usage(*, signs: bool = True, commits: bool = True, issues: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs, content_commitment=commits, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=issues, crl_sign=issues, encipher_only=False, decipher_only=False,
    )  # fmt: skip


@dataclass(frozen=True)
class Key:
    """A person's key with its certificate, and those that go with a signature."""

    private: PrivateKey
    certificate: x509.Certificate
    chain: Sequence[x509.Certificate]

    def cms(self, content: bytes, *, inside: bool = True) -> bytes:
        """A CMS signature, as NCALayer makes it."""
        return made_cms(self, content, inside=inside)

    def xml(self, text: str) -> bytes:
        """A document with the text in it, signed as NCALayer does."""
        root = etree.Element("document")
        etree.SubElement(root, "text").text = text
        return self.signed_xml(root)

    def signed_xml(self, root: etree._Element) -> bytes:
        elliptic = isinstance(self.private, ec.EllipticCurvePrivateKey)
        signer = XMLSigner(
            signature_algorithm=SignatureMethod.ECDSA_SHA256 if elliptic else SignatureMethod.RSA_SHA256,
            digest_algorithm=DigestAlgorithm.SHA256,
            c14n_algorithm=CanonicalizationMethod.CANONICAL_XML_1_0,
        )
        return bytes(etree.tostring(signer.sign(root, key=self.private, cert=[self.certificate])))


@dataclass
class Authority:
    """Root and issuing authority, and the folder in which they are published."""

    folder: Path
    name: str = "Test"
    revoked: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root_key, self.issuing_key = rsa_key(f"root {self.name}"), rsa_key(f"issuing {self.name}")
        title = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"ROOT {self.name}")])
        self.root = self._issue(title, self.root_key.public_key(), (title, self.root_key), authority=True)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"ISSUING {self.name}")])
        issuing = self._issue(name, self.issuing_key.public_key(), (title, self.root_key), authority=True)
        self.issuing = issuing

    def publish(self, *, lists_over: timedelta = DAY) -> None:
        """Write certificates and lists into the folder; the lists are good for so long."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, each in (("root", self.root), ("issuing", self.issuing)):
            (self.folder / f"{name}.pem").write_bytes(each.public_bytes(serialization.Encoding.PEM))
        until = clock.now() + lists_over
        for name, issuer, key, numbers in (
            ("root", self.root, self.root_key, []), ("issuing", self.issuing, self.issuing_key, self.revoked)
        ):  # fmt: skip
            made = crl(issuer.subject, key, numbers, until)
            (self.folder / f"{name}.crl").write_bytes(made.public_bytes(serialization.Encoding.DER))
        trust._read.cache_clear()

    def person(self, iin: str, name: str = "ТЕСТОВ ТЕСТ", **changes: object) -> Key:
        """A person's key; `bin`, `begins`, `ends`, `key`, `usage`, `purposes` change what is usual."""
        private = changes.get("key") or rsa_key(f"{self.name} {iin}")
        assert isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
        words = [(NameOID.COMMON_NAME, name), (NameOID.GIVEN_NAME, "ТЕСТОВИЧ"), (NameOID.COUNTRY_NAME, "KZ")]
        words.append((NameOID.SERIAL_NUMBER, f"IIN{iin}" if iin else "PASSPORT"))
        if changes.get("bin"):
            words.append((NameOID.ORGANIZATIONAL_UNIT_NAME, f"BIN{changes['bin']}"))
        subject = x509.Name([x509.NameAttribute(oid, value) for oid, value in words])
        issuer = (self.issuing.subject, self.issuing_key)
        return Key(private, self._issue(subject, private.public_key(), issuer, **changes), [self.issuing])

    def revoke(self, key: Key) -> None:
        """Say in the authority's list that a certificate is revoked."""
        self.revoked.append(key.certificate.serial_number)
        self.publish()

    def _issue(
        self,
        subject: x509.Name,
        public: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
        issuer: tuple[x509.Name, rsa.RSAPrivateKey],
        **changes: object,
    ) -> x509.Certificate:
        authority = bool(changes.get("authority"))
        begins, ends = changes.get("begins", clock.now() - DAY), changes.get("ends", clock.now() + 30 * DAY)
        assert isinstance(begins, datetime)
        assert isinstance(ends, datetime)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer[0])
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(ends)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        )
        wanted = changes.get("usage") or usage(signs=not authority, commits=not authority, issues=authority)
        assert isinstance(wanted, x509.KeyUsage)
        builder = builder.add_extension(wanted, critical=True)
        if not authority:
            purposes = changes.get("purposes", (*PERSONS_EKU, NATIONAL_KIND))
            assert isinstance(purposes, tuple)
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        return builder.sign(issuer[1], hashes.SHA256())


def crl(
    issuer: x509.Name, key: rsa.RSAPrivateKey, numbers: Sequence[int], until: datetime
) -> x509.CertificateRevocationList:
    """A list of revoked certificates, signed."""
    builder = (
        x509.CertificateRevocationListBuilder().issuer_name(issuer).last_update(until - 2 * DAY).next_update(until)
    )
    for number in numbers:
        row = x509.RevokedCertificateBuilder().serial_number(number).revocation_date(until - DAY).build()
        builder = builder.add_revoked_certificate(row)
    return builder.sign(key, hashes.SHA256())


def made_cms(key: Key, content: bytes, *, inside: bool = True, says: bytes | None = None) -> bytes:
    """A CMS signature (RFC 5652 §5); `says`: what its attributes say was signed, if not the content."""
    digest = hashlib.sha256(content if says is None else says).digest()
    attributes = cms.CMSAttributes([
        cms.CMSAttribute({"type": "content_type", "values": ["data"]}),
        cms.CMSAttribute({"type": "message_digest", "values": [digest]}),
    ])  # fmt: skip
    elliptic = isinstance(key.private, ec.EllipticCurvePrivateKey)
    certificate = asn1.Certificate.load(key.certificate.public_bytes(serialization.Encoding.DER))
    info = cms.SignerInfo({
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": cms.IssuerAndSerialNumber(
            {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
        )}),
        "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
        "signature_algorithm": {"algorithm": "sha256_ecdsa" if elliptic else "rsassa_pkcs1v15"},
        "signed_attrs": attributes,
        "signature": core.OctetString(sign(key.private, attributes.dump())),
    })  # fmt: skip
    signed = cms.SignedData({
        "version": "v1",
        "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
        "encap_content_info": {"content_type": "data", **({"content": content} if inside else {})},
        "certificates": [certificate, *(
            asn1.Certificate.load(each.public_bytes(serialization.Encoding.DER)) for each in key.chain
        )],
        "signer_infos": [info],
    })  # fmt: skip
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump())


def sign(key: PrivateKey, data: bytes) -> bytes:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(data, ec.ECDSA(hashes.SHA256()))
    return key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def as_base64(signature: bytes) -> bytes:
    """As NCALayer hands a signature to a page."""
    return base64.encodebytes(signature)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Authority]:
    """The test authority, published in a folder of its own and believed by this process."""
    made = Authority(tmp_path / "trusted")
    made.publish()
    believing = msgspec.structs.replace(current(), trust_anchors=made.folder)
    monkeypatch.setattr(trust, "current", lambda: believing)
    yield made
    trust._read.cache_clear()
