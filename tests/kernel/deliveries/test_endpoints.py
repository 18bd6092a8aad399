"""Endpoints: where messages go is said by a person, leaves a fact, and the secret is shown once."""

import pytest

from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.deliveries import queries, signing
from arasha.kernel.deliveries.actions import remove_endpoint, replace_secret, set_endpoint
from arasha.kernel.deliveries.actions.endpoints import OVERLAP
from arasha.kernel.deliveries.facts import EndpointRemoved, EndpointSet, SecretReplaced
from arasha.kernel.deliveries.models import Mailbox
from arasha.kernel.errors import Conflict, Malformed, NotFound
from arasha.kernel.facts import Fact
from arasha.kernel.outbox import read
from tests.kernel.deliveries.letters import sent
from tests.support.cast import ALDAR, SAULE

URL = "https://hooks.aldar.example/arasha/3f9a0c1e"


def facts() -> list[Fact]:
    return [recorded.fact for recorded in read.about(f"institution:{ALDAR.code}")][1:]


def written() -> list[str]:
    """The secrets under which Aldar's messages are signed now."""
    return [signing.written(secret) for secret in queries.secrets_of(Mailbox.objects.get(), clock.now())]


def test_the_first_address_brings_a_secret_which_is_kept_sealed(aldar: Institution) -> None:
    secret = set_endpoint(aldar.number, URL, SAULE)
    assert written() == [secret]
    assert facts() == [EndpointSet(code=ALDAR.code, host="hooks.aldar.example")]
    assert len(bytes(Mailbox.objects.get().secret or b"")) > 32, "sealed: nonce and tag besides"


def test_another_address_keeps_the_secret(aldar: Institution) -> None:
    secret = set_endpoint(aldar.number, URL, SAULE)
    assert set_endpoint(aldar.number, "https://other.aldar.example/", SAULE) is None
    assert written() == [secret]


def test_an_address_inside_is_refused_and_nothing_changes(aldar: Institution) -> None:
    with pytest.raises(Malformed, match="local network"):
        set_endpoint(aldar.number, "https://10.0.0.7/", SAULE)
    assert facts() == []
    assert not Mailbox.objects.exists()


def test_a_new_secret_signs_beside_the_former_one_for_a_day(aldar: Institution) -> None:
    former = set_endpoint(aldar.number, URL, SAULE)
    new = replace_secret(aldar.number, SAULE)
    assert written() == [new, former]
    box = Mailbox.objects.get()
    assert [signing.written(each) for each in queries.secrets_of(box, clock.now() + OVERLAP)] == [new]
    assert isinstance(facts()[-1], SecretReplaced)


def test_without_an_address_there_is_no_secret_to_replace(aldar: Institution) -> None:
    with pytest.raises(Conflict):
        replace_secret(aldar.number, SAULE)


def test_an_address_is_removed_once_and_the_messages_stay(aldar: Institution) -> None:
    set_endpoint(aldar.number, URL, SAULE)
    sent(aldar)
    remove_endpoint(aldar.number, SAULE)
    remove_endpoint(aldar.number, SAULE)
    assert facts()[1:] == [EndpointRemoved(code=ALDAR.code)]
    assert queries.due(clock.now()) == []
    assert queries.counts(aldar.number).waiting == 1


def test_an_institution_that_is_not_there_has_no_endpoint(db: None) -> None:
    with pytest.raises(NotFound):
        set_endpoint(77, URL, SAULE)
