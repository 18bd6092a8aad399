"""Traces of the worker: a span for every task."""

from collections.abc import Callable
from typing import Any

from procrastinate.job_context import JobContext

from arasha.app import tracing
from arasha.kernel.settings import Settings

Around = Callable[[Callable[[], Any], JobContext, object], Any]


def middleware(settings: Settings) -> list[Around]:
    """What procrastinate puts around every task: one that makes spans of them, or nothing."""
    tracer = tracing.begin(settings, "worker")
    if tracer is None:
        return []
    from opentelemetry.trace import SpanKind, StatusCode

    def around(call_next: Callable[[], Any], context: JobContext, _worker: object) -> Any:
        with tracer.start_as_current_span(
            context.job.task_name, kind=SpanKind.CONSUMER, record_exception=False, set_status_on_exception=False
        ) as span:
            try:
                return call_next()
            except Exception as error:
                span.set_status(StatusCode.ERROR, type(error).__name__)
                raise

    return [around]
