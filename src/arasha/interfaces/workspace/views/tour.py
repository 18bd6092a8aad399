"""The guided tour: on to a step, or out of it."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from arasha.interfaces.workspace import tour
from arasha.interfaces.workspace.access import Visit, back_address, page


@require_POST
@page()
def move(request: Visit) -> HttpResponse:
    """Go to the step that the button names; 0 ends the tour."""
    if not tour.offered():
        raise Http404
    wanted = request.POST.get("to", "")
    place = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 3 else 0
    return HttpResponseRedirect(tour.go(request, place) or back_address(request))
