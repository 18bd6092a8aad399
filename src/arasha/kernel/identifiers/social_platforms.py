"""The social platforms whose handles are read: their hosts, links, and rules of characters and case.

Platforms change their rules without notice, so all of it is data in one table.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from arasha.kernel.identifiers.phone import Phone


class Platform(StrEnum):
    """Where a handle is somebody's."""

    TELEGRAM = "telegram"
    INSTAGRAM = "instagram"
    VK = "vk"
    TIKTOK = "tiktok"
    FACEBOOK = "facebook"
    YOUTUBE = "youtube"
    WHATSAPP = "whatsapp"
    OK = "ok"
    THREADS = "threads"
    X = "x"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one platform's handles and links look like.

    `hosts` are those of its links, the first in the links that we show; `names` are patterns of handles in
    which case does not count, `codes` of ids in which it does; `fold` takes out of a name what the platform
    does not tell apart; `aliases` are other beginnings of a path, with what stands for them; `pages` are the
    platform's own, which look like handles once folded; `at` says that links put @ before a name.
    """

    hosts: tuple[str, ...]
    names: str
    codes: str = "(?!)"
    fold: Callable[[str], str] = str.lower
    aliases: Mapping[str, str] = field(default_factory=dict)
    pages: frozenset[str] = frozenset()
    at: bool = False

    def handle(self, path: str) -> str:
        """The handle that `path` begins with, in the one form of all its spellings; "" if there is none."""
        for alias, meaning in self.aliases.items():
            if path.startswith(alias):
                path = meaning + path.removeprefix(alias)
        if code := _beginning(self.codes, path):
            return code
        name = self._name(path.removeprefix("@"))
        folded = self.fold(name) if name else ""
        return folded if folded == self._name(folded) and folded not in self.pages else ""

    def _name(self, path: str) -> str:
        return _beginning(f"(?i:{self.names})", path)


def _beginning(pattern: str, path: str) -> str:
    """What of `path` fits `pattern`, up to its next part; "" when nothing does."""
    match = re.match(rf"(?:{pattern})(?=$|[/?&])", path)
    return match[0] if match else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _without_stops(name: str) -> str:
    return name.lower().replace(".", "")


def _phone(number: str) -> str:
    return Phone.parse(number).canonical


_INSTAGRAM_NAMES = r"(?![a-z0-9._]{31})[a-z0-9_]+(?:\.[a-z0-9_]+)*"

RULES = {
    Platform.TELEGRAM: Rule(
        hosts=("t.me", "telegram.me", "telegram.dog"),
        names=r"(?![a-z0-9_]{33})[a-z](?:_?[a-z0-9]){3,}",
        codes=r"\+[A-Za-z0-9_-]{16,32}",
        aliases={"s/": "", "joinchat/": "+"},
        pages=_words("share addstickers addemoji addlist proxy socks login setlanguage confirmphone"),
    ),
    Platform.INSTAGRAM: Rule(
        hosts=("instagram.com",),
        names=_INSTAGRAM_NAMES,
        pages=_words("p tv reel reels explore stories accounts direct about legal share"),
    ),
    Platform.VK: Rule(
        hosts=("vk.com", "vk.ru"),
        names=r"(?!(?:wall|photo|video|album|topic|audio|clip|story|market)\d)"
        r"(?![a-z0-9._]{33})[a-z](?:\.?[a-z0-9_]){2,}",
        pages=_words("feed away.php login search friends groups video audio music clips market share.php"),
    ),
    Platform.TIKTOK: Rule(
        hosts=("tiktok.com",),
        names=r"(?![a-z0-9._]{25})[a-z0-9_.]+[a-z0-9_]",
        pages=_words("tag music discover explore foryou following live login about search upload"),
        at=True,
    ),
    Platform.FACEBOOK: Rule(
        hosts=("facebook.com", "fb.com", "web.facebook.com"),
        names=r"(?:\.*[a-z0-9]){5,50}",
        fold=_without_stops,
        aliases={"profile.php?id=": ""},
        pages=_words("groups watch share sharer sharerphp events marketplace login people pages photo photophp story"),
    ),
    Platform.YOUTUBE: Rule(
        hosts=("youtube.com",),
        names=r"[\w.·-]{3,30}",
        codes=r"channel/UC[A-Za-z0-9_-]{22}",
        pages=_words("watch shorts playlist results feed embed live channel user hashtag gaming premium"),
        at=True,
    ),
    Platform.WHATSAPP: Rule(
        hosts=("wa.me", "api.whatsapp.com", "web.whatsapp.com"),
        names=r"\+?[0-9]{7,15}",
        fold=_phone,
        aliases={"send?phone=": "", "send/?phone=": ""},
    ),
    Platform.OK: Rule(
        hosts=("ok.ru",),
        names=r"(?:profile|group)/[0-9]+|[a-z][a-z0-9._-]{1,31}",
        pages=_words("feed video music games search live help market dk profile group"),
    ),
    Platform.THREADS: Rule(
        hosts=("threads.net", "threads.com"), names=_INSTAGRAM_NAMES, pages=_words("search login"), at=True
    ),
    Platform.X: Rule(
        hosts=("x.com", "twitter.com", "mobile.twitter.com"),
        names="[a-z0-9_]{1,15}",
        pages=_words("home i search intent share hashtag explore login signup settings messages notifications"),
    ),
}
PLATFORM_BY_HOST = {host: platform for platform, rule in RULES.items() for host in rule.hosts}
