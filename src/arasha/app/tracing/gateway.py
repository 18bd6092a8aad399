"""Traces of the gateway: its micro-batches, and the single screens whose askers trace them."""

from functools import partial
from typing import TYPE_CHECKING

from arasha.app import tracing
from arasha.interfaces.gateway.http import Application, Reply, Request, Response
from arasha.interfaces.gateway.watching import Watcher
from arasha.kernel.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer

SCREEN = "/v1/payments/screen"
TRACEPARENT = b"traceparent"


def watcher(settings: Settings) -> Watcher | None:
    """Who makes spans of a gateway's work; None when no traces are wanted."""
    tracer = tracing.begin(settings, "gateway")
    if tracer is None:
        return None
    return Watcher(
        judged=tracing.done(tracer, "micro-batch", "arasha.payments"),
        around=partial(taken_over, tracer),
        headers=frozenset({TRACEPARENT}),
    )


def taken_over(tracer: "Tracer", application: Application) -> Application:
    """An application whose single screens are spans of the asker's own trace, if it sends a W3C `traceparent`."""
    from opentelemetry.trace import SpanKind, get_current_span
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    extract = TraceContextTextMapPropagator().extract

    def answer(request: Request, reply: Reply) -> None:
        given = request.headers.get(TRACEPARENT)
        if given is None or request.path != SCREEN:
            application(request, reply)
            return
        asker = extract({"traceparent": given.decode("ascii", "replace")})
        if not get_current_span(asker).get_span_context().is_valid:
            application(request, reply)
            return
        span = tracer.start_span("screen", asker, SpanKind.SERVER)
        application(request, partial(_reply, span, reply))

    return answer


def _reply(span: "Span", reply: Reply, response: Response) -> None:
    span.set_attribute("http.response.status_code", response.status)
    span.end()
    reply(response)
