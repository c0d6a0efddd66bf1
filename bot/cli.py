"""The `nonet` command. Each command parses, calls one function, and shows the result.

What a command needs is imported inside it, so that `nonet draw` starts fast.
"""

import asyncio
import errno
import json
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.errors import NonetError
from bot.settings import Settings, load_settings
from bot.standard_streams import give_up_output, open_closed
from db.errors import DatabaseError
from generation.errors import GenerationError
from generation.protocol import SAMPLES_PER_JOB

Result = TypeVar("Result")

app = typer.Typer(
    help="Nonet, a meme bot that you host yourself: one prompt, nine pictures, one collage.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
database_commands = typer.Typer(help="The database.", no_args_is_help=True)
app.add_typer(database_commands, name="db")


def main() -> None:
    """Run a command; what goes wrong on purpose is one sentence on stderr and exit code 1."""
    from bot.models_cli import models_commands
    from bot.moderation_cli import moderation_commands
    from bot.people_cli import people_commands
    from bot.schedule_cli import schedule_commands
    from bot.twitter_cli import twitter_commands

    app.add_typer(models_commands, name="models")
    app.add_typer(moderation_commands, name="moderation")
    app.add_typer(people_commands, name="people")
    app.add_typer(schedule_commands, name="schedule")
    app.add_typer(twitter_commands, name="twitter")
    open_closed()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except (NonetError, GenerationError, DatabaseError) as error:
        sys.exit(f"nonet: {error}")
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EPIPE}:
            raise
        give_up_output()
        sys.exit(f"nonet: The output can't be written: {error.strerror}.")


def _read_picture(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        sys.exit(f"nonet: {path} can't be read: {error.strerror}.")


@app.command()
def draw(
    prompt: Annotated[str, typer.Argument(help="What to draw.", show_default=False)],
    *,
    out: Annotated[Path, typer.Option(help="File of the collage: .png, .webp or .jpg.")] = Path(
        "collage.png"
    ),
    samples: Annotated[Path | None, typer.Option(help="Folder for the samples, 1.png to 9.png.")] = None,
    seed: Annotated[int | None, typer.Option(help="Same seed, same pictures. Random if left out.")] = None,
    model: Annotated[str | None, typer.Option(help="Model that paints; see `nonet models list`.")] = None,
    without: Annotated[str, typer.Option(help="What the pictures should not show.")] = "",
    picture: Annotated[
        Path | None, typer.Option(help="A picture to go on from, whose upper half is kept.")
    ] = None,
    caption_top: Annotated[str, typer.Option(help="Meme text at the top.")] = "",
    caption_bottom: Annotated[str, typer.Option(help="Meme text at the bottom.")] = "",
    pick: Annotated[
        int | None,
        typer.Option(
            min=1, max=SAMPLES_PER_JOB, help="Write this sample, with the captions, not the collage."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Say what was drawn as one line of JSON.")] = False,
) -> None:
    """Draw nine pictures of a prompt and write them as one collage."""
    from bot.draw import Wish
    from bot.draw import draw as draw_wish
    from bot.draw_progress import DrawProgress
    from bot.pipeline.request import Options

    options = Options(
        seed=seed,
        model=model,
        negative_prompt=without,
        picture=_read_picture(picture) if picture else None,
        caption_top=caption_top,
        caption_bottom=caption_bottom,
    )
    wish = Wish(prompt=prompt, out=out, samples_dir=samples, pick=pick, options=options)
    settings = _settings(quiet=True)
    with DrawProgress() as progress:
        try:
            job = asyncio.run(_heeding_signals(draw_wish(settings, wish, progress.show)))
        except asyncio.CancelledError:
            raise KeyboardInterrupt from None  # to end as after Ctrl-C
    drawn = {"job": job.id, "prompt": job.prompt, "model": job.model, "seed": job.seed, "out": str(out)}
    if samples:
        drawn["samples"] = [str(samples / f"{number}.png") for number in range(1, SAMPLES_PER_JOB + 1)]
    print(json.dumps(drawn) if as_json else f"{out}  (seed {job.seed}, {job.model})")


@app.command()
def run() -> None:
    """Serve the web page, and every front that is switched on, until Ctrl-C."""
    from bot.app import run as run_app

    settings = _settings()
    asyncio.run(_until_told(lambda stop: run_app(settings, _say_where, stop)))


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="TCP port; 0 takes a free one.")] = None,
) -> None:
    """Serve the generation service alone, for Nonets elsewhere or any OpenAI client."""
    from bot.serving import serve_generation, service_options

    options = service_options(_settings(), host, port)
    asyncio.run(_until_told(lambda stop: serve_generation(options, _say_service, stop)))


