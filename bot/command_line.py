"""The command line as a front: a job's collage becomes a file where the person asked for it."""

import asyncio
import json
import tempfile
from pathlib import Path

from bot.errors import BadRequestError, DeliveryError, PlaceError
from bot.picture import convert_picture
from bot.pipeline.progress import ProgressEvent
from bot.pipeline.request import Place

COMMAND_LINE = "command line"
SUFFIXES = {".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


def place_of_file(out: Path | None) -> Place:
    """The place of a job whose collage goes into a file; None: whoever asked fetches it from the store.

    Any process can deliver there, perhaps much later: what is in the file by now will go, but nothing newer.
    """
    address = {"file": str(out.absolute()), "written_ns": _written_ns(out)} if out else None
    return Place(front=COMMAND_LINE, address=json.dumps(address))


class CommandLineFront:
    """Delivers collages to files, also for a `nonet draw` that was killed before its picture was ready."""

    name = COMMAND_LINE
    tells_progress = False

    async def check_place(self, place: Place) -> None:
        """Raise PlaceError unless the file can be written."""
        out, _ = _file_of(place)
        if out:
            media_type_of(out)
            await asyncio.to_thread(_check_writable, out)

    async def tell(self, job_id: str, place: Place, event: ProgressEvent) -> None:
        """Nothing to do: `nonet draw` watches the progress board itself."""

    async def deliver(self, job_id: str, place: Place, collage: Path) -> str:
        """Write the collage to its file, whole or not at all, and return the file's path."""
        out, written_ns = _file_of(place)
        if out is None:
            return job_id
        try:
            await asyncio.to_thread(_write_collage, collage, out, written_ns)
        except OSError as error:
            raise DeliveryError(f"{out} could not be written: {error.strerror}.", final=False) from error
        return str(out)

    async def deliver_failure(self, job_id: str, place: Place, reason: str) -> str:
        """Nothing to do: `nonet draw` says why, if it still runs."""
        return job_id


def media_type_of(out: Path) -> str:
    """The format that a file's name asks for. Raises BadRequestError if it is none that Nonet writes."""
    media_type = SUFFIXES.get(out.suffix.lower())
    if media_type is None:
        raise BadRequestError(f"{out.name} should end in {', '.join(SUFFIXES)}.")
    return media_type


def write_whole(out: Path, data: bytes) -> None:
    """Write a file so that it is never half there, whatever crashes. Raises OSError."""
    with _folder_beside(out) as folder:
        partial = Path(folder) / out.name
        partial.write_bytes(data)
        partial.replace(out)


def _file_of(place: Place) -> tuple[Path | None, int | None]:
    """The file, and when it was written last at the time of the request, if it was there."""
    address = json.loads(place.address)
    return (Path(address["file"]), address["written_ns"]) if address else (None, None)


def _written_ns(file: Path) -> int | None:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return None


def _check_writable(out: Path) -> None:
    try:
        if out.is_dir():
            raise PlaceError(f"{out} is a folder; name a file in it.")
        with _folder_beside(out):
            pass
    except OSError as error:
        raise PlaceError(f"No file {out} can be written: {error.strerror}.") from error


def _folder_beside(out: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder on the same disk, so that a file in it can replace `out` at once."""
    return tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.")


def _write_collage(collage: Path, out: Path, written_ns: int | None) -> None:
    data = convert_picture(collage.read_bytes(), media_type_of(out))
    if _written_ns(out) not in {None, written_ns} and out.read_bytes() != data:
        raise DeliveryError(f"{out} has been written anew meanwhile, and stays as it is.", final=True)
    write_whole(out, data)
