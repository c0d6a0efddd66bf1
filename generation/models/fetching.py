"""Fetching a model of the catalogue from the hub."""

import shutil
from pathlib import Path

from generation.models.catalogue import CatalogueEntry
from generation.models.dalle.convert.convert import Labels, convert
from generation.models.hub import Progress, Snapshot, download, look_up
from generation.models.lock import Lock

DOWNLOADS = ".downloads"
NEWEST = "main"


def fetch_entry(
    name: str,
    entry: CatalogueEntry,
    models_dir: Path,
    progress: Progress,
    *,
    revision: str | None,
    endpoint: str | None,
) -> None:
    """Download the files of a model and convert them to `models_dir / name`; see `library.fetch`."""
    lock = Lock(models_dir / f"{name}.lock.json")
    snapshots = _look_up_sources(entry, lock, revision, endpoint)
    folder = models_dir / DOWNLOADS / "-".join([name, *(snapshot.commit[:12] for snapshot in snapshots)])
    for source, snapshot in zip(entry.sources, snapshots, strict=True):
        for file in snapshot.matching(source.patterns):
            path = folder / source.folder / file.name.replace(source.suffix, "")
            download(snapshot, file, path, progress, endpoint)
            lock.hold_file(source.repo, file.name, path)
    labels = Labels(entry.display_name, entry.description, entry.licence)
    origins = [f"https://huggingface.co/{snapshot.repo}/tree/{snapshot.commit}" for snapshot in snapshots]
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
