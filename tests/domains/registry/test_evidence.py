"""Evidence: what is enough to confirm, what is said twice, what is taken back, how often somebody was reported."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.actions import Evidence, Proposal
from arasha.domains.registry.facts import EntryState, EvidenceKind, Ground
from arasha.domains.registry.models import Entry
from arasha.domains.registry.queries import Counted
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.outbox.append import By
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import FOUND, GATEWAY, POLICE, REPORTED, TOKEN, history, proposal, propose
from tests.support.cast import AIGERIM, DANIYAR

pytestmark = pytest.mark.usefixtures("db")

ALDAR_REPORTS = Evidence(EvidenceKind.INSTITUTION_REPORT, "institution:ALDARKZA", "complaint:9")


def alone() -> Entry:
    """What the centre alone says."""
    return propose(proposal(evidence=(FOUND,)))


def test_the_centre_alone_confirms_nothing_and_a_second_house_is_enough() -> None:
    entry = alone()
    with pytest.raises(Conflict, match="two independent reporters"):
        actions.confirm_entry(entry.id, DANIYAR)
    actions.add_evidence(entry.id, Evidence(EvidenceKind.REVIEWED_FRAUD, actions.CENTRE), DANIYAR)
    with pytest.raises(Conflict):
        actions.confirm_entry(entry.id, DANIYAR)
    actions.add_evidence(entry.id, REPORTED, AIGERIM)
    assert actions.confirm_entry(entry.id, DANIYAR).state == EntryState.CONFIRMED


def test_an_act_of_the_police_is_enough_by_itself() -> None:
    entry = alone()
    actions.add_evidence(entry.id, POLICE, AIGERIM)
    assert actions.confirm_entry(entry.id, DANIYAR).state == EntryState.CONFIRMED


def test_an_act_without_its_number_is_refused() -> None:
    entry = alone()
    with pytest.raises(Malformed) as refused:
        actions.add_evidence(entry.id, POLICE._replace(document=" "), AIGERIM)
    assert refused.value.field == "document"


def test_what_is_said_twice_is_kept_once() -> None:
    entry = alone()
    assert actions.add_evidence(entry.id, REPORTED, AIGERIM)
    assert not actions.add_evidence(entry.id, REPORTED, DANIYAR)
    assert history(entry) == ["registry.entry_added", "registry.evidence_added"]


def test_what_ended_takes_no_more() -> None:
    entry = alone()
    actions.withdraw_entry(entry.id, "a mistake", DANIYAR)
    with pytest.raises(Conflict):
        actions.add_evidence(entry.id, REPORTED, AIGERIM)


def test_two_entries_of_one_identifier_speak_for_each_other() -> None:
    entry = alone()
    propose(proposal(evidence=(REPORTED,)), By("institution:TOSTIKZA", "recovery"))
    assert queries.still_lacking(entry.token, clock.now()) == 0


def test_what_was_withdrawn_as_wrong_speaks_no_more_and_what_expired_speaks_for_half_a_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wrong, expired = propose(proposal(evidence=(REPORTED,))), propose(proposal(days=1, evidence=(ALDAR_REPORTS,)))
    actions.withdraw_entry(wrong.id, "another account was meant", DANIYAR)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=10))
    actions.expire_due()
    assert [row.reporter for row in queries.speaking(expired.token, clock.now())] == ["institution:ALDARKZA"]
    assert queries.speaking(expired.token, now + timedelta(days=181)) == []


def test_a_report_leads_to_an_entry_once_and_then_speaks_for_it() -> None:
    made = Proposal(Tier.HIGH, Ground.REPORT, source="complaint:9 account")
    first = actions.report(TOKEN, ALDAR_REPORTS, made, GATEWAY)
    again = actions.report(TOKEN, ALDAR_REPORTS, made, GATEWAY)
    other = actions.report(TOKEN, REPORTED, made._replace(source="complaint:10 account"), GATEWAY)
    assert first.id == again.id == other.id
    assert [row.reporter for row in queries.speaking(first.token, clock.now())] == [
        "institution:ALDARKZA", "institution:TOSTIKZA",
    ]  # fmt: skip


def test_what_is_taken_back_ends_what_rested_on_it_alone() -> None:
    entry = actions.report(TOKEN, ALDAR_REPORTS, Proposal(Tier.HIGH, Ground.REPORT, source="c"), GATEWAY)
    assert actions.retract("complaint:9", GATEWAY) == 1
    assert Entry.objects.get(id=entry.id).state == EntryState.WITHDRAWN
    assert actions.retract("complaint:9", GATEWAY) == 0


def test_what_two_people_confirmed_stays_for_a_person_to_look_at() -> None:
    entry = propose(proposal(evidence=(FOUND, ALDAR_REPORTS)))
    actions.confirm_entry(entry.id, DANIYAR)
    actions.retract("complaint:9", GATEWAY)
    assert Entry.objects.get().state == EntryState.CONFIRMED
    assert queries.still_lacking(entry.token, clock.now()) == 1


def test_counters_are_coarse_and_of_the_owner_too(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = propose()
    actions.confirm_entry(entry.id, DANIYAR)
    owned = actions.add_token(bytes(16), proposal()._replace(person=entry.token), AIGERIM)
    actions.withdraw_entry(owned.id, "a namesake", DANIYAR)
    found = queries.counters(entry.token)
    assert found[Counted.REPORTS] == {"3d": 5, "30d": 5, "180d": 5}, "two reports are told as up to five"
    assert found[Counted.CONFIRMED]["3d"] == 1
    assert found[Counted.REJECTED]["180d"] == 0
    assert queries.counters_of_owner(entry.token)[Counted.REJECTED]["3d"] == 1
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=40))
    assert queries.counters(entry.token)[Counted.REPORTS] == {"3d": 0, "30d": 0, "180d": 5}


def test_who_comes_back_stands_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    start, lengths = clock.now(), list[int]()
    for _ in range(4):
        entry = propose(proposal()._replace(expires_at=None))
        confirmed = actions.confirm_entry(entry.id, DANIYAR)
        assert confirmed.confirmed_at is not None
        lengths.append(round((confirmed.expires_at - confirmed.confirmed_at).days / 365))
        start = confirmed.expires_at + timedelta(days=1)
        monkeypatch.setattr(clock, "now", partial(datetime.fromtimestamp, start.timestamp(), UTC))
        actions.expire_due()
    assert lengths == [1, 3, 5, 5]
