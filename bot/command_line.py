"""The command line as a front: a job's pictures become files where the person asked for them."""

import asyncio
import json
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.errors import DeliveryError, PlaceError
from bot.pipeline.progress import ProgressEvent
from bot.pipeline.request import Place

COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where `nonet draw` puts its file; absolute, so that any process can deliver there."""

    out: str

    def place(self) -> Place:
        """The place that a job carries."""
        return Place(front=COMMAND_LINE, address=json.dumps(asdict(self)))

    @classmethod
    def of(cls, place: Place) -> "Destination":
        """The destination that `place` names."""
        return cls(**json.loads(place.address))


class CommandLineFront:
    """Delivers collages to files, also those of a `nonet draw` that was killed before its picture was ready."""

    name = COMMAND_LINE

    async def check_place(self, place: Place) -> None:
        """Raise PlaceError unless the file's folder is there and can be written to."""
        await asyncio.to_thread(check_folder, Path(Destination.of(place).out).parent)

    async def tell(self, job_id: str, place: Place, event: ProgressEvent) -> None:
        """Nothing to do: `nonet draw` watches the progress board itself."""

    async def deliver(self, job_id: str, place: Place, collage: Path) -> str:
        """Copy the collage to the file that was asked for, whole or not at all, and return its path."""
        out = Path(Destination.of(place).out)
        try:
            await asyncio.to_thread(copy_whole, collage, out)
        except OSError as error:
            raise DeliveryError(f"{out} could not be written: {error.strerror}.", final=False) from error
        return str(out)


def check_folder(folder: Path) -> None:
    """Raise PlaceError unless a file could be made in `folder` now."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise PlaceError(f"No file can be written in {folder}: {error.strerror}.") from error


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file so that `target` is never half-written, whatever crashes. Raises OSError."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as folder:
        partial = Path(folder) / target.name
        shutil.copyfile(source, partial)
        partial.replace(target)
