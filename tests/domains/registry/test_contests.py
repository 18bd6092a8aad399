"""Contests: the person says that an entry is wrong; somebody else decides in time, or the effect ends by itself."""

from datetime import timedelta

import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.actions import Ruling
from arasha.domains.registry.facts import ContestState, EntryState
from arasha.domains.registry.models import Contest, Entry, Notice
from arasha.domains.registry.queries import Concerning
from arasha.kernel import clock, references, terms
from arasha.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By
from arasha.kernel.references import Letter
from arasha.kernel.terms import Code
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import DROPS_ACCOUNT, SALTANAT, history, proposal, propose
from tests.support.cast import AIGERIM, DANIYAR

pytestmark = pytest.mark.usefixtures("db")

CITIZEN = By("process:public", "appeal")
WORDS = "Менің шотымды басқа біреу пайдаланды"


def confirmed() -> Entry:
    return actions.confirm_entry(propose(proposal(Tier.VERY_HIGH)).id, DANIYAR)


def filed(entry: Entry) -> Contest:
    handed = actions.hand_over(entry.id, DANIYAR)
    return actions.file_contest(handed.reference, handed.code, WORDS, CITIZEN)


def tier_of(entry: Entry) -> Tier:
    found = queries.tiers({entry.token}).get(entry.token)
    return found.tier if found else Tier.NONE


def test_the_notice_opens_the_entry_to_the_person_and_to_nobody_else() -> None:
    entry = confirmed()
    handed = actions.hand_over(entry.id, DANIYAR)
    told = queries.for_person(handed.reference, handed.code.lower().replace("-", " "))
    assert isinstance(told, Concerning)
    assert (told.state, told.tier, told.kind) == (EntryState.CONFIRMED, Tier.VERY_HIGH, "iban")
    assert told.mask == DROPS_ACCOUNT.mask
    assert [house for _kind, house in told.evidence] == ["centre", "institution:TOSTIKZA"]
    assert told.may_contest
    with pytest.raises(NotFound):
        queries.for_person(handed.reference, "00000-00000")
    with pytest.raises(NotFound):
        queries.for_person(references.reference(Letter.LISTING, 999_999), handed.code)


def test_a_code_is_shown_once_and_only_its_digest_is_kept() -> None:
    entry = confirmed()
    handed = actions.hand_over(entry.id, DANIYAR)
    with pytest.raises(Conflict, match="handed over before"):
        actions.hand_over(entry.id, DANIYAR)
    notice = Notice.objects.get()
    assert notice.sealed_code is None
    assert handed.code.encode() not in bytes(notice.digest)
    assert handed.code not in "".join(map(repr, read.about(f"entry:{entry.id}")))


def test_what_was_never_confirmed_has_no_notice() -> None:
    with pytest.raises(NotFound):
        actions.hand_over(propose().id, DANIYAR)


def test_a_contest_has_a_clock_and_its_words_stay_out_of_facts() -> None:
    entry = confirmed()
    contest = filed(entry)
    assert contest.due_at == terms.due(Code.LISTING_APPEAL, contest.filed_at)
    assert queries.words_of(contest) == WORDS
    assert WORDS not in "".join(map(repr, read.about(f"entry:{entry.id}")))
    assert tier_of(entry) == Tier.VERY_HIGH, "a contest alone suspends nothing"
    assert [row.id for row in queries.contests_waiting()] == [contest.id]


def test_one_contest_waits_at_a_time() -> None:
    entry = confirmed()
    filed(entry)
    with pytest.raises(Conflict, match="waits for its decision already"):
        actions.file_contest_of(entry.id, WORDS, AIGERIM)


@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_contest_says_something(words: str) -> None:
    with pytest.raises(Malformed):
        actions.file_contest_of(confirmed().id, words, AIGERIM)


def test_a_supervisor_may_suspend_the_effect_until_the_decision() -> None:
    entry = confirmed()
    contest = filed(entry)
    actions.suspend_effect(contest.id, DANIYAR)
    assert tier_of(entry) == Tier.NONE
    actions.decide_contest(contest.id, Ruling(ContestState.UPHELD, "the papers show otherwise"), SALTANAT)
    assert tier_of(entry) == Tier.VERY_HIGH


