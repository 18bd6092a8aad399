"""Answering what the registry knows of identifiers."""

from collections.abc import Sequence
from typing import cast

from arasha.client import schemas
from arasha.client.schemas import RegistryAnswer, Standing
from arasha.domains.registry.hot import Registry, keys_of
from arasha.interfaces.gateway.identity import named_as, token_given
from arasha.interfaces.gateway.metrics import Metrics
from arasha.kernel.identifiers import Identifier, Kind, Unread, token_input
from arasha.kernel.tokens import Tokens


class Lookups:
    """Looks identifiers up by their tokens."""

    def __init__(self, registry: Registry, tokens: Tokens, metrics: Metrics) -> None:
        self._registry, self._tokens, self._metrics = registry, tokens, metrics

    def check(self, identifiers: Sequence[schemas.Identifier]) -> RegistryAnswer:
        """What is known of each identifier: a tier and a ground, never the story."""
        named = [_named(identifier) for identifier in identifiers]
        tokens = [one if isinstance(one, bytes) else self._tokens.token(token_input(one)) for one in named]
        answers = self._registry.standings(keys_of(b"".join(tokens)))
        listed = sum(answer.ground is not None for answer in answers)
        self._metrics.looked_up(listed, len(answers) - listed)
        return RegistryAnswer(
            answers=[
                Standing(
                    tier=cast("schemas.Tier", answer.tier.word),
                    ground=answer.ground.code if answer.ground else None,
                    unread=one.reason if isinstance(one, Unread) else None,
                )
                for answer, one in zip(answers, named, strict=True)
            ],
            as_of=self._registry.as_of,
        )


def _named(identifier: schemas.Identifier) -> Identifier | Unread | bytes:
    """The identifier, or its token if that is how it came."""
    return token_given(identifier.value) or named_as(Kind(identifier.kind), identifier.value)
