"""Which models the service offers, told without loading their weights."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from generation.errors import CheckpointError
from generation.protocol import ImageTokens, SamplingSettings


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What clients may know of a model."""

    name: str
    picture_size: int
    """Pixels along either side of a sample."""
    defaults: SamplingSettings
    """With which it paints best."""
    created: int
    """Unix time of its files."""
    display_name: str = ""
    licence: str = ""
    image_tokens: ImageTokens | None = None
    """How it writes pictures down; None if it can't vary them."""
    reads_pictures: bool = False
    """Whether it can go on from pictures that people bring."""


class ModelCards(Protocol):
    """The models that requests may name. Looking at them may read files; any thread may do so."""

    def all(self) -> list[ModelCard]:
        """Those that can be painted with."""

    def get(self, name: str) -> ModelCard:
        """One of them. Raises UnknownModelError, or CheckpointError if its files are damaged."""


class CheckpointCards:
    """The cards of the checkpoints on this machine; those fetched later appear by themselves."""

    def __init__(self, models_dir: Path) -> None:
        self._models_dir = models_dir

    def all(self) -> list[ModelCard]:
        """Every checkpoint whose configuration is sound."""
        from generation.models.library import list_models

        cards = []
        for status in list_models(self._models_dir):
            if status.directory is not None:
                try:
                    cards.append(_card(status.name, status.directory, _changed_at(status.directory)))
                except CheckpointError:  # `nonet models verify` tells what is wrong with it
                    continue
        return cards

    def get(self, name: str) -> ModelCard:
        """The card of one checkpoint. Raises UnknownModelError or CheckpointError."""
        from generation.models.library import find

        directory = find(name, self._models_dir)
        return _card(name, directory, _changed_at(directory))


def _changed_at(directory: Path) -> int:
    from generation.models.describing import config_file

    try:
        return int((config_file(directory) or directory).stat().st_mtime)
    except OSError as error:
        raise CheckpointError(f"{directory} can't be read: {error.strerror}") from None


@lru_cache(maxsize=256)
def _card(name: str, directory: Path, changed_at: int) -> ModelCard:
    from generation.models.describing import describe, labels

    known, read = describe(directory), labels(directory)
    return ModelCard(
        name,
        known.picture_size,
        known.defaults,
        changed_at,
        read.display_name or name,
        read.licence,
        known.image_tokens,
        known.reads_pictures,
    )
