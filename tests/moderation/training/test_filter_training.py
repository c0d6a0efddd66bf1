from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch

from moderation.classifier import Classifier
from moderation.training import train
from moderation.training.augment import Augmenter
from moderation.training.base import Base
from moderation.training.batches import BATCH_PIECES, Batcher
from moderation.training.calibrate import calibration, probabilities
from moderation.training.data import Row
from moderation.training.examples import examples_of
from moderation.training.export import export
from moderation.training.linear import Linear, linear_logits, train_linear
from moderation.training.metrics import auroc
from moderation.training.scoring import logits_of
from moderation.training.train import Run, Trainer
from moderation.verdict import GRADED

RUN = Run("tiny", held_out=None, epochs=6, rate=3e-3, head_rate=3e-3)


@pytest.fixture(autouse=True)
def _work_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "WORK", tmp_path)


def trainer(base: Base, rows: list[Row], run: Run = RUN) -> Trainer:
    examples = examples_of(rows)
    augment = Augmenter(examples, lambda text, _random: text)
    return Trainer(run, base, Batcher(examples, base.pieces, base.vectors, augment))


def tiny_linear(base: Base, rows: list[Row]) -> Linear:
    examples = examples_of(rows)
    return train_linear(examples, Augmenter(examples, lambda text, _random: text), base.pieces, seed=1)


def test_from_rows_to_a_classifier_that_tells_knives_from_hats(
    base: Base, rows: list[Row], tmp_path: Path
) -> None:
    taught, unseen = [rows[:30] + rows[40:70], rows[30:40] + rows[70:]]
    network, linear = trainer(base, taught).train(), tiny_linear(base, taught)
    texts, unsafe = [row.text for row in unseen], np.array([row.unsafe for row in unseen])
    logits = np.stack([logits_of(network, base, texts), linear_logits(linear, base.pieces, texts)])
    assert all(auroc(unsafe, one.max(axis=1)) > 0.95 for one in logits)
    fit = calibration(unseen, logits)
    levels = {"standard": dict.fromkeys(map(str, GRADED), 0.5)}
    export((network, linear), base, fit, levels, tmp_path / "weights")
    scores = Classifier.load(tmp_path / "weights").scores(texts)
    np.testing.assert_allclose(scores, probabilities(logits, fit), atol=0.15)
    violence = scores[:, GRADED.index("violence")]
    assert violence[unsafe].mean() > violence[~unsafe].mean() + 0.3


def test_a_run_that_was_stopped_ends_like_one_that_was_not(
    base: Base, rows: list[Row], tmp_path: Path
) -> None:
    short = replace(RUN, epochs=2)
    whole = trainer(base, rows, short).train()
    (tmp_path / "tiny.pt").unlink()

    stopped = trainer(base, rows, short)
    stopped.train_epoch(lambda _done, _loss: None)
    resumed = trainer(base, rows, short)
    assert (resumed.epoch, resumed.batch) == (1, 0)
    for one, other in zip(whole.parameters(), resumed.train().parameters(), strict=True):
        torch.testing.assert_close(one, other)


def test_the_lowest_layers_stay_as_they_are(base: Base, rows: list[Row]) -> None:
    network = trainer(base, rows, replace(RUN, epochs=1)).train()
    weights = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    np.testing.assert_array_equal(weights["layers.0.query.weight"], base.tensors["l0.q.w"])
    assert not np.array_equal(weights["layers.4.query.weight"], base.tensors["l4.q.w"])


def test_augmented_texts_still_hold_what_was_said(rows: list[Row]) -> None:
    examples = examples_of(rows)
    augment = Augmenter(examples, lambda text, _random: text)
    random = Random(0)
    texts = [augment(examples[-1], random).text for _ in range(100)]
    assert len(set(texts)) > 5
    assert all("knife" in text for text in texts)


def test_a_batch_is_the_same_for_the_same_seed_and_another_for_another(base: Base, rows: list[Row]) -> None:
    batcher = trainer(base, rows).batcher
    first, again, other = (
        [[ids for ids, _ in batch] for batch in batcher.epoch(seed)] for seed in ("1", "1", "2")
    )
    assert first == again
    assert first != other
    assert max(len(batch) * max(map(len, batch)) for batch in first) <= BATCH_PIECES
