"""`nonet schedule`: prompts of the day, and the house's own chores."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.errors import BadRequestError
from bot.schedule_settings import DAYS, DEFAULT_SOURCES, REPEAT_DAYS, VOTE_HOURS
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from bot.schedule.chores import Chores
    from bot.schedule.service import Schedules
    from db.schedules import Schedule
    from db.session import Database

Result = TypeVar("Result")

schedule_commands = typer.Typer(help="Prompts of the day, and chores.", no_args_is_help=True)

Which = Annotated[str, typer.Argument(help="A schedule's id or name.", show_default=False)]


@schedule_commands.command("list")
def list_all() -> None:
    """Show all schedules and chores: when each is next, and how the last run went."""
    from rich.console import Console

    from bot.schedule_tables import chore_table, schedule_table
    from db import chores, schedules

    async def look(database: "Database", service: "Schedules", house: "Chores") -> None:
        now = datetime.now(UTC)
        async with database.reading() as session:
            found = await schedules.all_of_house(session)
            last_runs = await chores.newest(session)
        rows = []
        for schedule in found:
            past = [slot for slot in await service.history(schedule.id, 20) if slot.at <= now]
            rows.append((schedule, await service.preview(schedule, 1), past[0] if past else None))
        console = Console()
        console.print(schedule_table(rows, now))
        console.print(chore_table(house.registry.values(), last_runs, now))

    _with_schedules(look)


@schedule_commands.command()
def show(which: Which) -> None:
    """Show one schedule: its choices, the next slots, and what became of the last ones."""
    from rich.console import Console

    from bot.schedule_tables import schedule_details

    async def look(_database: "Database", service: "Schedules", _house: "Chores") -> None:
        schedule = await _named(service, which)
        coming, history = await service.preview(schedule, 3), await service.history(schedule.id, 20)
        Console().print(schedule_details(schedule, coming, history, datetime.now(UTC)))

    _with_schedules(look)


@schedule_commands.command()
def preview(which: Which, count: Annotated[int, typer.Option(min=1, max=50, help="How many.")] = 10) -> None:
    """Show the next slots of a schedule."""
    from rich.console import Console

    from bot.schedule_tables import preview_table

    async def look(_database: "Database", service: "Schedules", _house: "Chores") -> None:
        schedule = await _named(service, which)
        Console().print(preview_table(schedule, await service.preview(schedule, count), datetime.now(UTC)))
        if schedule.paused_at:
            print("It is paused, so none of these will be posted.")

    _with_schedules(look)


@schedule_commands.command()
def run(
    which: Annotated[
        str, typer.Argument(help="A chore's name, or a schedule's id or name.", show_default=False)
    ],
) -> None:
    """Do a chore now, or ask a running Nonet for a prompt of the day out of turn."""

    async def do(_database: "Database", service: "Schedules", house: "Chores") -> None:
        if which in house.registry:
            done = await house.run(which)
            print(f"{which}: {done.summary}")
            return
        schedule = await _named(service, which)
        await service.run_now(schedule.id)
        print(f"{schedule.name} is asked for; a running `nonet run` posts it within seconds.")

    _with_schedules(do)


@schedule_commands.command()
def pause(which: Which) -> None:
    """Let a schedule rest."""
    _change(which, lambda service, schedule: service.pause(schedule.id), "is paused")


@schedule_commands.command()
def resume(which: Which) -> None:
    """Let a schedule go on. What it has missed meanwhile is not made up for."""
    _change(which, lambda service, schedule: service.resume(schedule.id), "goes on")


@schedule_commands.command()
def skip(which: Which) -> None:
    """Leave out the next slot of a schedule; once more, the one after that too."""

    async def do(_database: "Database", service: "Schedules", _house: "Chores") -> None:
        schedule = await _named(service, which)
        at = await service.skip_next(schedule.id, "the operator")
        print(f"{schedule.name} leaves out {at:%Y-%m-%d %H:%M} UTC.")

    _with_schedules(do)


@schedule_commands.command()
def remove(which: Which) -> None:
    """Remove a schedule, with its own list of prompts. What it has posted stays."""
    _change(which, lambda service, schedule: service.remove(schedule.id), "is removed")


@schedule_commands.command()
def add(
    name: Annotated[str, typer.Argument(help="What people call it.", show_default=False)],
    *,
    time: Annotated[str, typer.Option(help="The time of day in its zone.")] = "12:00",
    zone: Annotated[str, typer.Option(help="The time zone, as Europe/Berlin.")] = "UTC",
    weekdays: Annotated[str, typer.Option(help="Some of mon,tue,wed,thu,fri,sat,sun.")] = ",".join(DAYS),
    server: Annotated[str | None, typer.Option(help="Id of the Discord server; none: the web page.")] = None,
    channel: Annotated[str | None, typer.Option(help="Id of its channel.")] = None,
    sources: Annotated[
        str, typer.Option(help="Of suggestions, own, shipped, best; the preferred first.")
    ] = ",".join(DEFAULT_SOURCES),
    repeat_days: Annotated[int, typer.Option(help="Days within which no prompt is repeated.")] = REPEAT_DAYS,
    style: Annotated[str, typer.Option(help="The style that it is painted in.")] = "",
    thread: Annotated[bool, typer.Option(help="Discord: open a thread below it.")] = True,
    vote_hours: Annotated[float, typer.Option(help="Discord: hours for votes; 0: none.")] = VOTE_HOURS,
    winner_role: Annotated[
        str | None, typer.Option(help="Discord: id of a role that the winner has until the next one.")
    ] = None,
    twitter: Annotated[bool, typer.Option("--twitter", help="Post it on X too.")] = False,
) -> None:
    """Make a schedule."""
    from db.schedules import NewSchedule

    if bool(server) != bool(channel):
        raise BadRequestError("Discord needs both --server and --channel.")
    new = NewSchedule(
        name=name,
        front="discord" if server else "web",
        server=server,
        channel=channel,
        clock=time,
        zone=zone,
        weekdays=_digits(weekdays),
        sources=sources,
        repeat_days=repeat_days,
        style=style,
        thread=thread and bool(server),
        vote_hours=vote_hours if server else None,
        winner_role=winner_role if server else None,
        on_twitter=twitter,
    )

    async def make(_database: "Database", service: "Schedules", _house: "Chores") -> None:
        made = await service.set_up(new)
        (first,) = await service.preview(made, 1)
        print(f"{made.name} has the id {made.id}; it is first due at {first:%Y-%m-%d %H:%M} UTC.")

    _with_schedules(make)


def _digits(weekdays: str) -> str:
    names = [name.strip().casefold()[:3] for name in weekdays.split(",")]
    unknown = [name for name in names if name not in DAYS]
    if unknown:
        raise BadRequestError(f"Weekdays are {', '.join(DAYS)}, not {unknown[0]!r}.")
    return "".join(str(day) for day, name in enumerate(DAYS, start=1) if name in names)


async def _named(service: "Schedules", which: str) -> "Schedule":
    from db import schedules

    async with service.database.reading() as session:
        found = await schedules.all_of_house(session)
    named = [one for one in found if which == str(one.id)] or [
        one for one in found if which.casefold() == one.name.casefold()
    ]
    if len(named) == 1:
        return named[0]
    if named:
        raise BadRequestError(f"Several schedules are called {which!r}; name one by its id.")
    names = ", ".join(f"{one.id} ({one.name})" for one in found)
    raise BadRequestError(f"There is no schedule {which!r}; there are: {names or 'none'}.")


def _change(which: str, change: Callable[["Schedules", "Schedule"], Awaitable[None]], what: str) -> None:
    async def do(_database: "Database", service: "Schedules", _house: "Chores") -> None:
        schedule = await _named(service, which)
        await change(service, schedule)
        print(f"{schedule.name} {what}.")

    _with_schedules(do)


def _with_schedules(work: Callable[["Database", "Schedules", "Chores"], Awaitable[Result]]) -> Result:
    from bot.app import open_database
    from bot.house_chores import house_chores
    from bot.image_store import ImageStore
    from bot.schedule.chores import Chores
    from bot.schedule.from_settings import follow_settings, schedules_of
    from bot.schedule.service import Schedules

    settings = _settings()
    wanted = schedules_of(settings)

    async def do() -> Result:
        async with open_database(settings) as database:
            async with database.session() as session:
                await follow_settings(session, wanted, datetime.now(UTC))
            registry = house_chores(settings, database, ImageStore(settings.images_dir))
            chores = Chores(registry, database, lease_s=settings.schedule.lease_s)
            return await work(database, Schedules(database), chores)

    return asyncio.run(do())


def _settings() -> Settings:
    """With only errors in the log: the commands say themselves what they do."""
    from bot.log import configure_logging

    settings = load_settings()
    configure_logging(settings.log.model_copy(update={"level": "error"}))
    return settings
