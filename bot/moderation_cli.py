"""`nonet moderation`: what waits for a decision, deciding it, and what was decided, for operators."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.errors import StorageError
from bot.settings import load_settings

if TYPE_CHECKING:
    from bot.moderating.moderator import Moderator, Office
    from bot.moderating.report import Report

Result = TypeVar("Result")

moderation_commands = typer.Typer(help="Moderation: cases, decisions, report.", no_args_is_help=True)

CaseId = Annotated[int, typer.Argument(help="The number of the case.", show_default=False)]
Note = Annotated[str, typer.Option(help="A sentence for the person, or for the log.")]
_SHOWN_CHARS = 60


class Decided(StrEnum):
    """What can be decided of a case."""

    UPHOLD = "uphold"
    DISMISS = "dismiss"
    REMOVE = "remove"


@moderation_commands.command()
def queue(
    *,
    appeals: Annotated[bool, typer.Option("--appeals", help="Appeals only.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="Most cases shown.")] = 20,
) -> None:
    """List the cases of all servers that wait for a decision, oldest first."""
    from bot.moderating.look import list_cases
    from db.cases import Which

    which = Which.APPEALS if appeals else Which.OPEN
    found, total = _with_office(lambda office, me: list_cases(office.database, me, which, limit))
    for case in found:
        opened = f"{case.opened_at:%Y-%m-%d %H:%M}"
        where = f"{case.front} {case.server or '-'}"
        about = f"{case.platform} {case.person_id}"
        print(f"{case.id:>6}  {opened}  {case.kind:<6}  {case.category:<16}  {where}  {about}")
    print(f"{total} waiting, {len(found)} shown.")


@moderation_commands.command()
def show(case_id: CaseId) -> None:
    """Show what is known of a case."""
    from bot.errors import BadRequestError
    from bot.moderating.look import look
    from db.cases import Which
    from moderation.normalise import clean  # so that nothing that was written controls the terminal

    view = _with_office(
        lambda office, me: look(office.database, office.settings.moderation, me, Which.OPEN, case_id=case_id)
    )
    if view is None:
        raise BadRequestError("There is no such case.")
    case, person = view.case, view.person
    print(f"{case.kind} {case.id}, {case.category}, {case.decision or 'open'}")
    print(f"prompt: {clean(view.prompt) or '(not kept)'}")
    if view.refusal:
        audit = clean(view.refusal.audit)
        print(f"filter: {view.refusal.score:.2f}, {view.refusal.policy}; {audit}")
    for report in view.reports:
        print(f"report: {report.reason} {clean(report.text)}".rstrip())
    if view.appeal:
        print(f"appeal: {clean(view.appeal.text)}")
    print(f"person: {person.platform} {person.person_id}, suspicion {person.regard.score:.1f}")


@moderation_commands.command()
def decide(
    case_id: CaseId,
    decision: Annotated[Decided, typer.Argument(help="uphold: who brought it up is right.")],
    *,
    note: Note = "",
) -> None:
    """Decide a case. `nonet run` then takes down what was posted of a removed job."""
    from bot.moderating import decide as deciding

    async def do(office: "Office", me: "Moderator") -> str:
        if decision is Decided.REMOVE:
            removal = await deciding.remove(office, me, case_id, note)
            return f"removed; posts to be taken down: {len(removal.posts)}"
        act = deciding.uphold if decision is Decided.UPHOLD else deciding.dismiss
        return str((await act(office, me, case_id, note)).decision)

    print(f"Case {case_id}: {_with_office(do)}.")


@moderation_commands.command()
def log(limit: Annotated[int, typer.Option(min=1, max=10_000, help="Most lines shown.")] = 50) -> None:
    """Show what moderators have done, newest first."""
    from bot.moderating.look import audit_log
    from moderation.normalise import clean

    for done in _with_office(lambda office, me: audit_log(office.database, me, limit)):
        about = f"{done.platform} {done.person_id}" if done.person_id else "-"
        where = f"{done.front} {done.server}" if done.server else "everywhere"
        case = f"case {done.case_id}" if done.case_id else "-"
        who = f"{done.at:%Y-%m-%d %H:%M}  {done.moderator}  {done.action}"
        print(f"{who}  {case}  {about}  {where}  {clean(done.note)[:_SHOWN_CHARS]}".rstrip())


@moderation_commands.command()
def report(
    *,
    days: Annotated[float, typer.Option(min=0.01, max=36_500, help="Days to look back.")] = 30,
    plot: Annotated[Path | None, typer.Option(help="Write the report as a picture: an SVG file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as one line of JSON.")] = False,
) -> None:
    """Count what was refused, reported, appealed against and decided; nobody's name or words are in it."""
    from bot.moderating.plot import report_svg
    from bot.moderating.report import read_report

    now = datetime.now(UTC)
    found = _with_office(lambda office, _: read_report(office.database, now - timedelta(days=days), now))
    if plot:
        try:
            plot.write_text(report_svg(found), encoding="utf-8")
        except OSError as error:
            raise StorageError(f"{plot} can't be written: {error.strerror}.") from error
    if as_json:
        print(json.dumps(found.as_json()))
    else:
        _print_tables(found)


def _print_tables(found: "Report") -> None:
    from rich.console import Console
    from rich.table import Table

    from bot.moderating.plot import DECIDED, REFUSED

    refused = Table("category", *(part.name for part in REFUSED.values()), title="What was refused")
    for category in found.categories:
        refused.add_row(category, *(str(found.refusals[category][key]) for key in REFUSED))
    decided = Table(
        "brought by",
        *(part.name for part in DECIDED.values()),
        "median time",
        title="What moderators decided",
    )
    for kind, counts in found.cases.items():
        time = found.median_time[kind]
        waited = "-" if time is None else str(timedelta(seconds=round(time.total_seconds())))
        decided.add_row(kind, *(str(counts[key]) for key in DECIDED), waited)
    console = Console()
    console.print(refused)
    console.print(decided)


def _with_office(work: Callable[["Office", "Moderator"], Awaitable[Result]]) -> Result:
    from bot.app import open_database
    from bot.image_store import ImageStore
    from bot.moderating.moderator import Moderator, Office
    from bot.pipeline.progress import ProgressBoard

    settings = load_settings()

    async def do() -> Result:
        async with open_database(settings) as database:
            office = Office(settings, database, ImageStore(settings.images_dir), ProgressBoard())
            return await work(office, Moderator("operator", "cli"))

    return asyncio.run(do())
