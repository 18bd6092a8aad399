"""A town for a desk's tests: staged accounts, a holder with a browser, and a note of what happened."""

from dataclasses import dataclass, field

from arasha.simulator.crime.purses import Purses
from arasha.simulator.holder import Holder
from arasha.simulator.live.books import Extra
from arasha.simulator.live.events import Asked, Held, LetGo, Returned
from arasha.simulator.live.vault import Vault


@dataclass
class SmallTown:
    """Knows the accounts that it is given by name; their numbers are their places."""

    accounts: dict[str, Extra]
    web: str = ""
    events: list[Asked | Held | LetGo | Returned] = field(default_factory=list)
    thawed: list[int] = field(default_factory=list)
    given: int = 0

    def __post_init__(self) -> None:
        self.purses = Purses()
        self.vault = Vault(self, self.purses)

    def balance(self, account: int) -> int:
        return list(self.accounts.values())[account].balance

    def account_of(self, name: str) -> int | None:
        return list(self.accounts).index(name) if name in self.accounts else None

    def innocent(self, account: int) -> bool:
        return list(self.accounts.values())[account].innocent

    def by_hand(self, account: int) -> bool:
        return list(self.accounts.values())[account].by_hand

    def undecided(self, account: int) -> bool:
        return list(self.accounts.values())[account].undecided

    def happened(self, event: Asked | Held | LetGo | Returned) -> None:
        self.events.append(event)

    def thaw(self, account: int) -> None:
        self.thawed.append(account)

    def object(self, reference: str, code: str) -> None:
        with Holder(self.web) as holder:
            holder.object(reference, code)

    def gives(self) -> None:
        self.given += 1
