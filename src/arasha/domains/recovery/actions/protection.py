"""Protecting a victim who pays under coercion: his payments wait until somebody he trusts, or the term, says so.

The gateway heeds the facts of it at once and holds whatever would leave his account (`payments.hot.coerced`). A victim
who is talked through a fraud on the phone talks the bank into letting the payment go. So neither he nor a caller can
end the protection: the second person whom he named does, at the bank; a supervisor of the centre may lift it or give it
another term; and it ends by itself.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db import transaction

from arasha.domains.payments.queries.keepers import keeper_of
from arasha.domains.recovery.actions.clocks import Turn, turn
from arasha.domains.recovery.actions.parties import CLOCK, party_of
from arasha.domains.recovery.facts.protecting import ProtectionEnded, ProtectionState, VictimProtected
from arasha.domains.recovery.models import Incident, Protection
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.returning import PROTECTION
from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.identifiers import Identifier, token_input
from arasha.kernel.keyring import Purpose as KeyPurpose
from arasha.kernel.keyring import keyring
from arasha.kernel.outbox.append import By, append
from arasha.kernel.seal import seal
from arasha.kernel.store import vault
from arasha.kernel.terms import Code
from arasha.kernel.tokens import Tokens, as_uuid

LONGEST_NAME, LONGEST_PHONE = 120, 40


class Trusted(NamedTuple):
    """The second person whom the victim trusts: kept sealed."""

    name: str
    phone: str


class Wish(NamedTuple):
    """Whose payments shall wait (the account's token), at which institution, and on whose word they go again."""

    account: UUID
    institution: str
    trusted: Trusted
    incident: int | None = None


@transaction.atomic
def protect(wish: Wish, by: By) -> Protection:
    """Let the payments of an account wait; asked again, the protection that runs, with whom it has.

    `Malformed` without a trusted person or when another institution keeps the account, `NotFound` when the institution
    is not the caller's.
    """
    _check(wish.trusted)
    institution = access.institution(wish.institution)
    row, at = step(PROTECTION, None, ProtectionState.ACTIVE, party_of(by, institution.code)), clock.now()
    incident = Incident.objects.filter(id=wish.incident).first() if wish.incident else None
    made = {
        "institution": institution, "incident": incident, "state": ProtectionState.ACTIVE, "trusted": _sealed(wish),
        "owner": by.actor, "asked_at": at, "until": at,
    }  # fmt: skip
    protection, fresh = Protection.objects.get_or_create(account=wish.account, ended_at=None, defaults=made)
    if keeper_of(wish.account) not in {None, institution.code} or protection.institution_id != institution.pk:
        raise Malformed("another institution keeps this account", field="account")
    if not fresh:
        return protection
    protection.until = turn([Turn(str(protection), row)], at)[str(protection)][Code.COERCION]
    protection.save(update_fields=["until"])
    append([_protected(protection)], by)
    return protection


@transaction.atomic
def protect_account(account: Identifier, institution: str, person: Trusted, by: By) -> Protection:
    """The same for an account as it is typed; its readable form goes into the vault."""
    token = Tokens(keyring().key(KeyPurpose.TOKEN)).token(token_input(account))
    vault.keep({token: account})
    return protect(Wish(as_uuid(token), institution, person), by)


@transaction.atomic
def renew(number: int, by: By) -> Protection:
    """Give a protection another term from now on: a supervisor's act."""
    protection, party = _locked(number, by)
    due = _move(protection, ProtectionState.RENEWED, party)
    protection.until, protection.renewals = due[Code.COERCION], protection.renewals + 1
    protection.save()
    append([_protected(protection)], by)
    return protection


@transaction.atomic
def end(number: int, by: By, *, trusted_agrees: bool) -> Protection:
    """End a protection on the trusted person's word, or lift it without, which is a supervisor's to do."""
    protection, party = _locked(number, by)
    _end(protection, ProtectionState.ENDED_TRUSTED if trusted_agrees else ProtectionState.ENDED_LIFTED, party, by)
    return protection


@transaction.atomic
def expire(number: int) -> bool:
    """The term of a protection is over; whether it was so."""
    protection, party = _locked(number, CLOCK)
    if protection.ended_at is not None or protection.until > clock.now():
        return False
    _end(protection, ProtectionState.ENDED_EXPIRED, party, CLOCK)
    return True


def trusted(protection: Protection) -> Trusted:
    """Whom the victim trusts; the caller notes the look."""
    opened = seal().open(bytes(protection.trusted), about=_label(protection.account))
    return Trusted(*msgspec.json.decode(opened, type=tuple[str, str]))


def _end(protection: Protection, to: ProtectionState, party: Party, by: By) -> None:
    _move(protection, to, party)
    protection.ended_at = clock.now()
    protection.save()
    append([ProtectionEnded(protection=protection.id, token=protection.account.hex, state=to)], by)


def _move(protection: Protection, to: ProtectionState, party: Party) -> dict[Code, datetime]:
    row = step(PROTECTION, ProtectionState(protection.state), to, party)
    protection.state = to
    return turn([Turn(str(protection), row)], clock.now())[str(protection)]


def _locked(number: int, by: By) -> tuple[Protection, Party]:
    rows = Protection.objects.select_for_update(of=("self",)).select_related("institution")
    protection = rows.filter(id=number).first()
    if protection is None:
        raise NotFound
    return protection, party_of(by, protection.institution.code)


def _protected(protection: Protection) -> VictimProtected:
    return VictimProtected(protection=protection.id, token=protection.account.hex, until=clock.to_us(protection.until))


def _check(person: Trusted) -> None:
    if not 0 < len(person.name.strip()) <= LONGEST_NAME:
        raise Malformed("name somebody whom the victim trusts", field="trusted_name")
    if not 0 < len(person.phone.strip()) <= LONGEST_PHONE:
        raise Malformed("give the telephone of the trusted person", field="trusted_phone")


def _sealed(wish: Wish) -> bytes:
    return seal().close(msgspec.json.encode(tuple(wish.trusted)), about=_label(wish.account))


def _label(account: UUID) -> bytes:
    return f"trusted person of {account.hex}".encode()
