"""Text as people type and paste it, made plain: invisible marks, exotic digits, separators, grouping."""

import unicodedata

HIDDEN = "•••"

_JOINERS = "\u200c\u200d"  # the two format characters that IDNA 2008 lets into names (RFC 5892 appendix A)
_SEPARATORS = dict.fromkeys(map(ord, " \t-\u2010\u2011\u2012\u2013\u2014\u2212"))
_PUNCTUATION = _SEPARATORS | dict.fromkeys(map(ord, "()./"))


def clean(raw: str) -> str:
    """`raw` in Unicode form NFKC, without outer white space and without invisible format characters.

    No-break spaces become spaces; soft hyphens, byte-order marks and direction marks go; half a surrogate
    pair, which is no character, becomes U+FFFD.
    """
    if raw.isascii():
        return raw.strip()
    return unicodedata.normalize("NFKC", "".join(map(_visible, raw))).strip()


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cs":
        return "\ufffd"
    return "" if category == "Cf" and char not in _JOINERS else char


def compact(text: str) -> str:
    """Cleaned `text` as one run: no spaces, hyphens or dashes, and decimal digits of any script as 0–9."""
    return _run(text, _SEPARATORS)


def numeral(text: str) -> str:
    """Cleaned `text` of a number as one run: as `compact`, and without brackets, full stops and slashes."""
    return _run(text, _PUNCTUATION)


def _run(text: str, dropped: dict[int, None]) -> str:
    if text.isascii():
        return text if text.isalnum() else text.translate(dropped)
    return "".join(str(unicodedata.decimal(char, char)) for char in text.translate(dropped))


def grouped(text: str, *sizes: int) -> str:
    """`text` with a space after each of `sizes` characters; the last size repeats until the text ends."""
    groups: list[str] = []
    start = 0
    while start < len(text):
        size = sizes[min(len(groups), len(sizes) - 1)]
        groups.append(text[start : start + size])
        start += size
    return " ".join(groups)


def dotted(text: str, head: int = 0, tail: int = 0) -> str:
    """A number with all but its first `head` and last `tail` characters hidden one by one; spaces stay."""
    last = len(text) - tail
    return "".join(char if char == " " or not head <= at < last else "•" for at, char in enumerate(text))


def shortened(text: str, head: int = 0, tail: int = 0) -> str:
    """A name with its middle and its length hidden: at most `head` first and `tail` last characters stay.

    Of a short name fewer stay: never more than a third from either end.
    """
    head = min(head, len(text) // 3)
    tail = min(tail, len(text) // 3)
    return text[:head] + HIDDEN + text[len(text) - tail :]
