"""Structured logs without anybody in them."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from arasha.kernel.settings import Settings

# What looks like an identifier is taken out of every value, whoever wrote it there. It is a net under those who write
# logs, not their licence: a handle or a number of a few digits looks like any word, so what is logged is named and
# counted, and never what somebody sent (tests/architecture/test_logs.py).
IDENTIFYING = re.compile(
    "|".join(
        (
            r"https?://(?!127\.0\.0\.1|localhost)\S+",
            r"[^\s@]+@[^\s@]+\.[^\s@]+",  # e-mail
            r"[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}",  # IBAN, however it is grouped
            r"\+?\d[\d\s().-]{8,}\d",  # IIN, BIN, card, telephone, IMEI, ICCID
            r"\b(?!127\.)\d{1,3}(?:\.\d{1,3}){3}\b",  # IPv4
            r"(?=\S*::|(?:[^\s:]*:){3})(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?:\.\d+){0,3}",  # IPv6
            r"\b(?=[a-zA-Z]*\d)(?=\d*[a-zA-Z])[A-Za-z0-9]{25,}\b",  # crypto addresses, and keys too
        )
    )
)
TAKEN_OUT = "[…]"
LARGEST_COUNT = 10**9  # a larger number is somebody's: an IIN has twelve digits
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
        if key not in OURS and not key.startswith("_"):  # those are logging's own, and go before it is written
            event[key] = _without_anybody(value)
    return event


def _without_anybody(value: Any) -> Any:
    """A value that may be written: of what is neither text nor number only its type."""
    if isinstance(value, str):
        return IDENTIFYING.sub(TAKEN_OUT, value)
    if isinstance(value, int) and abs(value) > LARGEST_COUNT:
        return TAKEN_OUT
    return value if value is None or isinstance(value, int | float) else f"[{type(value).__name__}]"
