"""What the register says of a person, why, and since when lenders hear it."""

from uuid import UUID

from arasha.domains.credit.models import Change, Ground, Position, Standing

JOURNAL = "credit"


def effect_of(person: UUID) -> int:
    """What lenders are told of a person now (`rules/effects.py`); 0 when nothing is."""
    return Standing.objects.filter(person=person).values_list("effect", flat=True).first() or 0


def grounds_of(person: UUID) -> list[Ground]:
    """Every reason for what is said of a person."""
    return list(Ground.objects.filter(person=person).order_by("since"))


def position() -> int:
    """The sequence up to which the journal has been recorded."""
    return Position.objects.filter(journal=JOURNAL).values_list("position", flat=True).first() or 0


def first_after(fact: int) -> int:
    """The place of the first change that a fact behind this one ordered; where the store's record ends if none did."""
    found = Change.objects.filter(fact__gt=fact).order_by("sequence").values_list("sequence", flat=True).first()
    return position() if found is None else found


def heard() -> int:
    """The last fact that the gateway had heeded, as far as its journal is in the store; -1 before the first."""
    found = Position.objects.filter(journal=JOURNAL).values_list("heard", flat=True).first()
    return -1 if found is None else found


def in_force(person: UUID, fact: int) -> Change | None:
    """Since when lenders are answered by what a fact says of a person; None while the gateway has not heeded it."""
    return Change.objects.filter(person=person, fact__gte=fact).order_by("sequence").first()


def changes_of(person: UUID) -> list[Change]:
    """Everything that took effect for a person, in the order of all answers."""
    return list(Change.objects.filter(person=person).order_by("sequence"))
