"""A name in the domain name system."""

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import idna

from arasha.kernel.identifiers.base import Identifier, Kind, Reason
from arasha.kernel.identifiers.text import shortened

if TYPE_CHECKING:
    from tldextract import TLDExtract

_LONGEST = 253  # RFC 1035 §2.3.4, without the final dot
_PLAIN = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_ACE = "xn--"


class Domain(Identifier):
    """A host name under a public suffix; canonical in A-labels, lower case, without final dot.

    Other scripts are read by IDNA 2008 (RFC 5891) after the mapping of UTS 46. Names that are nobody's are
    refused: those outside the public suffix list (`printer.local`), and the suffixes themselves (`com.kz`).
    """

    __slots__ = ()
    kind = Kind.DOMAIN
    shape = "A domain is labels with dots between, under a public suffix, at most 253 characters: example.kz"

    @classmethod
    def _read(cls, text: str) -> str:
        shown, bracket, beside = text.partition(" (")
        name = cls._ascii(shown)
        if bracket and cls._ascii(beside.removesuffix(")")) != name:
            raise cls.unreadable(Reason.FORMAT)
        if not _owner(name):
            raise cls.unreadable(Reason.RESERVED if _is_suffix(name) else Reason.UNKNOWN_SUFFIX)
        return name

    @classmethod
    def _ascii(cls, name: str) -> str:
        name = name.removesuffix(".").lower()
        if len(name) > _LONGEST:
            raise cls.unreadable(Reason.LENGTH)
        if not name.isascii() or _ACE in name:
            try:
                name = idna.encode(name, uts46=True).decode("ascii")
            except UnicodeError:
                raise cls.unreadable(Reason.CHARACTERS) from None
        if not _PLAIN.fullmatch(name):
            raise cls.unreadable(Reason.FORMAT)
        return name

    @property
    def registered_domain(self) -> str:
        """The part that somebody registered: one label under the public suffix, private suffixes included.

        `a.b.com.kz` gives `b.com.kz`, and `shop.github.io` is a registration of its own.
        """
        return _owner(self.canonical)

    @property
    def unicode(self) -> str:
        """The name in its own script (U-labels)."""
        return idna.decode(self.canonical) if _ACE in self.canonical else self.canonical

    @property
    def is_mixed(self) -> bool:
        """Whether letters of more than one script make the name: how look-alikes of known names are built.

        The suffix counts, so that a Cyrillic name under `.com` is mixed too (UTS 39 §5.1, more strictly).
        """
        return len({_script(char) for char in self.unicode if char.isalpha()}) > 1

    @property
    def safe_display(self) -> str:
        """The name in its own script; in A-labels if scripts are mixed, as browsers do."""
        return self.canonical if self.is_mixed else self.unicode

    @property
    def display(self) -> str:
        """The name in its own script; its A-labels in brackets beside it if scripts are mixed."""
        return f"{self.unicode} ({self.canonical})" if self.is_mixed else self.unicode

    @property
    def mask(self) -> str:
        """The public suffix and the beginning of what was registered under it."""
        subdomains = self.canonical.count(".") - self.registered_domain.count(".")
        name, suffix = self.safe_display.split(".", subdomains + 1)[-2:]
        return f"{shortened(name, head=3)}.{suffix}"


@cache
def _extractor() -> "TLDExtract":
    """The public suffix list as shipped with `tldextract`: never fetched, never cached on disk.

    Made when first asked for, because the import takes 0.2 s.
    """
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


def _owner(name: str) -> str:
    """The registered part of an ASCII name, or "" when there is none.

    The operator of a private suffix (`github.io`) owns the name under the registry's suffix.
    """
    extract = _extractor().extract_str
    private = extract(name, include_psl_private_domains=True).top_domain_under_public_suffix
    return private or extract(name).top_domain_under_public_suffix


def _is_suffix(name: str) -> bool:
    return bool(_extractor().extract_str(name).suffix)


def _script(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").partition(" ")[0]
