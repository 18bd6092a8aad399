"""Institutions, keys and people from the command line."""

import pytest
from click.testing import CliRunner, Result

from arasha.app.cli import access, cli
from arasha.kernel.access import keys, queries
from arasha.kernel.access.models import Institution, Person
from arasha.kernel.access.scopes import EVERYDAY, Scope
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.outbox import read
from tests.support.cast import ALDAR


@pytest.fixture(autouse=True)
def already_ready(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' process is made ready by conftest; logging must stay as it is."""
    monkeypatch.setattr(access, "ready", lambda: None)


def arasha(*words: str, given: str = "") -> Result:
    return CliRunner().invoke(cli, words, input=given)


def scopes(key: str) -> frozenset[Scope]:
    return queries.good_keys()[keys.digest(key.strip().encode())].scopes


def test_connecting_an_institution_prints_its_first_key_and_nothing_else() -> None:
    done = arasha("institution", "connect", ALDAR.code, "--name", "Банк Алдара", "--name-en", "Bank of Aldar")
    found = Institution.objects.get()
    assert (found.code, found.kind) == (ALDAR.code, "bank")
    assert (found.name_kk, found.name_ru, found.name_en) == ("Банк Алдара", "Банк Алдара", "Bank of Aldar")
    assert done.output.count("\n") == 1
    assert scopes(done.output) == set(EVERYDAY)


def test_a_switch_gets_a_key_that_asks_for_others() -> None:
    arasha("institution", "connect", "KEREMKZA", "--kind", "switch", "--name", "Керемет")
    assert Scope.ON_BEHALF in scopes(arasha("institution", "issue-key", "KEREMKZA", "--on-behalf").output)
    assert Scope.ON_BEHALF not in scopes(arasha("institution", "issue-key", "KEREMKZA").output)


def test_a_revoked_key_is_good_no_more() -> None:
    key = arasha("institution", "connect", ALDAR.code, "--name", "Алдар").output
    assert arasha("institution", "revoke-key", key.split("_")[1]).exit_code == 0
    assert queries.good_keys() == {}


def test_what_is_taken_or_not_there_is_an_error_that_main_says_in_one_line() -> None:
    arasha("institution", "connect", ALDAR.code, "--name", "Алдар")
    assert isinstance(arasha("institution", "connect", ALDAR.code, "--name", "Алдар").exception, Conflict)
    assert isinstance(arasha("institution", "issue-key", "NOBODYKZ").exception, NotFound)


def test_the_operator_is_named_in_the_facts() -> None:
    arasha("institution", "connect", ALDAR.code, "--name", "Алдар")
    assert {found.actor for found in read.about(f"institution:{ALDAR.code}")} == {"process:command-line"}


def test_the_token_key_is_printed_for_institutions_that_make_tokens_themselves() -> None:
    assert arasha("institution", "token-key").output == keyring().key(Purpose.TOKEN).hex() + "\n"


def test_a_person_is_asked_for_a_password_twice_and_it_is_not_shown() -> None:
    done = arasha("person", "add", "aigerim", "--role", "analyst", given="a long password\na long password\n")
    assert done.exit_code == 0
    assert "a long password" not in done.output
    assert "otpauth://totp/" in done.output
    assert Person.objects.get().check_password("a long password")
    again = arasha("person", "add", "daniyar", "--role", "analyst", given="one\nother\n")
    assert again.exit_code == 1
    assert Person.objects.count() == 1
