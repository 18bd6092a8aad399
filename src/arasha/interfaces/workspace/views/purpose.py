"""What the person works for at present: stated once, kept in the session, written with every look."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from arasha.interfaces.workspace import words
from arasha.interfaces.workspace.access import PURPOSE_KEY, Visit, back_address, is_part, page, purpose_of
from arasha.kernel.access.purposes import CHOSEN_BY_PEOPLE


@page()
def purpose(request: Visit) -> HttpResponse:
    """GET asks, POST keeps the answer and goes back."""
    back = back_address(request)
    if request.method == "POST":
        if request.POST.get("purpose") in CHOSEN_BY_PEOPLE:
            request.session[PURPOSE_KEY] = request.POST["purpose"]
        return HttpResponseRedirect(back)
    context = {
        "purposes": [(each, words.PURPOSES[each]) for each in CHOSEN_BY_PEOPLE],
        "chosen": purpose_of(request),
        "back": back,
    }
    return render(request, "workspace/parts/purpose.html" if is_part(request) else "workspace/purpose.html", context)
