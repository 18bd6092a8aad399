"""The glossary uses the words of the screens, in all three languages."""

from collections import defaultdict

import pytest
from babel.messages.pofile import read_po

from tests.docs.pages import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
LOCALE = ROOT / "src" / "arasha" / "locale"
ON_SCREENS = " •"

Row = tuple[str, str, str]


def entries() -> list[Row]:
    """English, Russian and Kazakh of every term."""
    lines = [line.strip("| ").split(" | ") for line in GLOSSARY.read_text().splitlines() if line.startswith("| ")]
    return [(cells[0], cells[1], cells[2]) for cells in lines if cells[0] != "English"]


def marked() -> list[Row]:
    """The terms that stand on screens in the same words."""
    return [(row[0].removesuffix(ON_SCREENS), row[1], row[2]) for row in entries() if row[0].endswith(ON_SCREENS)]


def said(language: str) -> dict[str, set[str]]:
    """What the screens say for an English text, in small letters; several where the context tells them apart."""
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    found = defaultdict[str, set[str]](set)
    for message in catalogue:
        if isinstance(message.id, str) and isinstance(message.string, str):  # those with plurals are no terms
            found[message.id.lower()].add(message.string.lower())
    return dict(found)


@pytest.mark.parametrize(("language", "place"), [("ru", 1), ("kk", 2)])
def test_terms_that_stand_on_screens_are_the_same_there(language: str, place: int) -> None:
    words = said(language)
    wrong = {
        row[0]: words.get(row[0].lower()) for row in marked() if row[place].lower() not in words.get(row[0].lower(), ())
    }
    assert not wrong


def test_many_terms_are_held_to_the_screens_and_none_is_told_twice() -> None:
    assert len(marked()) > 25
    terms = [english for english, *_ in entries()]
    assert len(terms) == len(set(terms)) > 80


def test_every_term_is_told_in_all_three_languages() -> None:
    assert all(all(cell.strip() for cell in row) for row in entries())
