"""Lenders, bureaus and answers for the tests of loans and claims, without a gateway."""

from datetime import datetime, timedelta
from itertools import count

from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.models import Change, Check
from arasha.kernel import clock
from arasha.kernel.access import actions as access
from arasha.kernel.access.models import Institution, InstitutionKind
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.identifiers import IIN, token_input
from arasha.kernel.keyring import Purpose as Key
from arasha.kernel.keyring import keyring
from arasha.kernel.outbox.append import By
from arasha.kernel.store import vault
from arasha.kernel.tokens import Tokens, as_uuid
from tests.support.cast import PASSWORD, SAULE, Bank

# Invented: these bureaus do not exist.
ESEP = Bank("ESEP-BUREAU", "995", "credit_bureau")
SANAQ = Bank("SANAQ-BUREAU", "996", "credit_bureau")

_places = count(1)


def by(bank: Bank) -> By:
    """What somebody of an institution does through its programs."""
    return By(f"institution:{bank.code}", Purpose.CREDIT)


def connected(bank: Bank) -> Institution:
    """An institution of these tests, connected."""
    found = Institution.objects.filter(code=bank.code).first()
    return found or access.connect_institution(bank.code, InstitutionKind(bank.kind), bank.names, SAULE)


def works(role: Role, name: str) -> By:
    """Somebody of the centre, let in, as the one who acts."""
    access.add_person(name, PASSWORD, role, SAULE)
    return By(f"person:{name}", Purpose.CREDIT)


def person_of(order: int = 1) -> bytes:
    """The token of an invented person, whose number is in the vault."""
    iin = IIN.parse(iin_of(order))
    token = Tokens(keyring().key(Key.TOKEN)).token(token_input(iin))
    vault.keep({token: iin})
    return token


def iin_of(order: int) -> str:
    """A number that has the shape of an IIN: born on 15 March 1947, the order-th of that day."""
    for tail in range(10):
        text = f"4703154{order:04}{tail}"
        try:
            return IIN.parse(text).canonical
        except Exception:  # noqa: BLE001 - nine of ten check digits do not fit
            continue
    return iin_of(order + 5_000)


def answered(lender: Bank, person: bytes, answer: Answer, **changes: object) -> Check:
    """A lender asked about a person, and this is what it was told."""
    place = next(_places)
    fields: dict[str, object] = {
        "sequence": place, "group": place, "lender": connected(lender), "application": f"A-{place}",
        "person": as_uuid(person), "at": clock.now() - timedelta(hours=1), "amount": 0, "channel": 0, "product": 0,
        "answer": int(answer), "reasons": 0, "effect": 0, "register": -1, "until": None,
    }  # fmt: skip
    return Check.objects.create(**(fields | changes))


def said_of(person: bytes, effect: int, at: datetime) -> None:
    """From an instant on the register says this of a person."""
    place = next(_places)
    Change.objects.create(sequence=place, group=place, person=as_uuid(person), effect=effect, fact=place, at=at)
