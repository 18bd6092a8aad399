"""The log itself: its size and root, the last checkpoints, whether each continues the one before, and how to check it
elsewhere.
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from arasha.interfaces.workspace.access import Visit, page
from arasha.kernel import clock
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import ArashaError
from arasha.kernel.log import ledger, merkle
from arasha.kernel.log.checkpoint import Checkpoint
from arasha.kernel.log.models import SignedCheckpoint
from arasha.kernel.log.note import open_note

SHOWN = 10


@page(Right.SEE_AUDIT)
def show(request: Visit) -> HttpResponse:
    """The page; every signature and every continuation on it is checked as it is made."""
    signed = list(SignedCheckpoint.objects.order_by("-size")[: SHOWN + 1])
    opened = [_opened(each) for each in signed]
    rows = [_row(*pair) for pair in zip(signed, opened, strict=True)]
    for row, new, old in zip(rows, opened, opened[1:], strict=False):
        row["continues"] = _continues(old, new) if old and new else False
    size = ledger.size()
    context = {
        "size": size,
        "unsigned": size - signed[0].size if signed else size,
        "latest": signed[0] if signed else None,
        "rows": rows[:SHOWN],
        "sound": all(row["signed"] and row.get("continues", True) for row in rows[:SHOWN]),
        "verifier": str(ledger.signer().verifier),
        "now": clock.now(),
    }
    return render(request, "workspace/log.html", context)


def _opened(signed: SignedCheckpoint) -> Checkpoint | None:
    """The checkpoint that a note signs; None when the signature does not hold."""
    try:
        return Checkpoint.parse(open_note(signed.note, ledger.signer().verifier))
    except ArashaError:
        return None


def _row(signed: SignedCheckpoint, checkpoint: Checkpoint | None) -> dict[str, Any]:
    return {
        "signed_at": signed.signed_at,
        "size": signed.size,
        "root": checkpoint.root.hex() if checkpoint else "",
        "signed": checkpoint is not None and checkpoint.size == signed.size,
    }


def _continues(old: Checkpoint, new: Checkpoint) -> bool:
    """Does the newer log begin with the whole older one? (RFC 6962 §2.1.2)"""
    return merkle.extends(old.size, old.root, new.size, new.root, ledger.consistency(old.size, new.size))
