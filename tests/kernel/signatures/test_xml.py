"""Signatures inside XML: wrapping, entities, comments and foreign certificates do not help a forger."""

import base64

import pytest
from cryptography.hazmat.primitives import serialization
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree

from arasha.kernel.errors import Unavailable
from arasha.kernel.signatures.documents import verified
from arasha.kernel.signatures.signer import Gost, WrongSignature
from arasha.kernel.signatures.xml import DS, verify_xml
from tests.support.ca import Authority

IIN = "600101300014"
TEXT = "Мен несиеден бас тартуды алып тастаймын <1 & 2>"


def test_a_good_document_names_the_person_and_the_text(authority: Authority) -> None:
    found = verified(authority.person(IIN).xml(TEXT))
    assert (found.signer.iin, found.content.decode()) == (IIN, TEXT)


def test_cms_is_told_from_xml(authority: Authority) -> None:
    key = authority.person(IIN)
    assert verified(key.cms(TEXT.encode())).content == verified(b"\xef\xbb\xbf\n" + key.xml(TEXT)).content


def test_a_changed_text_is_refused(authority: Authority) -> None:
    document = authority.person(IIN).xml("100 000").replace(b"100 000", b"900 000")
    with pytest.raises(WrongSignature):
        verify_xml(document)


def test_a_comment_does_not_cut_the_text(authority: Authority) -> None:
    document = authority.person(IIN).xml("lift nothing").replace(b"lift nothing", b"lift <!-- -->nothing")
    assert verified(document).content == b"lift nothing"


def wrapped(document: bytes, outer: str) -> bytes:
    """The signed document put inside another that says something else."""
    signed = etree.fromstring(document)
    root = etree.fromstring(outer)
    signature = signed.find(f"{DS}Signature")
    signed.remove(signature)
    holder = etree.SubElement(signature, f"{DS}Object")
    holder.append(signed)
    root.append(signature)
    return bytes(etree.tostring(root))


@pytest.mark.parametrize("id_", ["", " Id='x'"])
def test_a_signed_document_wrapped_into_another_is_refused(authority: Authority, id_: str) -> None:
    document = authority.person(IIN).xml("old")
    with pytest.raises(WrongSignature):
        verified(wrapped(document, f"<document{id_}><text>new</text></document>"))


def test_a_reference_to_a_part_is_refused(authority: Authority) -> None:
    root = etree.fromstring(authority.person(IIN).xml("old"))
    root.find(f".//{DS}Reference").set("URI", "#x")
    root.find("text").set("Id", "x")
    with pytest.raises(WrongSignature, match="whole document"):
        verify_xml(etree.tostring(root))


def test_two_signatures_are_refused(authority: Authority) -> None:
    root = etree.fromstring(authority.person(IIN).xml("text"))
    root.append(etree.fromstring(etree.tostring(root.find(f"{DS}Signature"))))
    with pytest.raises(WrongSignature, match="one signature"):
        verify_xml(etree.tostring(root))


def test_a_signature_that_is_not_under_the_root_is_refused(authority: Authority) -> None:
    root = etree.fromstring(authority.person(IIN).xml("text"))
    root.find("text").append(root.find(f"{DS}Signature"))
    with pytest.raises(WrongSignature, match="under its root"):
        verify_xml(etree.tostring(root))


def test_a_document_type_is_refused_before_anything_is_resolved(authority: Authority, tmp_path: object) -> None:
    secret = f"{tmp_path}/secret"
    document = authority.person(IIN).xml("text")
    for entity in (f"<!ENTITY x SYSTEM 'file://{secret}'>", "<!ENTITY x 'yyyyyyyy'>"):
        attack = b"<!DOCTYPE document [" + entity.encode() + b"]>" + document.replace(b">text<", b">&x;<")
        with pytest.raises(WrongSignature, match="document type"):
            verify_xml(attack)


def test_a_certificate_put_in_place_of_another_is_refused(authority: Authority) -> None:
    root = etree.fromstring(authority.person(IIN).xml("text"))
    other = authority.person("850615400026").certificate.public_bytes(serialization.Encoding.DER)
    root.find(f".//{DS}X509Certificate").text = base64.b64encode(other).decode()
    with pytest.raises(WrongSignature, match="does not fit"):
        verify_xml(etree.tostring(root))


def test_an_old_digest_is_refused(authority: Authority) -> None:
    document = authority.person(IIN).xml("text").replace(b"xmlenc#sha256", b"xmldsig#sha1")
    with pytest.raises(WrongSignature):
        verify_xml(document)


def test_gost_is_named_as_what_it_is(authority: Authority) -> None:
    document = authority.person(IIN).xml("text").replace(b"#rsa-sha256", b"#gost34310-gost34311")
    with pytest.raises(Gost):
        verify_xml(document)


@pytest.mark.parametrize(
    "document", [b"<", b"<a/>", b"<a>" * 300, b"<a>" * 9_000 + b"</a>" * 9_000, b"<document><text>x</text></document>"]
)
def test_what_is_no_signed_document_is_refused(authority: Authority, document: bytes) -> None:
    with pytest.raises(WrongSignature):
        verify_xml(document)


def test_more_than_the_text_in_a_document_is_refused(authority: Authority) -> None:
    root = etree.fromstring("<document><text>shown</text><text>hidden</text></document>")
    with pytest.raises(WrongSignature, match="the text alone"):
        verified(authority.person(IIN).signed_xml(root))


@settings(max_examples=150)
@given(at=some.floats(0, 0.9999), bit=some.integers(0, 7))
def test_no_changed_byte_makes_another_good_document(authority: Authority, at: float, bit: int) -> None:
    document = bytearray(authority.person(IIN).xml(TEXT))
    document[int(at * len(document))] ^= 1 << bit
    try:
        found = verified(bytes(document))
    except (WrongSignature, Unavailable):
        return
    assert (found.content.decode(), found.signer.iin) == (TEXT, IIN)  # a space in the certificate, or the like
