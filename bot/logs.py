"""Structured logs: an event with keys. Never a text, a number or a name; ids and codes only."""

import contextlib
import logging
import sys

import structlog


def set_up(level: str) -> None:
    """Log as JSON lines, or readable ones on a terminal, from `level` up. Libraries may only warn."""
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=lambda *_: _Log(sys.stderr),
        cache_logger_on_first_use=True,
    )
    # Libraries log requests with numbers and bodies in them: only their warnings may pass, and no line of httpx.
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_like_ours(last))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # Our jobs log their own faults; what the metronome itself would add is that the end has cut one short.
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    for noisy in ("httpx", "httpcore", "twilio", "aiohttp"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    # It logs an answer that it cannot read, text included, as an error.
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


class _Log(structlog.PrintLogger):
    """A line that cannot be written (the log's own disk is full) is lost, and nothing else is."""

    def msg(self, message: str) -> None:
        """Write one line."""
        with contextlib.suppress(OSError):
            super().msg(message)

    log = debug = info = warn = warning = fatal = failure = err = error = critical = exception = msg


def _like_ours(last: structlog.typing.Processor) -> logging.Formatter:
    """Lines of libraries in the form of our own: a log is read by machines, line by line."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
        ],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
    )


def logger(name: str) -> structlog.typing.FilteringBoundLogger:
    """The logger of one module."""
    bound: structlog.typing.FilteringBoundLogger = structlog.get_logger(module=name)
    return bound
