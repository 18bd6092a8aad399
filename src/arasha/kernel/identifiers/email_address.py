"""An e-mail address."""

import re

from arasha.kernel.identifiers.base import Identifier, Kind, Reason, UnreadableIdentifier
from arasha.kernel.identifiers.domain import Domain
from arasha.kernel.identifiers.text import shortened

_LONGEST_LOCAL = 64  # octets, RFC 5321 §4.5.3.1.1
_LONGEST = 254  # octets: the path of §4.5.3.1.3 without its angle brackets
# RFC 5322 atext, and other scripts without general punctuation, which imitates ASCII.
_ATOM = r"(?:[a-z0-9!#$%&'*+/=?^_`{|}~-]|[^\x00-\x7f\s\u2000-\u206f])+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")


class Email(Identifier):
    """Local part, @ and domain (RFC 5321 §4.1.2, with RFC 6531 for other scripts); canonical in lower case.

    Lower case in the local part is a rule of ours: the standard leaves case to each server, and in practice
    none tells `Aigul@` from `aigul@`. Quoted local parts and addresses without a domain name are not read.
    """

    __slots__ = ()
    kind = Kind.EMAIL
    shape = "An e-mail address is a name of at most 64 octets, @ and a domain: name@example.kz"

    @classmethod
    def _read(cls, text: str) -> str:
        local, at, name = text.rpartition("@")
        local = local.lower()
        if not at or not local:
            raise cls.unreadable(Reason.FORMAT)
        if not _LOCAL.fullmatch(local):
            raise cls.unreadable(Reason.CHARACTERS)
        try:
            address = f"{local}@{Domain.parse(name).canonical}"
        except UnreadableIdentifier as error:
            raise cls.unreadable(error.reason) from None
        if len(local.encode()) > _LONGEST_LOCAL or len(address.encode()) > _LONGEST:
            raise cls.unreadable(Reason.LENGTH)
        return address

    @property
    def local(self) -> str:
        """What stands before the @."""
        return self.canonical.rpartition("@")[0]

    @property
    def domain(self) -> Domain:
        """Whose mail server it is."""
        return Domain.parse(self.canonical.rpartition("@")[2])

    @property
    def display(self) -> str:
        """The domain in its own script, unless scripts are mixed in it."""
        return f"{self.local}@{self.domain.safe_display}"

    @property
    def mask(self) -> str:
        """The beginning of the local part, and the domain."""
        return f"{shortened(self.local, head=2)}@{self.domain.safe_display}"
