"""A random key that stays the same over restarts."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from bot.errors import StorageError

KEY_BYTES = 32


def read_or_make_key(path: Path) -> bytes:
    """The key in this file. If there is none, one is made that only Nonet's own user can read.

    Several processes may do so at once: one makes the file, whole, and all get the same key.

    Raises:
        StorageError: the file can't be read or made, or holds something else.
    """
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise StorageError(f"{path} can't be used: {error.strerror}.") from error
    if len(key) != KEY_BYTES:
        raise StorageError(f"{path} holds no key of {KEY_BYTES} bytes; remove it, and a new one is made.")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.") as file:  # mode 0600
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first
            os.link(file.name, path)
