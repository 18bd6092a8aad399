"""What happened to people's refusals, in words: for their pages, and for messages to the state's portal."""

from collections.abc import Mapping
from datetime import datetime

from arasha.domains.credit.facts.refusing import What
from arasha.domains.credit.models import RefusalEvent
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.domains.credit.rules.told import WORDS, Told, refused_in_words
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.languages import LANGUAGES, texts

__all__ = ["Told", "refused_words", "words"]

WRITTEN = "%d.%m.%Y %H:%M"


def words(event: RefusalEvent, lender: Institution | None = None) -> dict[str, Told]:
    """A line of the history in each language; `lender` is the one of which it tells, if it tells of one."""
    said = WORDS[What(event.what)]
    titles, meanings = texts(said.title), texts(said.text)
    refused = refused_in_words(Refused(Scope(event.scope), event.above))
    return {
        language: Told(*(text % _values(refused[language], event.until, lender, language) for text in pair))
        for language, pair in {each: (titles[each], meanings[each]) for each in LANGUAGES}.items()
    }


def refused_words(scope: Scope, above: int) -> dict[str, str]:
    """What is refused, in each language, as part of a sentence."""
    return refused_in_words(Refused(scope, above))


def _values(refused: str, until: datetime | None, lender: Institution | None, language: str) -> Mapping[str, str]:
    return {
        "refused": refused,
        "until": clock.on_screen(until).strftime(WRITTEN) if until else "",
        "lender": (getattr(lender, f"name_{language}", "") or lender.code) if lender else "",
    }
