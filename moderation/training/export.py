"""Writes what training learned as the folder that `moderation.classifier` loads."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from moderation.classifier import GRAPH, MANIFEST, PIECES, TABLE, THRESHOLDS, VECTORS, WINDOW
from moderation.training.base import Base
from moderation.training.encoder import Encoder
from moderation.training.graph import build_graph, eight_bits
from moderation.training.linear import Linear
from moderation.verdict import GRADED


def export(
    models: tuple[Encoder, Linear],
    base: Base,
    fit: NDArray[np.float64],
    levels: Mapping[str, Mapping[str, float]],
    folder: Path,
) -> None:
    """Write graph, vectors, pieces, table, thresholds and a manifest with their checksums.

    Args:
        fit: what either model counts for each category, and an offset: (3, categories).
        levels: level -> category -> threshold.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network, linear = models
    weights = {name: tensor.detach().numpy() for name, tensor in network.state_dict().items()}
    weights["positions"] = weights["positions"][:WINDOW]
    table, bias = linear.table.weight.detach().numpy(), linear.bias.detach().numpy()
    slopes, shares, offsets = fit.astype(np.float32)
    onnx.save(build_graph(weights, base.shape, slopes, offsets + shares * bias), folder / GRAPH)
    np.save(folder / VECTORS, base.vectors)
    base.pieces.write(folder / PIECES)
    rounded, scales = eight_bits(table)
    np.save(folder / TABLE, rounded)
    (folder / THRESHOLDS).write_text(thresholds_text(levels), encoding="utf-8")
    write_manifest(folder, shares * scales)


def thresholds_text(levels: Mapping[str, Mapping[str, float]]) -> str:
    """The thresholds as TOML, a table for each level."""
    lines = ["# Written by `python -m moderation.training calibrate`: the lowest score that is refused."]
    for level, numbers in levels.items():
        lines += ["", f"[{level}]", *(f"{category} = {value:.4f}" for category, value in numbers.items())]
    return "\n".join(lines) + "\n"


def write_manifest(folder: Path, table_scales: NDArray[np.float32]) -> None:
    """Write the checksums of all files, the order of the scores, and what a unit of the table stands for."""
    files = (GRAPH, VECTORS, PIECES, TABLE, THRESHOLDS)
    manifest = {
        "categories": list(GRADED),
        "table_scales": table_scales.tolist(),
        "sha256": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