@app.command()
def moderate(
    policy: Annotated[
        str | None, typer.Option(help="strict, standard or relaxed; else the one of the settings.")
    ] = None,
    image: Annotated[list[Path] | None, typer.Option(help="Judge this picture instead; may repeat.")] = None,
) -> None:
    """Judge prompts: one JSON object with "text" a line on stdin, one verdict a line on stdout."""
    from moderation.jsonl import moderate_lines
    from moderation.policy import LEVELS, Policy
    from moderation.text import TextFilter

    chosen = _settings(quiet=True).moderation
    level = policy or chosen.policy
    if level not in LEVELS:
        raise typer.BadParameter(f"There is no policy {level!r}; there are {', '.join(LEVELS)}.")
    if image:
        from bot.image_verdicts import moderate_images
        from moderation.images import ImageFilter

        raise typer.Exit(1 if moderate_images(image, sys.stdout, ImageFilter.load(), level) else 0)
    built = Policy.build(
        level,
        thresholds=chosen.thresholds,
        extra_words=chosen.extra_words,
        allowed_words=chosen.allowed_words,
    )
    unread = moderate_lines(sys.stdin.buffer, sys.stdout, TextFilter(), built)
    raise typer.Exit(1 if unread else 0)


@app.command()
def check() -> None:
    """Say what is configured, what is off and why, what is wrong and how to mend it."""
    from bot.check import Level, findings

    async def look() -> bool:
        wrong = False
        async for finding in findings():
            print(f"{finding.level.value:>5}  {finding.subject}: {finding.message}", flush=True)
            wrong = wrong or finding.level is Level.WRONG
        return wrong

    raise typer.Exit(1 if asyncio.run(look()) else 0)


@database_commands.command()
def upgrade() -> None:
    """Bring the database's tables up to date. `nonet run` does so by itself."""
    from bot.app import open_database
    from db.session import SCHEMA_REVISION

    settings = _settings(quiet=True)

    async def migrate() -> None:
        async with open_database(settings):
            print(f"The database is at revision {SCHEMA_REVISION}.")

    asyncio.run(migrate())


def _settings(*, quiet: bool = False) -> Settings:
    """The settings, with logging set up by them; quiet commands log warnings at most."""
    from bot.log import configure_logging

    settings = load_settings()
    log = settings.log
    if quiet and log.level == "info":
        log = log.model_copy(update={"level": "error"})
    configure_logging(log)
    return settings


async def _heeding_signals(work: Coroutine[None, None, Result]) -> Result:
    """Do the work, but cancel it when asked to end, unless that is ignored, as hang-ups are under nohup."""
    task = asyncio.ensure_future(work)
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    return await task


async def _until_told(work: Callable[[asyncio.Event], Coroutine[None, None, None]]) -> None:
    """Run `work` until it ends by itself or a signal asks it to stop."""
    stop = asyncio.Event()
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signal_number, stop.set)
    await work(stop)


def _say_service(address: str) -> None:
    print(f"The generation service is at {address}", flush=True)


def _say_where(address: str) -> None:
    print(f"Nonet is at {address}" if address else "Nonet is running", flush=True)


if __name__ == "__main__":
    main()
