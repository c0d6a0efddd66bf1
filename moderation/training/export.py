"""Writes what training learned as the folder that `moderation.classifier` loads."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from moderation.classifier import GRAPH, MANIFEST, PIECES, THRESHOLDS, VECTORS, WINDOW
from moderation.training.base import Base
from moderation.training.encoder import Encoder
from moderation.training.graph import build_graph
from moderation.verdict import GRADED


def export(
    network: Encoder,
    base: Base,
    fit: NDArray[np.float64],
    levels: Mapping[str, Mapping[str, float]],
    folder: Path,
) -> None:
    """Write graph, vectors, pieces, thresholds and a manifest with their checksums.

    Args:
        fit: slope and offset of each category's calibration: (2, categories).
        levels: level -> category -> threshold.
    """
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.detach().numpy() for name, tensor in network.state_dict().items()}
    weights["positions"] = weights["positions"][:WINDOW]
    slopes, offsets = fit.astype(np.float32)
    onnx.save(build_graph(weights, base.shape, slopes, offsets), folder / GRAPH)
    np.save(folder / VECTORS, base.vectors)
    base.pieces.write(folder / PIECES)
    (folder / THRESHOLDS).write_text(thresholds_text(levels), encoding="utf-8")
    write_manifest(folder)


def thresholds_text(levels: Mapping[str, Mapping[str, float]]) -> str:
    """The thresholds as TOML, a table for each level."""
    lines = ["# Written by `python -m moderation.training calibrate`: the lowest score that is refused."]
    for level, numbers in levels.items():
        lines += ["", f"[{level}]", *(f"{category} = {value:.4f}" for category, value in numbers.items())]
    return "\n".join(lines) + "\n"


def write_manifest(folder: Path) -> None:
    """Write the checksums of all files of the weights, and the order of their scores."""
    files = (GRAPH, VECTORS, PIECES, THRESHOLDS)
    checksums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    manifest = {"categories": list(GRADED), "sha256": checksums}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
