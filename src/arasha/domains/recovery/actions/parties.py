"""Telling in which part somebody acts on a hold and what follows from it."""

from arasha.domains.recovery.models import Incident
from arasha.domains.recovery.rules.parties import Party
from arasha.kernel.access.models import Person
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.errors import Forbidden, NotFound
from arasha.kernel.outbox.append import By

RECOVERY = By("process:recovery", Purpose.RECOVERY)
CLOCK = By("process:clock", Purpose.RECOVERY)
HOLDER = By("process:public", Purpose.APPEAL)  # the citizens' page, after reference and code were checked

_CENTRE = {
    Role.ANALYST: Party.ANALYST,
    Role.SUPERVISOR: Party.SUPERVISOR,
    Role.PROSECUTOR: Party.PROSECUTOR,
}


def party_of(by: By, keeper: str = "", incident: Incident | None = None) -> Party:
    """The part of an actor. `NotFound` to an institution that has no part in it, `Forbidden` to other people.

    `keeper` is the code of the institution that keeps the account.
    """
    kind, _, name = by.actor.partition(":")
    if by.actor == HOLDER.actor:
        return Party.HOLDER
    if kind == "process":
        return Party.PROCESS
    if kind == "institution":
        return _of_institution(name, keeper, incident)
    person = Person.objects.select_related("institution").filter(username=name, is_active=True).first()
    if person is not None and person.institution is not None:
        return _of_institution(person.institution.code, keeper, incident)
    if person is None or Role(person.role) not in _CENTRE:
        raise Forbidden
    return _CENTRE[Role(person.role)]


def _of_institution(code: str, keeper: str, incident: Incident | None) -> Party:
    if code == keeper:
        return Party.KEEPER
    if incident is not None and code in _of_victims(incident):
        return Party.VICTIMS
    raise NotFound


def _of_victims(incident: Incident) -> set[str]:
    """The institution that reported, and those where the victim's accounts are."""
    codes = set(incident.claims.exclude(debtor_institution="").values_list("debtor_institution", flat=True))
    return codes | ({incident.institution.code} if incident.institution else set())
