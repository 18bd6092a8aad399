"""Traces of the web: a span for every request that reaches Django."""

from collections.abc import Callable

from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from arasha.app import tracing
from arasha.kernel.settings import current

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def traced(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: spans with the name of the route, the method and the status; Django leaves it out when it is off."""
    tracer = tracing.begin(current(), "web")
    if tracer is None:
        raise MiddlewareNotUsed
    from opentelemetry.trace import SpanKind, StatusCode

    def respond(request: HttpRequest) -> HttpResponse:
        with tracer.start_as_current_span("request", kind=SpanKind.SERVER, record_exception=False) as span:
            response = get_response(request)
            method = request.method if request.method in METHODS else "_OTHER"
            route = request.resolver_match.view_name if request.resolver_match else "unknown"
            span.update_name(f"{method} {route}")
            span.set_attributes({
                "http.request.method": method, "http.route": route, "http.response.status_code": response.status_code,
            })  # fmt: skip
            if response.status_code >= 500:
                span.set_status(StatusCode.ERROR)
        return response

    return respond
