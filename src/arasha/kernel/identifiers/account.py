"""An account that only its own institution knows: neither an IBAN nor a card."""

import re
from typing import Self

from arasha.kernel.identifiers.base import Identifier, Kind, Reason
from arasha.kernel.identifiers.text import clean, compact, shortened

_FORM = re.compile(r"[A-Z0-9][A-Z0-9._]{0,31}:[A-Z0-9][A-Z0-9._/]{0,33}")


class Account(Identifier):
    """The code of an institution and a number within it: `WALLETKZ:4400123`.

    The number has at most 34 characters, as in ISO 20022 `Max34Text`. Case, spaces and hyphens do not matter,
    which is a rule of ours.
    """

    __slots__ = ()
    kind = Kind.ACCOUNT
    shape = (
        "An account is the code of its institution, a colon and the number: "
        "Latin letters, digits, '.', '_', '/' in the number; at most 32 and 34 characters"
    )

    @classmethod
    def of(cls, institution: str, raw: str) -> Self:
        """The account that `institution` knows as `raw`. Raises `UnreadableIdentifier`."""
        return cls(raw, cls._read(clean(f"{institution}:{raw}")))

    @classmethod
    def _read(cls, text: str) -> str:
        account = compact(text)
        if not account.isascii():
            raise cls.unreadable(Reason.CHARACTERS)
        account = account.upper()
        if not _FORM.fullmatch(account):
            raise cls.unreadable(Reason.FORMAT)
        return account

    @property
    def institution(self) -> str:
        """The code of the institution, in capitals."""
        return self.canonical.partition(":")[0]

    @property
    def number(self) -> str:
        """The number within the institution, in capitals."""
        return self.canonical.partition(":")[2]

    @property
    def mask(self) -> str:
        """The institution and the end of the number."""
        return f"{self.institution}:{shortened(self.number, tail=4)}"
