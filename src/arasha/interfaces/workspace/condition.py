"""Whether the centre itself is well: gateway, journal, store. Said as it is, never better."""

from typing import NamedTuple

import httpx
import msgspec
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from arasha.client.schemas import Health
from arasha.domains.payments.queries import figures
from arasha.kernel.settings import current

PATIENCE_S = 0.5
JOURNAL = "payments"
BEHIND = 1_000  # rows that wait for the store for longer than a moment


class Part(NamedTuple):
    """A part of the centre: its name, `good`, `doubt` or `bad`, and what is to be said of it."""

    name: str
    state: str
    text: str


def condition() -> list[Part]:
    """Every part, as it is at this moment."""
    health = _health()
    return [_gateway(health), _journal(health), _store()]


def _health() -> Health | None:
    """What the gateway says of itself; None when it does not answer."""
    settings = current()
    try:
        answer = httpx.get(f"http://{settings.host}:{settings.gateway_port}/health", timeout=PATIENCE_S)
        return msgspec.json.decode(answer.content, type=Health)
    except (httpx.HTTPError, msgspec.MsgspecError):
        return None


def _gateway(health: Health | None) -> Part:
    name = _("Gateway")
    if health is None:
        return Part(name, "bad", _("Does not answer: banks decide by their own stand-in policy."))
    if health.status != "ok":
        return Part(name, "doubt", _("Answers, but something is missing meanwhile."))
    return Part(name, "good", _("Answers."))


def _journal(health: Health | None) -> Part:
    name = _("Journal")
    if health is None:
        return Part(name, "doubt", _("Not known while the gateway is silent."))
    if health.checks.get("journal", "ok") != "ok":
        return Part(name, "bad", _("Damaged: rows are missing, and the store waits. The log says how to mend it."))
    waiting = max(0, health.next_sequence - figures.drained_to(JOURNAL))
    if waiting == 0:
        return Part(name, "good", _("Every answer is in the store."))
    text = ngettext(
        "%(count)d answer is on its way to the store.", "%(count)d answers are on their way to the store.", waiting
    )
    return Part(name, "doubt" if waiting > BEHIND else "good", text % {"count": waiting})


def _store() -> Part:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            (version,) = cursor.fetchone() or ("",)
    except DatabaseError:
        return Part("PostgreSQL", "bad", _("Away."))
    return Part("PostgreSQL", "good", str(version).split()[0])
