"""People refuse credit while lenders ask and everything is killed: one order, the log's, and the receipts show it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from time import monotonic, sleep

import msgspec
import pytest
from django.db import connection, transaction

from arasha.client import Client
from arasha.client.credit import CreditAnswer, CreditCheck
from arasha.domains.credit.actions import register
from arasha.domains.credit.actions.register import Said
from arasha.domains.credit.models import Change, Check, CheckGroup
from arasha.domains.credit.queries import receipts
from arasha.domains.credit.queries.register import in_force
from arasha.kernel.log import answers, ledger
from arasha.kernel.log import receipts as log_receipts
from arasha.kernel.outbox import receipts as group_receipts
from arasha.kernel.tokens import as_uuid
from tests.support.cast import ALDAR
from tests.support.centre import Centre
from tests.support.credit import EVERYTHING, PORTAL

PEOPLE = 8
PATIENCE_S = 150.0  # gateway and keeper begin anew: seconds, and on a busy machine many


@dataclass
class Lender:
    """A lender that asks about the same few people again and again, and keeps every answer that it got."""

    centre: Centre
    got: list[CreditAnswer] = field(default_factory=list)
    asks: bool = True

    def run(self, stopped: threading.Event) -> None:
        """Ask until told to stop; `asks` says when it broke off."""
        try:
            self.ask(stopped)
        finally:
            self.asks = False

    def gets(self, more: int) -> None:
        """Return when it has got so many more answers."""
        begun = len(self.got)
        while len(self.got) < begun + more:
            assert self.asks, "the lender got no answer any more"
            sleep(0.05)

    def ask(self, stopped: threading.Event) -> None:
        for number in count():
            if stopped.is_set():
                return
            checks = [
                CreditCheck(id=f"{number}-{at}", person=token(at).hex(), channel="remote") for at in range(PEOPLE)
            ]
            with Client(self.centre.url, self.centre.keys[ALDAR.code], patience_s=PATIENCE_S) as client:
                for _ in range(20):
                    self.got += [one for one in client.credit_checks(checks).answers if one is not None]
                    checks = [msgspec.structs.replace(check, id=f"{check.id}x") for check in checks]


def token(at: int) -> bytes:
    return bytes([at + 1]) * 16


@contextmanager
def asking(centre: Centre) -> Iterator[Lender]:
    lender, stopped = Lender(centre), threading.Event()
    thread = threading.Thread(target=lender.run, args=[stopped])
    thread.start()
    try:
        yield lender
    finally:
        stopped.set()
        thread.join(120)


def refuse(at: int) -> int:
    with transaction.atomic():
        return register.state([Said(token(at), "person", EVERYTHING)], PORTAL)


def taken_effect(facts: list[int]) -> list[Change]:
    """Where each refusal took effect, once all have."""
    deadline = monotonic() + 90
    while monotonic() < deadline:
        changes = [in_force(as_uuid(token(at)), fact) for at, fact in enumerate(facts)]
        if all(changes):
            return [change for change in changes if change is not None]
        sleep(0.1)
    raise TimeoutError("a refusal that was set has not taken effect")


def recorded(got: list[CreditAnswer]) -> dict[int, Check]:
    """The answers in the store, once all that were given are there."""
    last, deadline = max(one.sequence or 0 for one in got), monotonic() + 60
    while monotonic() < deadline and not Check.objects.filter(sequence__gte=last).exists():
        sleep(0.1)
    return {row.sequence: row for row in Check.objects.select_related("lender")}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("kills", [3])
def test_whatever_is_killed_each_refusal_stands_at_one_place_and_every_receipt_agrees(
    centre: Centre, kills: int
) -> None:
    facts = list[int]()
    with asking(centre) as lender:
        for at in range(PEOPLE):
            facts.append(refuse(at))
            if at < kills:
                for name in ("gateway", "keeper"):
                    centre.kill(name)
                centre.start("gateway", "keeper")
            sleep(0.2)
        places = [change.sequence for change in taken_effect(facts)]
        lender.gets(2 * PEOPLE)
    rows, verifier = recorded(lender.got), ledger.signer().verifier
    for answer in lender.got:
        signed = answers.parse(msgspec.json.encode(answer.receipt))
        answers.verify(signed, verifier)
        person, sequence = signed.statement["person"], signed.statement["sequence"]
        at = bytes.fromhex(person)[0] - 1
        assert answer.answer == ("deny" if sequence > places[at] else "allow")
        assert (signed.statement["register"] >= facts[at]) is (sequence > places[at])
        assert receipts.statement_of(rows[sequence]) == signed.statement, "what was acknowledged is what is recorded"
    assert len({answer.sequence for answer in lender.got}) == len(lender.got)
    for change in Change.objects.filter(sequence__in=places):
        log_receipts.verify(receipts.receipt_of(change), verifier)
    check_without_gaps()
    connection.close()


def check_without_gaps() -> None:
    """Answers and changes are numbered without gaps, and none stands twice."""
    numbers = [*Check.objects.values_list("sequence", flat=True), *Change.objects.values_list("sequence", flat=True)]
    assert sorted(numbers) == list(range(len(numbers)))
    assert sum(len(bytes(group.hashes)) // group_receipts.HASH for group in CheckGroup.objects.all()) == len(numbers)
