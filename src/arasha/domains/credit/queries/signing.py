"""What a person has to sign to confirm an act."""

from arasha.domains.credit.queries.refusals import Standing
from arasha.domains.credit.rules import signing


def to_lift(standing: Standing) -> dict[str, str]:
    """What confirms the lift that was asked for, in each language; empty when none waits for it."""
    lifting = standing.lifting
    waits = lifting is not None and not lifting.confirmed
    return signing.lift(lifting.to, standing.nonce) if lifting and waits else {}


def to_release(standing: Standing) -> dict[str, str]:
    """What releases the trusted person, in each language; empty when there is none, or he is being released."""
    waits = standing.trusted_since is not None and standing.release_at is None
    return signing.release(standing.nonce) if waits else {}
