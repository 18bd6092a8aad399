"""The life of a model: watched in shadow, tried on some, live; taken back by one person, made live by two."""

from collections.abc import Collection

from arasha.domains.payments.facts import ModelStage
from arasha.kernel.errors import Conflict, Forbidden, Malformed

TRANSITIONS: dict[ModelStage, frozenset[ModelStage]] = {
    ModelStage.DRAFT: frozenset({ModelStage.SHADOW, ModelStage.RETIRED}),
    ModelStage.SHADOW: frozenset({ModelStage.ROLLING_OUT, ModelStage.LIVE, ModelStage.RETIRED}),
    ModelStage.ROLLING_OUT: frozenset({ModelStage.ROLLING_OUT, ModelStage.LIVE, ModelStage.SHADOW, ModelStage.RETIRED}),
    ModelStage.LIVE: frozenset({ModelStage.RETIRED}),
    ModelStage.RETIRED: frozenset({ModelStage.SHADOW, ModelStage.LIVE}),
}

# Of these there is one at a time: the engine hears one model and one candidate.
CANDIDATES = (ModelStage.SHADOW, ModelStage.ROLLING_OUT)


def check_transition(stage: ModelStage, to: ModelStage) -> None:
    """`Conflict` when a model at this stage may not go to that."""
    if to not in TRANSITIONS[stage]:
        raise Conflict(f"a model that is {stage.replace('_', ' ')} cannot become {to.replace('_', ' ')}")


def check_second_person(hands: Collection[str], approver: str) -> None:
    """Four eyes: `Forbidden` to whoever registered it, or let it try."""
    if approver in hands:
        raise Forbidden("a model is made live by somebody who has neither registered nor tried it")


def check_percent(percent: int) -> None:
    """`Malformed` when it is no share of the paying accounts."""
    if not 1 <= percent <= 100:
        raise Malformed("a roll-out reaches from 1 to 100 per cent of the paying accounts", field="percent")
