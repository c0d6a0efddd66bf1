"""Training in a folder of its own, with discs instead of the drawings, which CI does not have."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from generation.training import small_model, sprites, text_vectors, train_transformer
from generation.training.concepts import load_concepts
from generation.training.icons import CELL_PX, HOUSES, Pixels

WORDS = ["a", "cat", "dog", "red", "in", "the", "on", "riding"]


def _disc(cells: int) -> Pixels:
    """A red disc that fills its square, premultiplied."""
    side = cells * CELL_PX
    across, down = np.meshgrid(np.arange(side), np.arange(side))
    inside = (across - side / 2) ** 2 + (down - side / 2) ** 2 < (side / 2) ** 2
    disc = np.zeros((side, side, 4), np.uint8)
    disc[inside] = (200, 30, 30, 255)
    return np.broadcast_to(disc, (len(load_concepts()), len(HOUSES), side, side, 4))


@pytest.fixture(autouse=True)
def drawings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every concept is a red disc."""
    sheets = {cells: _disc(cells) for cells in sprites.SIZES}
    monkeypatch.setattr(sprites, "sprite_sheets", lambda: sheets)


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A work folder with a tiny vocabulary, and a tiny transformer to train there."""
    tokenizer = text_vectors.build_tokenizer(WORDS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("generation.training.texts.text_tokenizer", lambda: tokenizer)
    monkeypatch.setattr(train_transformer, "model_config", lambda: small_model.model_config(**TINY))
    monkeypatch.setattr(train_transformer, "EXPORTED", tmp_path / "not exported yet")
    text_vectors.vectors_path().parent.mkdir()
    tokenizer.save(str(text_vectors.tokenizer_path()))
    generator = torch.Generator().manual_seed(0)
    save_file({"vectors": torch.randn(len(WORDS), 384, generator=generator)}, text_vectors.vectors_path())
    return tmp_path


TINY = {
    "d_model": 64,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 1,
    "decoder_attention_heads": 1,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
}
