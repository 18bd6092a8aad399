"""One gateway: everything that its event loop owns, and what it says of itself."""

from dataclasses import dataclass, field

from arasha.client.schemas import Health
from arasha.domains.registry.hot import Registry
from arasha.interfaces.gateway.callers import Callers
from arasha.interfaces.gateway.credit.lending import Lending
from arasha.interfaces.gateway.credit.stored import StoredChecks
from arasha.interfaces.gateway.damage import Damage
from arasha.interfaces.gateway.desk import Desk
from arasha.interfaces.gateway.lookups import Lookups
from arasha.interfaces.gateway.metrics import Metrics
from arasha.interfaces.gateway.outcomes import OutcomeDesk
from arasha.interfaces.gateway.screening import Screening
from arasha.interfaces.gateway.stored import StoredVerdicts
from arasha.kernel.settings import Settings


@dataclass(kw_only=True)
class Gateway:
    """The parts of a gateway, wired."""

    settings: Settings
    callers: Callers
    registry: Registry
    screening: Screening
    desk: Desk
    lending: Lending
    lenders: Desk
    checked: StoredChecks
    outcomes: OutcomeDesk
    lookups: Lookups
    stored: StoredVerdicts
    metrics: Metrics
    damage: Damage
    credit_damage: Damage
    store_is_there: bool = field(default=False)

    def health(self, version: str) -> Health:
        """The truth: `failing` when no answer can be given, `degraded` when something is missing meanwhile."""
        checks = {
            "journal": told_of(self.damage),
            "credit": told_of(self.credit_damage),
            "store": "ok"
            if self.store_is_there
            else "away: answers go on; keys and registry are as of the last contact",
            "keys": "ok" if len(self.callers) else "no institution has a key",
        }
        degraded = any(word != "ok" for name, word in checks.items() if name != "keys")
        return Health(
            status="degraded" if degraded else "ok",
            version=version,
            rules=self.screening.screener.book.version,
            next_sequence=self.screening.journal.next,
            registry_as_of=self.registry.as_of,
            checks=checks,
        )

    def gauges(self) -> dict[str, float]:
        """How much is held, for the metrics."""
        held = {f"engine_{name}": float(count) for name, count in self.screening.screener.size.items()}
        held |= {f"registry_{name}": float(count) for name, count in self.registry.size.items()}
        held |= {f"credit_{name}": float(count) for name, count in self.lending.register.size.items()}
        return held | {
            "next_sequence": float(self.screening.journal.next),
            "credit_next_sequence": float(self.lending.journal.next),
            "store_is_there": float(self.store_is_there),
            "journal_damaged": float(self.damage.at() is not None),
            "credit_journal_damaged": float(self.credit_damage.at() is not None),
            "keys": float(len(self.callers)),
            "tainted_accounts": float(len(self.screening.taint.accounts)),
        }


def told_of(damage: Damage) -> str:
    """What is told of a journal."""
    damaged_at = damage.at()
    if damaged_at is None:
        return "ok"
    return f"damaged: answers go on, and from sequence {damaged_at} on none reaches the store; restore its files"
