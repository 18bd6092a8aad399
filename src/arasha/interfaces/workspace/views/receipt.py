"""The receipt of a verdict: checked in place, step by step, and handed out as a file that anybody can check offline."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arasha.domains.payments.queries import receipts
from arasha.domains.payments.queries.payments import Payment
from arasha.interfaces.workspace.access import Visit, is_part, opened, page
from arasha.interfaces.workspace.views.payment import found
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import ArashaError
from arasha.kernel.log import ledger
from arasha.kernel.log.receipts import verify


class Step(NamedTuple):
    """One step of the check: what is asked, whether it holds, and what it rests on."""

    text: str
    good: bool
    ground: str


@page(Right.SEE_PAYMENTS)
def check(request: Visit, sequence: int) -> HttpResponse:
    """Check the receipt now: the row, its group, the log, the signature."""
    payment = found(sequence)
    steps = _steps(payment)
    context = {"payment": payment, "steps": steps, "good": all(step.good for step in steps)}
    return render(request, "workspace/parts/receipt.html" if is_part(request) else "workspace/receipt.html", context)


@page(Right.SEE_PAYMENTS)
def download(request: Visit, sequence: int) -> HttpResponse:
    """The receipt as JSON, for `arasha verify`."""
    payment = found(sequence)
    opened(request, f"payment:{sequence}")
    body = receipts.receipt_of(payment).encode()
    name = f'attachment; filename="arasha-receipt-{sequence}.json"'
    return HttpResponse(body, content_type="application/json", headers={"Content-Disposition": name})


def _steps(payment: Payment) -> list[Step]:
    row = Step(
        _("The row in the store is the one that was recorded"),
        receipts.stands_as_recorded(payment),
        f"# {payment.sequence}",
    )
    try:
        receipt = receipts.receipt_of(payment)
        proved = verify(receipt, ledger.signer().verifier)
    except ArashaError as error:
        return [row, Step(_("The proof from the group to the signed log"), good=False, ground=error.title)]
    group = receipt.group
    return [
        row,
        Step(
            _("It is one of the group of verdicts that was recorded together"),
            good=group is not None,
            ground=_("row %(place)d of %(size)d") % {"place": group.index + 1, "size": group.size} if group else "",
        ),
        Step(
            _("The group's fact is in the log"),
            good=True,
            ground=_("leaf %(place)d of %(size)d") % {"place": receipt.log.index + 1, "size": receipt.log.size},
        ),
        Step(_("The log is signed by this centre"), good=True, ground=proved.checkpoint.origin),
    ]
