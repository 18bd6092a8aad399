"""Stolen money for the tests of holds: an incident whose money lies in accounts of the cast."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from arasha.domains.recovery.actions import holds
from arasha.domains.recovery.actions.tracing import Lying
from arasha.domains.recovery.facts.incidents import ClaimState, IncidentState
from arasha.domains.recovery.models import Claim, Hold, Incident, Move
from arasha.kernel import clock
from arasha.kernel.access import actions as access
from arasha.kernel.access.models import Institution, InstitutionKind
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.attribution import Rule
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By
from arasha.kernel.terms import Code, due
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, PASSWORD, PENSIONER, SAULE, SHOP, TOSTIK, Bank
from tests.support.recorded import token_of

_NAMES = UUID("3b5f2f5e-0000-4000-8000-000000000000")

ALDAR_SAYS = By("institution:ALDARKZA", Purpose.RECOVERY)
TOSTIK_SAYS = By("institution:TOSTIKZA", Purpose.RECOVERY)
TRACER = By("process:tracer", Purpose.RECOVERY)

CAST = {"pensioner": PENSIONER, "drop": DROP, "shop": SHOP, "neighbour": NEIGHBOUR}

STOLEN = 15_000_000  # 150 000 tenge
FORTUNE = 500_000_000  # 5 m tenge: above the threshold


def account(name: str) -> UUID:
    """The token of an account that a test calls by name."""
    return token_of(CAST[name]) if name in CAST else uuid5(_NAMES, name)


def connected(bank: Bank) -> Institution:
    """A bank of the cast, connected."""
    found = Institution.objects.filter(code=bank.code).first()
    return found or access.connect_institution(bank.code, InstitutionKind(bank.kind), bank.names, SAULE)


def works(role: Role, name: str) -> By:
    """Somebody of the centre, let in, as the one who acts."""
    access.add_person(name, PASSWORD, role, SAULE)
    return By(f"person:{name}", Purpose.RECOVERY)


def incident(*amounts: int, at: datetime | None = None) -> Incident:
    """The pensioner's bank reported payments to the drop: an incident with a located claim for each amount."""
    reporter, now = connected(ALDAR), at or clock.now()
    connected(TOSTIK)
    row = Incident.objects.create(
        complaint=Incident.objects.count() + 1, institution=reporter, situation="scam", state=IncidentState.TRACED,
        rule=Rule.FIFO, depth=5, amount=sum(amounts), opened_at=now, watch_until=due(Code.WATCH, now),
    )  # fmt: skip
    for place, amount in enumerate(amounts, start=1):
        _claim(row, place, amount, now)
    return row


def claims(of: Incident) -> list[Claim]:
    """The claims of an incident, in order."""
    return list(of.claims.all())


def move(of: Claim, name: str, amount: int, *, hop: int = 1, debtor: str = "pensioner") -> None:
    """Stolen money came into an account at Tostik."""
    number = Move.objects.count() + 1_000
    Move.objects.create(
        payment=of.payment or 0 if hop == 1 else number, claim=of, amount=amount, debtor=account(debtor),
        creditor=account(name), debtor_institution=ALDAR.code, creditor_institution=TOSTIK.code, at=clock.now(),
        hop=hop, followed=True,
    )  # fmt: skip


def wanted(name: str, shares: dict[int, int], *, hop: int = 1, institution: str = TOSTIK.code) -> Lying:
    """What is wanted of an account at Tostik."""
    return Lying(account(name), institution, hop, shares)


def hold(amount: int = STOLEN, name: str = "drop") -> Hold:
    """A fresh incident whose money lies in one account, and the hold that is requested there."""
    of = incident(amount)
    [claim] = claims(of)
    move(claim, name, amount)
    [found] = request(of, wanted(name, {claim.id: amount}))
    return found


def held(amount: int = STOLEN, name: str = "drop") -> Hold:
    """A hold whose institution holds all that it was asked."""
    return holds.answer(hold(amount, name).id, holds.Answer(amount), TOSTIK_SAYS)


def request(of: Incident, *what: Lying) -> list[Hold]:
    """Ask, as the tracer does, in a transaction of its own."""
    with transaction.atomic():
        row = Incident.objects.select_for_update().get(id=of.id)
        return holds.request([holds.Ask(row, what, TRACER.actor)], TRACER)


def kinds(subject: str) -> list[str]:
    """What has happened to something, in order."""
    return [recorded.fact.kind().removeprefix("recovery.") for recorded in read.about(subject)]


def _claim(row: Incident, place: int, amount: int, now: datetime) -> None:
    Claim.objects.create(
        incident=row, place=place, state=ClaimState.LOCATED, wanted={}, payment=row.id * 100 + place, amount=amount,
        paid_at=now, debtor=account("pensioner"), creditor=account("drop"), debtor_institution=ALDAR.code,
        creditor_institution=TOSTIK.code, located_at=now,
    )  # fmt: skip
