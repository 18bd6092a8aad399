"""Texts for people, in the country's languages, where there is no web framework."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from arasha.kernel import languages
from arasha.kernel.languages import LANGUAGES, mark, texts

WORDS = {
    "kk": {"Money passed on": "Ақша әрі қарай жіберілді", "Hold": "Ұстау"},
    "ru": {"Money passed on": "Деньги переданы дальше"},
}


@pytest.fixture
def catalogues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A Kazakh and a Russian catalogue with a few words."""
    for language, words in WORDS.items():
        catalogue = Catalog(locale=language)
        for message, text in words.items():
            catalogue.add(message, text)
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        path = tmp_path / language / "LC_MESSAGES" / "django.mo"
        path.parent.mkdir(parents=True)
        path.write_bytes(compiled.getvalue())
    monkeypatch.setattr(languages, "CATALOGUES", tmp_path)
    languages._catalogue.cache_clear()
    yield
    languages._catalogue.cache_clear()


def test_a_marked_text_is_itself() -> None:
    assert mark("Money passed on") == "Money passed on"


def test_a_text_is_given_in_all_three_languages(catalogues: None) -> None:
    assert texts("Money passed on") == {
        "kk": "Ақша әрі қарай жіберілді", "ru": "Деньги переданы дальше", "en": "Money passed on",
    }  # fmt: skip


def test_what_is_not_translated_is_said_in_english(catalogues: None) -> None:
    assert texts("Hold") == {"kk": "Ұстау", "ru": "Hold", "en": "Hold"}


def test_the_source_is_english_and_needs_no_catalogue(catalogues: None) -> None:
    assert not (languages.CATALOGUES / languages.SOURCE).exists()
    assert tuple(texts("Hold")) == LANGUAGES == ("kk", "ru", "en")
