"""The operator looks at cases, decides them and reads the report from the shell."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy.ext.asyncio import AsyncSession
from typer.testing import CliRunner

from bot.errors import BadRequestError
from bot.moderation_cli import moderation_commands
from bot.people_cli import people_commands
from db import jobs, reports
from db.jobs import NewJob
from db.session import Database

Result = TypeVar("Result")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "140")


def nonet_moderation(*arguments: str) -> str:
    result = CliRunner().invoke(moderation_commands, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def in_database(do: Callable[[AsyncSession], Awaitable[Result]]) -> Result:
    async def work() -> Result:
        database = Database("sqlite:///data/nonet.db")
        await database.migrate()
        async with database.session() as session:
            result = await do(session)
        await database.close()
        return result

    return asyncio.run(work())


@pytest.fixture
def job_id() -> str:
    """Of a job that was reported."""
    new = NewJob(
        front="web",
        source_id="1",
        address="",
        server=None,
        platform="web",
        requester_id="ann",
        requester_name="Ann",
        prompt="a red fox",
        model="nonet-small",
        seed=1,
    )

    async def add(session: AsyncSession) -> str:
        now = datetime.now(UTC)
        job = await jobs.insert_job(session, new, now)
        await reports.report(session, job.id, reason="other", text="Bad fox.", contact="", now=now)
        return job.id

    return in_database(add)


def test_what_people_write_does_not_control_the_terminal(job_id: str) -> None:
    async def add(session: AsyncSession) -> None:
        now = datetime.now(UTC)
        text = "Bad\x1b[2J fox.\ncase 7 \x9b31mis right"
        await reports.report(session, job_id, reason="other", text=text, contact="", now=now)

    in_database(add)
    nonet_moderation("decide", "1", "dismiss", "--note", "No\x1b[2J.")
    shown = nonet_moderation("show", "1") + nonet_moderation("log")
    assert "\x1b" not in shown
    assert "\x9b" not in shown
    assert "report: other Bad[2J fox. case 7" in shown


def test_a_case_is_listed_shown_and_dismissed(job_id: str) -> None:
    listed = nonet_moderation("queue")
    assert "report  other" in listed
    assert listed.endswith("1 waiting, 1 shown.\n")
    shown = nonet_moderation("show", "1")
    assert "prompt: a red fox\n" in shown
    assert "report: other Bad fox.\n" in shown
    assert nonet_moderation("decide", "1", "dismiss") == "Case 1: dismissed.\n"
    assert nonet_moderation("queue") == "0 waiting, 0 shown.\n"
    assert "operator:cli  dismiss  case 1  web ann  everywhere" in nonet_moderation("log")


def test_pictures_are_removed_from_the_shell(job_id: str) -> None:
    said = nonet_moderation("decide", "1", "remove", "--note", "No foxes.")
    assert said.endswith("Case 1: removed; posts to be taken down: 0.\n")
    assert in_database(lambda session: jobs.get(session, job_id)) is None


def test_what_is_no_case_is_said(job_id: str) -> None:
    for arguments in (["show", "9"], ["decide", "9", "uphold"]):
        with pytest.raises(BadRequestError, match="no such case"):
            nonet_moderation(*arguments)


def test_bans_of_the_operator_stand_in_the_log(job_id: str) -> None:
    assert CliRunner().invoke(people_commands, ["ban", "web", "ann", "--days", "2"]).exit_code == 0
    assert CliRunner().invoke(people_commands, ["unban", "web", "ann"]).exit_code == 0
    unban, ban = nonet_moderation("log").splitlines()
    assert "unban" in unban
    assert "web ann  everywhere  until 20" in ban


def test_the_report_is_a_table_a_picture_and_json(job_id: str, tmp_path: Path) -> None:
    plot = tmp_path / "report.svg"
    shown = nonet_moderation("report", "--plot", str(plot))
    assert "What moderators decided" in shown
    assert plot.read_text().startswith("<svg")
    assert json.loads(nonet_moderation("report", "--json"))["cases"]["report"] == {"open": 1}
