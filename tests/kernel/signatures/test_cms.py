"""Signatures as CMS: good ones name the person; everything else is refused, and the reason is said."""

import base64

import pytest
from asn1crypto import cms, core
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as some

from arasha.kernel.errors import Unavailable
from arasha.kernel.signatures.cms import verify_cms
from arasha.kernel.signatures.signer import Gost, WrongSignature
from tests.support import ca
from tests.support.ca import Authority

IIN = "600101300014"
TEXT = "Я отменяю отказ от кредитов.\n".encode()


def test_a_good_signature_names_the_person_and_what_was_signed(authority: Authority) -> None:
    found = verify_cms(authority.person(IIN, "СЕЙІТОВА АЙГҮЛ").cms(TEXT))
    assert found.content == TEXT
    assert found.signer.iin == IIN
    assert found.signer.name == "СЕЙІТОВА АЙГҮЛ ТЕСТОВИЧ"
    assert found.signer.commits
    assert found.signer.bin is None
    assert found.signer.issuer == "CN=ISSUING Test"


def test_an_elliptic_key_is_as_good(authority: Authority) -> None:
    key = authority.person(IIN, key=ec.generate_private_key(ec.SECP256R1()))
    assert verify_cms(key.cms(TEXT)).signer.iin == IIN


def test_base64_and_armour_are_read_as_they_come(authority: Authority) -> None:
    signature = authority.person(IIN).cms(TEXT)
    plain = ca.as_base64(signature)
    for written in (plain, b"-----BEGIN CMS-----\n" + plain + b"-----END CMS-----\n"):
        assert verify_cms(written).content == TEXT


def test_a_detached_signature_is_good_for_its_text_alone(authority: Authority) -> None:
    signature = authority.person(IIN).cms(TEXT, inside=False)
    assert verify_cms(signature, TEXT).content == TEXT
    with pytest.raises(WrongSignature, match="has been changed"):
        verify_cms(signature, TEXT + b" ")
    with pytest.raises(WrongSignature, match="does not hold"):
        verify_cms(signature)


def test_another_content_inside_than_the_one_that_was_shown_is_refused(authority: Authority) -> None:
    with pytest.raises(WrongSignature, match="another text"):
        verify_cms(authority.person(IIN).cms(b"something else"), TEXT)


def test_a_content_that_was_exchanged_is_refused(authority: Authority) -> None:
    info = cms.ContentInfo.load(authority.person(IIN).cms(TEXT))
    info["content"]["encap_content_info"]["content"] = core.OctetString(b"another text")
    with pytest.raises(WrongSignature, match="has been changed"):
        verify_cms(info.dump(force=True))


def test_attributes_that_were_exchanged_are_refused(authority: Authority) -> None:
    one, other = (cms.ContentInfo.load(authority.person(IIN).cms(text)) for text in (TEXT, b"another text"))
    info, donor = one["content"]["signer_infos"][0], other["content"]["signer_infos"][0]
    info["signature"] = donor["signature"].native
    with pytest.raises(WrongSignature, match="does not fit the certificate"):
        verify_cms(one.dump(force=True))


def test_a_certificate_put_in_place_of_another_is_refused(authority: Authority) -> None:
    mine, theirs = authority.person(IIN), authority.person("850615400026")
    forged = ca.made_cms(ca.Key(mine.private, theirs.certificate, theirs.chain), TEXT)
    with pytest.raises(WrongSignature, match="does not fit the certificate"):
        verify_cms(forged)


def test_a_signature_without_attributes_is_refused(authority: Authority) -> None:
    key = authority.person(IIN)
    info = cms.ContentInfo.load(key.cms(TEXT))
    signer = info["content"]["signer_infos"][0]
    signer["signed_attrs"] = None
    signer["signature"] = ca.sign(key.private, TEXT)
    with pytest.raises(WrongSignature, match="no signed attributes"):
        verify_cms(info.dump(force=True))


def test_two_signers_are_refused(authority: Authority) -> None:
    info = cms.ContentInfo.load(authority.person(IIN).cms(TEXT))
    signers = info["content"]["signer_infos"]
    info["content"]["signer_infos"] = [signers[0], signers[0]]
    with pytest.raises(WrongSignature, match="one person signs"):
        verify_cms(info.dump(force=True))


def test_gost_is_named_as_what_it_is(authority: Authority) -> None:
    info = cms.ContentInfo.load(authority.person(IIN).cms(TEXT))
    signer = info["content"]["signer_infos"][0]
    signer["digest_algorithm"] = {"algorithm": "1.2.398.3.10.1.3.3"}
    signer["signature_algorithm"] = {"algorithm": "1.2.398.3.10.1.1.2.3.2"}
    with pytest.raises(Gost):
        verify_cms(info.dump(force=True))


@pytest.mark.parametrize(
    "junk", [b"", b"0", b"\x30\x80", b"\x30\x80" * 400_000, b"nonsense", base64.b64encode(b"\x30\x03\x02\x01\x05")]
)
def test_what_is_no_signature_is_refused(authority: Authority, junk: bytes) -> None:
    with pytest.raises(WrongSignature):
        verify_cms(junk)


@settings(max_examples=150)
@given(at=some.floats(0, 0.9999), bit=some.integers(0, 7))
def test_no_changed_byte_makes_another_good_signature(authority: Authority, at: float, bit: int) -> None:
    signature = bytearray(authority.person(IIN).cms(TEXT))
    signature[int(at * len(signature))] ^= 1 << bit
    try:
        found = verify_cms(bytes(signature))
    except (WrongSignature, Unavailable):
        return
    assert (found.content, found.signer.iin) == (TEXT, IIN)  # an unsigned byte, such as an unused certificate's
