"""A rule book: its version, rules in shadow, and what it says to people."""

from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from arasha.domains.payments.rules.book import Book, WrongBook, book
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import Rule, at_least
from arasha.domains.payments.rules.table import RULES
from arasha.kernel.languages import CATALOGUES

ONE = Rule(code="ONE", weight=100, title="One", reason="One.", when=(at_least(F.AMOUNT, 1),))
TWO = Rule(code="TWO", weight=-200, title="Two", reason="Two.", when=(at_least(F.AMOUNT, 2),))


@pytest.mark.parametrize(
    "changed",
    [
        Book((replace(ONE, weight=101), TWO)),
        Book((replace(ONE, when=(at_least(F.AMOUNT, 3),)), TWO)),
        Book((replace(ONE, shadow=True), TWO)),
        Book((TWO, ONE)),
        Book((ONE,)),
    ],
)
def test_whatever_can_change_a_verdict_changes_the_version(changed: Book) -> None:
    assert changed.version != Book((ONE, TWO)).version


def test_other_words_are_no_other_version() -> None:
    assert Book((replace(ONE, title="Eins", reason="Eins."), TWO)).version == Book((ONE, TWO)).version


def test_a_version_fits_a_signed_32_bit_column() -> None:
    assert 0 <= book().version < 2**31


def test_rules_can_be_put_in_shadow_by_name() -> None:
    watched = book(shadow=["KEEPS_A_TENTH"])
    before = {rule.code for rule in book().rules if rule.shadow}
    assert {rule.code for rule in watched.rules if rule.shadow} == before | {"KEEPS_A_TENTH"}
    assert [rule.code for rule in watched.rules] == [rule.code for rule in book().rules]


def test_an_unknown_rule_cannot_be_put_in_shadow() -> None:
    with pytest.raises(WrongBook, match="there is no rule NO_SUCH_RULE to be put in shadow"):
        book(shadow=["NO_SUCH_RULE"])


def test_a_mask_is_read_heaviest_first() -> None:
    assert [rule.code for rule in Book((ONE, TWO)).fired(0b11)] == ["TWO", "ONE"]
    assert Book((ONE, TWO)).fired(0b10) == [TWO]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_rule_speaks_all_languages(language: str) -> None:
    with (Path(CATALOGUES) / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    said = {message.id: message.string for message in catalogue if message.id and not message.fuzzy}
    untold = {text for rule in RULES for text in (rule.title, rule.reason) if not said.get(text)}
    assert not untold
