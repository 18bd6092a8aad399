"""Traces of the worker: a span for every task, and for every run of facts of which something follows."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from procrastinate.job_context import JobContext

from arasha.app import tracing
from arasha.kernel.settings import Settings

Around = Callable[[Callable[[], Any], JobContext, object], Any]


def spans(settings: Settings) -> Callable[[str], AbstractContextManager[object]]:
    """What makes a span of the work that is done inside; nothing, when nobody collects them."""
    tracer = tracing.begin(settings, "worker")
    if tracer is None:
        return nullcontext
    from opentelemetry.trace import SpanKind, StatusCode

    @contextmanager
    def span(name: str) -> Iterator[None]:
        with tracer.start_as_current_span(
            name, kind=SpanKind.CONSUMER, record_exception=False, set_status_on_exception=False
        ) as begun:
            try:
                yield
            except Exception as error:
                begun.set_status(StatusCode.ERROR, type(error).__name__)
                raise

    return span


def middleware(settings: Settings) -> list[Around]:
    """What procrastinate puts around every task: one that makes spans of them, or nothing."""
    span = spans(settings)
    if span is nullcontext:
        return []

    def around(call_next: Callable[[], Any], context: JobContext, _worker: object) -> Any:
        with span(context.job.task_name):
            return call_next()

    return [around]
