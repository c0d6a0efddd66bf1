"""`nonet people`: who gets more, who is kept out, and who wants to be left alone or forgotten."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.errors import SettingsError, StorageError
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

    from bot.image_store import ImageStore
    from bot.moderating.moderator import Moderator
    from db.session import Database

Result = TypeVar("Result")

people_commands = typer.Typer(help="People: tiers, bans, privacy.", no_args_is_help=True)

Platform = Annotated[str, typer.Argument(help="discord, twitter or web.", show_default=False)]
PersonId = Annotated[str, typer.Argument(help="The person's id there, not their name.", show_default=False)]

_PLATFORMS = ("discord", "twitter", "web")
_LONGEST_DAYS = 36_500


@people_commands.command()
def tier(
    platform: Platform,
    person_id: PersonId,
    name: Annotated[str | None, typer.Argument(help="A tier of the settings; left out: none.")] = None,
) -> None:
    """Give someone a tier, or take it away."""
    from db import people

    settings = load_settings()
    if name is not None and name not in settings.tiers:
        raise SettingsError(
            f"There is no tier {name!r} in the settings; there are: {', '.join(settings.tiers) or 'none'}."
        )
    _write(settings, platform, lambda session: people.grant_tier(session, platform, person_id, name))
    print(f"{platform} {person_id} has {f'the tier {name}' if name else 'no tier'}.")


@people_commands.command()
def ban(
    platform: Platform,
    person_id: PersonId,
    *,
    days: Annotated[float, typer.Option(min=0.01, max=_LONGEST_DAYS, help="For how long.")] = _LONGEST_DAYS,
    reason: Annotated[str, typer.Option(help="A sentence that the person reads.")] = (
        "You can't use Nonet for the time being."
    ),
) -> None:
    """Refuse what someone asks for, and cancel what they have waiting."""
    from bot.moderating.persons import ban as keep_out

    until = _moderate(
        platform,
        lambda database, me: keep_out(database, me, platform, person_id, days=days, reason=reason),
    )
    print(f"{platform} {person_id} is kept out until {until:%Y-%m-%d %H:%M} UTC.")


@people_commands.command()
def unban(platform: Platform, person_id: PersonId) -> None:
    """Let someone in again."""
    from bot.moderating.persons import unban as let_in

    _moderate(platform, lambda database, me: let_in(database, me, platform, person_id))
    print(f"{platform} {person_id} is let in again.")


@people_commands.command("opt-out")
def opt_out(platform: Platform, person_id: PersonId) -> None:
    """Leave someone alone for good, who has asked you for it."""
    from db import people

    now = datetime.now(UTC)
    _write(load_settings(), platform, lambda session: people.opt_out(session, platform, person_id, now))
    print(f"{platform} {person_id} is left alone from now on.")


@people_commands.command("opt-in")
def opt_in(platform: Platform, person_id: PersonId) -> None:
    """Serve someone again who wanted to be left alone, and has asked you for it."""
    from db import people

    _write(load_settings(), platform, lambda session: people.opt_in(session, platform, person_id))
    print(f"{platform} {person_id} is served again.")


@people_commands.command()
def export(
    platform: Platform,
    person_id: PersonId,
    *,
    out: Annotated[Path, typer.Option(help="The archive to write.")] = Path("person.zip"),
) -> None:
    """Write all that is kept of someone into a zip archive, for them."""
    from bot.privacy import export_person

    settings = load_settings()
    _check_platform(platform)
    archive = _with_stores(
        settings, lambda database, store: export_person(database, store, platform, person_id)
    )
    try:
        out.touch(mode=0o600)
        out.write_bytes(archive)
    except OSError as error:
        raise StorageError(f"{out} can't be written: {error.strerror}.") from error
    print(f"{out} has {len(archive):,} bytes.")


@people_commands.command()
def forget(platform: Platform, person_id: PersonId) -> None:
    """Delete all that is kept of someone. `nonet run` then takes down what was posted for them."""
    from bot.pipeline.progress import ProgressBoard
    from bot.privacy import delete_person

    settings = load_settings()
    _check_platform(platform)
    board = ProgressBoard()
    posts = _with_stores(
        settings, lambda database, store: delete_person(database, store, board, platform, person_id)
    )
    print(f"{platform} {person_id} is forgotten; posts to be taken down: {len(posts)}.")


def _with_stores(settings: Settings, work: Callable[["Database", "ImageStore"], Awaitable[Result]]) -> Result:
    from bot.app import open_database
    from bot.image_store import ImageStore

    async def do() -> Result:
        async with open_database(settings) as database:
            return await work(database, ImageStore(settings.images_dir))

    return asyncio.run(do())


def _moderate(platform: str, act: Callable[["Database", "Moderator"], Awaitable[Result]]) -> Result:
    """Do something as the operator, which stands in the audit log."""
    from bot.app import open_database
    from bot.moderating.moderator import Moderator

    settings = load_settings()
    _check_platform(platform)

    async def do() -> Result:
        async with open_database(settings) as database:
            return await act(database, Moderator("operator", "cli"))

    return asyncio.run(do())


def _write(settings: Settings, platform: str, change: Callable[["AsyncSession"], Awaitable[None]]) -> None:
    from bot.app import open_database

    _check_platform(platform)

    async def write() -> None:
        async with open_database(settings) as database, database.session() as session:
            await change(session)

    asyncio.run(write())


def _check_platform(platform: str) -> None:
    if platform not in _PLATFORMS:
        raise SettingsError(f"There is no platform {platform!r}; there are {', '.join(_PLATFORMS)}.")
