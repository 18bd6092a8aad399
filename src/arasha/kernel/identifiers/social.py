"""Somebody's name on a social platform."""

from urllib.parse import unquote

from arasha.kernel.identifiers.base import Identifier, Kind, Reason, UnreadableIdentifier
from arasha.kernel.identifiers.phone import Phone
from arasha.kernel.identifiers.social_platforms import PLATFORM_BY_HOST, RULES, Platform
from arasha.kernel.identifiers.text import shortened
from arasha.kernel.identifiers.url import URL

_SAME_PAGES = ("www.", "m.")


class Social(Identifier):
    """A handle, `telegram:durov`, or a link to it, `https://t.me/durov/12`.

    Each platform's own rule says which characters a handle has and whether case counts. A WhatsApp handle is
    a telephone number.
    """

    __slots__ = ()
    kind = Kind.SOCIAL
    shape = f"A social handle is platform:handle or a link to the page; platforms are {', '.join(Platform)}"

    @classmethod
    def _read(cls, text: str) -> str:
        platform, path = cls._located(text)
        try:
            handle = RULES[platform].handle(path)
        except UnreadableIdentifier as error:
            raise cls.unreadable(error.reason) from None
        if not handle:
            raise cls.unreadable(Reason.FORMAT)
        return f"{platform}:{handle}"

    @classmethod
    def _located(cls, text: str) -> tuple[Platform, str]:
        """The platform, and the path of a link or the handle after the colon."""
        name, colon, handle = text.partition(":")
        if colon and name.lower() in RULES:
            return Platform(name.lower()), handle.strip()
        try:
            link = URL.parse(text)
        except UnreadableIdentifier as error:
            raise cls.unreadable(error.reason) from None
        _, _, host, path = link.canonical.split("/", 3)
        for prefix in _SAME_PAGES:
            host = host.removeprefix(prefix)
        if host not in PLATFORM_BY_HOST:
            raise cls.unreadable(Reason.PREFIX)
        return PLATFORM_BY_HOST[host], unquote(path)

    @property
    def platform(self) -> Platform:
        """Where the handle is somebody's."""
        return Platform(self.canonical.partition(":")[0])

    @property
    def handle(self) -> str:
        """The handle without @."""
        return self.canonical.partition(":")[2]

    @property
    def phone(self) -> Phone | None:
        """The telephone number that a WhatsApp handle is."""
        return Phone.parse(self.handle) if self.platform is Platform.WHATSAPP else None

    @property
    def display(self) -> str:
        """The link to the page, without scheme."""
        rule = RULES[self.platform]
        at = "@" if rule.at and "/" not in self.handle else ""
        return f"{rule.hosts[0]}/{at}{self.handle}"

    @property
    def mask(self) -> str:
        """The platform and the beginning of the handle; of a number what its own mask shows."""
        phone = self.phone
        return f"{self.platform}:{phone.mask if phone else shortened(self.handle, head=3)}"
