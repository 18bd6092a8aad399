"""What answers the operations of the API foresee besides what was asked for, and how their lists are paged."""

from arasha.interfaces.api.door import CURSORS, LIMITS, USUAL
from arasha.kernel.openapi import Parameter

ACTING = (401, 403, 405, 409, 413, 415, 422, 429, 503)
NAMED = (*ACTING, 404)
READING = (401, 403, 405, 422, 429, 503)

CURSOR = (
    Parameter("after", "The `next` of the answer before; 0 at the very first.", CURSORS, 0),
    Parameter("limit", "The most in the answer.", LIMITS, USUAL),
)