def test_upheld_the_entry_stands_and_the_person_reads_why() -> None:
    entry = confirmed()
    handed = actions.hand_over(entry.id, DANIYAR)
    contest = actions.file_contest(handed.reference, handed.code, WORDS, CITIZEN)
    actions.decide_contest(contest.id, Ruling(ContestState.UPHELD, "he was seen at the machine"), SALTANAT)
    (ruled,) = queries.for_person(handed.reference, handed.code).contests
    assert (ruled.state, ruled.reason) == (ContestState.UPHELD, "he was seen at the machine")
    assert tier_of(entry) == Tier.VERY_HIGH


def test_corrected_it_counts_for_less() -> None:
    entry = confirmed()
    actions.decide_contest(filed(entry).id, Ruling(ContestState.CORRECTED, "one payment only", Tier.LOW), SALTANAT)
    assert (Entry.objects.get().state, tier_of(entry)) == (EntryState.REDUCED, Tier.LOW)
    assert history(entry)[-2:] == ["registry.entry_reduced", "registry.contest_decided"]


def test_removed_it_counts_no_more_and_does_not_make_the_next_term_longer() -> None:
    entry = confirmed()
    actions.decide_contest(filed(entry).id, Ruling(ContestState.REMOVED, "another of the same name"), SALTANAT)
    assert (Entry.objects.get().state, tier_of(entry)) == (EntryState.WITHDRAWN, Tier.NONE)
    assert queries.former_entries(entry.token, None) == 0


@pytest.mark.parametrize("by", [AIGERIM, DANIYAR])
def test_who_proposed_or_confirmed_does_not_decide(by: By) -> None:
    contest = filed(confirmed())
    with pytest.raises(Forbidden):
        actions.decide_contest(contest.id, Ruling(ContestState.UPHELD, "because I say so"), by)


def test_a_contest_is_decided_once() -> None:
    contest = filed(confirmed())
    actions.decide_contest(contest.id, Ruling(ContestState.UPHELD, "the papers show otherwise"), SALTANAT)
    with pytest.raises(Conflict):
        actions.decide_contest(contest.id, Ruling(ContestState.REMOVED, "or not"), SALTANAT)


def test_what_is_withdrawn_meanwhile_is_granted() -> None:
    entry = confirmed()
    contest = filed(entry)
    actions.withdraw_entry(entry.id, "he is right", DANIYAR)
    contest.refresh_from_db()
    assert (contest.state, contest.reason) == (ContestState.REMOVED, "he is right")


def test_an_entry_that_has_run_out_can_still_be_struck(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = confirmed()
    contest = filed(entry)
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    actions.expire_due()
    assert queries.former_entries(entry.token, None) == 1
    with pytest.raises(Conflict):
        actions.decide_contest(contest.id, Ruling(ContestState.CORRECTED, "milder", Tier.LOW), SALTANAT)
    actions.decide_contest(contest.id, Ruling(ContestState.REMOVED, "it was a namesake"), SALTANAT)
    assert Entry.objects.get().state == EntryState.EXPIRED
    assert queries.former_entries(entry.token, None) == 0


def test_the_clock_warns_ahead_once_and_then_suspends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = confirmed()
    contest, now = filed(entry), clock.now()
    assert actions.mind_clocks() == 0
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=9))
    assert (actions.mind_clocks(), actions.mind_clocks()) == (1, 0)
    assert history(entry)[-1] == "registry.contest_due_soon"
    assert tier_of(entry) == Tier.VERY_HIGH
    monkeypatch.setattr(clock, "now", lambda: contest.due_at + timedelta(seconds=1))
    assert (actions.mind_clocks(), actions.mind_clocks()) == (1, 0)
    assert history(entry)[-1] == "registry.contest_suspended"
    assert tier_of(entry) == Tier.NONE
    assert contest.id in [row.id for row in queries.contests_waiting()], "it is still to be decided"
