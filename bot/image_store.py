"""Finished pictures on disk, each named by what is in it."""

import asyncio
import contextlib
import hashlib
import os
import re
import tempfile
import threading
import time
from collections.abc import Collection, Iterator, Set
from pathlib import Path

from bot.errors import StorageError

SUFFIXES = {"image/png": ".png", "image/webp": ".webp", "image/jpeg": ".jpg"}

YOUNG_S = 600.0
"""Age, in seconds, under which a file may still be about to be written into the database."""

_KEY = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}\.(?:png|webp|jpg)")
_HALF_WRITTEN = ".writing-"


class ImageStore:
    """Keeps pictures under `root` as `ab/abcdef....png`: SHA-256 of the bytes and the media type's ending.

    The same picture put twice is one file. Files appear whole or not at all, also after a power cut, and
    are readable by Nonet's own user only.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._renewing = threading.Lock()  # so that a sweep never takes what `put` has just made young again

    async def open(self) -> None:
        """Make the folder, check that it can be written, and remove what crashed writers left behind.

        Raises:
            StorageError: the folder can't be written.
        """
        await asyncio.to_thread(self._open)

    async def put(self, data: bytes, media_type: str) -> str:
        """Store a picture and return its key. One that is there already only becomes young again.

        Raises:
            StorageError: the disk is full, or the folder can't be written.
            ValueError: the media type is none of `SUFFIXES`.
        """
        if media_type not in SUFFIXES:
            raise ValueError(f"The image store keeps {', '.join(SUFFIXES)}, not {media_type!r}.")
        return await asyncio.to_thread(self._put, data, SUFFIXES[media_type])

    def path(self, key: str) -> Path:
        """Where the picture with this key lies, if it is there.

        Raises:
            ValueError: this is not a key that `put` returned; it never leads out of the folder.
        """
        if not _KEY.fullmatch(key):
            raise ValueError(f"{key!r} is not the key of a picture.")
        return self._root / key

    async def remove(self, keys: Collection[str]) -> None:
        """Remove pictures, however young, that nothing shows any more; some may be gone already.

        Raises:
            StorageError: the folder can't be written.
            ValueError: one of them is not a key that `put` returned.
        """
        await asyncio.to_thread(self._remove, [self.path(key) for key in keys])

    async def sweep(self, in_use: Set[str]) -> list[str]:
        """Remove all pictures but those in use, and return their keys.

        What is younger than `YOUNG_S` stays, for it may just now be on its way into the database. Age counts
        from the last `put`.

        Raises:
            StorageError: the folder can't be read or written.
        """
        return await asyncio.to_thread(self._sweep, in_use)

    def _open(self) -> None:
        with _storage_errors(self._root):
            self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._clear_half_written(time.time())
            with tempfile.TemporaryFile(dir=self._root):
                pass

    def _put(self, data: bytes, suffix: str) -> str:
        digest = hashlib.sha256(data).hexdigest()
        key = f"{digest[:2]}/{digest}{suffix}"
        path = self.path(key)
        with _storage_errors(self._root):
            with self._renewing, contextlib.suppress(FileNotFoundError):
                os.utime(path)
                return key
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_whole(path, data)
        return key

    def _remove(self, paths: list[Path]) -> None:
        with _storage_errors(self._root):
            for path in paths:
                path.unlink(missing_ok=True)

    def _sweep(self, in_use: Set[str]) -> list[str]:
        with _storage_errors(self._root):
            now = time.time()
            self._clear_half_written(now)
            paths = {path.relative_to(self._root).as_posix(): path for path in self._root.glob("??/*")}
            unused = sorted(key for key in paths.keys() - in_use if _KEY.fullmatch(key))
            return [key for key in unused if self._remove_unless_young(paths[key], now)]

    def _remove_unless_young(self, path: Path, now: float) -> bool:
        with self._renewing, contextlib.suppress(FileNotFoundError):  # another process sweeps as well
            if now - path.stat().st_mtime >= YOUNG_S:
                path.unlink()
                return True
        return False

    def _clear_half_written(self, now: float) -> None:
        for path in self._root.glob(f"??/{_HALF_WRITTEN}*"):
            with contextlib.suppress(FileNotFoundError):  # its writer has just finished it
                if now - path.stat().st_mtime >= YOUNG_S:
                    path.unlink()


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside the goal, force it to the disk, then rename: a reader never sees half a file."""
    handle, name = tempfile.mkstemp(prefix=_HALF_WRITTEN, dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _storage_errors(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"The picture folder {root} can't be used: {error.strerror or error}. "
            "Free some space or mend its permissions."
        ) from error
