"""Reading text files that somebody else wrote."""

from pathlib import Path

from generation.errors import CheckpointError


def read_text(path: Path, limit_bytes: int) -> str:
    """The text of a UTF-8 file; raises CheckpointError if it can't be read or is larger than the limit."""
    try:
        if path.stat().st_size > limit_bytes:
            raise CheckpointError(f"{path} is larger than {limit_bytes} bytes")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CheckpointError(f"{path} can't be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise CheckpointError(f"{path} is not UTF-8: {error.reason}") from None
