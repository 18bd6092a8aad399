"""The registry in memory says what the table says: from the file, from the facts since, in any order of events."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import numpy as np
import pytest
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from psycopg.conninfo import make_conninfo

from arasha.domains.registry import actions, queries
from arasha.domains.registry.actions import Proposal, Ruling
from arasha.domains.registry.facts import ANSWERS_CHANGED, ContestState, EntryState, Ground
from arasha.domains.registry.hot import Registry, key_of, keys_of
from arasha.domains.registry.models import Entry
from arasha.domains.registry.rules.answers import Answer, read_answer
from arasha.domains.registry.rules.states import LIVE
from arasha.kernel import clock
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By
from arasha.kernel.outbox.follow import Follower, Listener
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import ENOUGH, GATEWAY, SALTANAT, TOKEN, proposal, propose
from tests.support.cast import AIGERIM, DANIYAR

KINDS = tuple(fact.kind() for fact in ANSWERS_CHANGED)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "registry.map"


def answers(hot: Registry, *tokens: bytes) -> list[Answer]:
    return [read_answer(int(value)) for value in hot.answers(keys_of(b"".join(tokens)))]


def catch_up(hot: Registry) -> None:
    hot.follow(read.since(hot.as_of + 1, KINDS))


def test_an_empty_registry_knows_nothing(path: Path) -> None:
    hot = Registry(path)
    assert answers(hot, TOKEN) == [Answer(Tier.NONE, None)]
    assert (hot.as_of, hot.size) == (-1, {"file": 0, "changes": 0})


def test_a_change_is_known_as_soon_as_it_was_followed(db: None, path: Path) -> None:
    hot = Registry(path)
    entry = propose(proposal(Tier.VERY_HIGH))
    assert answers(hot, TOKEN) == [Answer(Tier.NONE, None)]
    catch_up(hot)
    assert answers(hot, TOKEN) == [Answer(Tier.MEDIUM, Ground.ANALYST_FINDING)]
    actions.confirm_entry(entry.id, DANIYAR)
    catch_up(hot)
    assert answers(hot, TOKEN) == [Answer(Tier.VERY_HIGH, Ground.ANALYST_FINDING)]
    actions.withdraw_entry(entry.id, "a mistake", DANIYAR)
    catch_up(hot)
    assert answers(hot, TOKEN) == [Answer(Tier.NONE, None)]


def test_a_file_holds_everything_as_of_its_last_fact(transactional_db: None, path: Path) -> None:
    propose()
    assert actions.write_snapshot(path) == 1
    hot = Registry(path)
    assert answers(hot, TOKEN, bytes(range(1, 17))) == [
        Answer(Tier.MEDIUM, Ground.ANALYST_FINDING),
        Answer(Tier.NONE, None),
    ]
    assert hot.as_of == read.since(0, KINDS)[-1].sequence
    assert hot.size == {"file": 1, "changes": 0}


def test_what_has_ended_is_not_in_the_file(transactional_db: None, path: Path) -> None:
    actions.withdraw_entry(propose().id, "a mistake", DANIYAR)
    assert actions.write_snapshot(path) == 0
    assert answers(Registry(path), TOKEN) == [Answer(Tier.NONE, None)]


def test_what_is_known_can_be_asked_for_both_sides_at_once(db: None, path: Path) -> None:
    hot = Registry(path)
    propose(proposal(Tier.LOW))
    catch_up(hot)
    pairs = np.array([[key_of(TOKEN), 0], [1, key_of(TOKEN)]], np.uint64)
    tiers, victims = hot.known(pairs)
    assert tiers.tolist() == [[Tier.LOW, 0], [0, Tier.LOW]]
    assert not victims.any()


def test_a_victim_is_known_as_one_and_nothing_is_said_against_him(db: None, path: Path) -> None:
    hot = Registry(path)
    protection = actions.protect(TOKEN, "complaint:1", GATEWAY)
    catch_up(hot)
    tiers, victims = hot.known(np.array([key_of(TOKEN), 1], np.uint64))
    assert (tiers.tolist(), victims.tolist()) == ([Tier.NONE, Tier.NONE], [True, False])
    assert protection is not None
    actions.lift_protection(protection.id, "he is the thief himself", DANIYAR)
    catch_up(hot)
    assert not hot.known(np.array([key_of(TOKEN)], np.uint64))[1].any()


def test_facts_about_other_things_only_move_it_on(path: Path) -> None:
    hot = Registry(path)
    other = Recorded[Fact](
        sequence=41, id=uuid4(), actor="", purpose="", occurred_at=clock.now(), recorded_at=clock.now(), fact=Fact()
    )
    hot.follow([other])
    assert (hot.as_of, hot.size["changes"]) == (41, 0)
    hot.follow([])
    assert hot.as_of == 41


def test_a_change_made_anywhere_is_seen_through_the_follower(transactional_db: None, path: Path) -> None:
    hot, changed = Registry(path), threading.Condition()

    class Listening:
        kinds = KINDS

        def heed(self, facts: list[Recorded[Fact]]) -> None:
            with changed:
                hot.follow(facts)
                changed.notify_all()

        def store_found(self) -> None:
            pass

        store_lost = store_found

    with following(Listening()):
        entry = propose(proposal(Tier.VERY_HIGH))
        actions.confirm_entry(entry.id, DANIYAR)
        with changed:
            assert changed.wait_for(lambda: answers(hot, TOKEN)[0].tier == Tier.VERY_HIGH, 30)


class AgainstTheTable(RuleBasedStateMachine):
    """Whatever happens to entries, whenever a file is written or read: memory, table and a plain list agree."""

    def __init__(self, path: Path, now: Callable[[datetime], None]) -> None:
        super().__init__()
        self.path, self.set_now = path, now
        self.path.unlink(missing_ok=True)
        self.now = clock.now()
        actions.write_snapshot(path)
        self.hot = Registry(path)
        self.tokens = [uuid4() for _ in range(4)]
        self.entries: list[Entry] = []

    @rule(
        token=st.integers(0, 3), tier=st.sampled_from(Tier), ground=st.sampled_from(Ground),
        hours=st.sampled_from([2, 30, 500]), by=st.sampled_from([AIGERIM, GATEWAY]),
    )  # fmt: skip
    def propose(self, token: int, tier: Tier, ground: Ground, hours: int, by: By) -> None:
        made = Proposal(tier, ground, self.now + timedelta(hours=hours), evidence=ENOUGH)
        self.entries.append(actions.add_token(self.tokens[token].bytes, made, by))

    @precondition(lambda self: self.proposed())
    @rule(data=st.data())
    def take_effect(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.proposed()))
        if queries.protection_of(entry.token) is None:
            self.entries[self.entries.index(entry)] = actions.take_effect(entry.id, DANIYAR)

    @precondition(lambda self: self.waiting())
    @rule(data=st.data())
    def protect(self, data: st.DataObject) -> None:
        actions.protect(data.draw(st.sampled_from(self.tokens)).bytes, f"complaint:{len(self.entries)}", DANIYAR)

    @precondition(lambda self: self.waiting())
    @rule(data=st.data())
    def confirm(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.waiting()))
        if queries.protection_of(entry.token) is None:
            self.entries[self.entries.index(entry)] = actions.confirm_entry(entry.id, DANIYAR)

    @precondition(lambda self: self.confirmed())
    @rule(data=st.data())
    def reduce(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.confirmed()))
        if entry.tier > Tier.LOW:
            actions.reduce_entry(entry.id, Tier.LOW, "he gave it back", DANIYAR)
            entry.state, entry.tier = EntryState.REDUCED, Tier.LOW

    @precondition(lambda self: self.confirmed())
    @rule(data=st.data(), outcome=st.sampled_from([None, ContestState.UPHELD, ContestState.REMOVED]))
    def contest(self, data: st.DataObject, outcome: ContestState | None) -> None:
        entry = data.draw(st.sampled_from(self.confirmed()))
        if entry.suspended:
            return
        contest = actions.file_contest_of(entry.id, "it was not me", AIGERIM)
        actions.suspend_effect(contest.id, DANIYAR)
        entry.suspended = True
        if outcome is not None:
            actions.decide_contest(contest.id, Ruling(outcome, "as the papers show"), SALTANAT)
            entry.suspended = False
            entry.state = EntryState.WITHDRAWN if outcome is ContestState.REMOVED else entry.state

    @precondition(lambda self: self.live())
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        entry = data.draw(st.sampled_from(self.live()))
        actions.withdraw_entry(entry.id, "a mistake", DANIYAR)
        entry.state = EntryState.WITHDRAWN

    @rule(hours=st.sampled_from([1, 24]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.set_now(self.now)
        while actions.expire_due() or actions.end_protections():
            pass
        for entry in self.live():
            if entry.expires_at <= self.now:
                entry.state = EntryState.EXPIRED

    @rule()
    def a_file_is_written_and_the_gateway_starts_anew(self) -> None:
        actions.write_snapshot(self.path)
        self.hot = Registry(self.path)

    @rule()
    def the_gateway_starts_from_an_older_file(self) -> None:
        self.hot = Registry(self.path)

    @invariant()
    def memory_table_and_list_agree(self) -> None:
        catch_up(self.hot)
        found = answers(self.hot, *(token.bytes for token in self.tokens))
        table = queries.tiers(set(self.tokens))
        expected = [self.expected(token) for token in self.tokens]
        assert found == expected
        assert [table.get(token, Answer(Tier.NONE, None)) for token in self.tokens] == expected

    def live(self, token: UUID | None = None) -> list[Entry]:
        return [entry for entry in self.entries if entry.state in LIVE and token in (None, entry.token)]

    def proposed(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.state == EntryState.PROPOSED]

    def confirmed(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.state == EntryState.CONFIRMED]

    def waiting(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.state in (EntryState.PROPOSED, EntryState.PROVISIONAL)]

    def expected(self, token: UUID) -> Answer:
        if queries.protection_of(token):
            return Answer(Tier.NONE, None)
        effects = [
            (min(entry.tier, Tier.MEDIUM) if entry.state == EntryState.PROVISIONAL else entry.tier, entry.ground)
            for entry in self.live(token)
            if entry.state != EntryState.PROPOSED and not entry.suspended
        ]
        tier, ground = max(effects, default=(0, 0))
        return Answer(Tier(tier), Ground(ground) if ground else None)


def test_memory_and_table_agree_whatever_happens(
    transactional_db: None, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def set_now(instant: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: instant)

    run_state_machine_as_test(
        lambda: AgainstTheTable(path, set_now),  # type: ignore[arg-type]
        settings=settings(
            max_examples=20, stateful_step_count=20, suppress_health_check=list(HealthCheck), deadline=None
        ),
    )


@contextmanager
def following(listener: Listener) -> Iterator[None]:
    database = connection.settings_dict
    address = make_conninfo(
        dbname=database["NAME"], user=database["USER"], password=database["PASSWORD"], host=database["HOST"],
        port=database["PORT"] or None,
    )  # fmt: skip
    follower = Follower(0, listener, address)
    follower.start()
    try:
        yield
    finally:
        follower.stop()
