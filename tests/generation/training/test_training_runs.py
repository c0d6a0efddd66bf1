from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from generation.models.base import finish
from generation.models.dalle.checkpoint import load_dalle_bart, load_picture_decoder
from generation.models.loading import load
from generation.training import refine_decoder, train_tokenizer, train_transformer
from generation.training.export import DEFAULTS, export
from generation.training.texts import text_tokenizer
from generation.training.train_tokenizer import TokenizerRun
from generation.training.train_transformer import TransformerRun

TOKENIZER_RUN = TokenizerRun(steps=4, crops=1, codes_from_step=1, codebook_batches=8)
TRANSFORMER_RUN = TransformerRun(steps=4, pictures=2)


@pytest.fixture
def tokenizer_trainer(work: Path) -> train_tokenizer.Trainer:
    """Two steps into a run, with a checkpoint of them."""
    trainer = train_tokenizer.Trainer(TOKENIZER_RUN, rank=0)
    trainer.train_step()
    trainer.train_step()
    trainer.save()
    return trainer


@pytest.fixture
def transformer_trainer(tokenizer_trainer: train_tokenizer.Trainer) -> train_transformer.Trainer:
    """One step into a run, with a checkpoint of it."""
    trainer = train_transformer.Trainer(TRANSFORMER_RUN, rank=0)
    trainer.train_step()
    trainer.save()
    return trainer


def _same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def test_a_tokenizer_run_goes_on_as_if_never_stopped(tokenizer_trainer: train_tokenizer.Trainer) -> None:
    resumed = train_tokenizer.Trainer(TOKENIZER_RUN, rank=0)
    resumed.load()
    assert resumed.train_step() == tokenizer_trainer.train_step()
    assert _same(resumed.model.state_dict(), tokenizer_trainer.model.state_dict())


def test_a_refined_decoder_goes_on_and_leaves_the_codes_alone(
    tokenizer_trainer: train_tokenizer.Trainer,
) -> None:
    run = refine_decoder.RefinementRun(steps=4, crops=1)
    refiner = refine_decoder.Refiner(run, rank=0)
    refiner.train_step()
    refiner.save()
    resumed = refine_decoder.Refiner(run, rank=0)
    resumed.load()
    assert resumed.train_step() == refiner.train_step()
    assert _same(resumed.tokenizer.state_dict(), refiner.tokenizer.state_dict())
    assert torch.equal(refiner.tokenizer.codebook, tokenizer_trainer.model.codebook)


def test_a_transformer_run_goes_on_as_if_never_stopped(
    transformer_trainer: train_transformer.Trainer,
) -> None:
    resumed = train_transformer.Trainer(TRANSFORMER_RUN, rank=0)
    resumed.load()
    assert resumed.train_step() == transformer_trainer.train_step()
    assert _same(resumed.model.state_dict(), transformer_trainer.model.state_dict())


def test_training_leaves_the_word_vectors_as_they_are(transformer_trainer: train_transformer.Trainer) -> None:
    fresh = train_transformer.Trainer(TRANSFORMER_RUN, rank=0).model.encoder
    trained = transformer_trainer.model.encoder
    assert torch.equal(trained.embed_tokens.weight, fresh.embed_tokens.weight)
    assert not torch.equal(trained.embed_positions.weight, fresh.embed_positions.weight)


def test_processes_see_different_pictures() -> None:
    first, second = (train_tokenizer.crops(TOKENIZER_RUN, 0, rank, 1) for rank in (0, 1))
    assert not torch.equal(first, second)


def test_rates_rise_then_fall() -> None:
    run = replace(TOKENIZER_RUN, steps=1000)
    rates = [train_tokenizer.learning_rate(run, step) for step in (0, 100, 999)]
    assert rates[0] < rates[1] > rates[2]


@pytest.fixture
def exported(transformer_trainer: train_transformer.Trainer, work: Path) -> Path:
    tokenizer = train_tokenizer.trained_tokenizer()
    export(transformer_trainer.model, tokenizer, text_tokenizer().to_str(), work / "nonet-tiny")
    return work / "nonet-tiny"


def test_an_exported_checkpoint_paints_like_any_other(exported: Path) -> None:
    model = load(exported)
    assert model.defaults == DEFAULTS
    painting = model.begin("a red cat", seed=1, samples=[1, 2], settings=model.defaults)
    assert finish(model, painting).shape == (2, 192, 192, 3)


def test_export_rounds_weights_to_halves_and_no_further(
    exported: Path, transformer_trainer: train_transformer.Trainer
) -> None:
    trained, loaded = transformer_trainer.model.state_dict(), load_dalle_bart(exported).state_dict()
    assert trained.keys() == loaded.keys()
    assert all(torch.equal(trained[name].half().float(), loaded[name]) for name in trained)


def test_training_goes_on_from_an_exported_checkpoint(
    exported: Path, transformer_trainer: train_transformer.Trainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train_transformer, "EXPORTED", exported)
    monkeypatch.setattr(train_tokenizer, "EXPORTED", exported)
    picture = torch.rand(1, 3, 192, 192)
    codes = train_tokenizer.trained_tokenizer().encode(picture)
    train_tokenizer.CHECKPOINT.unlink()
    train_transformer.CHECKPOINT.unlink()
    warm = train_transformer.Trainer(TRANSFORMER_RUN, rank=0)
    warm.load()
    assert torch.equal(warm.tokenizer.encode(picture), codes)
    assert (warm.step, warm.head_start) == (0, TRANSFORMER_RUN.curriculum_steps)
    assert torch.equal(
        warm.model.decoder.lm_head.weight, transformer_trainer.model.decoder.lm_head.weight.half().float()
    )
    warm.train_step()


def test_exported_weights_are_of_no_use_beside_another_tokenizer(
    exported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train_transformer, "EXPORTED", exported)
    train_transformer.CHECKPOINT.unlink()
    fresh = train_transformer.Trainer(TRANSFORMER_RUN, rank=0)
    fresh.load()
    assert fresh.head_start == 0


def test_the_picture_decoder_paints_the_same_before_and_after_export(exported: Path) -> None:
    tokenizer = train_tokenizer.trained_tokenizer()
    train_tokenizer.CHECKPOINT.unlink()
    codes = torch.randint(0, 4096, (2, 12, 12), generator=torch.Generator().manual_seed(0))
    tokenizer.decoder.half().float()
    before = tokenizer.decoder(codes)
    after = load_picture_decoder(exported, load_dalle_bart(exported).config)(codes)
    assert (before - after).abs().max() <= 1 / 255
