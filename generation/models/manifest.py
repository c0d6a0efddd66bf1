"""What a checkpoint directory should contain: sizes and SHA-256 sums of its files, and their sources."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generation.errors import CheckpointError
from generation.models.json_config import read_json_object

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Report:
    """What `verify` found."""

    directory: Path
    files: int  # checked
    problems: tuple[str, ...]  # one sentence each; none if all is well

    @property
    def ok(self) -> bool:
        """Whether every file is the one that the manifest was written for."""
        return not self.problems


def write_manifest(directory: Path, sources: Sequence[str] = ()) -> None:
    """Record every file of a checkpoint directory, and in words where they came from."""
    files = {
        path.relative_to(directory).as_posix(): {"bytes": path.stat().st_size, "sha256": sha256(path)}
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path != directory / MANIFEST
    }
    data = {"sources": list(sources), "files": files}
    (directory / MANIFEST).write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")


def verify_directory(directory: Path) -> Report:
    """Compute all checksums anew; raises CheckpointError if there is no manifest to compare with."""
    files = read_json_object(directory / MANIFEST).get("files")
    if not isinstance(files, dict):
        raise CheckpointError(f"{directory / MANIFEST} lists no files")
    problems = [problem for name, record in files.items() if (problem := _compare(directory, name, record))]
    return Report(directory, len(files), tuple(problems))


def sha256(path: Path) -> str:
    """The SHA-256 sum of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _compare(directory: Path, name: str, record: Any) -> str | None:
    path = directory / name
    leads_elsewhere = Path(name).is_absolute() or ".." in Path(name).parts
    if leads_elsewhere or not isinstance(record, dict):
        return f"The manifest's entry {name!r} is damaged."
    if not path.is_file():
        return f"{name} is missing."
    if path.stat().st_size != record.get("bytes"):
        return f"{name} has {path.stat().st_size} bytes, not {record.get('bytes')}."
    if sha256(path) != record.get("sha256"):
        return f"{name} has been changed: its SHA-256 sum is not that of the manifest."
    return None
