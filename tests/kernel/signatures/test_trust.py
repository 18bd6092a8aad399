"""Whose certificates are believed: a path to an anchor, all of it in time and none of it revoked."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from arasha.kernel import clock
from arasha.kernel.settings import current
from arasha.kernel.signatures import trust
from arasha.kernel.signatures.cms import verify_cms
from arasha.kernel.signatures.signer import WrongSignature
from arasha.kernel.signatures.trust import NoTrust
from tests.support import ca
from tests.support.ca import Authority, Key

IIN = "600101300014"
TEXT = b"text"
DAY = timedelta(days=1)


def refused(key: Key) -> str:
    with pytest.raises(WrongSignature) as error:
        verify_cms(key.cms(TEXT))
    return error.value.detail


def test_another_authority_s_certificate_is_refused(authority: Authority, tmp_path: Path) -> None:
    foreign = Authority(tmp_path / "elsewhere", name="Foreign")
    assert "not issued by an authority that is trusted" in refused(foreign.person(IIN))


def test_an_authority_that_calls_itself_by_the_trusted_name_is_refused(authority: Authority, tmp_path: Path) -> None:
    false = Authority(tmp_path / "elsewhere", name="Test")
    false.root_key = false.issuing_key = ca.rsa_key("false")
    false.issuing = false._issue(
        authority.issuing.subject, false.issuing_key.public_key(), (authority.root.subject, false.root_key),
        authority=True,
    )  # fmt: skip
    assert "not issued by an authority that is trusted" in refused(false.person(IIN))


def test_a_certificate_that_is_over_or_not_yet_valid_is_refused(authority: Authority) -> None:
    assert refused(authority.person(IIN, begins=clock.now() - 9 * DAY, ends=clock.now() - DAY)) == (
        "the certificate is over"
    )
    assert refused(authority.person(IIN, begins=clock.now() + DAY)) == "the certificate is not valid yet"


def test_a_revoked_certificate_is_refused(authority: Authority) -> None:
    key = authority.person(IIN)
    assert verify_cms(key.cms(TEXT)).signer.iin == IIN
    authority.revoke(key)
    assert "was revoked" in refused(key)


def test_without_a_list_in_time_nobody_is_believed(authority: Authority) -> None:
    authority.publish(lists_over=-timedelta(hours=1))
    with pytest.raises(NoTrust):
        verify_cms(authority.person(IIN).cms(TEXT))
    for path in authority.folder.glob("*.crl"):
        path.unlink()
    with pytest.raises(NoTrust):
        verify_cms(authority.person(IIN).cms(TEXT))


def test_where_lists_are_not_required_only_a_known_revocation_counts(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    lax = msgspec.structs.replace(current(), trust_anchors=authority.folder, revocation="when_known")
    monkeypatch.setattr(trust, "current", lambda: lax)
    key = authority.person(IIN)
    authority.revoke(key)
    assert "was revoked" in refused(key)
    for path in authority.folder.glob("*.crl"):
        path.unlink()
    assert verify_cms(key.cms(TEXT)).signer.iin == IIN


def test_a_list_that_another_key_signed_is_no_list(authority: Authority) -> None:
    made = ca.crl(authority.issuing.subject, ca.rsa_key("somebody"), [], clock.now() + DAY)
    (authority.folder / "issuing.crl").write_bytes(made.public_bytes(serialization.Encoding.DER))
    with pytest.raises(NoTrust):
        verify_cms(authority.person(IIN).cms(TEXT))


def test_a_person_s_certificate_issues_none(authority: Authority) -> None:
    issuer = authority.person("850615400026")
    assert isinstance(issuer.private, rsa.RSAPrivateKey)
    made = authority._issue(
        authority.person(IIN).certificate.subject, ca.rsa_key("x").public_key(),
        (issuer.certificate.subject, issuer.private),
    )  # fmt: skip
    assert "not issued by an authority" in refused(Key(ca.rsa_key("x"), made, [issuer.certificate, authority.issuing]))


def test_a_key_for_servers_or_without_the_right_to_sign_is_refused(authority: Authority) -> None:
    assert "not for a person" in refused(authority.person(IIN, purposes=(ExtendedKeyUsageOID.SERVER_AUTH,)))
    assert "not for a person" in refused(authority.person(IIN, usage=ca.usage(signs=False, commits=False)))


def test_a_key_to_log_in_does_not_commit(authority: Authority) -> None:
    assert not verify_cms(authority.person(IIN, usage=ca.usage(commits=False)).cms(TEXT)).signer.commits


def test_a_weak_key_is_refused(authority: Authority) -> None:
    weak = rsa.generate_private_key(65537, 1024)
    assert refused(authority.person(IIN, key=weak)) == "the key is too short"


def test_a_certificate_without_iin_or_with_a_wrong_one_names_nobody(authority: Authority) -> None:
    assert "names no person" in refused(authority.person(""))
    assert "IIN is none" in refused(authority.person("600101300015"))


def test_an_organisation_s_key_says_so(authority: Authority) -> None:
    assert verify_cms(authority.person(IIN, bin="990140000384").cms(TEXT)).signer.bin == "990140000384"


def test_without_a_folder_nobody_is_believed(monkeypatch: pytest.MonkeyPatch, authority: Authority) -> None:
    monkeypatch.setattr(trust, "current", current)
    with pytest.raises(NoTrust):
        verify_cms(authority.person(IIN).cms(TEXT))


def test_a_file_that_is_no_certificate_is_named(authority: Authority) -> None:
    (authority.folder / "broken.crt").write_bytes(b"nothing")
    with pytest.raises(NoTrust, match=r"broken\.crt"):
        verify_cms(authority.person(IIN).cms(TEXT))
