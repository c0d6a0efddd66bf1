"""The runs that make the weights: one for each fold that scores are taken from, and one on everything."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from moderation.classifier import SHIPPED, Classifier
from moderation.normalise import readings
from moderation.policy import Policy
from moderation.text import TextFilter
from moderation.training import evaluate as evaluating
from moderation.training import export as exporting
from moderation.training.augment import Augmenter
from moderation.training.base import Base, load_base
from moderation.training.batches import Batcher
from moderation.training.calibrate import calibration, probabilities
from moderation.training.data.rows import Row, read_rows, write_rows
from moderation.training.examples import Example, all_rows, examples_of, fold_of
from moderation.training.linear import Linear, linear_logits, train_linear
from moderation.training.obfuscate import disguise
from moderation.training.packages import WORK
from moderation.training.scoring import logits_of
from moderation.training.thresholds import find_thresholds
from moderation.training.train import Run, Trainer
from moderation.verdict import GRADED

EVERYTHING = Run("all", held_out=None)
CALIBRATION = WORK / "calibration.json"
WEIGHED = WORK / "filter-scores.npy"
"""What the whole filter made of the rows that were left out."""
RUNS = (Run("fold-0", held_out=0), EVERYTHING)


def named(name: str) -> Run:
    """The run of that name."""
    return next(run for run in RUNS if run.name == name)


def train(run: Run) -> None:
    """Train both models, or go on training, to the end; then score the rows of the fold that was left out."""
    torch.set_num_threads(1)
    base = load_base()
    network, linear = _trainer(run, base).train(), _linear(run, base)
    if run.held_out is not None:
        rows = [row for row in all_rows() if fold_of(row) == run.held_out]
        read = [readings(row.text) for row in rows]
        texts = [reading for one in read for reading in one]
        logits = np.stack([logits_of(network, base, texts), linear_logits(linear, base.pieces, texts)])
        write_rows(_rows_path(run), rows)
        save_file({"logits": logits, "readings": np.array([len(one) for one in read])}, _logits_path(run))


def calibrate() -> None:
    """Fit probabilities to the rows that were left out, and thresholds to what the filter makes of them."""
    outside, base = _outside(), load_base()
    fit = calibration(outside.rows, outside.logits[:, outside.starts])
    runs = [run for run in RUNS if run.held_out is not None]
    weighed = np.concatenate([_filter_scores(run, base, fit) for run in runs])
    np.save(WEIGHED, weighed)
    levels = find_thresholds(outside.rows, weighed)
    CALIBRATION.write_text(json.dumps({"fit": fit.tolist(), "levels": levels}, indent=2), encoding="utf-8")


def evaluate() -> None:
    """Print the measures of the rows that were left out."""
    outside, (fit, levels) = _outside(), _calibration()
    limits = np.array([levels["standard"][category] for category in GRADED])
    evaluating.show(outside.rows, outside.scores(fit), np.any(np.load(WEIGHED) >= limits, axis=1))


def export() -> None:
    """Write what the run on everything learned into the folder that ships."""
    base, (fit, levels) = load_base(), _calibration()
    models = _trainer(EVERYTHING, base).network, _linear(EVERYTHING, base)
    exporting.export(models, base, fit, levels, SHIPPED)


@dataclass(frozen=True, slots=True)
class Outside:
    """Rows that some run left out, with its logits."""

    rows: list[Row]
    starts: NDArray[np.int64]
    """Where the readings of each row begin."""
    logits: NDArray[np.float32]
    """Of the encoder and of the table of n-grams, for each reading: (2, readings, categories)."""

    def scores(self, fit: NDArray[np.float64]) -> NDArray[np.float32]:
        """The highest score among the readings of each row, as the filter takes it: (rows, categories)."""
        return np.maximum.reduceat(probabilities(self.logits, fit), self.starts)


def _outside() -> Outside:
    runs = [run for run in RUNS if _logits_path(run).exists()]
    rows = [row for run in runs for row in read_rows(_rows_path(run))]
    saved = [load_file(_logits_path(run)) for run in runs]
    ends = np.cumsum(np.concatenate([one["readings"] for one in saved]))
    return Outside(rows, np.append(0, ends[:-1]), np.concatenate([one["logits"] for one in saved], axis=1))


def _filter_scores(run: Run, base: Base, fit: NDArray[np.float64]) -> NDArray[np.float32]:
    """What the filter, lists and rules included, says of the rows that a run left out: (rows, categories)."""
    folder = WORK / f"{run.name}-weights"
    models = _trainer(run, base).network, _linear(run, base)
    exporting.export(models, base, fit, {}, folder)
    texts = [row.text for row in read_rows(_rows_path(run))]
    verdicts = TextFilter(Classifier.load(folder)).check_all(texts, Policy.named("standard"))
    return np.array([[verdict.scores[category] for category in GRADED] for verdict in verdicts], np.float32)


def _trainer(run: Run, base: Base) -> Trainer:
    examples, augment = _examples(run)
    return Trainer(run, base, Batcher(examples, base.pieces, base.vectors, augment))


def _linear(run: Run, base: Base) -> Linear:
    path = WORK / f"{run.name}-linear.pt"
    if path.exists():
        model = Linear()
        model.load_state_dict(torch.load(path, weights_only=True))
        return model
    examples, augment = _examples(run)
    model = train_linear(examples, augment, base.pieces, run.seed)
    torch.save(model.state_dict(), path)
    return model


def _examples(run: Run) -> tuple[list[Example], Augmenter]:
    examples = examples_of([row for row in all_rows() if fold_of(row) != run.held_out])
    return examples, Augmenter(examples, disguise)


def _calibration() -> tuple[NDArray[np.float64], dict[str, dict[str, float]]]:
    found = json.loads(CALIBRATION.read_text(encoding="utf-8"))
    return np.array(found["fit"]), found["levels"]


def _rows_path(run: Run) -> Path:
    return WORK / f"{run.name}-left-out.jsonl"


def _logits_path(run: Run) -> Path:
    return WORK / f"{run.name}-left-out.safetensors"
