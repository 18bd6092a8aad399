"""The verbs of typologies: propose, edit, put into shadow, approve, reject, retire."""

import hashlib
from typing import Any, NamedTuple

import msgspec
from django.db import transaction
from django.db.models import Max

from arasha.domains.payments.facts import TypologyChanged, TypologyEdited, TypologyProposed, TypologyState
from arasha.domains.payments.models import Typology as Row
from arasha.domains.payments.models import TypologyStep
from arasha.domains.payments.queries.typologies import Typology, in_force, typology
from arasha.domains.payments.rules.book import WrongBook, book
from arasha.domains.payments.rules.typology import (
    Draft,
    Part,
    Texts,
    check,
    check_second_person,
    check_transition,
    read,
    rules_of,
)
from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.errors import Conflict, Malformed, NotFound
from arasha.kernel.facts import Fact, canonical_json
from arasha.kernel.outbox.append import By, append

__all__ = [
    "Draft", "Part", "Texts", "approve", "edit", "propose", "read", "reject", "retire", "to_shadow",
]  # fmt: skip

LONGEST_NOTE = 500


@transaction.atomic
def propose(draft: Draft, by: By, *, institution: str = "") -> Typology:
    """Write a new typology, on behalf of an institution when one proposes it.

    `Malformed` names the field that cannot be; `Conflict` when the code is taken: codes are never given twice.
    """
    check(draft)
    if Row.objects.filter(code=draft.code).exists():
        raise Conflict("there is a typology of this code already: edit it, or take another code", field="code")
    row = Row.objects.create(
        code=draft.code,
        state=TypologyState.DRAFT,
        content=msgspec.to_builtins(draft),
        author=by.actor,
        institution=access.institution(institution) if institution else None,
        proposed_at=clock.now(),
        changed_at=clock.now(),
    )
    fact = TypologyProposed(code=row.code, version=row.version, institution=institution, content=_digest(draft))
    return _noted(row, by, [fact], _Step("", row.content))


@transaction.atomic
def edit(code: str, draft: Draft, by: By) -> Typology:
    """Let a typology say something else: it begins again as a draft. `Conflict` while it is live."""
    check(draft)
    row = _locked(code)
    if draft.code != code:
        raise Malformed("the code of a typology stays as it is: propose another typology", field="code")
    if row.state == TypologyState.LIVE:
        raise Conflict("it counts now: put it back into shadow or retire it before it is written anew")
    before, row.state = row.state, TypologyState.DRAFT
    row.content, row.version, row.approved_by = msgspec.to_builtins(draft), row.version + 1, ""
    facts: list[Fact] = [TypologyEdited(code=code, version=row.version, content=_digest(draft))]
    if before != TypologyState.DRAFT:
        facts.append(_changed(row, before))
    return _noted(row, by, facts, _Step(before, row.content))


@transaction.atomic
def to_shadow(code: str, by: By, *, note: str = "") -> Typology:
    """Let a typology leave its bit and decide nothing; from then on it stands in the book.

    `Conflict` when its state does not allow it, or when the book has no room.
    """
    row = _locked(code)
    if row.number is None:
        row.number = (Row.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    return _moved(row, TypologyState.SHADOW, by, note)


@transaction.atomic
def approve(code: str, by: By, *, version: int, note: str = "") -> Typology:
    """Let a typology count. `Forbidden` to whoever wrote any of it; `Conflict` when another version was seen."""
    row = _locked(code)
    if row.version != version:
        raise Conflict("it was written anew meanwhile: look at what it says now")
    check_second_person(typology(code).authors, by.actor)
    row.approved_by = by.actor
    return _moved(row, TypologyState.LIVE, by, note)


@transaction.atomic
def reject(code: str, by: By, *, note: str) -> Typology:
    """Turn a typology down that does not count yet; `Malformed` without a word why."""
    return _ended(code, TypologyState.REJECTED, by, note)


@transaction.atomic
def retire(code: str, by: By, *, note: str) -> Typology:
    """Take a typology out of the book; `Malformed` without a word why. One person is enough to stop harm."""
    return _ended(code, TypologyState.RETIRED, by, note)


def _ended(code: str, state: TypologyState, by: By, note: str) -> Typology:
    if not note.strip():
        raise Malformed("say why, in a sentence", field="note")
    return _moved(_locked(code), state, by, note)


def _moved(row: Row, to: TypologyState, by: By, note: str) -> Typology:
    """Give a locked row another state, and see that the book can still be one."""
    before = TypologyState(row.state)
    check_transition(before, to)
    row.state = to
    row.approved_by = row.approved_by if to is TypologyState.LIVE else ""
    moved = _noted(row, by, [_changed(row, before)], _Step(before, note=note))
    try:
        book(typologies=rules_of(in_force()))
    except WrongBook as error:
        raise Conflict(str(error)) from None
    return moved


class _Step(NamedTuple):
    """What a step tells beside the row as it is now."""

    before: str
    content: Any = None
    note: str = ""


def _noted(row: Row, by: By, facts: list[Fact], step: _Step) -> Typology:
    """Save a changed row with its step, and last, because it locks the log, what happened."""
    if len(step.note) > LONGEST_NOTE:
        raise Malformed(f"write at most {LONGEST_NOTE} characters", field="note")
    row.changed_at = clock.now()
    row.save()
    TypologyStep.objects.create(
        typology=row,
        version=row.version,
        before=step.before,
        after=row.state,
        content=step.content,
        actor=by.actor,
        note=step.note.strip(),
        at=row.changed_at,
    )
    append(facts, by)
    return typology(row.code)


def _changed(row: Row, before: str) -> TypologyChanged:
    return TypologyChanged(
        code=row.code, version=row.version, before=TypologyState(before), after=TypologyState(row.state)
    )


def _digest(draft: Draft) -> str:
    return hashlib.sha256(canonical_json(draft)).hexdigest()


def _locked(code: str) -> Row:
    """A row nobody else changes meanwhile. All rows in force are held: two of them must not fill one last bit."""
    rows = {row.code: row for row in Row.objects.select_for_update(of=("self",)).order_by("code")}
    if code not in rows:
        raise NotFound
    return rows[code]
