"""Contests on screen: taken down, suspended, decided by somebody else; the queue with its clocks; the notice's code."""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from arasha.domains.registry import actions, queries
from arasha.domains.registry.facts import EntryState
from arasha.domains.registry.models import Contest, Entry, Removal
from arasha.kernel import clock
from arasha.kernel.access.actions import connect_institution
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.access.roles import Role
from arasha.kernel.log import ledger, receipts
from arasha.kernel.outbox import read
from tests.domains.registry.entries import FOUND, GATEWAY, REPORTED, TOKEN, history, proposal, propose
from tests.support.cast import AIGERIM, DANIYAR, DROP, SAULE, TOSTIK
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")

WORDS = "the account was opened with my stolen card"


def confirmed() -> Entry:
    return actions.confirm_entry(propose().id, DANIYAR)


def contested() -> Contest:
    return actions.file_contest_of(confirmed().id, WORDS, AIGERIM)


def page_of(browser: Browser, entry: Entry) -> str:
    answer = browser.get(f"/en/registry/{entry.id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_contest_that_came_by_telephone_is_taken_and_its_clock_runs(log_in: LogIn) -> None:
    entry, browser = confirmed(), log_in(Role.ANALYST)
    browser.post(f"/en/registry/{entry.id}/contest/", {"words": WORDS})
    page = page_of(browser, entry)
    assert WORDS in page
    assert "Decide by" in page
    assert "Decide the contest" not in page, "an analyst takes it and does not decide"


def test_an_empty_contest_is_not_taken(log_in: LogIn) -> None:
    entry = confirmed()
    answer = log_in(Role.ANALYST).post(f"/en/registry/{entry.id}/contest/", {"words": " "})
    assert answer.status_code == 422
    assert "Write what the person says." in answer.content.decode()


def test_who_had_no_part_in_it_decides_with_three_verbs(log_in: LogIn) -> None:
    contest, browser = contested(), log_in(Role.SUPERVISOR)
    page = page_of(browser, contest.entry)
    assert page.count("data-decide=") == 3
    browser.post(f"/en/registry/contests/{contest.id}/decide/", {"outcome": "removed", "reason": "he is right"})
    page = page_of(browser, contest.entry)
    assert "he is right" in page
    assert "It has ended and counts no more." in page
    assert history(contest.entry)[-1] == "registry.contest_decided"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"outcome": "upheld", "reason": ""}, "Write why: the person reads it."),
        ({"outcome": "corrected", "reason": "milder"}, "Choose one of those offered."),
        ({"outcome": "forgotten", "reason": "why"}, "Choose one of those offered."),
    ],
)
def test_a_decision_without_what_it_needs_comes_again(log_in: LogIn, form: dict[str, str], said: str) -> None:
    contest = contested()
    answer = log_in(Role.SUPERVISOR).post(f"/en/registry/contests/{contest.id}/decide/", form)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_corrected_entry_counts_for_less(log_in: LogIn) -> None:
    contest = contested()
    form = {"outcome": "corrected", "reason": "one payment", "tier": "low"}
    log_in(Role.SUPERVISOR).post(f"/en/registry/contests/{contest.id}/decide/", form)
    assert Entry.objects.get().state == EntryState.REDUCED


def test_its_effect_can_be_suspended_until_then(log_in: LogIn) -> None:
    contest, browser = contested(), log_in(Role.SUPERVISOR)
    browser.post(f"/en/registry/contests/{contest.id}/suspend/")
    assert "has no effect until the contest is decided" in page_of(browser, contest.entry)
    assert queries.tiers({contest.entry.token}) == {}


def test_the_queue_shows_who_waits_the_first_to_run_out_first_and_nobody_in_full(log_in: LogIn) -> None:
    contest = contested()
    Contest.objects.update(due_at=clock.now() - timedelta(hours=1))
    page = log_in(Role.PROSECUTOR).get("/en/registry/contests/").content.decode()
    assert f'href="/en/registry/{contest.entry.id}/"' in page
    assert "overdue" in page
    assert DROP.account not in page
    assert WORDS not in page


def test_who_has_not_forgotten_in_time_stands_in_the_queue(log_in: LogIn) -> None:
    connect_institution(TOSTIK.code, InstitutionKind.BANK, TOSTIK.names, SAULE)
    actions.withdraw_entry(confirmed().id, "a mistake", DANIYAR)
    assert (
        "Every institution has confirmed in time."
        in log_in(Role.ANALYST).get("/en/registry/contests/").content.decode()
    )
    Removal.objects.update(due_at=clock.now() - timedelta(hours=1))
    assert TOSTIK.code in log_in(Role.ANALYST).get("/en/registry/contests/").content.decode()


