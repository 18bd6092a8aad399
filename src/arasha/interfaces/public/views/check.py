"""The private check: is a number, an account or a site known for fraud? What is asked never reaches us.

The page's script hashes what is typed and asks for a bucket that thousands of numbers share. This one page runs a
script; without one it says so, and nothing is sent in its place.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from arasha.domains.registry import queries
from arasha.interfaces.public.pages import shown
from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel.errors import NotFound

BUCKETS = 2**16
FRESH_S = 300  # a bucket may be kept so long: a removal is seen within five minutes


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page; the only one for citizens on which our own script may run."""
    return shown(request, "public/check.html", {})


@require_safe
def bucket(request: HttpRequest, number: int) -> HttpResponse:
    """The hashes of one of 65 536 buckets, among others that mean nothing; `RateLimited` for who wants them all."""
    if number >= BUCKETS:
        raise NotFound
    count(request, Deed.CHECK)
    hashes = [found.hex() for found in queries.bucket(f"{number:04x}")]
    return JsonResponse({"hashes": hashes}, headers={"Cache-Control": f"public, max-age={FRESH_S}"})
