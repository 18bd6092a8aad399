"""What everybody may know of refusals of credit: the page in three languages, and the table."""

import csv
from io import StringIO

import pytest
from django.test import Client as Browser

from arasha.domains.credit.actions import figures
from tests.domains.credit import disputes
from tests.support.credit import APAI, Counter, token_of

pytestmark = pytest.mark.django_db

ADDRESS = "/help/transparency/credit/"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_it_is_shown_lender_by_lender(counter: Counter, language: str) -> None:
    assert Browser().get(f"/{language}{ADDRESS}").status_code == 200
    disputes.dispute(counter)
    figures.publish()
    shown = Browser().get(f"/{language}{ADDRESS}").content.decode()
    name = {"kk": "TAZSHAKZ банкі", "ru": "Банк TAZSHAKZ", "en": "Bank TAZSHAKZ"}[language]
    assert shown.index(name) < shown.index("</table>")
    assert APAI not in shown
    assert token_of(APAI).hex() not in shown
    assert f"/{language}{ADDRESS}" in Browser().get(f"/{language}/help/transparency/").content.decode()


def test_the_table_holds_every_figure(counter: Counter) -> None:
    disputes.dispute(counter)
    figures.publish()
    answer = Browser().get(f"/en{ADDRESS}table/")
    rows = {(row["figure"], row["of"]): row["value"] for row in csv.DictReader(StringIO(answer.content.decode()))}
    assert rows["sets", ""] == "1"
    assert rows["answers", "deny"] == "1"
    assert rows["lender_without_asking", "TAZSHAKZ"] == "1"
    assert rows["lender_against_answer", "ALDARKZA"] == "1"