def test_the_code_of_a_notice_is_shown_once(log_in: LogIn) -> None:
    entry, browser = confirmed(), log_in(Role.SUPERVISOR)
    assert f"/en/registry/{entry.id}/notice/" in page_of(browser, entry)
    answer = browser.post(f"/en/registry/{entry.id}/notice/")
    code = answer.context["code"]
    assert code in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert queries.for_person(queries.reference_of(entry), code).entry == entry.id
    assert code not in page_of(browser, entry)
    assert browser.post(f"/en/registry/{entry.id}/notice/").status_code == 409


def test_what_a_process_proposed_is_given_a_soft_effect(log_in: LogIn) -> None:
    entry, browser = propose(proposal(evidence=(FOUND,)), GATEWAY), log_in(Role.ANALYST)
    page = page_of(browser, entry)
    assert "Nobody has looked at it yet: it has no effect." in page
    browser.post(f"/en/registry/{entry.id}/effect/")
    assert "Until then it can warn and no more." in page_of(browser, entry)


def test_too_little_evidence_is_said_and_can_be_added(log_in: LogIn) -> None:
    connect_institution(TOSTIK.code, InstitutionKind.BANK, TOSTIK.names, SAULE)
    entry, browser = propose(proposal(evidence=(FOUND,))), log_in(Role.SUPERVISOR)
    page = page_of(browser, entry)
    assert "1 independent reporter is missing" in page
    assert "/confirm/" not in page
    assert browser.post(f"/en/registry/{entry.id}/confirm/").status_code == 409
    form = {"evidence": REPORTED.kind, "reporter": REPORTED.reporter, "document": ""}
    browser.post(f"/en/registry/{entry.id}/evidence/", form)
    page = page_of(browser, entry)
    assert "enough to confirm it" in page
    assert "/confirm/" in page


def test_an_act_needs_its_number(log_in: LogIn) -> None:
    entry = propose()
    form = {"evidence": "police_act", "reporter": "", "document": ""}
    answer = log_in(Role.ANALYST).post(f"/en/registry/{entry.id}/evidence/", form)
    assert answer.status_code == 422
    assert 'id="error_document"' in answer.content.decode()


def test_a_confirmed_entry_is_reduced_with_a_reason(log_in: LogIn) -> None:
    entry, browser = confirmed(), log_in(Role.SUPERVISOR)
    assert browser.post(f"/en/registry/{entry.id}/reduce/", {"tier": "low", "reason": ""}).status_code == 422
    browser.post(f"/en/registry/{entry.id}/reduce/", {"tier": "low", "reason": "he gave it back"})
    assert "he gave it back" in page_of(browser, entry)


def test_a_victim_s_protection_is_seen_and_lifted_with_a_reason(log_in: LogIn) -> None:
    entry, protection = propose(), actions.protect(TOKEN, "complaint:5", GATEWAY)
    assert protection is not None
    browser = log_in(Role.SUPERVISOR)
    assert "nothing counts against it" in page_of(browser, entry)
    address = f"/en/registry/protections/{protection.id}/lift/"
    browser.post(address, {"lift": "he is the thief", "back": f"/en/registry/{entry.id}/"})
    assert queries.protection_of(entry.token) is None


def test_a_prosecutor_reads_all_of_it_and_is_offered_no_verb(log_in: LogIn) -> None:
    contest = contested()
    page = page_of(log_in(Role.PROSECUTOR), contest.entry)
    assert WORDS in page
    assert "data-decide" not in page
    assert 'method="post" action="/en/registry' not in page


def test_every_step_of_a_contested_and_removed_entry_has_a_receipt_that_proves_it(log_in: LogIn) -> None:
    connect_institution(TOSTIK.code, InstitutionKind.BANK, TOSTIK.names, SAULE)
    contest, browser = contested(), log_in(Role.SUPERVISOR)
    form = {"outcome": "removed", "reason": "he is right"}
    browser.post(f"/en/registry/contests/{contest.id}/decide/", form)
    facts = list(read.about(f"entry:{contest.entry.id}"))
    assert {fact.fact.kind() for fact in facts} >= {
        "registry.entry_added", "registry.entry_confirmed", "registry.notice_queued", "registry.contest_filed",
        "registry.entry_withdrawn", "registry.removal_asked", "registry.contest_decided",
    }  # fmt: skip
    for fact in facts:
        file = browser.get(f"/en/registry/{contest.entry.id}/facts/{fact.sequence}.json")
        proved = receipts.verify(receipts.parse(file.content), ledger.signer().verifier)
        assert proved.leaf["fact"]["kind"] == fact.fact.kind()
        assert WORDS not in file.content.decode()
