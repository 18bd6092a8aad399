"""The state's portal, through which people refuse credit: its calls, and a connection of each kind."""

from urllib.parse import quote

from arasha.client import calls, handling
from arasha.client import refusing as r
from arasha.client.asynchronous import AsyncConnection
from arasha.client.calls import Call, get, post
from arasha.client.synchronous import Connection

REFUSALS, GUARDIANS = "/api/v1/credit/refusals", "/api/v1/credit/guardians"


def _person(asked: r.PersonAsked) -> Call[r.PersonNamed]:
    return post("/api/v1/credit/people", asked, r.PersonNamed)


def _refusal(person: str) -> Call[r.RefusalTold]:
    return get(f"{REFUSALS}/{quote(person, safe='')}", r.RefusalTold)


def _act(person: str, deed: str, said: object) -> Call[r.RefusalTold]:
    return post(f"{REFUSALS}/{quote(person, safe='')}/{deed}", said, r.RefusalTold)


def _history(person: str, before: int | None, limit: int) -> Call[r.History]:
    return get(f"{REFUSALS}/{quote(person, safe='')}/history?{_page(before, limit)}", r.History)


def _asked(person: str, before: int | None, limit: int) -> Call[r.Questions]:
    return get(f"{REFUSALS}/{quote(person, safe='')}/asked?{_page(before, limit)}", r.Questions)


def _page(before: int | None, limit: int) -> str:
    return f"limit={limit}" + ("" if before is None else f"&before={before}")


def _guardians(after: int, limit: int) -> Call[r.GuardiansTold]:
    return get(f"{GUARDIANS}?after={after}&limit={limit}", r.GuardiansTold)


def _guardian(wanted: r.GuardianWanted) -> Call[r.GuardianTold]:
    return post(GUARDIANS, wanted, r.GuardianTold)


def _decided(number: int, said: r.GuardianDecided) -> Call[r.GuardianTold]:
    return post(f"{GUARDIANS}/{number}/decide", said, r.GuardianTold)


def _ended(number: int, said: r.Ended) -> Call[r.GuardianTold]:
    return post(f"{GUARDIANS}/{number}/end", said, r.GuardianTold)


class CreditPortal(Connection):
    """A connection to the API, for the portal through which people refuse credit."""

    def person(self, asked: r.PersonAsked) -> r.PersonNamed:
        """The token of a person, which stands in all other calls."""
        return self._insist(_person(asked))

    def refusal(self, person: str) -> r.RefusalTold:
        """Where a person's refusal stands."""
        return self._insist(_refusal(person))

    def refuse(self, person: str, wish: r.Refuse) -> r.RefusalTold:
        """Refuse credit for a person, at once."""
        return self._insist(_act(person, "set", wish))

    def ask_lift(self, person: str, wanted: r.LiftWanted) -> r.RefusalTold:
        """Ask to lift a refusal; the answer has the text to sign."""
        return self._insist(_act(person, "lift", wanted))

    def confirm_lift(self, person: str, confirmed: r.Confirmation) -> r.RefusalTold:
        """Confirm the lift by what the person signed, or because he stood before an officer."""
        return self._insist(_act(person, "confirm", confirmed))

    def cancel_lift(self, person: str, said: r.Said) -> r.RefusalTold:
        """Stop a lift; what is refused stays refused."""
        return self._insist(_act(person, "cancel", said))

    def name_trusted(self, person: str, named: r.TrustedNamed) -> r.RefusalTold:
        """Name a trusted person, without whom nothing is lifted once he has accepted."""
        return self._insist(_act(person, "trusted", named))

    def withdraw_trusted(self, person: str, said: r.Said) -> r.RefusalTold:
        """Take an invitation back that was not accepted yet."""
        return self._insist(_act(person, "trusted/withdraw", said))

    def release_trusted(self, person: str, confirmed: r.Confirmation) -> r.RefusalTold:
        """Ask that the trusted person is asked no longer, in a week."""
        return self._insist(_act(person, "trusted/release", confirmed))

    def keep_trusted(self, person: str, said: r.Said) -> r.RefusalTold:
        """Keep the trusted person after all."""
        return self._insist(_act(person, "trusted/keep", said))

    def history(self, person: str, before: int | None = None, limit: int = 100) -> r.History:
        """What happened to a person's refusal, the newest first."""
        return self._insist(_history(person, before, limit))

    def asked(self, person: str, before: int | None = None, limit: int = 100) -> r.Questions:
        """Which lenders asked about a person, the newest first."""
        return self._insist(_asked(person, before, limit))

    def guardians(self, after: int = 0, limit: int = 100) -> r.GuardiansTold:
        """Guardianships to look up in the state's registers."""
        return self._insist(_guardians(after, limit))

    def ask_guardian(self, wanted: r.GuardianWanted) -> r.GuardianTold:
        """Somebody wants to act for another; with `confirmed` you say that the registers say so."""
        return self._insist(_guardian(wanted))

    def decide_guardian(self, number: int, said: r.GuardianDecided) -> r.GuardianTold:
        """What the registers say of a guardianship."""
        return self._insist(_decided(number, said))

    def end_guardian(self, number: int, said: r.Ended) -> r.GuardianTold:
        """A guardianship is no more."""
        return self._insist(_ended(number, said))

    def messages(self, after: int = 0, limit: int = 100) -> handling.Messages:
        """Notices to people and letters to their trusted persons, behind number `after`."""
        return self._insist(calls.messages(after, limit))


