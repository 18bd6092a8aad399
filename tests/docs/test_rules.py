"""The page for authors of rules: its rule can be a rule, its question to the store can be asked."""

import pytest
from django.db import connection

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.rules import table
from arasha.domains.payments.rules.book import Book
from arasha.domains.payments.rules.language import Rule
from tests.docs.pages import ROOT, blocks
from tests.support.recorded import given

PAGE = ROOT / "docs" / "how-to" / "add-a-rule.md"


def test_the_rule_of_the_page_can_stand_in_the_book() -> None:
    code = blocks(PAGE, "python")[0].rstrip().rstrip(",")
    rule = eval(compile(code, PAGE.name, "eval"), vars(table))
    assert isinstance(rule, Rule)
    assert rule.shadow
    assert Book((*table.RULES, rule)).rules[-1] is rule


@pytest.mark.django_db
def test_what_a_rule_in_shadow_would_have_seen_is_asked_of_the_store_as_the_page_says() -> None:
    given(Verdict.HOLD)
    question = blocks(PAGE, "sql")[0].replace("SWAPPED_AND_EMPTIED", "NEW_PAYEE_DURING_CALL")
    with connection.cursor() as cursor:
        cursor.execute(question)
        assert cursor.fetchall() == [], "it decided something, and was not in shadow"
        cursor.execute(question.replace("shadow >>", "reasons >>"))
        assert cursor.fetchall() == [(1, 0, "")]
