"""The catalogues of texts: `extract` adds what the code newly says, `prune` drops what it says no more, `check` fails
when something is missing, doubtful, left over, or names other placeholders than the English.

Texts stand in Python (`_()`, `mark()`) and in Django templates; JavaScript gets its texts from the page. Entries are
sorted by their English and carry no line numbers, so that two people's additions merge.
"""

import io
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parent.parent / "src" / "arasha"
PLURALS = {
    "kk": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
SINGULAR = ("_", "gettext", "gettext_lazy", "gettext_noop", "mark")
PLURAL = ("ngettext", "ngettext_lazy")
WITH_CONTEXT = ("pgettext", "pgettext_lazy")
PLURAL_WITH_CONTEXT = ("npgettext", "npgettext_lazy")
KEYWORDS = dict.fromkeys((*SINGULAR, *PLURAL, *WITH_CONTEXT, *PLURAL_WITH_CONTEXT))
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|\{\w*\}")

Key = tuple[str, str]  # context, English
Texts = dict[Key, str]  # the plural English, or nothing


def said() -> Texts:
    """Every text of the source."""
    found: Texts = {}
    for path in sorted(SOURCE.rglob("*.py")):
        found |= dict(_texts(path.read_text()))
    for path in sorted(SOURCE.rglob("templates/**/*.*")):
        calls = templatize(path.read_text(), origin=str(path))
        found |= dict(_texts("\n".join(line.strip() for line in calls.splitlines())))
    return found


def _texts(code: str) -> Iterator[tuple[Key, str]]:
    for _, function, arguments, _ in extract_python(io.BytesIO(code.encode()), KEYWORDS, (), {"encoding": "utf-8"}):
        words = [word for word in _several(arguments) if word]
        context = words.pop(0) if function in WITH_CONTEXT + PLURAL_WITH_CONTEXT and words else ""
        if words:
            yield (context, words[0]), words[1] if function in PLURAL + PLURAL_WITH_CONTEXT else ""


def _several(arguments: object) -> Sequence[str]:
    """Babel gives one argument as a text and several as a tuple."""
    return [arguments] if isinstance(arguments, str) else list(arguments) if isinstance(arguments, tuple) else []


def catalogue_of(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with _path(language).open("rb") as file:
        standing = read_po(file, locale=language)
    fresh = Catalog(locale=language, fuzzy=False)
    fresh.mime_headers = [("Plural-Forms", PLURALS[language])]
    for message in standing:
        if message.id:
            fresh.add(message.id, message.string, context=message.context, flags=message.flags)
    return fresh


def keep(language: str, catalogue: Catalog) -> None:
    """Write a catalogue."""
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    body = io.BytesIO()
    write_po(body, catalogue, width=110, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    text = f'{head}"Plural-Forms: {PLURALS[language]}\\n"\n\n{body.getvalue().decode().strip()}'
    _path(language).write_text(text.rstrip() + "\n")


def _path(language: str) -> Path:
    return SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def extract(*, prune: bool) -> int:
    """Bring the catalogues up to date; returns the exit status."""
    texts = said()
    for language in PLURALS:
        catalogue = catalogue_of(language)
        known = {_key(message): message for message in catalogue if message.id}
        for key in texts.keys() - known.keys():
            catalogue.add((key[1], texts[key]) if texts[key] else key[1], context=key[0] or None)
        for key in known.keys() - texts.keys() if prune else ():
            catalogue.delete(key[1], context=key[0] or None)
        keep(language, catalogue)
        print(f"{language}: {len(texts.keys() - known.keys())} new, {len(known.keys() - texts.keys())} left over")
    return 0


def check() -> int:
    """Say what is wrong with the catalogues; returns the exit status."""
    texts = said()
    wrong = [f"{language}: {line}" for language in PLURALS for line in problems(texts, catalogue_of(language))]
    print("\n".join(wrong) or f"{len(texts)} texts in {len(PLURALS)} translations are whole")
    return 1 if wrong else 0


def problems(texts: Mapping[Key, str], catalogue: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue."""
    known = {_key(message): message for message in catalogue if message.id}
    for key in sorted(texts.keys() | known.keys()):
        message = known.get(key)
        if key not in texts:
            yield f"left over: {key[1]}"
        elif message is None or not _forms(message) or not all(_forms(message)):
            yield f"missing: {key[1]}"
        elif message.fuzzy:
            yield f"doubtful: {key[1]}"
        elif any(_placeholders(form) != _placeholders(key[1]) for form in _forms(message)[-1:]):
            yield f"other placeholders: {key[1]}"


def _key(message: Message) -> Key:
    english = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return message.context or "", english


def _forms(message: Message) -> list[str]:
    return [
        str(form or "") for form in (message.string if isinstance(message.string, (tuple, list)) else [message.string])
    ]


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


COMMANDS = {"extract": lambda: extract(prune=False), "prune": lambda: extract(prune=True), "check": check}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1] if len(sys.argv) > 1 else "check"]())
