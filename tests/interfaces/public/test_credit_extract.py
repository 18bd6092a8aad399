"""A person's own extract: for whoever has said who he is, about himself alone."""

import pytest
from django.test import Client as Browser

from arasha.domains.credit.facts.disputes import BundleMade
from arasha.domains.credit.rules import dispute
from arasha.kernel.log import ledger
from arasha.kernel.outbox import read
from tests.domains.credit import disputes
from tests.interfaces.public.people import at_the_page
from tests.support.credit import APAI, STUDENT, Counter, token_of

pytestmark = pytest.mark.django_db

ADDRESS = "/ru/help/credit/extract/"


def test_who_is_nobody_yet_is_asked_who_he_is() -> None:
    assert Browser().get(ADDRESS).headers["Location"].startswith("/ru/help/sign-in/?next=")
    assert Browser().post(ADDRESS).status_code == 302


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_page_says_what_is_in_it(language: str) -> None:
    assert at_the_page(APAI).get(f"/{language}/help/credit/extract/").status_code == 200


def test_the_extract_is_about_the_person_alone_and_proves_itself(counter: Counter) -> None:
    disputes.dispute(counter)
    for iin, pieces in ((APAI, 6), (STUDENT, 1)):
        answer = at_the_page(iin).post(ADDRESS)
        assert answer.headers["Content-Type"] == "application/zip"
        assert iin not in answer.headers["Content-Disposition"]
        bundle = dispute.parse(answer.content)
        assert (bundle.person, bundle.iin, len(bundle.receipts)) == (token_of(iin).hex(), iin, pieces)
        dispute.verify(bundle, ledger.signer().verifier)
    assert [fact.actor for fact in read.since(0, [BundleMade.kind()])] == ["process:public"] * 2
