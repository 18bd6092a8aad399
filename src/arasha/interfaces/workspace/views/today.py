"""Today: the first page after log-in."""

from django.http import HttpResponse
from django.shortcuts import render

from arasha.interfaces.workspace.access import Visit, page


@page()
def today(request: Visit) -> HttpResponse:
    """What happened in the last 24 hours, and what waits."""
    return render(request, "workspace/today.html")
