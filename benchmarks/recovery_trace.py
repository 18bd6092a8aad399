"""How long it takes to draw a trace: five hops, some five hundred accounts, in a ledger of ten million payments.

Measured is what the worker does between locating the payment and asking for holds (`actions.tracing.draw`): reading
hop after hop, following, keeping the moves and the trace. Each is rolled back, so that each finds the same ledger.
"""

import gc
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.centre import store

Say = Callable[[str], None]

PAYMENTS, THEFTS, WARM, ROUNDS = 10_000_000, 60, 10, 3


def measure(payments: int, kept: Path | None, say: Say) -> dict[str, Any]:
    """The figures; `kept` is a folder in which the filled ledger stays for the next time."""
    with store(kept):
        from django.db import connection

        from arasha.app.centre import migrate
        from benchmarks import recovery_ledger as ledger

        migrate()
        planted = ledger.planted_before() or ledger.fill(payments, THEFTS, say)
        say(ledger.size())
        gc.freeze()  # as the worker does
        for one in planted[:WARM]:
            _drawn(one.payment)
        rounds = [[_drawn(one.payment) for one in planted[WARM:]] for _ in range(ROUNDS)]
        connection.close()
    p95s = [_percentile([ms for ms, _ in each], 0.95) for each in rounds]
    accounts = sorted(reached for _, reached in rounds[0])
    say(f"trace: p95 of {ROUNDS} rounds {p95s} ms; accounts reached {accounts[0]} to {accounts[-1]}")
    return {
        "trace_ms_p95": round(median(p95s), 1),
        "trace_ms_p50": round(median(ms for each in rounds for ms, _ in each), 1),
        "trace_accounts": median(accounts), "trace_ledger_payments": payments, "traces": len(rounds[0]),
    }  # fmt: skip


def _drawn(payment: int) -> tuple[float, int]:
    """How many ms the trace of a stolen payment took, and how many accounts it reached."""
    from django.db import connection, transaction

    from arasha.domains.recovery.actions.tracing import draw

    with connection.cursor() as cursor:
        cursor.execute("VACUUM recovery_move, recovery_trace")  # of what the one before rolled back
    with transaction.atomic():
        incident = _incident(payment)
        began = time.perf_counter()
        drawn = draw([incident])[incident.id]
        took = (time.perf_counter() - began) * 1e3
        transaction.set_rollback(True)
    return took, len(drawn.trace.content["accounts"])


def _incident(payment: int) -> Any:
    """The incident of a theft, whose payment has been located."""
    from arasha.domains.payments.queries.flows import flows_of
    from arasha.domains.recovery.facts.incidents import ClaimState, IncidentState
    from arasha.domains.recovery.models import Claim, Incident
    from arasha.kernel import clock
    from arasha.kernel.settings import current
    from arasha.kernel.terms import Code, due

    now, flow = clock.now(), flows_of([payment])[payment]
    incident = Incident.objects.create(
        complaint=payment, situation="scam", state=IncidentState.TRACED, rule=current().trace_rule,
        depth=current().trace_depth, amount=flow.amount, opened_at=now, watch_until=due(Code.WATCH, now),
    )  # fmt: skip
    Claim.objects.create(
        incident=incident, place=1, state=ClaimState.LOCATED, wanted={}, payment=payment, amount=flow.amount,
        paid_at=flow.at, debtor=flow.debtor, creditor=flow.creditor, located_at=now,
    )  # fmt: skip
    return incident


def _percentile(found: list[float], share: float) -> float:
    return round(sorted(found)[min(len(found) - 1, int(share * len(found)))], 1)
