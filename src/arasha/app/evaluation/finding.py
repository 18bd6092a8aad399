"""How well the centre knows mules' accounts: by their standing risk, and by its registry; read from its own store."""

from collections.abc import Mapping
from uuid import UUID

from arasha.domains.payments.queries import account_risk
from arasha.domains.registry import queries as registry
from arasha.domains.registry.facts import EntryState
from arasha.kernel.identifiers import Kind, read, token_input
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.tiers import Tier
from arasha.kernel.tokens import Tokens
from arasha.simulator.live.scoreboard import Finding

MOST = 10_000
LEAST = Tier.HIGH


def mules(accounts: Mapping[str, str]) -> dict[str, Finding]:
    """Of the true mules' accounts (named as institutions name them): how many stand high, how many are listed."""
    true = {token_of(name) for name in accounts}
    risky = account_risk.candidates(account_risk.Wanted(tier=int(LEAST)), MOST)
    listed = {row.token for row in registry.entries(state=EntryState.CONFIRMED)}
    return {"standing risk": _found(true, {each.token for each in risky}), "registry": _found(true, listed)}


def token_of(name: str) -> UUID:
    """The token under which the centre knows an account."""
    account = read(Kind.IBAN if name.startswith("KZ") else Kind.ACCOUNT, name)
    return UUID(bytes=Tokens(keyring().key(Purpose.TOKEN)).token(token_input(account)))


def _found(true: set[UUID], named: set[UUID]) -> Finding:
    return Finding(there_were=len(true), named=len(named), rightly=len(true & named))
