"""Fetching a model from the hub."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from generation.errors import CheckpointError
from generation.models.catalogue import CatalogueEntry
from generation.models.dalle.convert.convert import Labels, convert
from generation.models.diffusion import repository
from generation.models.diffusion.config import (
    MODEL_INDEX,
    OWN_CONFIG,
    DiffusionConfig,
    OwnConfig,
    read_parts,
)
from generation.models.hub import HubFile, Progress, Snapshot, download, look_up
from generation.models.json_config import write_fields
from generation.models.lock import Lock
from generation.models.manifest import write_manifest

DOWNLOADS = ".downloads"
NEWEST = "main"

Take = Callable[[Snapshot, HubFile, Path], None]
"""Download a file of a repository to a path, unless it is there already."""


def fetch_entry(
    name: str,
    entry: CatalogueEntry,
    models_dir: Path,
    progress: Progress,
    *,
    revision: str | None,
    endpoint: str | None,
) -> None:
    """Download the files of a model and make `models_dir / name` of them; see `library.fetch`."""
    lock = Lock(models_dir / f"{name}.lock.json")

    def take(snapshot: Snapshot, file: HubFile, path: Path) -> None:
        download(snapshot, file, path, progress, endpoint)
        lock.hold_file(snapshot.repo, file.name, path)

    snapshots = _look_up_sources(entry, lock, revision, endpoint)
    folder = models_dir / DOWNLOADS / "-".join([name, *(snapshot.commit[:12] for snapshot in snapshots)])
    origins = [f"https://huggingface.co/{snapshot.repo}/tree/{snapshot.commit}" for snapshot in snapshots]
    if entry.pipeline:
        _take_pipeline(snapshots[0], folder, take)
        _keep(folder, models_dir / name, origins, entry)
    else:
        _take_sources(entry, snapshots, folder, take)
        labels = Labels(entry.display_name, entry.description, entry.licence)
        convert(folder, models_dir / name, origins, labels)
        shutil.rmtree(folder)


def _look_up_sources(
    entry: CatalogueEntry, lock: Lock, revision: str | None, endpoint: str | None
) -> list[Snapshot]:
    """What each source holds at the commit asked for, pinned, first fetched or newest, in this order."""
    snapshots = []
    for source in entry.sources:
        commit = revision or source.revision or lock.commit(source.repo) or NEWEST
        snapshots.append(look_up(source.repo, commit, endpoint))
        lock.hold_commit(source.repo, snapshots[-1].commit)
        revision = None  # which is meant for the first alone
    return snapshots


def _take_sources(entry: CatalogueEntry, snapshots: Sequence[Snapshot], folder: Path, take: Take) -> None:
    for source, snapshot in zip(entry.sources, snapshots, strict=True):
        for file in snapshot.matching(source.patterns):
            take(snapshot, file, folder / source.folder / file.name.replace(source.suffix, ""))


def _take_pipeline(snapshot: Snapshot, folder: Path, take: Take) -> None:
    """First what is small, from which one sees whether we could paint with it at all; then the weights."""
    index = snapshot.matching((MODEL_INDEX,))
    if not index:
        raise CheckpointError(f"{snapshot.repo} is not a repository of diffusers: it has no {MODEL_INDEX}")
    take(snapshot, index[0], folder / MODEL_INDEX)
    parts = read_parts(folder)
    for file in repository.small_files(snapshot, parts):
        take(snapshot, file, folder / file.name)
    DiffusionConfig.from_directory(folder)
    for file in repository.weights(snapshot, parts):
        take(snapshot, file, folder / file.name)


def _keep(folder: Path, target: Path, origins: Sequence[str], entry: CatalogueEntry) -> None:
    own = OwnConfig(display_name=entry.display_name, description=entry.description, licence=entry.licence)
    write_fields(own, folder / OWN_CONFIG)
    write_manifest(folder, origins)
    folder.rename(target)
