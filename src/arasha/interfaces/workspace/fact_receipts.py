"""The receipt of a fact: checked in place, step by step, and handed out as a file that anybody can check offline."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arasha.interfaces.workspace.access import Visit, is_part
from arasha.kernel.errors import ArashaError
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.log import ledger
from arasha.kernel.log.receipts import verify
from arasha.kernel.outbox.receipts import receipt_of

Step = tuple[str, bool, str]


def checked(request: Visit, recorded: Recorded[Fact], back: str) -> HttpResponse:
    """The steps of the check, as a page or as the part of one."""
    steps = _steps(recorded)
    context = {"fact": recorded, "steps": steps, "good": all(good for _text, good, _ground in steps), "back": back}
    name = "workspace/parts/fact_receipt.html" if is_part(request) else "workspace/fact_receipt.html"
    return render(request, name, context)


def file(recorded: Recorded[Fact]) -> HttpResponse:
    """The receipt as JSON, for `arasha verify`."""
    name = f'attachment; filename="arasha-receipt-fact-{recorded.sequence}.json"'
    body = receipt_of(recorded).encode()
    return HttpResponse(body, content_type="application/json", headers={"Content-Disposition": name})


def _steps(recorded: Recorded[Fact]) -> list[Step]:
    receipt = receipt_of(recorded)
    try:
        proved = verify(receipt, ledger.signer().verifier)
    except ArashaError as error:
        return [(_("The proof from the fact to the signed log"), False, str(error.title))]
    place = _("leaf %(place)d of %(size)d") % {"place": receipt.log.index + 1, "size": receipt.log.size}
    return [
        (_("The fact is in the log, as it was recorded"), True, place),
        (_("The log is signed by this centre"), True, proved.checkpoint.origin),
    ]
