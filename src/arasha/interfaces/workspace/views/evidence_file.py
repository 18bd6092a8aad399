"""A file that was laid down, opened for somebody who works on it: with an audit row, and never shown in the page."""

from django.http import HttpResponse

from arasha.domains.recovery.queries import files
from arasha.interfaces.workspace.access import Visit, opened, page
from arasha.kernel.access.roles import Right


@page(Right.SEE_HOLDS)
def download(request: Visit, number: int) -> HttpResponse:
    """The file as it was given."""
    found = files.opened(number)
    opened(request, found.about)
    return HttpResponse(
        found.content,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="evidence-{number}{found.suffix}"'},
    )
