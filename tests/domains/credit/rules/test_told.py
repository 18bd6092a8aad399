"""Everything that can happen is told, in words that hold in all languages."""

from arasha.domains.credit.facts.refusing import What
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.domains.credit.rules.told import WORDS, refused_in_words
from arasha.kernel.languages import LANGUAGES, texts
from arasha.kernel.money import tenge

VALUES = {"refused": "x", "until": "y", "lender": "z"}


def test_everything_that_can_happen_has_words_in_every_language() -> None:
    assert set(WORDS) == set(What)
    for said in WORDS.values():
        for message in said:
            for language, text in texts(message).items():
                assert text % VALUES, language
                assert all((f"%({name})s" in text) == (f"%({name})s" in message) for name in VALUES)


def test_what_is_refused_is_said_as_part_of_a_sentence() -> None:
    said = refused_in_words(Refused(Scope.REMOTE | Scope.ABOVE, tenge(500_000)))
    assert set(said) == set(LANGUAGES)
    assert said["en"] == "loans over the internet or by telephone, loans larger than 500\u00a0000\u00a0₸"
    assert refused_in_words(Refused(Scope.NONE))["en"] == "none"
