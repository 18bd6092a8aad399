"""The demonstration's banks: their connections are the country's, one of them has an officer who answers by hand."""

from arasha.app.demonstration_settings import PASSWORD
from arasha.kernel.access import actions
from arasha.kernel.access.models import Person
from arasha.kernel.outbox.append import By
from arasha.simulator.thefts import KANBAK

OFFICER = ("marat", "Марат", KANBAK)


def connect(by: By) -> None:
    """Give the bank its officer; once."""
    username, name, bank = OFFICER
    if not Person.objects.filter(username=username).exists():
        actions.add_officer(username, PASSWORD, bank, by, name=name)
