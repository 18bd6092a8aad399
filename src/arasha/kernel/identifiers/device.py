"""A device as an institution's own software recognises it."""

import re

from arasha.kernel.identifiers.base import Identifier, Kind, Reason
from arasha.kernel.identifiers.text import shortened

_FORM = re.compile("[!-~]{1,128}")


class Device(Identifier):
    """An opaque fingerprint: 1 to 128 printable ASCII characters, compared as they are, case included."""

    __slots__ = ()
    kind = Kind.DEVICE
    shape = "A device is 1 to 128 printable ASCII characters without spaces"

    @classmethod
    def _read(cls, text: str) -> str:
        if len(text) > 128:
            raise cls.unreadable(Reason.LENGTH)
        if not _FORM.fullmatch(text):
            raise cls.unreadable(Reason.CHARACTERS)
        return text

    @property
    def mask(self) -> str:
        """The first and the last four characters of a long fingerprint."""
        return shortened(self.canonical, head=4, tail=4)
