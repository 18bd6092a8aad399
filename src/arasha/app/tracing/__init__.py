"""Traces, when the operator names a collector: OpenTelemetry, sent as OTLP over HTTP by a thread of its own.

A span says what was done, how much of it and for how long, in names of ours: never whose, never an address with an id
in it, never the text of an error. Nothing of OpenTelemetry is imported until a process begins to trace.
"""

from collections.abc import Callable
from importlib import import_module
from multiprocessing.util import Finalize
from typing import TYPE_CHECKING

from arasha import __version__
from arasha.kernel import clock
from arasha.kernel.settings import Settings, WrongSetting

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Tracer

PATH = "/v1/traces"
PATIENCE_S = 2.0  # a collector that does not answer must not hold up the end of a process


def check(settings: Settings) -> None:
    """`WrongSetting` when traces are wanted and OpenTelemetry is not installed."""
    if settings.otlp_endpoint is None:
        return
    try:
        import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
    except ImportError:
        raise WrongSetting("ARASHA_OTLP_ENDPOINT needs OpenTelemetry: pip install arasha[otel]") from None


def begin(settings: Settings, process: str) -> "Tracer | None":
    """The tracer of a process, by the process's name; None when no traces are wanted."""
    if settings.otlp_endpoint is None:
        return None
    check(settings)
    provider = _provider(settings.otlp_endpoint, process)
    # What waits to be sent is sent at the end: of a process that granian forked too, where `atexit` is not heard.
    Finalize(None, provider.shutdown, exitpriority=0)
    return provider.get_tracer("arasha", __version__)


def done(tracer: "Tracer", name: str, counted: str) -> Callable[[int, float], None]:
    """Hears of something that has just been done, how many and in how many seconds, and makes a span of it."""

    def tell(count: int, seconds: float) -> None:
        end = clock.now_us() * 1_000
        span = tracer.start_span(name, attributes={counted: count}, start_time=end - round(seconds * 1e9))
        span.end(end)

    return tell


def _provider(endpoint: str, process: str) -> "TracerProvider":
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    named = {"service.namespace": "arasha", "service.name": process, "service.version": __version__}
    provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
    exporter = OTLPSpanExporter(endpoint.rstrip("/") + PATH, timeout=PATIENCE_S)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider
