"""Files of the Hugging Face hub, downloaded once: resumable, pinned to a commit and checked against it."""

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Self, cast

from huggingface_hub import HfApi, hf_hub_url
from huggingface_hub.errors import HfHubHTTPError
from huggingface_hub.file_download import http_get

from generation.errors import DownloadError

Progress = Callable[[str, int, int], None]
"""Told the name of a file, how many of its bytes are here, and how many it has."""

NETWORK_ERRORS = cast(
    tuple[type[Exception], ...], HfHubHTTPError.__bases__
)  # OSError and the HTTP library's own
COMMIT = re.compile("[0-9a-f]{40}")
GIT_PREFIX = b"blob %d\0"


@dataclass(frozen=True)
class HubFile:
    """A file of a repository at a commit; exactly one of the two sums is there."""

    name: str
    size: int
    sha256: str | None  # of large files
    git_sha1: str | None  # of small ones: git's, over a prefix and the content


@dataclass(frozen=True)
class Snapshot:
    """What a repository holds at a commit."""

    repo: str
    commit: str
    files: tuple[HubFile, ...]

    def matching(self, patterns: tuple[str, ...]) -> list[HubFile]:
        """The files at the top of the repository whose names match any of these shell patterns."""
        top = (file for file in self.files if "/" not in file.name and "\\" not in file.name)
        return [file for file in top if any(fnmatch(file.name, pattern) for pattern in patterns)]


def look_up(repo: str, revision: str, endpoint: str | None = None) -> Snapshot:
    """Ask the hub which commit a revision is and what it holds; raises DownloadError."""
    try:
        info = HfApi(endpoint=endpoint, token=False).model_info(repo, revision=revision, files_metadata=True)
    except NETWORK_ERRORS as error:
        raise DownloadError(f"{repo} at {revision} can't be looked up: {error}") from None
    if not COMMIT.fullmatch(info.sha or ""):
        raise DownloadError(f"{repo} at {revision} has no commit, but {info.sha!r}")
    files = [
        HubFile(s.rfilename, s.size or 0, s.lfs.sha256 if s.lfs else None, None if s.lfs else s.blob_id)
        for s in info.siblings or ()
    ]
    return Snapshot(repo, info.sha or "", tuple(files))


def download(
    snapshot: Snapshot, file: HubFile, target: Path, progress: Progress, endpoint: str | None = None
) -> None:
    """Download a file to `target`, going on where an earlier attempt ended.

    What has arrived waits in a `.part` file beside it. Raises DownloadError when the network fails, the disk
    is too small, or what arrived is not what the commit has: then it is deleted.
    """
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    here = part.stat().st_size if part.exists() else 0
    if here > file.size:
        part.unlink()
        here = 0
    if shutil.disk_usage(target.parent).free < file.size - here:
        raise DownloadError(f"{file.name} needs {file.size - here} bytes, more than the disk has free")
    url = hf_hub_url(snapshot.repo, file.name, revision=snapshot.commit, endpoint=endpoint)
    try:
        with part.open("ab") as stream:
            http_get(url, stream, resume_size=here, expected_size=file.size, tqdm_class=_bar(file, progress))
    except NETWORK_ERRORS as error:
        raise DownloadError(f"{file.name} of {snapshot.repo} is not complete yet: {error}") from None
    if not _is_intact(part, file):
        part.unlink()
        raise DownloadError(f"{file.name} of {snapshot.repo} is not what commit {snapshot.commit} has")
    part.rename(target)


def _is_intact(path: Path, file: HubFile) -> bool:
    if path.stat().st_size != file.size:
        return False
    with path.open("rb") as stream:
        if file.sha256:
            return hashlib.file_digest(stream, "sha256").hexdigest() == file.sha256
        digest = hashlib.sha1(GIT_PREFIX % file.size, usedforsecurity=False)
        while block := stream.read(2**20):
            digest.update(block)
        return digest.hexdigest() == file.git_sha1


def _bar(file: HubFile, progress: Progress) -> Any:
    """A class that huggingface_hub takes for tqdm and that tells `progress` instead."""

    class Bar:
        def __init__(self, initial: int, **_: Any):
            self.here = initial

        def __enter__(self) -> Self:
            progress(file.name, self.here, file.size)
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def update(self, count: int) -> None:
            self.here += count
            progress(file.name, self.here, file.size)

    return Bar
