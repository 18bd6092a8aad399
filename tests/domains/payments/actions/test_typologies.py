"""The life of a typology: every path of it, by whomever, keeps the book lawful and the log complete."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from arasha.domains.payments.actions import typologies as actions
from arasha.domains.payments.facts import TypologyState
from arasha.domains.payments.queries import typologies as queries
from arasha.domains.payments.rules.language import MOST_RULES
from arasha.domains.payments.rules.table import RULES
from arasha.kernel.access import actions as access
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.errors import ArashaError, Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By
from tests.support.cast import ALDAR
from tests.support.typologies import AUTHOR, SECOND, THIRD, draft

CODE = "T_LARGE_AT_NIGHT"
PEOPLE = st.sampled_from([AUTHOR, SECOND, THIRD])


class Life(RuleBasedStateMachine):
    """One typology in the hands of three people; what it may be is said here once more, in plain words."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.version, self.authors = "", 0, set[str]()
        self.happened: list[str] = []

    @initialize()
    def begin(self) -> None:
        """Each life in a transaction that is taken back."""
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.before = len(list(read.about(f"typology:{CODE}")))

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def try_to(self, act: Callable[[], object], *, lawful: bool, to: str) -> None:
        """Do something that must work exactly when it is lawful."""
        done = False
        with suppress(ArashaError), transaction.atomic():
            act()
            done = True
        assert done is lawful, (self.state, to)
        if done:
            self.happened.append(to)
            self.state = to

    @rule(by=PEOPLE)
    def propose(self, by: By) -> None:
        new = not self.state
        self.try_to(lambda: actions.propose(draft(), by), lawful=new, to="draft")
        if new:
            self.version, self.authors = 1, {by.actor}

    @precondition(lambda self: self.state)
    @rule(by=PEOPLE, weight=st.integers(1, 500))
    def edit(self, by: By, weight: int) -> None:
        free = self.state != "live"
        self.try_to(lambda: actions.edit(CODE, draft(weight=weight), by), lawful=free, to="draft")
        if free:
            self.version += 1
            self.authors.add(by.actor)

    @rule(by=PEOPLE)
    def watch(self, by: By) -> None:
        self.try_to(lambda: actions.to_shadow(CODE, by), lawful=self.state in {"draft", "live"}, to="shadow")

    @rule(by=PEOPLE, behind=st.sampled_from([0, 0, 0, 1]))
    def approve(self, by: By, behind: int) -> None:
        lawful = self.state == "shadow" and by.actor not in self.authors and not behind
        self.try_to(lambda: actions.approve(CODE, by, version=self.version - behind), lawful=lawful, to="live")

    @rule(by=PEOPLE)
    def reject(self, by: By) -> None:
        lawful = self.state in {"draft", "shadow"}
        self.try_to(lambda: actions.reject(CODE, by, note="Too many shops."), lawful=lawful, to="rejected")

    @rule(by=PEOPLE)
    def retire(self, by: By) -> None:
        lawful = self.state in {"shadow", "live"}
        self.try_to(lambda: actions.retire(CODE, by, note="The scheme is over."), lawful=lawful, to="retired")

    @precondition(lambda self: self.state)
    @invariant()
    def it_stands_as_expected(self) -> None:
        found = queries.typology(CODE)
        assert (str(found.state), found.version, set(found.authors)) == (self.state, self.version, self.authors)
        assert [step.after for step in found.history] == self.happened
        assert {to.value for to in found.becomes} >= ({"live"} if self.state == "shadow" else set())

    @precondition(lambda self: self.state)
    @invariant()
    def the_book_has_it_while_it_is_in_force(self) -> None:
        expected = {"shadow": [True], "live": [False]}.get(self.state, [])
        assert [each.shadow for each in queries.in_force()] == expected

    @precondition(lambda self: self.state)
    @invariant()
    def the_log_tells_every_step(self) -> None:
        assert len(list(read.about(f"typology:{CODE}"))) >= len(self.happened)


def test_every_life_of_a_typology_is_lawful(db: None) -> None:
    calm = settings(max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Life, settings=calm)


def test_nobody_makes_his_own_typology_live_and_what_he_writes_later_neither(db: None) -> None:
    actions.propose(draft(), AUTHOR)
    actions.edit(CODE, draft(weight=150), SECOND)
    actions.to_shadow(CODE, AUTHOR)
    for author in (AUTHOR, SECOND):
        with pytest.raises(Forbidden):
            actions.approve(CODE, author, version=2)
    assert actions.approve(CODE, THIRD, version=2).approved_by == THIRD.actor


def test_what_was_written_anew_meanwhile_is_not_approved_unseen(db: None) -> None:
    actions.propose(draft(), AUTHOR)
    actions.edit(CODE, draft(weight=600), AUTHOR)
    actions.to_shadow(CODE, AUTHOR)
    with pytest.raises(Conflict, match="written anew"):
        actions.approve(CODE, SECOND, version=1)


def test_typologies_keep_the_order_in_which_they_were_first_watched(db: None) -> None:
    for code in ("T_SECOND", "T_FIRST"):
        actions.propose(draft(code), AUTHOR)
    for code in ("T_FIRST", "T_SECOND"):
        actions.to_shadow(code, AUTHOR)
    assert [each.draft.code for each in queries.in_force()] == ["T_FIRST", "T_SECOND"]
    actions.retire("T_FIRST", AUTHOR, note="Not needed.")
    actions.edit("T_FIRST", draft("T_FIRST"), AUTHOR)
    actions.to_shadow("T_FIRST", AUTHOR)
    assert [each.draft.code for each in queries.in_force()] == ["T_FIRST", "T_SECOND"]


def test_the_book_has_no_bit_for_one_typology_more_than_128_rules(db: None) -> None:
    for number in range(MOST_RULES - len(RULES) + 1):
        actions.propose(draft(f"T_NUMBER_{number}"), AUTHOR)
    for number in range(MOST_RULES - len(RULES)):
        actions.to_shadow(f"T_NUMBER_{number}", AUTHOR)
    with pytest.raises(Conflict, match="at most 128 rules"):
        actions.to_shadow(f"T_NUMBER_{MOST_RULES - len(RULES)}", AUTHOR)


def test_an_institution_proposes_and_is_named(db: None) -> None:
    access.connect_institution(ALDAR.code, InstitutionKind.BANK, {"ru": "А", "kk": "А", "en": "A"}, AUTHOR)
    made = actions.propose(draft(), AUTHOR, institution=ALDAR.code)
    assert (made.institution, made.state) == (ALDAR.code, TypologyState.DRAFT)
    (told,) = read.about(f"typology:{CODE}")
    assert told.plain()["fact"]["institution"] == ALDAR.code


def test_a_code_is_given_once_and_stays(db: None) -> None:
    actions.propose(draft(), AUTHOR)
    with pytest.raises(Conflict, match="already"):
        actions.propose(draft(), SECOND)
    with pytest.raises(Malformed, match="stays as it is"):
        actions.edit(CODE, draft("T_OTHER"), AUTHOR)
    with pytest.raises(NotFound):
        actions.edit("T_NONE", draft("T_NONE"), AUTHOR)


@pytest.mark.parametrize("end", [actions.reject, actions.retire])
def test_an_end_needs_a_reason(db: None, end: Callable[..., object]) -> None:
    actions.propose(draft(), AUTHOR)
    actions.to_shadow(CODE, AUTHOR)
    with pytest.raises(Malformed) as refused:
        end(CODE, AUTHOR, note=" ")
    assert refused.value.field == "note"
