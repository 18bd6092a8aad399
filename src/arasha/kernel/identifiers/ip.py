"""An address of the internet protocol."""

from ipaddress import IPv4Address, IPv6Address, ip_address

from arasha.kernel.identifiers.base import Identifier, Kind, Reason


class IP(Identifier):
    """IPv4 in dotted decimal, or IPv6 shortened as RFC 5952 §4 says; a v4-mapped address is its IPv4 one.

    Zone identifiers (`%eth0`) mean something on one machine only and are refused.
    """

    __slots__ = ()
    kind = Kind.IP
    shape = "An IP address is four numbers up to 255 with points, or groups of hex digits with colons"

    @classmethod
    def _read(cls, text: str) -> str:
        try:
            address = ip_address(text)
        except ValueError:
            raise cls.unreadable(Reason.FORMAT) from None
        if isinstance(address, IPv6Address):
            if address.scope_id is not None:
                raise cls.unreadable(Reason.CHARACTERS)
            address = address.ipv4_mapped or address
        return address.compressed

    @property
    def version(self) -> int:
        """4 or 6."""
        return self._address.version

    @property
    def is_public(self) -> bool:
        """Whether the address is routed in the public internet (IANA special-purpose registries)."""
        return self._address.is_global

    @property
    def mask(self) -> str:
        """The network: the first three numbers of IPv4 (/24), the first three groups of IPv6 (/48)."""
        if self.version == 4:
            return f"{self.canonical.rpartition('.')[0]}.•"
        groups = self._address.exploded.split(":")[:3]
        return ":".join(group.lstrip("0") or "0" for group in groups) + ":•"

    @property
    def _address(self) -> IPv4Address | IPv6Address:
        return ip_address(self.canonical)
