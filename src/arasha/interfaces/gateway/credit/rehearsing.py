"""Answering a made-up lender in a throw-away memory, so that the first real one does not wait for the compiler."""

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from arasha.client.credit import CreditCheck
from arasha.domains.credit.facts.register import RegisterChanged
from arasha.domains.credit.hot.applications import SMALLEST
from arasha.domains.registry.hot import Registry
from arasha.interfaces.gateway.credit.intake import CreditIntake, People
from arasha.interfaces.gateway.credit.lending import Lending
from arasha.interfaces.gateway.credit.restoring import restore
from arasha.kernel import clock
from arasha.kernel.access.keys import Caller
from arasha.kernel.answered import key_of
from arasha.kernel.facts import Recorded, new_id
from arasha.kernel.journal.writer import Journal
from arasha.kernel.log.note import Signer
from arasha.kernel.seal import seal
from arasha.kernel.settings import Settings
from arasha.kernel.tokens import Tokens

NOBODY = "01" + "00" * 15


def rehearse(settings: Settings, registry: Registry, tokens: Tokens, signer: Signer) -> None:
    """Do once whatever a gateway does for lenders."""
    now, at = clock.now_us(), clock.now()
    changed = Recorded(
        sequence=0, id=new_id(), actor="", purpose="", occurred_at=at, recorded_at=at,
        fact=RegisterChanged(people=[NOBODY], effects=[1]),
    )  # fmt: skip
    with TemporaryDirectory() as folder:
        memory = restore(msgspec.structs.replace(settings, data=Path(folder)))
        lending = Lending(Journal(Path(folder) / "journal", 1 << 20), memory, registry, seal(), signer)
        intake, caller = CreditIntake(People(tokens)), Caller(1, "REHEARSAL", "", frozenset(), "hold", 0)
        check = CreditCheck(id="a", person=NOBODY, channel="remote")
        taken = [intake.take(msgspec.structs.replace(check, id=name), caller) for name in "abc"]
        lending.decide(taken[:1], now)
        lending.change([changed], now)
        lending.decide(taken, now)
        lending.find(key_of("a", 1))
        lending.applications.reserve(SMALLEST, now)
        lending.journal.close()
