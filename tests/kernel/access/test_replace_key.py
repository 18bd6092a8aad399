"""Replacing a key: the new one is good at once, the old one for a while yet."""

from datetime import timedelta

import pytest

from arasha.kernel import clock
from arasha.kernel.access import actions, keys, queries
from arasha.kernel.access.facts import KeyIssued, KeyReplaced
from arasha.kernel.access.models import Institution, InstitutionKey, InstitutionKind
from arasha.kernel.access.scopes import Scope
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.outbox import read
from tests.support.cast import ALDAR, SAULE

DAY = timedelta(days=1)


@pytest.fixture
def bank(db: None) -> Institution:
    return actions.connect_institution(ALDAR.code, InstitutionKind.BANK, ALDAR.names, SAULE)


@pytest.fixture
def old(bank: Institution) -> InstitutionKey:
    actions.issue_key(bank, SAULE, scopes=[Scope.READ], label="reports")
    return InstitutionKey.objects.get()


def test_both_keys_are_good_during_the_overlap(old: InstitutionKey) -> None:
    text = actions.replace_key(old.key_id, 7 * DAY, SAULE)
    good = queries.good_keys()
    assert len(good) == 2
    assert good[keys.digest(text.encode())].scopes == {Scope.READ}
    old.refresh_from_db()
    assert 6 * DAY < old.expires_at - clock.now() <= 7 * DAY


def test_the_new_key_keeps_the_label(old: InstitutionKey) -> None:
    actions.replace_key(old.key_id, DAY, SAULE)
    assert set(InstitutionKey.objects.values_list("label", flat=True)) == {"reports"}


def test_an_overlap_never_makes_a_key_good_for_longer(old: InstitutionKey) -> None:
    InstitutionKey.objects.update(expires_at=clock.now() + DAY)
    actions.replace_key(old.key_id, 30 * DAY, SAULE)
    old.refresh_from_db()
    assert old.expires_at - clock.now() <= DAY


def test_it_is_told_which_key_ends_and_when(old: InstitutionKey) -> None:
    actions.replace_key(old.key_id, DAY, SAULE)
    *_, issued, replaced = [each.fact for each in read.about(f"institution:{ALDAR.code}")]
    old.refresh_from_db()
    assert isinstance(issued, KeyIssued)
    assert isinstance(replaced, KeyReplaced)
    assert (replaced.key_id, replaced.good_until) == (old.key_id, clock.to_us(old.expires_at))


def test_a_revoked_key_is_not_replaced(old: InstitutionKey) -> None:
    actions.revoke_key(old.key_id, SAULE)
    with pytest.raises(Conflict):
        actions.replace_key(old.key_id, DAY, SAULE)


def test_a_key_that_is_none_is_not_replaced(db: None) -> None:
    with pytest.raises(NotFound):
        actions.replace_key("abcdefghjk", DAY, SAULE)
