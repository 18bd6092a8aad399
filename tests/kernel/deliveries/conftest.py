"""Two banks, one of which has said where its messages go: to a receiver on this machine, as on trial."""

from collections.abc import Iterator

import msgspec
import pytest

from arasha.kernel.access import actions as access
from arasha.kernel.access.models import Institution, InstitutionKind
from arasha.kernel.deliveries.actions import endpoints, set_endpoint
from arasha.kernel.settings import current
from tests.client.gateway import MisbehavingGateway
from tests.support.cast import ALDAR, SAULE, TOSTIK, Bank


def connected(bank: Bank) -> Institution:
    return access.connect_institution(bank.code, InstitutionKind(bank.kind), bank.names, SAULE)


@pytest.fixture
def on_trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages may go to this machine."""
    settings = msgspec.structs.replace(current(), private_webhooks=True)
    monkeypatch.setattr(endpoints, "current", lambda: settings)


@pytest.fixture
def aldar(db: None) -> Institution:
    return connected(ALDAR)


@pytest.fixture
def tostik(db: None) -> Institution:
    return connected(TOSTIK)


@pytest.fixture
def receiver() -> Iterator[MisbehavingGateway]:
    """Aldar's receiver: it does what it is told to."""
    with MisbehavingGateway() as running:
        yield running


@pytest.fixture
def secret(aldar: Institution, receiver: MisbehavingGateway, on_trial: None) -> str:
    """Aldar's messages go to its receiver, signed under this secret."""
    return set_endpoint(aldar.number, f"{receiver.url}/hooks", SAULE) or ""
