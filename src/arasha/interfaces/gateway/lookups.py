"""Answering what the registry knows of identifiers."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast
from uuid import UUID

from django.db import OperationalError, close_old_connections

from arasha.client import schemas
from arasha.client.schemas import Counters, RegistryAnswer, RegistryCheck, Standing, Windows
from arasha.domains.payments.queries import settlements
from arasha.domains.registry import queries
from arasha.domains.registry.hot import Registry, keys_of
from arasha.domains.registry.queries import Counted
from arasha.interfaces.gateway.callers import Budget
from arasha.interfaces.gateway.identity import named_as, token_given
from arasha.interfaces.gateway.metrics import Metrics
from arasha.kernel import clock
from arasha.kernel.errors import TooLarge, Unavailable
from arasha.kernel.identifiers import Identifier, Kind, Unread, token_input
from arasha.kernel.tokens import Tokens, as_uuid

# Counters are read from the store, an identifier at a time: a hundred are some tens of milliseconds.
MOST_WITH_COUNTERS = 100


class Known(NamedTuple):
    """What was found in memory, and the tokens it was found under."""

    answer: RegistryAnswer
    tokens: Sequence[bytes]


class Lookups:
    """Looks identifiers up by their tokens; every look costs the institution something."""

    def __init__(self, registry: Registry, tokens: Tokens, metrics: Metrics, budget: Budget) -> None:
        self._registry, self._tokens, self._metrics = registry, tokens, metrics
        self.budget = budget

    def check(self, asked: RegistryCheck, institution: int) -> Known:
        """What is known of each identifier: a tier and a ground, never the story.

        `RateLimited` when the institution has looked up too much that is not there.
        """
        if asked.counters and len(asked.identifiers) > MOST_WITH_COUNTERS:
            raise TooLarge(f"counters are given for at most {MOST_WITH_COUNTERS} identifiers at once")
        self.budget.reserve(institution, len(asked.identifiers))
        named = [_named(identifier) for identifier in asked.identifiers]
        tokens = [one if isinstance(one, bytes) else self._tokens.token(token_input(one)) for one in named]
        answers = self._registry.standings(keys_of(b"".join(tokens)))
        listed = sum(answer.ground is not None for answer in answers)
        self.budget.found(institution, listed)
        self._metrics.looked_up(listed, len(answers) - listed)
        standings = [
            Standing(
                tier=cast("schemas.Tier", answer.tier.word),
                ground=answer.ground.code if answer.ground else None,
                unread=one.reason if isinstance(one, Unread) else None,
            )
            for answer, one in zip(answers, named, strict=True)
        ]
        return Known(RegistryAnswer(answers=standings, as_of=self._registry.as_of), tokens)

    def with_counters(self, known: Known) -> RegistryAnswer:
        """The same with counters; runs in a thread, because they lie in the store. `Unavailable` when it is away."""
        try:
            close_old_connections()
            for standing, token in zip(known.answer.answers, known.tokens, strict=True):
                _count(standing, as_uuid(token))
        except OperationalError:
            raise Unavailable("the store is away; ask again without counters") from None
        return known.answer


def _named(identifier: schemas.Identifier) -> Identifier | Unread | bytes:
    """The identifier, or its token if that is how it came."""
    return token_given(identifier.value) or named_as(Kind(identifier.kind), identifier.value)


def _count(standing: Standing, token: UUID) -> None:
    settled = queries.windows(settlements.lately(token, clock.now() - queries.LONGEST), clock.now())
    standing.counters = _counters(queries.counters(token) | {Counted.SETTLEMENTS: settled})
    owner = queries.owner_of(token)
    if owner is not None:
        standing.owner_counters = _counters(queries.counters_of_owner(owner))


def _counters(found: Mapping[Counted, queries.Windows]) -> Counters:
    settled = found.get(Counted.SETTLEMENTS)
    return Counters(
        reports=_windows(found[Counted.REPORTS]),
        confirmed=_windows(found[Counted.CONFIRMED]),
        rejected=_windows(found[Counted.REJECTED]),
        settlements=_windows(settled) if settled and any(settled.values()) else None,
    )


def _windows(found: queries.Windows) -> Windows:
    return Windows(days_3=found["3d"], days_30=found["30d"], days_180=found["180d"])
