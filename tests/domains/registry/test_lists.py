"""Lists for institutions: published when something has changed, brought up to date by what changed since."""

import numpy as np
import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.models import Entry, HashListVersion
from arasha.domains.registry.rules import hash_lists, private_check
from arasha.kernel.compiled import Array
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.identifiers import Kind, read
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import DROPS_ACCOUNT, GATEWAY, proposal, propose
from tests.support.cast import AIGERIM, DANIYAR

pytestmark = pytest.mark.usefixtures("db")


def phone(number: int) -> Entry:
    """A telephone is listed and confirmed."""
    entry = actions.add_entry(read(Kind.PHONE, f"+7701555{number:04d}"), proposal(Tier.VERY_HIGH), AIGERIM)
    return actions.confirm_entry(entry.id, DANIYAR)


def prefix(entry: Entry) -> int:
    assert entry.list_prefix is not None
    return entry.list_prefix % 2**64


def values(name: str, since: int = 0, old: Array | None = None) -> list[int]:
    update = queries.hash_list(name, since).update
    found: list[int] = hash_lists.applied(np.zeros(0, np.uint64) if old is None else old, update).tolist()
    return found


def test_a_list_holds_what_counts_so_much_and_can_be_computed_at_home() -> None:
    soft, full = propose(), phone(1)
    assert actions.publish_lists() == 2
    assert values("warn") == sorted([prefix(soft), prefix(full)])
    assert values("hold") == [prefix(full)]
    published = queries.hash_list("warn")
    assert hash_lists.prefix_of(DROPS_ACCOUNT, published.key) in values("warn")
    assert (published.version, published.count) == (1, 2)


def test_without_a_change_there_is_no_new_version() -> None:
    phone(1)
    assert [actions.publish_lists() for _ in range(2)] == [2, 0]
    assert queries.hash_list("hold").version == 1


def test_from_any_version_one_comes_to_the_newest_by_what_changed() -> None:
    entries, kept = list[Entry](), list[Array]()
    for number in range(6):
        entries.append(phone(number))
        if number % 2:
            actions.withdraw_entry(entries[number - 1].id, "a namesake", DANIYAR)
        actions.publish_lists()
        kept.append(np.array(values("hold"), np.uint64))
    newest = values("hold")
    for version, old in enumerate(kept, start=1):
        answer = queries.hash_list("hold", version)
        assert answer.update.partial
        assert hash_lists.applied(old, answer.update).tolist() == newest
    assert queries.hash_list("hold", 999).update.partial is False


def test_only_the_newest_version_is_kept_whole() -> None:
    for number in range(3):
        phone(number)
        actions.publish_lists()
    assert [row.whole is not None for row in HashListVersion.objects.filter(name="hold")] == [True, False, False]


def test_what_is_known_by_its_token_alone_or_has_no_effect_is_on_no_list() -> None:
    actions.confirm_entry(actions.add_token(bytes(range(16)), proposal(), AIGERIM).id, DANIYAR)
    propose(proposal(), GATEWAY)
    actions.publish_lists()
    assert values("warn") == []


@pytest.mark.parametrize("name", ["", "hold", "everything"])
def test_before_the_first_publication_and_under_another_name_there_is_nothing(name: str) -> None:
    with pytest.raises(NotFound):
        queries.hash_list(name)


def test_the_private_check_finds_a_confirmed_grave_entry_in_its_bucket() -> None:
    entry = phone(7)
    public = private_check.hash_of(read(Kind.PHONE, "8 701 555 00 07"))
    assert public in queries.bucket(public.hex()[:4])
    actions.reduce_entry(entry.id, Tier.MEDIUM, "he gave it back", DANIYAR)
    assert public not in queries.bucket(public.hex()[:4])


def test_what_is_soft_or_of_a_person_is_not_published_and_buckets_look_alike() -> None:
    propose()
    public = private_check.hash_of(DROPS_ACCOUNT)
    assert public not in queries.bucket(public.hex()[:4])
    assert len(queries.bucket("0000")) == private_check.FULL
    number = actions.add_entry(read(Kind.CARD, "4111 1111 1111 1111"), proposal(), AIGERIM)
    assert actions.confirm_entry(number.id, DANIYAR).public_hash is None


def test_a_bucket_has_a_proper_name() -> None:
    with pytest.raises(Malformed):
        queries.bucket("00")
