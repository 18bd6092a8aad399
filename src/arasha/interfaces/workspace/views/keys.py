"""The keys of the keyboard; single letters can be switched off (WCAG 2.2, 2.1.4)."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from arasha.interfaces.workspace.access import Visit, back_address, is_part, page

KEYS_OFF = "keys_off"


@page()
def keys(request: Visit) -> HttpResponse:
    """GET lists them, POST switches single letters on or off for the session."""
    back = back_address(request)
    if request.method == "POST":
        request.session[KEYS_OFF] = request.POST.get("keys") == "off"
        return HttpResponseRedirect(back)
    template = "workspace/parts/keys.html" if is_part(request) else "workspace/keys.html"
    return render(request, template, {"back": back})
