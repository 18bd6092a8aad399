"""The first page for citizens: what to do at once, and where to go."""

from django.http import HttpRequest, HttpResponse

from arasha.interfaces.public.pages import page, shown


@page
def show(request: HttpRequest) -> HttpResponse:
    """The page."""
    return shown(request, "public/front.html", {})
