"""Reads the plain tables beside this file."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent / "tables"


def tsv_rows(name: str) -> Iterator[list[str]]:
    """Yield the tab-separated fields of each line, without comments and blank lines."""
    for line in (TABLES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def toml_table(name: str) -> dict[str, Any]:
    """Parse one TOML table."""
    return tomllib.loads((TABLES / name).read_text(encoding="utf-8"))
