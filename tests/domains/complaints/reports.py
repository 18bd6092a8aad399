"""Reports of theft for tests: the pensioner lost 150 000 tenge to the drop."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from arasha.domains.complaints import actions
from arasha.domains.complaints.actions import Named, PaymentTold, Report, Reporter, Taken
from arasha.domains.complaints.facts import Situation, Source, TheftReported
from arasha.kernel.access import actions as access
from arasha.kernel.access.models import Institution, InstitutionKind
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.identifiers import Kind, read, token_input
from arasha.kernel.keyring import Purpose as KeyPurpose
from arasha.kernel.keyring import keyring
from arasha.kernel.outbox import read as outbox
from arasha.kernel.outbox.append import By
from arasha.kernel.tokens import Tokens, as_uuid
from tests.support.cast import ALDAR, DROP, NOON, PENSIONER, SAULE, Bank

CITIZENS = By("process:public", Purpose.RECOVERY)
PHONE = "+7 701 000 00 01"
CALLER = "8 705 000 00 02"
STORY = f"Позвонили с {CALLER}, велели открыть https://bonus-payment.kz/win и перевести деньги."


def told(**changes: object) -> PaymentTold:
    """150 000 tenge from the pensioner to the drop, within the hour of noon."""
    fields: dict[str, object] = {
        "institution": ALDAR.code, "amount": 15_000_000, "begin": NOON - timedelta(minutes=30),
        "end": NOON + timedelta(minutes=30), "debtor": PENSIONER.account, "creditor": DROP.account,
    }  # fmt: skip
    return PaymentTold(**(fields | changes))  # type: ignore[arg-type]


def report(**changes: object) -> Report:
    """A citizen's report, unless something is changed."""
    fields: dict[str, object] = {
        "source": Source.CITIZEN, "situation": Situation.SCAM, "payments": (told(),), "story": STORY,
        "reporter": Reporter(name="Кадиша", phone=PHONE), "named": (Named(text="t.me/bonus_helper"),),
    }  # fmt: skip
    return Report(**(fields | changes))  # type: ignore[arg-type]


def from_bank(report_id: str = "R-1", **changes: object) -> Report:
    """The same, told by the pensioner's bank."""
    return report(source=Source.INSTITUTION, institution=ALDAR.code, report_id=report_id, **changes)


def connected(bank: Bank = ALDAR) -> Institution:
    """A bank of the cast, connected."""
    return access.connect_institution(bank.code, InstitutionKind(bank.kind), bank.names, SAULE)


def taken(made: Report | None = None, by: By = CITIZENS) -> Taken:
    """A report, taken."""
    return actions.take(made or report(), by)


def fact_of(complaint: int) -> TheftReported:
    """What the centre was told of a complaint."""
    first = next(iter(outbox.about(f"complaint:{complaint}"))).fact
    assert isinstance(first, TheftReported)
    return first


def history(complaint: int) -> list[str]:
    """The kinds of facts about a complaint."""
    return [found.fact.kind() for found in outbox.about(f"complaint:{complaint}")]


def token(kind: Kind, text: str) -> UUID:
    """The token of an identifier."""
    return as_uuid(Tokens(keyring().key(KeyPurpose.TOKEN)).token(token_input(read(kind, text))))


def changed(made: Report, **changes: object) -> Report:
    """A report with something changed."""
    return msgspec.structs.replace(made, **changes)


def at_noon() -> datetime:
    """When the pensioner paid."""
    return NOON
