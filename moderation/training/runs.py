"""The runs that make the weights: one for each fold that scores are taken from, and one on everything."""

import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from moderation.classifier import SHIPPED
from moderation.training import evaluate as evaluating
from moderation.training import export as exporting
from moderation.training.augment import Augmenter
from moderation.training.base import Base, load_base
from moderation.training.batches import Batcher
from moderation.training.calibrate import calibration, probabilities, thresholds
from moderation.training.data.rows import Row, read_rows, write_rows
from moderation.training.examples import all_rows, examples_of, fold_of
from moderation.training.obfuscate import disguise
from moderation.training.packages import WORK
from moderation.training.scoring import logits_of
from moderation.training.train import Run, Trainer

EVERYTHING = Run("all", held_out=None)
CALIBRATION = WORK / "calibration.json"
RUNS = (Run("fold-0", held_out=0), Run("fold-1", held_out=1), EVERYTHING)


def named(name: str) -> Run:
    """The run of that name."""
    return next(run for run in RUNS if run.name == name)


def train(run: Run) -> None:
    """Train, or go on training, to the end; then score the rows of the fold that was left out."""
    torch.set_num_threads(1)
    base = load_base()
    network = _trainer(run, base).train()
    rows = [row for row in all_rows() if fold_of(row) == run.held_out]
    if rows:
        write_rows(_rows_path(run), rows)
        np.save(_logits_path(run), logits_of(network, base, [row.text for row in rows]))


def calibrate() -> None:
    """Fit probabilities and thresholds to all rows that were left out by some run."""
    rows, logits = _outside()
    fit = calibration(rows, logits)
    levels = thresholds(rows, probabilities(logits, fit))
    CALIBRATION.write_text(json.dumps({"fit": fit.tolist(), "levels": levels}, indent=2), encoding="utf-8")


def evaluate() -> None:
    """Print the measures of the rows that were left out."""
    rows, logits = _outside()
    fit, levels = _calibration()
    evaluating.show(rows, probabilities(logits, fit), levels["standard"])


def export() -> None:
    """Write what the run on everything learned into the folder that ships."""
    base = load_base()
    fit, levels = _calibration()
    exporting.export(_trainer(EVERYTHING, base).network, base, fit, levels, SHIPPED)


def _trainer(run: Run, base: Base) -> Trainer:
    examples = examples_of([row for row in all_rows() if fold_of(row) != run.held_out])
    return Trainer(run, base, Batcher(examples, base.pieces, base.vectors, Augmenter(examples, disguise)))


def _outside() -> tuple[list[Row], NDArray[np.float32]]:
    """Rows that some run left out, with its logits (rows, categories)."""
    runs = [run for run in RUNS if _logits_path(run).exists()]
    rows = [row for run in runs for row in read_rows(_rows_path(run))]
    return rows, np.concatenate([np.load(_logits_path(run)) for run in runs])


def _calibration() -> tuple[NDArray[np.float64], dict[str, dict[str, float]]]:
    found = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    return np.array(found["fit"]), found["levels"]


def _rows_path(run: Run) -> Path:
    return WORK / f"{run.name}-left-out.jsonl"


def _logits_path(run: Run) -> Path:
    return WORK / f"{run.name}-left-out.npy"
