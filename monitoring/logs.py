"""Logs: JSON on stdout, key=value on a terminal; anything like a NIK is dropped."""

import logging
import re
import sys

import structlog
from structlog.typing import EventDict, WrappedLogger

_LONG_NUMBER = re.compile(r"\d{16}")


def without_niks(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Sixteen digits in a row never reach a log, wherever they stand."""
    return {key: _masked(value) for key, value in event.items()}


def _masked(value: object) -> object:
    if isinstance(value, str):
        return _LONG_NUMBER.sub("[16 digits]", value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 10**15:
        return "[16 digits]"
    return value


def configure_logs(level: int = logging.INFO) -> None:
    """Called once by an entry point."""
    terminal = sys.stderr.isatty()
    renderer = structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            without_niks,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
