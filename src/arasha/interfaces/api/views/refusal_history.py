"""What happened to a person's refusal, and which lenders asked, for the state's portal."""

from arasha.client import refusing as r
from arasha.client.schemas import Text
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.queries import checks, history
from arasha.domains.credit.queries.checks import Check
from arasha.domains.credit.queries.history import RefusalEvent
from arasha.domains.credit.queries.told import words
from arasha.interfaces.api.door import CURSORS, LIMITS, USUAL, Visit, whole
from arasha.kernel.tokens import as_uuid, from_hex

NEWEST = CURSORS.stop - 1


def events(visit: Visit, name: str) -> r.History:
    """What happened, the newest first, from before an occurrence on."""
    before, limit = _page(visit)
    rows = history.events(as_uuid(from_hex(name, field="person")), limit + 1, before)
    page = rows[:limit]
    return r.History(events=[_event(row) for row in page], next=page[-1].id if len(rows) > limit else None)


def asked(visit: Visit, name: str) -> r.Questions:
    """Who asked, the newest first, from before a place on."""
    before, limit = _page(visit)
    rows = checks.of_person(as_uuid(from_hex(name, field="person")), before, limit + 1)
    page = rows[:limit]
    return r.Questions(asked=[_asked(row) for row in page], next=page[-1].sequence if len(rows) > limit else None)


def _page(visit: Visit) -> tuple[int, int]:
    return whole(visit, "before", CURSORS, NEWEST), whole(visit, "limit", LIMITS, USUAL)


def _event(row: RefusalEvent) -> r.Occurrence:
    told = words(row, row.institution)
    return r.Occurrence(
        number=row.id,
        at=row.at,
        what=row.what,  # type: ignore[arg-type]
        title=Text(**{language: each.title for language, each in told.items()}),
        text=Text(**{language: each.text for language, each in told.items()}),
        until=row.until,
    )


def _asked(row: Check) -> r.Asked:
    lender = row.lender
    return r.Asked(
        sequence=row.sequence,
        at=row.at,
        lender=lender.code,
        lender_name=Text(kk=lender.name_kk, ru=lender.name_ru, en=lender.name_en),
        channel=checks.CHANNELS[row.channel],  # type: ignore[arg-type]
        product=checks.PRODUCTS[row.product],  # type: ignore[arg-type]
        answer=Answer(row.answer).word,  # type: ignore[arg-type]
        amount=row.amount or None,
        until=row.until,
    )
