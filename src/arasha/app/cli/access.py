"""Commands for institutions, keys and people."""

from typing import TYPE_CHECKING

import click

from arasha.app.ready import ready

if TYPE_CHECKING:
    from arasha.kernel.outbox.append import By

KINDS = (
    "bank", "micro_lender", "payment_organisation", "switch", "operator", "marketplace", "credit_bureau", "state_body",
)  # fmt: skip
ROLES = ("analyst", "supervisor", "administrator", "prosecutor", "officer")


@click.group()
def institution() -> None:
    """Institutions and their keys."""


@institution.command("connect")
@click.argument("code")
@click.option("--kind", type=click.Choice(KINDS), default="bank", show_default=True)
@click.option("--name", required=True, help="Its name; give --name-kk and --name-en too if they differ.")
@click.option("--name-kk", default="")
@click.option("--name-en", default="")
def connect(code: str, kind: str, name: str, name_kk: str, name_en: str) -> None:
    """Connect an institution under a CODE (its BIC) and print its first key."""
    ready()
    from arasha.kernel.access import actions
    from arasha.kernel.access.models import InstitutionKind

    names = {"ru": name, "kk": name_kk or name, "en": name_en or name}
    connected = actions.connect_institution(code, InstitutionKind(kind), names, operator())
    click.echo(actions.issue_key(connected, operator()))


@institution.command("issue-key")
@click.argument("code")
@click.option("--on-behalf", is_flag=True, help="The key may ask for other institutions: for a payment switch.")
@click.option("--credit-bureau", is_flag=True, help="The key is a credit bureau's: marks, loans, the list.")
@click.option("--credit-portal", is_flag=True, help="The key is the state portal's: people refuse credit through it.")
def issue_key(code: str, *, on_behalf: bool, credit_bureau: bool, credit_portal: bool) -> None:
    """Print a new key of an institution; it is shown once."""
    ready()
    from arasha.kernel.access import actions, queries
    from arasha.kernel.access.scopes import EVERYDAY, Scope

    more = ((on_behalf, Scope.ON_BEHALF), (credit_bureau, Scope.CREDIT_BUREAU), (credit_portal, Scope.CREDIT_PORTAL))
    scopes = (*EVERYDAY, *(scope for wanted, scope in more if wanted))
    click.echo(actions.issue_key(queries.institution(code), operator(), scopes=scopes))


@institution.command("revoke-key")
@click.argument("key_id")
def revoke_key(key_id: str) -> None:
    """Make a key useless at once."""
    ready()
    from arasha.kernel.access import actions

    actions.revoke_key(key_id, operator())


@institution.command("token-key")
def token_key() -> None:
    """Print the key under which institutions may make tokens of identifiers themselves (64 hex digits)."""
    ready()
    from arasha.kernel.keyring import Purpose, keyring

    click.echo(keyring().key(Purpose.TOKEN).hex())


@click.group()
def person() -> None:
    """People of the workspace."""


@person.command("add")
@click.argument("username")
@click.option("--role", type=click.Choice(ROLES), required=True)
@click.option("--institution", default="", help="The code of the institution that an officer belongs to.")
@click.password_option()
def add(username: str, role: str, institution: str, password: str) -> None:
    """Let somebody into the workspace; prints the secret for his authenticator."""
    ready()
    from arasha.kernel.access import actions
    from arasha.kernel.access.roles import Role

    if role == Role.INSTITUTION_OFFICER:
        device = actions.add_officer(username, password, institution, operator())
    else:
        device = actions.add_person(username, password, Role(role), operator())
    click.echo(device.config_url)


def operator() -> "By":
    """The command line acts for whoever may run it on this machine."""
    from arasha.kernel.access.purposes import Purpose
    from arasha.kernel.outbox.append import By

    return By("process:command-line", Purpose.ADMINISTRATION)


COMMANDS = (institution, person)
