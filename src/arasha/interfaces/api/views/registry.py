"""The registry's lists and removals, for institutions that check at home."""

from arasha.client import handling as h
from arasha.domains.registry import actions
from arasha.interfaces.api.door import Visit
from arasha.kernel.references import Letter, reference


def removal_done(visit: Visit, _said: h.RemovalDone, name: str) -> h.Removal:
    """The institution has forgotten an entry."""
    removal = actions.confirm_removal(name, visit.caller.number, visit.by)
    return h.Removal(
        reference=reference(Letter.LISTING, removal.entry_id),
        asked_at=removal.asked_at,
        due_at=removal.due_at,
        confirmed_at=removal.confirmed_at,
    )
