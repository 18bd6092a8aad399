"""Entries of the registry for tests."""

from datetime import timedelta

from arasha.domains.registry import actions
from arasha.domains.registry.actions import CENTRE, Evidence, Proposal
from arasha.domains.registry.facts import EvidenceKind, Ground
from arasha.domains.registry.models import Entry
from arasha.kernel import clock
from arasha.kernel.identifiers import Kind, read, token_input
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.outbox import read as outbox
from arasha.kernel.outbox.append import By
from arasha.kernel.tiers import Tier
from arasha.kernel.tokens import Tokens
from tests.support.cast import AIGERIM, DROP, TOSTIK

DROPS_ACCOUNT = read(Kind.IBAN, DROP.account)
TOKEN = Tokens(keyring().key(Purpose.TOKEN)).token(token_input(DROPS_ACCOUNT))

FOUND = Evidence(EvidenceKind.ANALYST_FINDING, CENTRE)
REPORTED = Evidence(EvidenceKind.INSTITUTION_REPORT, f"institution:{TOSTIK.code}")
POLICE = Evidence(EvidenceKind.POLICE_ACT, CENTRE, "1-24/117 of 3 November 2026")
ENOUGH = (FOUND, REPORTED)

# Another supervisor, who had no part in anything.
SALTANAT = By("person:saltanat", "appeal")
GATEWAY = By("process:gateway", "screening")


def proposal(
    tier: Tier = Tier.HIGH, ground: Ground = Ground.ANALYST_FINDING, *, days: float = 30, source: str = "",
    evidence: tuple[Evidence, ...] = ENOUGH,
) -> Proposal:  # fmt: skip
    """The drop's account, as the centre found and its bank reported it."""
    return Proposal(tier, ground, clock.now() + timedelta(days=days), "a drop", source, evidence)


def propose(made: Proposal | None = None, by: By = AIGERIM) -> Entry:
    """Somebody, by default Aigerim, proposes the drop's account."""
    return actions.add_entry(DROPS_ACCOUNT, made or proposal(), by)


def history(entry: Entry) -> list[str]:
    """The kinds of facts about an entry."""
    return [found.fact.kind() for found in outbox.about(f"entry:{entry.id}")]
