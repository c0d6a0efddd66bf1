"""What was fetched first, held against what is fetched later (trust on first use)."""

import json
from pathlib import Path
from typing import Any

from generation.errors import CheckpointError, DownloadError
from generation.models.json_config import read_json_object
from generation.models.manifest import sha256


class Lock:
    """A file of commits and of SHA-256 sums, by repository."""

    def __init__(self, path: Path):
        """Read the lock at `path` if there is one; raises CheckpointError for one that is damaged."""
        self._path = path
        self._repos: dict[str, dict[str, Any]] = read_json_object(path) if path.exists() else {}
        for repo, held in self._repos.items():
            if not (
                isinstance(held, dict)
                and isinstance(held.get("commit"), str)
                and isinstance(held.get("files"), dict)
            ):
                raise CheckpointError(f"{path} is damaged where it speaks of {repo}")

    def commit(self, repo: str) -> str | None:
        """The commit of a repository that was fetched first."""
        return self._repos[repo]["commit"] if repo in self._repos else None

    def hold_commit(self, repo: str, commit: str) -> None:
        """Remember which commit is being fetched; one that was asked for by name replaces the first."""
        if self.commit(repo) != commit:
            self._repos[repo] = {"commit": commit, "files": {}}
            self._write()

    def hold_file(self, repo: str, name: str, path: Path) -> None:
        """Remember a file, or raise DownloadError if it is not what came under this commit before."""
        files, found = self._repos[repo]["files"], sha256(path)
        if files.setdefault(name, found) != found:
            path.unlink()
            raise DownloadError(
                f"{name} of {repo} is not the file that this commit had before; if you trust the new one, "
                f"delete {self._path}"
            )
        self._write()

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(self._path.name + ".new")
        fresh.write_text(json.dumps(self._repos, indent=2) + "\n", encoding="utf-8")
        fresh.replace(self._path)
