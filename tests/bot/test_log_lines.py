"""What does and does not deserve a line in the log."""

import asyncio
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.log import configure_logging
from bot.setting_sections import LogSettings


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


def test_a_token_in_an_address_stays_out_of_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(LogSettings())

    logging.getLogger("discord.http").warning(
        "429 from %s", "https://discord.com/api/v10/webhooks/12/aSecret/x"
    )
    structlog.get_logger().info("answered", address="/interactions/34/bSecret/callback")

    written = capsys.readouterr().err
    assert "Secret" not in written
    assert "/webhooks/12/…/x" in written
    assert "/interactions/34/…/callback" in written


@pytest.mark.parametrize("wanted", [False, True])
def test_prompts_are_logged_only_if_the_operator_wants_it(
    capsys: pytest.CaptureFixture[str], wanted: bool
) -> None:
    configure_logging(LogSettings(prompts=wanted))

    structlog.get_logger().info("job accepted", prompt="a red fox")

    assert ("a red fox" in capsys.readouterr().err) is wanted


def test_what_people_write_is_not_logged_even_for_debugging(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(LogSettings(level="debug"))

    logging.getLogger("discord.gateway").debug("MESSAGE_CREATE a red fox")

    assert not capsys.readouterr().err
