"""Which files of a repository of the hub are a pipeline, and which of its weights to take."""

import re
from collections.abc import Collection

from generation.errors import DownloadError
from generation.models.hub import HubFile, Snapshot

HALF = "fp16"
"""What diffusers calls the variant of the weights that some repositories offer besides, or have alone."""
_IN_A_FOLDER = re.compile(r"([A-Za-z0-9_]+)/([A-Za-z0-9_][A-Za-z0-9_.-]*)")
_WEIGHTS = re.compile(rf"(?:diffusion_pytorch_)?model(?:\.({HALF}))?(?:-\d+-of-\d+)?\.safetensors")


def small_files(snapshot: Snapshot, parts: Collection[str]) -> list[HubFile]:
    """Configurations and vocabularies of these parts, which are folders."""
    return [file for file in snapshot.files if _name_in(file, parts).endswith((".json", ".txt"))]


def weights(snapshot: Snapshot, parts: Collection[str]) -> list[HubFile]:
    """The safetensors files of these parts: in half precision, if all come so, since they are half as large.

    Raises:
        DownloadError: there are none.
    """
    found = [
        (file, known[1])
        for file in snapshot.files
        if (known := _WEIGHTS.fullmatch(_name_in(file, parts))) is not None
    ]
    halves, wholes = ([file for file, kind in found if kind == wanted] for wanted in (HALF, None))
    if not found:
        raise DownloadError(f"{snapshot.repo} has no safetensors files, which alone are used")
    return halves if _folders(halves) >= _folders(wholes) else wholes


def _name_in(file: HubFile, parts: Collection[str]) -> str:
    """Its name within the folder of one of these parts; empty if it is elsewhere."""
    found = _IN_A_FOLDER.fullmatch(file.name)
    return found[2] if found and found[1] in parts else ""


def _folders(files: list[HubFile]) -> set[str]:
    return {file.name.partition("/")[0] for file in files}
