"""Typologies as they stand: what each says, its state, who wrote it, and what happened to it."""

from datetime import datetime
from typing import NamedTuple

import msgspec

from arasha.domains.payments.facts import TypologyState
from arasha.domains.payments.models import Typology as Row
from arasha.domains.payments.models import TypologyStep
from arasha.domains.payments.rules.typology import IN_FORCE, TRANSITIONS, Draft, InForce
from arasha.kernel.errors import NotFound

__all__ = ["Step", "Typology", "TypologyState", "in_force", "typologies", "typology"]


class Step(NamedTuple):
    """Something that happened to a typology; `draft` when it was written, `before` is empty the first time."""

    at: datetime
    actor: str
    version: int
    before: str
    after: TypologyState
    note: str
    draft: Draft | None


class Typology(NamedTuple):
    """A typology. `author` wrote it first, `authors` are all who wrote a version; `institution` is who proposed it.

    `becomes` are the states that may follow; `history` has the oldest step first, and is filled by `typology` alone.
    """

    code: str
    draft: Draft
    state: TypologyState
    version: int
    author: str
    authors: frozenset[str]
    institution: str
    proposed_at: datetime
    changed_at: datetime
    approved_by: str
    becomes: frozenset[TypologyState]
    history: tuple[Step, ...] = ()

    @property
    def editable(self) -> bool:
        """May it be written anew? A live one is taken out of force first."""
        return self.state is not TypologyState.LIVE

    def may_be_approved_by(self, actor: str) -> bool:
        """Could this person make it live?"""
        return self.state is TypologyState.SHADOW and actor not in self.authors


def typologies() -> list[Typology]:
    """All typologies, the one that changed last first."""
    rows = Row.objects.select_related("institution").prefetch_related("steps")
    return [_typology(row) for row in rows]


def typology(code: str) -> Typology:
    """One typology with its history; `NotFound` when there is none."""
    row = Row.objects.select_related("institution").prefetch_related("steps").filter(code=code).first()
    if row is None:
        raise NotFound
    return _typology(row)._replace(history=tuple(_step(step) for step in row.steps.all()))


def in_force() -> list[InForce]:
    """The typologies that stand in the book, in its order."""
    rows = Row.objects.filter(state__in=IN_FORCE).order_by("number").values_list("content", "state")
    return [InForce(_draft(content), state != TypologyState.LIVE) for content, state in rows]


def _typology(row: Row) -> Typology:
    state = TypologyState(row.state)
    return Typology(
        code=row.code,
        draft=_draft(row.content),
        state=state,
        version=row.version,
        author=row.author,
        authors=frozenset(step.actor for step in row.steps.all() if step.content is not None),
        institution=row.institution.code if row.institution else "",
        proposed_at=row.proposed_at,
        changed_at=row.changed_at,
        approved_by=row.approved_by,
        becomes=TRANSITIONS[state],
    )


def _step(step: TypologyStep) -> Step:
    return Step(
        at=step.at,
        actor=step.actor,
        version=step.version,
        before=step.before,
        after=TypologyState(step.after),
        note=step.note,
        draft=None if step.content is None else _draft(step.content),
    )


def _draft(content: object) -> Draft:
    return msgspec.convert(content, Draft)
