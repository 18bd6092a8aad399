"""What banks' desks ask of whoever plays: whose an account is, what lies in it, and that things be written down."""

from collections.abc import Callable

from arasha.simulator.live.books import Books
from arasha.simulator.live.events import Asked, Held, LetGo, Returned
from arasha.simulator.live.stage import Stage


class Town:
    """What banks' desks ask of whoever plays."""

    def __init__(self, books: Books, stage: Stage) -> None:
        self._books, self._stage = books, stage
        self.vault = books.vault
        self.given: Callable[[], None] = lambda: None  # whoever plays puts his tempo's in

    def account_of(self, name: str) -> int | None:
        """The number of an account by its name; None: it is of another country."""
        return self._books.account_of(name)

    def innocent(self, account: int) -> bool:
        """Is its holder no thief?"""
        return self._books.innocent(account)

    def by_hand(self, account: int) -> bool:
        """Is it left to an officer, as it is staged?"""
        extra = self._books.staged(account)
        return extra is not None and extra.by_hand

    def undecided(self, account: int) -> bool:
        """Does its bank not say what it thinks, as it is staged?"""
        extra = self._books.staged(account)
        return extra is not None and extra.undecided

    def happened(self, event: Asked | Held | LetGo | Returned) -> None:
        """Write it down."""
        self._books.happened(event)

    def thaw(self, account: int) -> None:
        """What was kept back with a payment lies in the account again."""
        self._books.thaw(account)

    def object(self, reference: str, code: str) -> None:
        """The holder objects on the citizens' page."""
        self._stage.pages.object(reference, code)

    def gives(self) -> None:
        """The centre has something to do now."""
        self.given()
