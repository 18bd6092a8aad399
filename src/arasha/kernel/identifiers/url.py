"""The address of a page."""

import re
from urllib.parse import quote, unquote

from arasha.kernel.identifiers.base import Identifier, Kind, Reason, UnreadableIdentifier
from arasha.kernel.identifiers.domain import Domain
from arasha.kernel.identifiers.ip import IP
from arasha.kernel.identifiers.text import HIDDEN, clean

# RFC 3986 appendix B, for the two schemes that are read; the fragment is matched to be left out.
_FORM = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*):)?//"
    r"(?:(?P<userinfo>[^/?#]*)@)?"
    r"(?P<host>\[[^]/?#@]*\]|[^:/?#@\[\]]+)(?::(?P<port>[0-9]*))?"
    r"(?P<path>/[^?#]*)?(?P<query>\?[^#]*)?(?:\#.*)?",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:[/\\]{2}|[/\\]{2}", re.IGNORECASE)
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_UNWANTED = re.compile(r"[\x00-\x20\x7f]")
_ENCODED = re.compile(r"%([0-9a-f]{2})", re.IGNORECASE)
_STRAY_PERCENT = re.compile(r"%(?![0-9A-F]{2})")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_KEPT = "%/:?@!$&'()*+,;="  # what a path or query may hold beside unreserved characters, RFC 3986 §3.3, §3.4


class URL(Identifier):
    """An http or https address, normalised by RFC 3986 §6.2.2 and §6.2.3; without scheme it is taken as http.

    Lower-case scheme and host, no default port, no dot segments, percent-encoding only where needed and in
    capitals. Ours beyond the RFC: the fragment goes, because no server sees it; user information goes,
    because it is used to dress up a link, and `had_userinfo` says that it was there; a backslash before the
    query is a slash, as in browsers.
    """

    __slots__ = ()
    kind = Kind.URL
    shape = "A link begins with http:// or https:// or is a domain with a path after it: https://example.kz/page"

    @classmethod
    def _read(cls, text: str) -> str:
        if _UNWANTED.search(text):
            raise cls.unreadable(Reason.CHARACTERS)
        match = _split(text)
        if not match or (match["userinfo"] is not None and not _SCHEME.match(text)):
            raise cls.unreadable(Reason.FORMAT)
        scheme = (match["scheme"] or "http").lower()
        if scheme not in _DEFAULT_PORTS:
            raise cls.unreadable(Reason.PREFIX)
        path = _without_dot_segments(_normalised(match["path"] or "/"))
        query = _normalised(match["query"] or "")
        return f"{scheme}://{cls._authority(scheme, match)}{path}{query}"

    @classmethod
    def _authority(cls, scheme: str, match: re.Match[str]) -> str:
        try:
            host = _host(unquote(match["host"])).canonical
        except UnreadableIdentifier as error:
            raise cls.unreadable(error.reason) from None
        port = (match["port"] or "").lstrip("0")
        if port and int(port[:6]) > 65_535:
            raise cls.unreadable(Reason.FORMAT)
        host = f"[{host}]" if ":" in host else host
        return host if port in ("", _DEFAULT_PORTS[scheme]) else f"{host}:{port}"

    @property
    def host(self) -> Domain | IP:
        """Whose page it is."""
        return _host(self._parts["host"])

    @property
    def had_userinfo(self) -> bool:
        """Whether the link as given carried `user:password@`, which the canonical form leaves out."""
        match = _split(clean(self.raw))
        return bool(match and match["userinfo"] is not None)

    @property
    def display(self) -> str:
        """The host in its own script, unless scripts are mixed in it."""
        host = self.host
        if isinstance(host, IP):
            return self.canonical
        return self.canonical.replace(host.canonical, host.safe_display, 1)

    @property
    def mask(self) -> str:
        """Scheme and masked host, nothing of the page."""
        return f"{self._parts['scheme']}://{self.host.mask}/{HIDDEN}"

    @property
    def _parts(self) -> re.Match[str]:
        match = _FORM.fullmatch(self.canonical)
        assert match, "a canonical link has the form that it was given"
        return match


def _split(text: str) -> re.Match[str] | None:
    """The parts of a link, or None. Before the query backslashes count as slashes, as in the URL standard."""
    mark = re.search(r"[?#]", text)
    end = mark.start() if mark else len(text)
    link = text[:end].replace("\\", "/") + text[end:]
    return _FORM.fullmatch(link if _SCHEME.match(text) else f"//{link}")


def _host(name: str) -> Domain | IP:
    """The host that `name` says: an address where it looks like one, a domain otherwise."""
    if name.startswith("[") or name.replace(".", "").isdigit():
        return IP.parse(name.strip("[]"))
    return Domain.parse(name)


def _normalised(part: str) -> str:
    """`part` with percent-encoding only where it is needed, and that in capitals."""
    plain = _ENCODED.sub(_least, part)
    return quote(_STRAY_PERCENT.sub("%25", plain), safe=_KEPT)


def _least(encoded: re.Match[str]) -> str:
    char = chr(int(encoded[1], 16))
    return char if char in _UNRESERVED else encoded[0].upper()


def _without_dot_segments(path: str) -> str:
    """`path`, which begins with a slash, with "." and ".." carried out (RFC 3986 §5.2.4)."""
    kept: list[str] = []
    for segment in path[1:].split("/"):
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if path.endswith(("/.", "/..")):
        kept.append("")
    return "/" + "/".join(kept)
