"""Messages to institutions from the command line."""

import pytest
from click.testing import CliRunner, Result

from arasha.app.cli import access, cli, messages
from arasha.kernel.access import queries
from arasha.kernel.access.models import Institution
from arasha.kernel.deliveries.actions import note
from arasha.kernel.deliveries.models import Mailbox
from arasha.kernel.deliveries.patience import MOST_REFUSALS, Attempt
from arasha.kernel.deliveries.patience import Result as Outcome
from arasha.kernel.errors import Malformed
from arasha.kernel.outbox import read
from tests.kernel.deliveries.letters import sent, states
from tests.support.cast import ALDAR
from tests.support.centre import connect

URL = "https://hooks.aldar.example/"


@pytest.fixture(autouse=True)
def aldar(db: None, monkeypatch: pytest.MonkeyPatch) -> Institution:
    """The tests' process is made ready by conftest; logging must stay as it is."""
    for module in (access, messages):
        monkeypatch.setattr(module, "ready", lambda: None)
    connect(ALDAR)
    return queries.institution(ALDAR.code)


def arasha(*words: str) -> Result:
    return CliRunner().invoke(cli, ("messages", *words))


def test_setting_an_address_prints_the_secret_the_first_time() -> None:
    first, second = arasha("to", ALDAR.code, URL), arasha("to", ALDAR.code, URL)
    assert first.output.startswith("whsec_")
    assert (second.output, Mailbox.objects.get().url) == ("", URL)
    assert {fact.actor for fact in read.about(f"institution:{ALDAR.code}")} >= {"process:command-line"}


def test_an_address_inside_is_an_error_that_main_says_in_one_line() -> None:
    assert isinstance(arasha("to", ALDAR.code, "https://10.0.0.7/").exception, Malformed)


def test_a_secret_is_replaced_and_sending_stopped() -> None:
    first = arasha("to", ALDAR.code, URL).output
    assert arasha("secret", ALDAR.code).output not in {"", first}
    assert arasha("stop", ALDAR.code).exit_code == 0
    assert Mailbox.objects.get().url == ""


def test_what_did_not_arrive_is_told_and_sent_again(aldar: Institution) -> None:
    arasha("to", ALDAR.code, URL)
    (message,) = sent(aldar)
    for _ in range(MOST_REFUSALS):
        note(aldar.number, {message.id: Attempt(Outcome.REFUSED, "500")})
    told = arasha("state", ALDAR.code).output
    assert "sent: 0 arrived, 0 waiting, 1 not deliverable" in told
    assert f"msg_{message.id.hex}  hold.requested  500" in told
    assert arasha("resend", ALDAR.code).output == "1\n"
    assert states(aldar) == ["waiting"]
