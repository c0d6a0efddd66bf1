"""What does and does not deserve a line in the log."""

import asyncio
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.log import configure_logging
from bot.settings import LogSettings


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, ours = root.handlers[:], root.level, structlog.get_config()
    yield
    root.handlers, root.level = handlers, level
    structlog.configure(**ours)


@pytest.mark.parametrize(("error", "told"), [(asyncio.CancelledError(), False), (OSError("full"), True)])
def test_a_cancelled_task_is_no_error(capsys, error: BaseException, told: bool) -> None:
    configure_logging(LogSettings())

    logging.getLogger("sqlalchemy.pool.impl").error("reset failed", exc_info=error)

    assert ("reset failed" in capsys.readouterr().err) is told
