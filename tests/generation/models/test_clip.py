"""A tiny CLIP with random weights scores pictures; what is no CLIP, or damaged, is refused."""

import json
import shutil

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from generation.errors import CheckpointError, UnknownModelError
from generation.models.clip import load_clip
from generation.models.library import find_reranker, list_models


@pytest.fixture
def clip(made_clip, tmp_path):
    """Its directory, for the test to spoil, in a folder of models."""
    return shutil.copytree(made_clip, tmp_path / "models" / "rerankers" / "tiny-clip")


@pytest.fixture
def picture():
    return np.random.default_rng(0).integers(0, 256, (48, 48, 3), dtype=np.uint8)


def test_pictures_score_by_prompt_as_transformers_would_have_it(clip, picture):
    from transformers import CLIPModel, CLIPProcessor

    score = load_clip(clip, "cpu").read("a cat")

    model, processor = CLIPModel.from_pretrained(clip), CLIPProcessor.from_pretrained(clip)
    inputs = processor(text="a cat", images=picture, return_tensors="pt")
    expected = model(**inputs).logits_per_image.item() / model.logit_scale.exp().item()
    assert score(picture) == pytest.approx(expected, abs=1e-5)
    assert score(255 - picture) != pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("prompt", ["a" * 4000, "", "🦔 é\x00"])
def test_any_prompt_can_be_read(clip, picture, prompt):
    assert -1 <= load_clip(clip, "cpu").read(prompt)(picture) <= 1


@pytest.mark.parametrize("side", [1, 7, 32, 300])
def test_pictures_of_any_size_can_be_scored(clip, side):
    assert -1 <= load_clip(clip, "cpu").read("a cat")(np.zeros((side, side, 3), np.uint8)) <= 1


def test_it_tells_its_memory(clip):
    weights = load_file(clip / "model.safetensors")
    assert load_clip(clip, "cpu").memory_bytes == sum(
        weight.nbytes for weight in weights.values() if weight.is_floating_point()
    )


def test_a_reranker_is_found_by_name_and_is_no_model_to_paint_with(clip, tmp_path):
    models = tmp_path / "models"
    assert find_reranker("tiny-clip", models) == clip
    assert "tiny-clip" not in [status.name for status in list_models(models)]


@pytest.mark.parametrize("name", ["other", "", "../rerankers/tiny-clip", "/etc"])
def test_an_unknown_name_is_answered_with_the_known_ones(clip, tmp_path, name):
    with pytest.raises(UnknownModelError, match="Ready: tiny-clip"):
        find_reranker(name, tmp_path / "models")


@pytest.mark.parametrize("change", [{"model_type": "bert"}, {"model_type": None}])
def test_another_kind_of_model_is_refused(clip, change):
    config = json.loads((clip / "config.json").read_text())
    (clip / "config.json").write_text(json.dumps(config | change))
    with pytest.raises(CheckpointError, match="not clip"):
        load_clip(clip, "cpu")


def test_pickled_weights_are_not_read(clip):
    torch.save(load_file(clip / "model.safetensors"), clip / "pytorch_model.bin")
    (clip / "model.safetensors").unlink()
    with pytest.raises(CheckpointError, match="can't be loaded"):
        load_clip(clip, "cpu")


def test_weights_that_are_missing_are_not_made_up(clip):
    weights = load_file(clip / "model.safetensors")
    del weights["text_projection.weight"]
    save_file(weights, clip / "model.safetensors", {"format": "pt"})
    with pytest.raises(CheckpointError, match=r"lacks 1 tensors, such as text_projection\.weight"):
        load_clip(clip, "cpu")


@pytest.mark.parametrize(
    "file", ["config.json", "model.safetensors", "tokenizer.json", "preprocessor_config.json"]
)
@pytest.mark.parametrize("content", [None, b"", b"{", b"\xff" * 100])
def test_damaged_files_are_told_in_a_sentence(clip, file, content):
    (clip / file).unlink()
    if content is not None:
        (clip / file).write_bytes(content)
    with pytest.raises(CheckpointError) as caught:
        load_clip(clip, "cpu")
    assert "\n" not in str(caught.value)
