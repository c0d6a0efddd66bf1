"""Reading small frozen dataclasses from JSON files that somebody else wrote."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

from generation.errors import CheckpointError
from generation.models.files import read_text

T = TypeVar("T")


def read_json_object(path: Path, limit_bytes: int = 2**24) -> dict[str, Any]:
    """Read a JSON file whose top level is an object; raises CheckpointError in plain words if it is not."""
    text = read_text(path, limit_bytes)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CheckpointError(f"{path} is not valid JSON: {error}") from None
    if not isinstance(data, dict):
        raise CheckpointError(f"{path} is not a JSON object")
    return data


def read_fields(kind: type[T], data: Mapping[str, Any], where: str) -> T:
    """Build the dataclass `kind` from the keys of `data` that it knows; other keys are ignored.

    Raises CheckpointError, which says where, when a key is missing, of another type, or refused by `kind`.
    """
    values = {}
    for f in fields(kind):  # type: ignore[arg-type]  # every kind passed is a dataclass
        if f.name in data:
            values[f.name] = _checked(data[f.name], f.type, f"{where}: {f.name}")
        elif f.default is MISSING and f.default_factory is MISSING:
            raise CheckpointError(f"{where}: {f.name} is missing")
    try:
        return kind(**values)
    except CheckpointError as error:
        raise CheckpointError(f"{where}: {error}") from None


def write_fields(config: Any, path: Path) -> None:
    """Write a flat dataclass as a JSON file that `read_fields` reads back."""
    path.write_text(json.dumps(asdict(config), indent=2) + "\n", encoding="utf-8")


def _checked(value: Any, kind: Any, where: str) -> Any:
    if kind == tuple[int, ...] and isinstance(value, list):
        return tuple(_checked(item, int, where) for item in value)
    if is_dataclass(kind) and isinstance(value, dict):
        return read_fields(kind, value, where)  # type: ignore[arg-type]  # a class, not an instance
    if kind is float and type(value) is int and abs(value) < 2**53:
        return float(value)
    if kind in (int, bool, str, float) and type(value) is kind:
        return value
    expected = getattr(kind, "__name__", str(kind))
    raise CheckpointError(f"{where} is {str(value)[:80]!r}, where {expected} is expected")
