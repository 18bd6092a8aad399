"""People of the register, and what gateway and keeper do with it, in the test's own process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import msgspec
import pytest

from arasha.client.credit import CreditAnswer, CreditCheck
from arasha.domains.credit.facts.register import RegisterChanged
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.domains.registry.hot import Registry
from arasha.interfaces.gateway.credit.drain import CreditDrain
from arasha.interfaces.gateway.credit.intake import CreditIntake, People
from arasha.interfaces.gateway.credit.lending import Lending
from arasha.interfaces.gateway.credit.restoring import journal_folder, restore
from arasha.interfaces.gateway.restore import registry_path
from arasha.interfaces.gateway.server import answers_signer
from arasha.kernel import clock
from arasha.kernel.access import actions as access
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.models import Institution, InstitutionKind
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.scopes import Scope as KeyScope
from arasha.kernel.errors import ArashaError
from arasha.kernel.facts import Recorded
from arasha.kernel.identifiers import IIN, token_input
from arasha.kernel.journal.writer import Journal
from arasha.kernel.keyring import Purpose as KeyPurpose
from arasha.kernel.keyring import keyring
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By
from arasha.kernel.seal import seal
from arasha.kernel.settings import Settings, current
from arasha.kernel.tokens import Tokens, as_uuid
from tests.support.cast import SAULE, Bank

APAI = "550317400013"  # a grandmother, whom somebody talks into loans
STUDENT = "900715300124"
NURSE = "851212400038"

PORTAL = By("institution:PORTALKZ", Purpose.CREDIT)
EVERYTHING = effects.own(Refused(Scope.ALL))


def token_of(iin: str) -> bytes:
    """The token of a person."""
    return Tokens(keyring().key(KeyPurpose.TOKEN)).token(token_input(IIN.parse(iin)))


def person_of(iin: str) -> UUID:
    """The token of a person as the store keeps it."""
    return as_uuid(token_of(iin))


def check(id_: str = "A-1", person: str = APAI, **changes: Any) -> CreditCheck:
    """Somebody asks for a loan of 400 000 tenge in the grandmother's name, remotely, unless something is changed."""
    fields: dict[str, Any] = {"id": id_, "person": person, "channel": "remote", "amount": 40_000_000}
    return CreditCheck(**(fields | changes))


class Counter:
    """The part of a gateway that answers lenders, and the keeper behind it, without sockets: two calls in a row stand
    in the journal, and in the store, in that order.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.journal = Journal(journal_folder(settings), settings.journal_segment_mb << 20)
        self.registry = Registry(registry_path(settings))
        self.lending = Lending(self.journal, restore(settings), self.registry, seal(), answers_signer(settings))
        self._intake = CreditIntake(People(Tokens(keyring().key(KeyPurpose.TOKEN))))
        self._drain = CreditDrain(settings)

    def heed(self) -> None:
        """Hear what is said of people, and have it in the store."""
        facts = read.since(self.lending.register.heard + 1, [RegisterChanged.kind()])
        self.lending.change([cast("Recorded[RegisterChanged]", fact) for fact in facts], clock.now_us())
        self.drain()

    def connect(self, *banks: Bank) -> None:
        """Connect institutions of the cast, once."""
        for bank in banks:
            if not Institution.objects.filter(code=bank.code).exists():
                access.connect_institution(bank.code, InstitutionKind(bank.kind), bank.names, SAULE)

    def ask(self, bank: Bank, *checks: CreditCheck) -> list[CreditAnswer]:
        """Answer questions of one lender that come together; the lender is connected if it is not yet."""
        self.connect(bank)
        known = Institution.objects.get(code=bank.code)
        caller = Caller(known.number, bank.code, "", frozenset({KeyScope.CREDIT_CHECK}), "warn", 2**62, known.kind)
        given = self.lending.decide([self._intake.take(one, caller) for one in checks], clock.now_us())
        self.drain()
        return [_answer(one) for one in given]

    def drain(self) -> None:
        """Have the journal in the store."""
        self._drain.step()


def _answer(given: str | ArashaError) -> CreditAnswer:
    if isinstance(given, ArashaError):
        raise given
    return msgspec.json.decode(given, type=CreditAnswer)


@pytest.fixture
def counter(db: None, tmp_path: Path) -> Iterator[Counter]:
    """Lenders are answered in this process."""
    opened = Counter(msgspec.structs.replace(current(), data=tmp_path))
    yield opened
    opened.journal.close()
