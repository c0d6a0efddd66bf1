"""Hugging Face's libraries, used on others' directories: without code of theirs, network or noise."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from safetensors import SafetensorError

from generation.errors import CheckpointError, ServiceOptionsError

HOW = {"use_safetensors": True, "local_files_only": True}
"""How models are loaded from a directory."""
_DAMAGE = (OSError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, SafetensorError)
"""What the libraries raise for files that are missing, damaged or do not fit one another."""


def import_quietly(*names: str) -> list[Any]:
    """These libraries, kept from drawing bars and from logging prompts that are too long.

    Raises:
        ServiceOptionsError: one of them is not installed.
    """
    try:
        libraries = [import_module(name) for name in names]
    except ImportError:
        raise ServiceOptionsError(
            f"This needs the packages {' and '.join(names)}: pip install 'nonet[diffusers]'"
        ) from None
    for library in libraries:
        library.utils.logging.set_verbosity_error()
        library.utils.logging.disable_progress_bar()
    return libraries


@contextmanager
def naming_damage(directory: Path) -> Iterator[None]:
    """What the libraries raise because of the files becomes a CheckpointError of one line."""
    try:
        yield
    except _DAMAGE as error:
        first_line = str(error).strip().partition("\n")[0]
        raise CheckpointError(f"{directory} can't be loaded: {first_line}") from error


def load_whole(kind: Any, directory: Path, **how: Any) -> Any:
    """A model of a class of transformers, which would fill in random weights where it finds none.

    Raises:
        CheckpointError: there are such.
    """
    model, found = kind.from_pretrained(directory, output_loading_info=True, **HOW, **how)
    refuse_missing(directory, found["missing_keys"])
    return model


def refuse_missing(directory: Path, tensors: Iterable[str]) -> None:
    """Raise CheckpointError if there are any."""
    if names := sorted(tensors):
        raise CheckpointError(f"{directory} lacks {len(names)} tensors, such as {names[0]}")
