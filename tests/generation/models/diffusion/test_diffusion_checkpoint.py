"""Directories of diffusers: described without their weights, loaded, and refused where they are damaged."""

import json
import socket
import sys

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from generation.errors import CheckpointError, ServiceOptionsError
from generation.models.base import finish
from generation.models.describing import Labels, describe, labels
from generation.models.diffusion.config import DiffusionConfig
from generation.models.loading import load
from generation.service.model_cards import CheckpointCards

UNET = "unet/diffusion_pytorch_model.safetensors"
VAE = "vae/diffusion_pytorch_model.safetensors"
SECOND_ENCODER = "text_encoder_2/model.safetensors"


def change(path, **values):
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


@pytest.mark.parametrize(
    ("name", "steps", "guidance"), [("diffusion", 6, 7.5), ("turbo", 4, 1.0), ("consistent", 4, 8.5)]
)
def test_it_is_known_how_to_paint_without_the_weights(pipelines, name, steps, guidance):
    for weights in pipelines.glob(f"{name}/*/*.safetensors"):
        weights.unlink()
    description = describe(pipelines / name)
    assert description.picture_size == 32
    assert description.defaults.guidance == guidance
    assert description.image_tokens is None
    assert not description.reads_pictures
    assert DiffusionConfig.from_directory(pipelines / name).steps == steps


def test_our_own_file_has_the_last_word(pipelines):
    own = {"steps": 9, "guidance": 2.5, "display_name": "T", "description": "Tiny.", "licence": "MIT"}
    (pipelines / "turbo" / "nonet_model.json").write_text(json.dumps(own))
    config = DiffusionConfig.from_directory(pipelines / "turbo")
    assert (config.steps, config.defaults.guidance) == (9, 2.5)
    assert labels(pipelines / "turbo") == Labels("T", "Tiny.", "MIT")


def test_without_it_stable_diffusion_takes_fifty_steps(pipelines):
    (pipelines / "diffusion" / "nonet_model.json").unlink()
    assert DiffusionConfig.from_directory(pipelines / "diffusion").steps == 50


def test_loading_asks_nobody(made_once, monkeypatch):
    def refuse(*_):
        raise AssertionError("somebody was asked over the network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert load(made_once / "turbo").name == "turbo"
    assert load(made_once / "diffusion", "another").name == "another"


@pytest.mark.parametrize(("precision", "dtype"), [("bf16", torch.bfloat16), ("fp16", torch.float16)])
def test_halves_paint_about_the_same_with_half_the_memory(turbo, made_once, precision, dtype):
    half = load(made_once / "turbo", precision=precision, slots_memory_bytes=1)
    whole = load(made_once / "turbo", slots_memory_bytes=1)
    assert (half.pipeline.unet.dtype, half.pipeline.text_encoder_2.dtype) == (dtype, dtype)
    assert half.pipeline.vae.dtype == torch.float32
    assert half.memory_bytes < 0.7 * whole.memory_bytes
    ours, exact = (finish(model, model.begin("cat", 1, [1], model.defaults)) for model in (half, turbo))
    assert np.abs(ours.astype(int) - exact).mean() < 5


def test_weights_may_be_there_in_halves_only(pipelines, turbo):
    for path in pipelines.glob("turbo/*/*.safetensors"):
        path.rename(path.with_suffix(".fp16.safetensors"))
    half = load(pipelines / "turbo")
    ours, expected = (finish(model, model.begin("cat", 1, [1], model.defaults)) for model in (half, turbo))
    assert np.array_equal(ours, expected)


def test_a_checkpoint_of_ours_has_no_fp16(checkpoint):
    with pytest.raises(ServiceOptionsError, match="can't paint in fp16"):
        load(checkpoint, precision="fp16")


@pytest.mark.parametrize("package", ["diffusers", "transformers"])
def test_a_missing_package_is_told_with_what_brings_it(made_once, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ServiceOptionsError, match=r"pip install 'nonet\[diffusers\]'"):
        load(made_once / "turbo")


@pytest.mark.parametrize("file", [UNET, VAE, SECOND_ENCODER])
@pytest.mark.parametrize("damage", ["missing tensor", "other shape", "cut", "gone", "pickled"])
def test_damaged_weights_are_refused(pipelines, file, damage):
    path = pipelines / "turbo" / file
    tensors = load_file(path)
    name = sorted(tensors)[0]
    tensor = tensors.pop(name)
    if damage == "other shape":
        tensors[name] = torch.zeros(3, 3)
    if damage in {"missing tensor", "other shape"}:
        save_file(tensors, path, {"format": "pt"})
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:-10])
    else:
        path.unlink()
    if damage == "pickled":
        torch.save({**tensors, name: tensor}, path.with_suffix(".bin"))
    with pytest.raises(CheckpointError, match="turbo"):
        load(pipelines / "turbo")


@pytest.mark.parametrize(
    ("file", "values", "complaint"),
    [
        ("model_index.json", {"_class_name": "FluxPipeline"}, "'FluxPipeline'; these can be used: Stable"),
        ("model_index.json", {"_class_name": ["StableDiffusionPipeline"]}, "these can be used"),
        ("model_index.json", {"vae": ["os", "system"]}, r"vae is of \['os', 'system'\]"),
        ("model_index.json", {"vae": [None, None]}, "vae is missing"),
        ("model_index.json", {"vae": ["diffusers"]}, r"vae is of \['diffusers'\]"),
        ("model_index.json", {"text_encoder": ["transformers", "AutoModel"]}, "text_encoder is of"),
        ("model_index.json", {"vae": ["diffusers", "NoSuchThing"]}, "can't be loaded: .*NoSuchThing"),
        ("unet/config.json", {"sample_size": [16, 24]}, "sample_size is"),
        ("unet/config.json", {"sample_size": 0}, "0 pixels"),
        ("unet/config.json", {"in_channels": 9}, "paint over pictures"),
        ("unet/config.json", {"norm_num_groups": 7}, "can't be loaded"),
        ("vae/config.json", {"block_out_channels": []}, "0 levels, outside 1 to 8"),
        ("vae/config.json", {"block_out_channels": [8] * 99}, "99 levels"),
        ("nonet_model.json", {"steps": 100_000}, "steps is 100000, outside 0 to 1000"),
        ("nonet_model.json", {"guidance": "much"}, "guidance is 'much'"),
    ],
)
def test_what_cannot_be_used_is_refused(pipelines, file, values, complaint):
    change(pipelines / "diffusion" / file, **values)
    with pytest.raises(CheckpointError, match=complaint):
        load(pipelines / "diffusion")


@pytest.mark.parametrize("folder", ["tokenizer", "scheduler", "unet"])
def test_a_missing_part_is_named(pipelines, folder):
    (pipelines / "turbo" / folder).rename(pipelines / "elsewhere")
    with pytest.raises(CheckpointError, match=folder):
        load(pipelines / "turbo")


def test_the_service_offers_it_without_loading_it(made_once):
    [card] = [card for card in CheckpointCards(made_once).all() if card.name == "diffusion"]
    assert (card.display_name, card.picture_size, card.defaults.guidance) == ("Tiny Diffusion", 32, 7.5)
    assert card.image_tokens is None
    assert card.created > 0
    assert CheckpointCards(made_once).get("turbo").display_name == "turbo"
