"""The learned classifier: how likely a text belongs to each graded category, in any of many languages.

`models/text/CARD.md` tells what it was taught, how well it does and where it fails.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from moderation.ngrams import NgramTable
from moderation.pieces import Pieces
from moderation.verdict import GRADED

SHIPPED = Path(__file__).parent / "models" / "text"
GRAPH, VECTORS, PIECES, TABLE = "encoder.onnx", "vectors.npy", "pieces.tsv", "ngrams.npy"
THRESHOLDS, MANIFEST = "thresholds.toml", "manifest.json"
WINDOW = 128
"""Pieces that are read at once, the marks of beginning and end included."""
STRIDE = 96
"""Pieces from one window of a longer text to the next, so that what lies across an edge is whole in one."""


class ClassifierError(Exception):
    """The weights are missing, damaged or of another kind; nothing can be judged without them."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """Scores texts; may be used by several threads at once."""

    session: onnxruntime.InferenceSession
    pieces: Pieces
    vectors: NDArray[np.uint8]
    """Of the pieces, in blocks of 4 bits: (pieces, blocks, 18). Mapped from disk, not read."""
    table: NgramTable

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """Load the weights that ship with Nonet, or those of another folder.

        Raises:
            ClassifierError: a file is missing or differs from the manifest's checksum.
        """
        folder = folder or SHIPPED
        manifest = _read_manifest(folder)
        _check_files(folder, manifest["sha256"])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # threads are one for each text
        options.enable_cpu_mem_arena = False  # smaller, and no slower at this size
        session = onnxruntime.InferenceSession(folder / GRAPH, options, providers=["CPUExecutionProvider"])
        table = NgramTable.read(folder / TABLE, np.array(manifest["table_scales"], np.float32))
        vectors = np.load(folder / VECTORS, mmap_mode="r")
        return cls(session, Pieces.read(folder / PIECES), vectors, table)

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Calibrated probabilities (len(texts), len(GRADED)), in the order of `GRADED`.

        A text's scores depend on nothing else in the list. Of a long text each stretch is scored, and the
        highest score of each category counts.
        """
        if len(texts) < 2:
            scored = list(map(self._score, texts))
        else:
            with ThreadPoolExecutor(min(len(texts), os.cpu_count() or 1)) as threads:
                scored = list(threads.map(self._score, texts))
        return np.array(scored, np.float32).reshape(len(texts), len(GRADED))

    def _score(self, text: str) -> NDArray[np.float32]:
        ids = self.pieces.encode(text)
        windows = [self._score_window(window) for window in _windows(ids)]
        highest: NDArray[np.float32] = np.max(windows, axis=0)
        return highest

    def _score_window(self, ids: Sequence[int]) -> NDArray[np.float32]:
        vectors = dequantise(self.vectors[np.asarray(ids)])[None]  # (1, L, width)
        log_odds = self.session.run(["log_odds"], {"vectors": vectors})[0][0]
        log_odds = log_odds + self.table.logits(self.pieces.decode(ids))
        scores: NDArray[np.float32] = (1 + np.tanh(log_odds / 2)) / 2
        return scores


def dequantise(blocks: NDArray[np.uint8]) -> NDArray[np.float32]:
    """From blocks (..., n, 18) of a scale (fp16) and 32 numbers of 4 bits to (..., n * 32).

    The format is llama.cpp's Q4_0: a number is (4 bits - 8) * scale; low halves of the bytes come first.
    """
    scales = np.ascontiguousarray(blocks[..., :2]).view(np.float16).astype(np.float32)
    whole = np.concatenate([blocks[..., 2:] & 15, blocks[..., 2:] >> 4], axis=-1)
    numbers: NDArray[np.float32] = (whole.astype(np.float32) - 8) * scales
    return numbers.reshape(*blocks.shape[:-2], -1)


def _windows(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Overlapping stretches of a text that is too long to be read at once, each between the text's marks."""
    if len(ids) <= WINDOW:
        yield ids
        return
    inner = ids[1:-1]
    for start in range(0, len(inner) - (WINDOW - 2) + STRIDE, STRIDE):
        yield [ids[0], *inner[start : start + WINDOW - 2], ids[-1]]


def _check_files(folder: Path, checksums: Mapping[str, str]) -> None:
    for name, checksum in checksums.items():
        try:
            with (folder / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ClassifierError(f"The text filter's {name} can't be read: {error}") from error
        if digest != checksum:
            raise ClassifierError(f"The text filter's {folder / name} is damaged: install Nonet anew.")


def _read_manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ClassifierError(f"The text filter's weights are not in {folder}: {error}") from error
    if manifest["categories"] != list(GRADED):
        raise ClassifierError(f"The text filter in {folder} knows other categories than this version.")
    return manifest
