"""The models on this machine: list, fetch, find and verify them by name."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generation.errors import CheckpointError, DownloadError, UnknownModelError
from generation.models.catalogue import CATALOGUE, CatalogueEntry, HubSource
from generation.models.describing import config_file, labels
from generation.models.manifest import Report, verify_directory

if TYPE_CHECKING:
    from generation.models.hub import Progress

RERANKERS = "rerankers"  # the folder of models that score pictures, in that of the others
PRETRAINED = Path(__file__).parents[1] / "pretrained"
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True)
class ModelStatus:
    """A model, and whether it is on this machine."""

    name: str
    directory: Path | None
    """Where it is; None if it has yet to be fetched."""
    display_name: str
    description: str
    licence: str

    @property
    def ready(self) -> bool:
        """Whether it can be loaded."""
        return self.directory is not None


def list_models(models_dir: Path) -> list[ModelStatus]:
    """Every model that is shipped, fetched or converted, then those that can be fetched, each by name."""
    here = {
        directory.name: directory
        for folder in (models_dir, PRETRAINED)
        for directory in folder.glob("*")
        if config_file(directory)
    }
    found = [_status(name, directory) for name, directory in sorted(here.items())]
    missing = [
        ModelStatus(name, None, entry.display_name, entry.description, entry.licence)
        for name, entry in CATALOGUE.items()
        if name not in here
    ]
    return found + missing


def find(name: str, models_dir: Path) -> Path:
    """The directory of a model; raises UnknownModelError, which says what there is."""
    if NAME.fullmatch(name):
        for folder in (models_dir, PRETRAINED):
            if config_file(folder / name):
                return folder / name
    if name in CATALOGUE:
        raise UnknownModelError(f"{name} has not been fetched yet: nonet models fetch {name}")
    ready = ", ".join(status.name for status in list_models(models_dir) if status.ready) or "none"
    raise UnknownModelError(
        f"There is no model {name[:64]!r}. Ready: {ready}. To fetch: {', '.join(CATALOGUE)}."
    )


def find_reranker(name: str, models_dir: Path) -> Path:
    """The directory of a model that scores pictures; raises UnknownModelError, which says where it looked."""
    folder = models_dir / RERANKERS
    if NAME.fullmatch(name) and config_file(folder / name):
        return folder / name
    ready = ", ".join(sorted(path.name for path in folder.glob("*") if config_file(path))) or "none"
    raise UnknownModelError(f"There is no reranker {name[:64]!r} in {folder}. Ready: {ready}.")


def verify(name: str, models_dir: Path) -> Report:
    """Compare the files of a model with its manifest; raises UnknownModelError or CheckpointError."""
    return verify_directory(find(name, models_dir))


def fetch(
    name: str,
    models_dir: Path,
    progress: "Progress",
    revision: str | None = None,
    endpoint: str | None = None,
) -> Path:
    """Download and convert a model, unless it is here already, and return its directory.

    `name` is of the catalogue, or owner/name of a repository of diffusers on the hub, which is then called as
    what follows the slash, in small letters. `revision` is the commit or branch of its main repository to
    take, instead of the pinned or locked one; `endpoint` the hub's address.

    Raises UnknownModelError, DownloadError or CheckpointError; after a DownloadError the next call goes on
    where this one stopped.
    """
    entry = CATALOGUE.get(name)
    if REPOSITORY.fullmatch(name):
        entry = CatalogueEntry(sources=(HubSource(name),), pipeline=True)
        name = name.partition("/")[2].lower()
    if entry is None or config_file(models_dir / name):
        return find(name, models_dir)
    from generation.models.fetching import fetch_entry  # it brings the hub's client and torch

    try:
        fetch_entry(name, entry, models_dir, progress, revision=revision, endpoint=endpoint)
    except OSError as error:
        raise DownloadError(f"{models_dir} can't be written: {error}") from None
    return models_dir / name


def _status(name: str, directory: Path) -> ModelStatus:
    try:
        known = labels(directory)
    except CheckpointError as error:
        return ModelStatus(name, directory, name, f"Damaged: {error}", "")
    return ModelStatus(name, directory, known.display_name or name, known.description, known.licence)
