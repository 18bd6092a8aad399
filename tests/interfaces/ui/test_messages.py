"""The catalogues are whole: a text that is said in English is said in Kazakh and Russian too."""

import pytest
from babel.messages.catalog import Catalog
from scripts import messages
from scripts.messages import Texts

SAID: Texts = {("", "%(count)d day"): "%(count)d days", ("", "Queue"): ""}


@pytest.mark.parametrize("language", messages.PLURALS)
def test_no_text_is_missing_doubtful_or_left_over(language: str) -> None:
    assert list(messages.problems(messages.said(), messages.catalogue_of(language))) == []


def test_what_is_wrong_with_a_catalogue_is_found() -> None:
    catalogue = Catalog(locale="kk")
    catalogue.add(("%(count)d day", "%(count)d days"), ("%(count)d күн", "күн"))
    catalogue.add("Old", "Ескі")
    assert list(messages.problems(SAID, catalogue)) == [
        "other placeholders: %(count)d day", "left over: Old", "missing: Queue",
    ]  # fmt: skip


def test_texts_are_found_in_code_and_in_templates() -> None:
    said = messages.said()
    assert ("section", "Queue") in said
    assert ("", "Log in") in said
    assert said["", "%(count)d day"] == "%(count)d days"
