"""`nonet models`: which models there are, fetch them, convert them, verify them."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn
from rich.table import Table

from bot.settings import load_settings
from generation.errors import CheckpointError

_FETCHABLE = "A name from `nonet models list`, or owner/name of a repository of diffusers on the hub."

models_commands = typer.Typer(help="Models: list, fetch, convert, verify.", no_args_is_help=True)


@models_commands.command("list")
def list_models() -> None:
    """List the models that are here and those that can be fetched."""
    from generation.models import library

    settings = load_settings()
    table = Table("model", "here", "licence", "what it is", box=None, pad_edge=False)
    for status in library.list_models(settings.models_dir):
        name = f"{status.name} *" if status.name == settings.generation.model else status.name
        here = "yes" if status.ready else "no"
        table.add_row(escape(name), here, escape(status.licence), escape(status.description))
    Console().print(table)
    print("* paints when a request names no model (generation.model)")


@models_commands.command()
def fetch(
    name: Annotated[str, typer.Argument(help=_FETCHABLE, show_default=False)],
    revision: Annotated[str | None, typer.Option(help="Commit to take instead of the pinned one.")] = None,
) -> None:
    """Download a model once; a broken download goes on where it stopped. Works offline afterwards."""
    from generation.models import library

    with FetchProgress() as progress:
        directory = library.fetch(name, load_settings().models_dir, progress, revision)
    print(f"{directory.name} is in {directory}")


@models_commands.command()
def convert(
    source: Annotated[Path, typer.Argument(help="Folder with a Flax or min-dalle checkpoint.")],
    name: Annotated[str, typer.Argument(help="Name that the model gets here.")],
) -> None:
    """Convert a checkpoint that lies on this machine to our own format."""
    from generation.models.dalle.convert.convert import convert as convert_checkpoint
    from generation.models.library import NAME

    if not NAME.fullmatch(name):
        raise CheckpointError(
            f"{name!r} can't be a model's name: use small letters, digits, dots and dashes."
        )
    target = load_settings().models_dir / name
    convert_checkpoint(source, target, origins=[str(source.absolute())])
    print(f"{name} is in {target}")


@models_commands.command()
def verify(
    name: Annotated[str | None, typer.Argument(help="A model that is here; all of them if left out.")] = None,
) -> None:
    """Compare the files of a model with the checksums that were written down for it."""
    from generation.models import library

    models_dir = load_settings().models_dir
    names = [name] if name else [status.name for status in library.list_models(models_dir) if status.ready]
    reports = {one: library.verify(one, models_dir) for one in names}
    for one, report in reports.items():
        print(f"{one}: {report.files} files, {'all as they should be' if report.ok else 'damaged'}")
        for problem in report.problems:
            print(f"  {problem}")
    raise typer.Exit(0 if all(report.ok for report in reports.values()) else 1)


class FetchProgress(Progress):
    """One bar for each file; called as `library.fetch` wants it."""

    def __init__(self) -> None:
        super().__init__(
            TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn()
        )
        self._files: dict[str, TaskID] = {}

    def __call__(self, file: str, done: int, total: int) -> None:
        """Show how many bytes of a file are here."""
        if file not in self._files:
            self._files[file] = self.add_task(escape(file), total=total)
        self.update(self._files[file], completed=done)
