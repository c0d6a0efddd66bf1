"""`nonet twitter`: log in, check, costs, and posts of our own."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from bot.errors import NonetError
from bot.settings import Settings, load_settings

if TYPE_CHECKING:
    from bot.twitter.costs import Costs
    from bot.twitter.runner import Parts
    from db.session import Database

Result = TypeVar("Result")

twitter_commands = typer.Typer(help="X: log in, check, costs, posts.", no_args_is_help=True)

JobId = Annotated[
    str, typer.Argument(help="The job's id, as in the address of its page.", show_default=False)
]


class TwitterError(NonetError):
    """X could not do what a command asked for; the message says why."""


@twitter_commands.command()
def login(
    *,
    oauth2: Annotated[bool, typer.Option("--oauth2", help="With OAuth 2 instead of a PIN.")] = False,
    redirect_uri: Annotated[
        str, typer.Option(help="OAuth 2: the callback address that the app has at X.")
    ] = "http://127.0.0.1:8000/callback",
) -> None:
    """Log in as the bot's account. Keys go into a file that only Nonet's user can read."""
    settings = load_settings()
    asyncio.run(_login_oauth2(settings, redirect_uri) if oauth2 else _login_pin(settings))
    if settings.twitter.access_token.get_secret_value():
        print("Logged in, but twitter.access_token is set, and goes before the new keys.")
    else:
        check()


@twitter_commands.command()
def check() -> None:
    """Ask X who we are (which costs about a cent), and say what stands in the way of answers."""
    from bot.twitter.prices import MICROS

    settings = load_settings()

    async def look(parts: "Parts", _database: "Database") -> None:
        pause = await parts.api.meter.paused()
        if pause:
            print(f"X was paused until {pause[1]:%Y-%m-%d %H:%M} UTC: {pause[0]}. Trying again now.")
            await parts.api.meter.resume()
        await parts.account.forget()
        me = await parts.account.me()
        print(f"The account is @{me.username} ({me.id}).")
        left = (await parts.api.meter.budget()).left
        print(f"The caps leave {left.cost_micros / MICROS:.2f} USD and {left.calls:,} calls for now.")

    _with_x(settings, look)
    for setting in ("enabled", "reply_approved"):
        if not getattr(settings.twitter, setting):
            print(f"twitter.{setting} is false: mentions are not answered.")


@twitter_commands.command()
def costs(
    *,
    days: Annotated[int, typer.Option(min=1, max=3_660, help="How many days to look back.")] = 31,
    as_json: Annotated[bool, typer.Option("--json", help="As one line of JSON.")] = False,
) -> None:
    """Show what X has cost, by day and by kind of call, and what the caps leave."""
    from rich.console import Console

    from bot.twitter.costs import show

    found = asyncio.run(_costs(load_settings(), days))
    if as_json:
        print(json.dumps(found.as_json()))
    else:
        show(found, Console())


@twitter_commands.command()
def post(
    job_id: JobId,
    *,
    language: Annotated[
        Literal["en", "de", "es", "fr", "ja", "pt-BR"], typer.Option(help="Of the post's text.")
    ] = "en",
    daily: Annotated[bool, typer.Option("--daily", help="Call it the prompt of the day.")] = False,
) -> None:
    """Post a job's pictures as one of the best, once, however often this is called."""
    from bot.image_store import ImageStore
    from bot.twitter.own_posts import post_job
    from bot.twitter.wording import Occasion

    settings = load_settings()
    store = ImageStore(settings.images_dir)
    occasion = Occasion.DAILY if daily else Occasion.BEST
    post_id = _with_x(
        settings,
        lambda parts, database: post_job(
            database, store, parts.sender, job_id, language=language, occasion=occasion
        ),
    )
    print(f"https://x.com/i/status/{post_id}")


@twitter_commands.command()
def remove(job_id: JobId) -> None:
    """Delete all posts on X that show a job. The job itself stays."""
    from bot.twitter.removal import take_down

    removed = _with_x(load_settings(), lambda parts, database: take_down(database, parts.api, job_id))
    print(f"Posts deleted: {removed}.")


async def _login_pin(settings: Settings) -> None:
    import aiohttp

    from bot.twitter.keys import app_keys, key_file
    from bot.twitter.login import PinLogin

    async with aiohttp.ClientSession() as session:
        pin_login = PinLogin(session, settings.twitter.base_url, app_keys(settings.twitter))
        print(f"Open this address as the bot's account and allow the app:\n\n  {await pin_login.begin()}\n")
        pin = await asyncio.to_thread(typer.prompt, "PIN that X shows")
        key_file(settings).write(await pin_login.finish(pin))


async def _login_oauth2(settings: Settings, redirect_uri: str) -> None:
    import aiohttp

    from bot.twitter.keys import client_keys, key_file
    from bot.twitter.login import CodeLogin

    chosen = settings.twitter
    code_login = CodeLogin.new(*client_keys(chosen), redirect_uri)
    print(f"Open this address as the bot's account and allow the app:\n\n  {code_login.url}\n")
    landed_at = await asyncio.to_thread(typer.prompt, "Address that X led to (it need not load)")
    async with aiohttp.ClientSession() as session:
        key_file(settings).write(await code_login.finish(session, chosen.base_url, landed_at))


async def _costs(settings: Settings, days: int) -> "Costs":
    from bot.app import open_database
    from bot.twitter.budget import Budget, month_of
    from bot.twitter.costs import costs_of
    from db import api_calls, mentions

    now = datetime.now(UTC)
    today = api_calls.day_of(now)
    async with open_database(settings) as database, database.reading() as session:
        budget = Budget.of(
            settings.twitter,
            await api_calls.spent_on(session, today),
            await api_calls.spent_since(session, month_of(today)),
        )
        first = now - timedelta(days=days - 1)
        rows = await api_calls.by_day(session, api_calls.day_of(first))
        outcomes = await mentions.outcomes(session, first)
    return costs_of(rows, budget, outcomes)


def _with_x(settings: Settings, work: Callable[["Parts", "Database"], Awaitable[Result]]) -> Result:
    """Do work that speaks to X; its errors become sentences."""
    from bot.app import open_database
    from bot.twitter.errors import NotNowError, XError
    from bot.twitter.runner import open_x

    async def do() -> Result:
        async with open_database(settings) as database, open_x(settings, database) as parts:
            return await work(parts, database)

    try:
        return asyncio.run(do())
    except NotNowError as error:
        raise TwitterError(f"{error}. Try again after {error.until:%Y-%m-%d %H:%M} UTC.") from error
    except XError as error:
        raise TwitterError(str(error)) from error
