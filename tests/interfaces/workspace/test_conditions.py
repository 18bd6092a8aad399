"""Conditions between people and the engine: what is typed, what is meant, what is said of a mistake."""

import pytest
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as some

from arasha.domains.payments.actions.typologies import Part
from arasha.domains.payments.queries.features import Column, columns
from arasha.interfaces.workspace import bounds, conditions
from arasha.interfaces.workspace.conditions import HOWS, Row

PAIR, PASSED = "D_PAIR_AGE_S", "D_PASSED_ON_24H"


def typed(*rows: dict[str, str]) -> list[Row]:
    form = QueryDict(mutable=True)
    form["rows"] = str(len(rows))
    form.update({f"{name}-{place}": value for place, row in enumerate(rows) for name, value in row.items()})
    return conditions.read(form)


def one(**values: str) -> Row:
    (row,) = typed(values)
    return row


@pytest.mark.parametrize(
    ("values", "meant"),
    [
        ({"feature": "AMOUNT", "how": "at_least", "low": "50 000"}, Part("AMOUNT", 5_000_000, None)),
        ({"feature": "AMOUNT", "how": "at_most", "low": "0,5"}, Part("AMOUNT", 0, 50)),
        ({"feature": PAIR, "how": "at_most", "low": "3", "length": "d"}, Part(PAIR, 0, 3 * 86_400)),
        ({"feature": PAIR, "how": "never"}, Part(PAIR, -1, -1)),
        ({"feature": PAIR, "how": "never_or", "low": "90", "length": "min"}, Part(PAIR, None, 5_400)),
        ({"feature": PASSED, "how": "between", "low": "85", "high": "99.5"}, Part(PASSED, 850, 995)),
        ({"feature": "NIGHT", "how": "exactly", "low": "1"}, Part("NIGHT", 1, 1)),
        ({"feature": "KIND", "how": "other", "low": "1"}, Part("KIND", 1, 1, outside=True)),
        (
            {"feature": "C_NEW_SENDERS_24H", "how": "at_least", "low": "50", "of": "C_SENDERS_7D"},
            Part("C_NEW_SENDERS_24H", 500, 1000, of="C_SENDERS_7D"),
        ),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_the_engines_whole_numbers(values: dict[str, str], meant: Part) -> None:
    row = one(**values)
    assert not row.errors
    assert row.part == meant


@pytest.mark.parametrize(
    ("values", "field", "said"),
    [
        ({"feature": "AMOUNT", "how": "at_least", "low": "much"}, "low", "Write a number in digits"),
        ({"feature": "AMOUNT", "how": "at_least", "low": "nan"}, "low", "Write a number from 0"),
        ({"feature": "AMOUNT", "how": "at_least", "low": "-5"}, "low", "Write a number from 0"),
        ({"feature": "AMOUNT", "how": "at_least", "low": "1.001"}, "low", "too fine"),
        ({"feature": "D_SENDERS_7D", "how": "at_least", "low": "1.5"}, "low", "a whole number"),
        ({"feature": "AMOUNT", "how": "between", "low": "9", "high": "5"}, "high", "not be less"),
        ({"feature": "KIND", "how": "exactly", "low": "77"}, "low", "Choose one"),
        ({"feature": "NOWHERE", "how": "exactly", "low": "1"}, "feature", "Choose one"),
        ({"feature": "AMOUNT", "how": "at_least", "low": "5", "of": "NOWHERE"}, "of", "Choose one"),
        ({"feature": "AMOUNT", "how": "at_least", "low": "150", "of": "D_IN_SUM_7D"}, "low", "the other way round"),
    ],
)
def test_a_mistake_is_said_beside_its_field_with_the_remedy(values: dict[str, str], field: str, said: str) -> None:
    with override("en"):
        row = one(**values)
        assert said in row.errors[field]
    assert row.part is None


def test_rows_that_were_not_begun_mean_nothing_and_rows_beyond_the_last_are_left_out() -> None:
    rows = typed({"feature": ""}, *({"feature": "NIGHT", "how": "exactly", "low": "1"},) * (conditions.MOST_ROWS + 3))
    assert [row.begun for row in rows] == [False] + [True] * (conditions.MOST_ROWS - 1)
    assert conditions.read(QueryDict("rows=x")) == []


def test_every_unit_can_be_typed_and_every_comparison_has_a_word() -> None:
    for column in columns():
        measure = bounds.MEASURES[column.unit]
        assert set(conditions.hows_of(measure)) <= set(HOWS)


@given(some.sampled_from(columns()), some.integers(0, 10**9), some.integers(0, 10**9), some.data())
def test_what_the_form_shows_is_read_as_what_was_meant(
    column: Column, low: int, high: int, data: some.DataObject
) -> None:
    measure = bounds.MEASURES[column.unit]
    how = data.draw(some.sampled_from(conditions.hows_of(measure)))
    least, most = sorted((low, high))
    if measure.choices is not None:
        least = most = data.draw(some.sampled_from(sorted(measure.choices)))
    part = conditions._PARTS[how](column.name, least, most)
    values = conditions.row_of(part).values
    assert one(**values).part == part


def test_a_condition_is_told_in_words() -> None:
    parts = [
        Part("AMOUNT", 5_000_000, None), Part(PAIR, -1, -1), Part(PASSED, 850, 995),
        Part("C_NEW_SENDERS_24H", 500, 1000, of="C_SENDERS_7D"), Part(PAIR, None, -1),
    ]  # fmt: skip
    with override("en"):
        told = [(feature, compared.replace("\N{NO-BREAK SPACE}", " ")) for feature, compared in conditions.told(parts)]
    assert told == [
        ("Amount · The payment", "at least 50 000 ₸"),
        (
            "Since the first payment between these two · The account that pays",
            "is not there: never, of nothing, not known",
        ),
        ("Passed on, of what came in within 24 hours · The account that pays", "from 85 % to 99.5 %"),
        (
            "New senders in 24 hours · The account that is paid",
            "at least 50 % of: Different senders in 7 days · The account that is paid",
        ),
        (
            "Since the first payment between these two · The account that pays",
            "is not there: never, of nothing, not known",
        ),
    ]
