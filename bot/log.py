"""Where log lines go and how they look: stderr, for people or for machines."""

import asyncio
import logging
import re
import sys
from typing import Any

import structlog
from structlog.typing import EventDict

from bot.setting_sections import LogSettings

_TOKEN = re.compile(r"(/(?:webhooks|interactions)/\d+/)[^/\s?]+")


def configure_logging(settings: LogSettings) -> None:
    """Send our lines and those of libraries to stderr, one line each, from the chosen level up."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_tokens,
    ]
    if not settings.prompts:
        shared.append(_without_prompt)
    renderers: list[structlog.typing.Processor]
    if settings.format == "json":
        renderers = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        renderers = [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(),
                exception_formatter=structlog.dev.plain_traceback,  # rich's shows local variables, also keys
            )
        ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
        )
    )
    handler.addFilter(_is_no_cancellation)
    logging.basicConfig(handlers=[handler], level=settings.level.upper(), force=True)
    for chatty in (
        "aiohttp.access",
        "alembic",
        "aiosqlite",
        "apscheduler",
        "oauthlib",
    ):  # oauthlib's have tokens in them
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # Finer lines of discord.py hold all that people write.
    logging.getLogger("discord").setLevel(max(logging.INFO, logging.getLogger().level))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _without_tokens(_logger: Any, _name: str, line: EventDict) -> EventDict:
    """Whoever has the token of an interaction, which stands in addresses, can answer it for 15 minutes."""
    return {
        key: _TOKEN.sub(r"\1…", value) if isinstance(value, str) else value for key, value in line.items()
    }


def _without_prompt(_logger: Any, _name: str, line: EventDict) -> EventDict:
    line.pop("prompt", None)
    return line


def _is_no_cancellation(record: logging.LogRecord) -> bool:
    """SQLAlchemy's pool calls it an error when a task is cancelled while it gives a connection back."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))
