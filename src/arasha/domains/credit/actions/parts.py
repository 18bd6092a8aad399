"""Telling in which part somebody acts on a claim."""

from arasha.domains.credit.rules.claims import Part
from arasha.kernel.access.models import Institution, InstitutionKind, Person
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Forbidden, NotFound
from arasha.kernel.outbox.append import By


def part_of(by: By, lender_code: str) -> Part:
    """The part of an actor. `NotFound` to an institution that has no part in it, `Forbidden` to other people."""
    kind, _, name = by.actor.partition(":")
    if kind == "process":
        return Part.PROCESS
    if kind == "institution":
        return _of_institution(Institution.objects.filter(code=name).first(), lender_code)
    person = Person.objects.select_related("institution").filter(username=name, is_active=True).first()
    if person is not None and person.institution is not None:
        return _of_institution(person.institution, lender_code)
    if person is None or not person.may(Right.DECIDE_CLAIM):
        raise Forbidden
    return Part.SUPERVISOR


def _of_institution(institution: Institution | None, lender_code: str) -> Part:
    if institution is not None and institution.code == lender_code:
        return Part.LENDER
    if institution is not None and institution.kind == InstitutionKind.CREDIT_BUREAU:
        return Part.BUREAU
    raise NotFound
