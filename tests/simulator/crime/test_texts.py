"""Texts are said in both languages, with blanks that somebody fills, and name nobody real."""

import random
import re
from collections.abc import Iterator

import pytest

from arasha.simulator.crime.texts import blanks, phrases, tell, tenge

FILES = ("publications", "messages", "complaints")
KNOWN = {"amount", "phone", "iban", "url", "social", "number", "site", "wage"}
KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
LATIN = re.compile(r"[A-Za-z]{2,}")
MEANT = {"SMS", "SIM"}


def parts() -> Iterator[tuple[str, dict[str, list[str]]]]:
    for name in FILES:
        for kind, found in phrases(name).items():
            for part, languages in found.items():
                yield f"{name}.{kind}.{part}", languages


@pytest.mark.parametrize(("name", "languages"), list(parts()))
def test_a_part_is_said_in_both_languages_with_the_same_blanks(name: str, languages: dict[str, list[str]]) -> None:
    assert set(languages) == {"kk", "ru"}
    for phrasings in languages.values():
        assert phrasings
        for phrase in phrasings:
            assert blanks(phrase) <= KNOWN
            assert phrase == phrase.strip()
            assert not re.search(r"\d{7,}", phrase), "no number of anybody"
            assert set(LATIN.findall(re.sub(r"\{.*?\}", "", phrase))) <= MEANT
    assert all(blanks(phrase) == blanks(languages["kk"][0]) for found in languages.values() for phrase in found)


def test_kazakh_is_kazakh_and_russian_is_russian() -> None:
    for name in FILES:
        for kind, found in phrases(name).items():
            kazakh = " ".join(phrase for part in found.values() for phrase in part["kk"])
            russian = " ".join(phrase for part in found.values() for phrase in part["ru"])
            assert KAZAKH.search(kazakh), (name, kind)
            assert not KAZAKH.search(russian), (name, kind)


def test_what_a_victim_does_not_know_is_left_out() -> None:
    draw = random.Random(1)
    told = tell(draw, ("complaints", "safe_account"), "kk", {"amount": tenge(15_000_000), "phone": "", "iban": ""})
    assert "150 000" in told
    assert "нөмір" not in told


def test_texts_of_a_series_are_alike_and_not_the_same() -> None:
    draw = random.Random(1)
    said = {"amount": "80 000", "phone": "+447700900001"}
    told = {tell(draw, ("publications", "advertised"), "ru", said) for _ in range(40)}
    assert 5 < len(told) <= 18
    assert all("80 000" in text for text in told)
