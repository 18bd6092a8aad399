"""Connections for lenders' back offices and for bureaus; see `FraudDesk` for how they behave."""

from arasha.client import lending as m
from arasha.client import lending_calls as calls
from arasha.client.asynchronous import AsyncConnection
from arasha.client.synchronous import Connection


class LendingDesk(Connection):
    """A connection to the API for a lender's back office: say what you did, answer claims."""

    def outcomes(self, said: m.LoanOutcomes) -> m.OutcomesNoted:
        """Say what became of up to a thousand applications."""
        return self._insist(calls.outcomes(said))

    def claims(self, state: m.ClaimState | None = None, after: int = 0, limit: int = 100) -> m.Claims:
        """Claims that loans of yours are void, the oldest first."""
        return self._insist(calls.claims(state, after, limit))

    def claim(self, reference: str) -> m.Claim:
        """One claim as it stands now."""
        return self._insist(calls.claim(reference))

    def write_off(self, reference: str, said: m.WriteOff) -> m.Claim:
        """You want nothing of the person any more; bureaus are asked to strike the loan."""
        return self._insist(calls.write_off(reference, said))

    def dispute(self, reference: str, said: m.Dispute) -> m.Claim:
        """You hold that the loan stands; a supervisor decides."""
        return self._insist(calls.dispute(reference, said))


class BureauDesk(Connection):
    """A connection to the API for a credit bureau."""

    def marks(self, said: m.Marks) -> m.MarksNoted:
        """Say what your register has of up to a thousand people."""
        return self._insist(calls.marks(said))

    def loans(self, said: m.Loans) -> m.LoansNoted:
        """Say which loans were given: so one finds who lends without asking."""
        return self._insist(calls.loans(said))

    def corrections(self, after: int = 0, limit: int = 100) -> m.Corrections:
        """Loans that you have still to strike from people's records."""
        return self._insist(calls.corrections(after, limit))

    def corrected(self, reference: str, said: m.CorrectionDone) -> m.Correction:
        """You have struck a loan, or never had it."""
        return self._insist(calls.corrected(reference, said))

    def conflicts(self) -> m.Conflicts:
        """Marks of yours that another register contradicts."""
        return self._insist(calls.conflicts())

    def list_parts(self, since: int = 0) -> m.ListParts:
        """Which files bring the list of all who refuse up to date (`HomeRegister`)."""
        return self._insist(calls.list_parts(since))

    def list_block(self, name: str, offset: int = 0) -> m.ListBlock:
        """A part of such a file."""
        return self._insist(calls.list_block(name, offset))

    def compared(self, said: m.Comparison) -> m.Compared:
        """Say what a comparison with the list has found."""
        return self._insist(calls.compared(said))


class AsyncLendingDesk(AsyncConnection):
    """A connection to the API for a lender's back office: say what you did, answer claims."""

    async def outcomes(self, said: m.LoanOutcomes) -> m.OutcomesNoted:
        """Say what became of up to a thousand applications."""
        return await self._insist(calls.outcomes(said))

    async def claims(self, state: m.ClaimState | None = None, after: int = 0, limit: int = 100) -> m.Claims:
        """Claims that loans of yours are void, the oldest first."""
        return await self._insist(calls.claims(state, after, limit))

    async def claim(self, reference: str) -> m.Claim:
        """One claim as it stands now."""
        return await self._insist(calls.claim(reference))

    async def write_off(self, reference: str, said: m.WriteOff) -> m.Claim:
        """You want nothing of the person any more; bureaus are asked to strike the loan."""
        return await self._insist(calls.write_off(reference, said))

    async def dispute(self, reference: str, said: m.Dispute) -> m.Claim:
        """You hold that the loan stands; a supervisor decides."""
        return await self._insist(calls.dispute(reference, said))


class AsyncBureauDesk(AsyncConnection):
    """A connection to the API for a credit bureau."""

    async def marks(self, said: m.Marks) -> m.MarksNoted:
        """Say what your register has of up to a thousand people."""
        return await self._insist(calls.marks(said))

    async def loans(self, said: m.Loans) -> m.LoansNoted:
        """Say which loans were given: so one finds who lends without asking."""
        return await self._insist(calls.loans(said))

    async def corrections(self, after: int = 0, limit: int = 100) -> m.Corrections:
        """Loans that you have still to strike from people's records."""
        return await self._insist(calls.corrections(after, limit))

    async def corrected(self, reference: str, said: m.CorrectionDone) -> m.Correction:
        """You have struck a loan, or never had it."""
        return await self._insist(calls.corrected(reference, said))

    async def conflicts(self) -> m.Conflicts:
        """Marks of yours that another register contradicts."""
        return await self._insist(calls.conflicts())

    async def list_parts(self, since: int = 0) -> m.ListParts:
        """Which files bring the list of all who refuse up to date (`HomeRegister`)."""
        return await self._insist(calls.list_parts(since))

    async def list_block(self, name: str, offset: int = 0) -> m.ListBlock:
        """A part of such a file."""
        return await self._insist(calls.list_block(name, offset))

    async def compared(self, said: m.Comparison) -> m.Compared:
        """Say what a comparison with the list has found."""
        return await self._insist(calls.compared(said))
