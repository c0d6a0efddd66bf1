"""What a shell shows while `nonet draw` waits."""

from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bot.pipeline.progress import Painting, ProgressEvent, Waiting


class DrawProgress:
    """A bar on stderr; nothing if stderr is no terminal. Use it as a context."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task("Starting", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def show(self, event: ProgressEvent) -> None:
        """Show the newest event."""
        match event:
            case Waiting(place=place, expected_s=expected_s):
                description = f"Place {place} in the queue, about {expected_s:.0f} s"
                self._progress.update(self._task, description=description, total=None)
            case Painting(done=done, total=total, expected_s=expected_s):
                description = f"Painting, {expected_s:.0f} s to go"
                self._progress.update(self._task, description=description, completed=done, total=total)
            case _:
                pass  # previews have no place in a bar, and the end is told by the command
