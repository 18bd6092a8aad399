"""Out of what an entry arose: the centre's own sources in words that lead there, others as they were written."""

import pytest
from django.utils.translation import override

from arasha.interfaces.workspace.entry_source import Arose, arose

TOKEN = "ab" * 16


@pytest.mark.parametrize(
    ("source", "text", "address"),
    [
        ("review of payment 12", "Payment 12", "/en/payments/12/"),
        (f"complaint:5 {TOKEN}", "Report C-000005-3", "/en/reports/5/"),
        (f"standing risk of account {TOKEN} in 2026", "Standing risk of the account, 2026", f"/en/accounts/{TOKEN}/"),
    ],
)
def test_what_the_centre_wrote_is_said_in_words_and_leads_there(source: str, text: str, address: str) -> None:
    with override("en"):
        assert arose(source) == Arose(text, address)


@pytest.mark.parametrize("source", ["letter 12-3/456", "review of payment x", ""])
def test_what_somebody_else_wrote_stands_as_it_is(source: str) -> None:
    assert arose(source) == Arose(source)
