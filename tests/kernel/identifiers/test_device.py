"""Device fingerprints."""

import pytest

from arasha.kernel.identifiers import Device, Kind, Reason, Unread, read


def test_a_fingerprint_is_taken_as_it_is() -> None:
    device = Device.parse("aB3-_+/=.~0123456789")
    assert device.canonical == device.display == "aB3-_+/=.~0123456789"
    assert device.mask == "aB3-•••6789"
    assert device != Device.parse("ab3-_+/=.~0123456789")


@pytest.mark.parametrize(
    ("raw", "why"),
    [("two words", Reason.CHARACTERS), ("құрылғы", Reason.CHARACTERS), ("x" * 129, Reason.LENGTH)],
)
def test_what_is_wrong_with_a_fingerprint_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.DEVICE, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why
