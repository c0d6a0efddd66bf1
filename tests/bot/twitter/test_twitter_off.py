"""X is off by default, and then nothing of it is loaded."""

import subprocess
import sys

import pytest
import structlog

from bot.app import _twitter_front
from bot.settings import Settings
from bot.twitter_settings import TwitterSettings


def test_where_x_is_off_its_library_is_not_loaded() -> None:
    code = "import sys, bot.app, bot.cli, bot.twitter_cli; print('tweepy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("enabled", "reply_approved", "is_on"),
    [(False, False, False), (False, True, False), (True, False, False), (True, True, True)],
)
def test_x_is_on_only_when_the_operator_says_that_x_has_approved(
    enabled: bool, reply_approved: bool, is_on: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.chdir(str(tmp_path))
    chosen = TwitterSettings(enabled=enabled, reply_approved=reply_approved)

    with structlog.testing.capture_logs() as lines:
        front = _twitter_front(Settings(twitter=chosen))

    assert (front is not None) == is_on
    assert bool(lines) == (enabled and not reply_approved)
