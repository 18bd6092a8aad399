"""Structured logs without anybody in them."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from arasha.kernel.settings import Settings

# What looks like an identifier is taken out of every value, whoever wrote it there: twelve digits and more with any
# punctuation (IIN, card, account), IBANs, telephone numbers, e-mail addresses.
IDENTIFYING = re.compile(
    r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}|\+?\d[\d\s()-]{8,}\d|[^\s@]+@[^\s@]+\.[^\s@]+",
)
# Values of these keys are numbers of ours.
OURS = frozenset(
    {"timestamp", "next_sequence", "from_snapshot", "replayed", "accounts", "legs", "pairs", "version", "port", "pid"}
)


def configure(settings: Settings) -> None:
    """Set up logging for this process: one line a record, to the standard error."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        anonymous,
    ]
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=[
        structlog.stdlib.ProcessorFormatter.remove_processors_meta, last,
    ], foreign_pre_chain=shared))  # fmt: skip
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)


def anonymous(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Take out of a record whatever looks like somebody's identifier."""
    for key, value in event.items():
        if isinstance(value, str) and key not in OURS:
            event[key] = IDENTIFYING.sub("[…]", value)
        elif isinstance(value, bytes | list | tuple | dict):
            event[key] = f"[{type(value).__name__}]"
    return event
