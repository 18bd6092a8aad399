"""A typology as it is written: what is read, what is refused with its field, what becomes of it in the book."""

from typing import Any

import msgspec
import pytest

from arasha.domains.payments.facts import TypologyState, Verdict
from arasha.domains.payments.rules.book import book
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.kept import KeptBook
from arasha.domains.payments.rules.language import Condition, at_least, yes
from arasha.domains.payments.rules.table import RULES
from arasha.domains.payments.rules.typology import (
    TRANSITIONS,
    InForce,
    Part,
    Texts,
    check,
    check_second_person,
    check_transition,
    read,
    rule_of,
    rules_of,
)
from arasha.kernel.errors import Conflict, Forbidden, Malformed
from tests.support.typologies import draft


def test_a_file_is_read_as_it_was_written() -> None:
    assert read(msgspec.json.encode(draft())) == draft()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "LARGE_AT_NIGHT"}, "code"),
        ({"code": "T_large"}, "code"),
        ({"weight": 0}, "weight"),
        ({"weight": -100}, "weight"),
        ({"weight": 1001}, "weight"),
        ({"title": Texts("Атау", "Название", " ")}, "title.en"),
        ({"reason": Texts("Себеп", "п" * 301, "Reason")}, "reason.ru"),
        ({"when": []}, "when"),
        ({"when": [Part("AMOUNT", least=1)] * 13}, "when"),
        ({"when": [Part("AMOUNT_OF_LUCK", least=1)]}, "when[0].feature"),
        ({"when": [Part("AMOUNT", least=1), Part("NIGHT")]}, "when[1].least"),
        ({"when": [Part("AMOUNT", least=10**15 + 1)]}, "when[0].most"),
        ({"when": [Part("AMOUNT", least=2, most=1)]}, "when[0].most"),
        ({"when": [Part("AMOUNT", least=1, most=1000, of="D_LOAN_24H")]}, "when[0]"),
        ({"when": [Part("NIGHT", least=1), Part("AMOUNT", least=1, of="D_LOAN_24H")]}, "when[1].of"),
        ({"when": [Part("NIGHT", least=1), Part("AMOUNT", least=1, most=9, of="LUCK")]}, "when[1].of"),
        ({"when": [Part("NIGHT", 1, 1, outside=True)]}, "when[0]"),
    ],
)
def test_a_mistake_is_named_with_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        check(draft(**changes))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (b"{", None),
        (b'{"code":"T_X","weight":"much"}', "weight"),
        (b'{"code":"T_X","weight":1,"when":[{"feature":"AMOUNT","least":"1"}]}', "when[0].least"),
        (b'{"colour":"blue"}', None),
    ],
)
def test_what_is_no_typology_is_refused_where_it_goes_wrong(content: bytes, field: str | None) -> None:
    with pytest.raises(Malformed) as refused:
        read(content)
    assert refused.value.field == field


def test_a_typology_in_the_book_says_its_own_words() -> None:
    rule = rule_of(draft(ceiling="hold"), shadow=True)
    assert (rule.when, rule.ceiling, rule.shadow) == (
        (at_least(F.AMOUNT, 40_000_000), yes(F.NIGHT)), Verdict.HOLD, True,
    )  # fmt: skip
    kept = KeptBook(book(typologies=[rule]).plain())
    assert kept.lines[-1].told.reason["kk"] == "Түнде ірі төлем жасалады."
    assert kept.lines[0].told.title["ru"] == "Получатель подтверждён как мошеннический"


def test_a_condition_keeps_its_share_and_its_outside() -> None:
    parts = [Part("NIGHT", 1, 1), Part("AMOUNT", 500, 1000, "D_LOAN_24H"), Part("KIND", 1, 1, outside=True)]
    rule = rule_of(draft(when=parts), shadow=False)
    assert rule.when[1:] == (Condition(F.AMOUNT, 500, 1000, F.D_LOAN_24H), Condition(F.KIND, 1, 1, None, outside=True))


def test_typologies_stand_behind_the_table_in_their_order_and_other_words_are_another_version() -> None:
    both = [InForce(draft("T_B"), shadow=False), InForce(draft("T_A"), shadow=True)]
    made = book(typologies=rules_of(both))
    assert [rule.code for rule in made.rules[len(RULES) :]] == ["T_B", "T_A"]
    reworded = [InForce(draft("T_B", title=Texts("Б", "Б", "B")), shadow=False), both[1]]
    assert book(typologies=rules_of(reworded)).version != made.version


def test_a_book_of_the_first_release_is_read_by_its_codes_and_weights() -> None:
    kept = KeptBook([["REMOTE_ACCESS", 450], ["LONG_GONE", 10]])
    assert [(line.code, line.weight) for line in kept.fired(0b11)] == [("REMOTE_ACCESS", 450), ("LONG_GONE", 10)]
    assert kept.lines[1].told.title["kk"] == "LONG_GONE"


def test_only_a_second_person_and_only_from_shadow() -> None:
    assert {state for state, to in TRANSITIONS.items() if TypologyState.LIVE in to} == {TypologyState.SHADOW}
    with pytest.raises(Conflict):
        check_transition(TypologyState.DRAFT, TypologyState.LIVE)
    with pytest.raises(Forbidden):
        check_second_person({"person:a", "person:b"}, "person:b")
    check_second_person({"person:a", "person:b"}, "person:c")
