"""One gateway: everything that its event loop owns, and what it says of itself."""

from dataclasses import dataclass, field

from arasha.client.schemas import Health
from arasha.domains.registry.hot import Registry
from arasha.interfaces.gateway.callers import Callers
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
    outcomes: OutcomeDesk
    lookups: Lookups
    stored: StoredVerdicts
    metrics: Metrics
    damage: Damage
    store_is_there: bool = field(default=False)

    def health(self, version: str) -> Health:
        """The truth: `failing` when no answer can be given, `degraded` when something is missing meanwhile."""
        checks = {
            "journal": self._journal(),
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

    def _journal(self) -> str:
        damaged_at = self.damage.at()
        if damaged_at is None:
            return "ok"
        return f"damaged: answers go on, and from sequence {damaged_at} on none reaches the store; restore its files"

    def gauges(self) -> dict[str, float]:
        """How much is held, for the metrics."""
        held = {f"engine_{name}": float(count) for name, count in self.screening.screener.size.items()}
        held |= {f"registry_{name}": float(count) for name, count in self.registry.size.items()}
        return held | {
            "next_sequence": float(self.screening.journal.next),
            "store_is_there": float(self.store_is_there),
            "journal_damaged": float(self.damage.at() is not None),
            "keys": float(len(self.callers)),
            "tainted_accounts": float(len(self.screening.taint.accounts)),
        }