class AsyncCreditPortal(AsyncConnection):
    """The same for programs on an event loop; see `CreditPortal`."""

    async def person(self, asked: r.PersonAsked) -> r.PersonNamed:
        """The token of a person, which stands in all other calls."""
        return await self._insist(_person(asked))

    async def refusal(self, person: str) -> r.RefusalTold:
        """Where a person's refusal stands."""
        return await self._insist(_refusal(person))

    async def refuse(self, person: str, wish: r.Refuse) -> r.RefusalTold:
        """Refuse credit for a person, at once."""
        return await self._insist(_act(person, "set", wish))

    async def ask_lift(self, person: str, wanted: r.LiftWanted) -> r.RefusalTold:
        """Ask to lift a refusal; the answer has the text to sign."""
        return await self._insist(_act(person, "lift", wanted))

    async def confirm_lift(self, person: str, confirmed: r.Confirmation) -> r.RefusalTold:
        """Confirm the lift by what the person signed, or because he stood before an officer."""
        return await self._insist(_act(person, "confirm", confirmed))

    async def cancel_lift(self, person: str, said: r.Said) -> r.RefusalTold:
        """Stop a lift; what is refused stays refused."""
        return await self._insist(_act(person, "cancel", said))

    async def name_trusted(self, person: str, named: r.TrustedNamed) -> r.RefusalTold:
        """Name a trusted person, without whom nothing is lifted once he has accepted."""
        return await self._insist(_act(person, "trusted", named))

    async def withdraw_trusted(self, person: str, said: r.Said) -> r.RefusalTold:
        """Take an invitation back that was not accepted yet."""
        return await self._insist(_act(person, "trusted/withdraw", said))

    async def release_trusted(self, person: str, confirmed: r.Confirmation) -> r.RefusalTold:
        """Ask that the trusted person is asked no longer, in a week."""
        return await self._insist(_act(person, "trusted/release", confirmed))

    async def keep_trusted(self, person: str, said: r.Said) -> r.RefusalTold:
        """Keep the trusted person after all."""
        return await self._insist(_act(person, "trusted/keep", said))

    async def history(self, person: str, before: int | None = None, limit: int = 100) -> r.History:
        """What happened to a person's refusal, the newest first."""
        return await self._insist(_history(person, before, limit))

    async def asked(self, person: str, before: int | None = None, limit: int = 100) -> r.Questions:
        """Which lenders asked about a person, the newest first."""
        return await self._insist(_asked(person, before, limit))

    async def guardians(self, after: int = 0, limit: int = 100) -> r.GuardiansTold:
        """Guardianships to look up in the state's registers."""
        return await self._insist(_guardians(after, limit))

    async def ask_guardian(self, wanted: r.GuardianWanted) -> r.GuardianTold:
        """Somebody wants to act for another; with `confirmed` you say that the registers say so."""
        return await self._insist(_guardian(wanted))

    async def decide_guardian(self, number: int, said: r.GuardianDecided) -> r.GuardianTold:
        """What the registers say of a guardianship."""
        return await self._insist(_decided(number, said))

    async def end_guardian(self, number: int, said: r.Ended) -> r.GuardianTold:
        """A guardianship is no more."""
        return await self._insist(_ended(number, said))

    async def messages(self, after: int = 0, limit: int = 100) -> handling.Messages:
        """Notices to people and letters to their trusted persons, behind number `after`."""
        return await self._insist(calls.messages(after, limit))
