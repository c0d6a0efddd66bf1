"""Tiny pipelines with random weights, as diffusers writes them."""

import json
import shutil
import string
from pathlib import Path

import pytest
import torch

from generation.models.loading import load


def _tokenizer():
    """One that knows letters and digits only."""
    from transformers import CLIPTokenizer

    characters = string.ascii_lowercase + string.digits
    words = [*characters, *(f"{character}</w>" for character in characters), "ca"]
    vocabulary = {word: number for number, word in enumerate([*words, "<|startoftext|>", "<|endoftext|>"])}
    return CLIPTokenizer(vocab=vocabulary, merges=[("c", "a")], model_max_length=77)


def _text_encoder(kind):
    from transformers import CLIPTextConfig

    return kind(
        CLIPTextConfig(
            vocab_size=75,
            hidden_size=32,
            intermediate_size=32,
            num_hidden_layers=2,
            num_attention_heads=4,
            projection_dim=32,
            bos_token_id=73,
            eos_token_id=74,
            pad_token_id=74,
        )
    )


def _vae():
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=(16, 32),
        norm_num_groups=8,
        down_block_types=("DownEncoderBlock2D",) * 2,
        up_block_types=("UpDecoderBlock2D",) * 2,
        latent_channels=4,
        sample_size=32,
    )


def _unet(**family):
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        block_out_channels=(16, 32),
        norm_num_groups=8,
        layers_per_block=1,
        sample_size=16,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        **family,
    )


def _as_of_old(tokenizer):
    """Keep a tokenizer in two files, as published repositories do."""
    model = json.loads((tokenizer / "tokenizer.json").read_text())["model"]
    merges = "".join(f"{one} {other}\n" for one, other in model["merges"])
    (tokenizer / "vocab.json").write_text(json.dumps(model["vocab"]))
    (tokenizer / "merges.txt").write_text(f"#version: 0.2\n{merges}")
    (tokenizer / "tokenizer.json").unlink()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory) -> Path:
    """Pipelines of Stable Diffusion (`diffusion`), SDXL Turbo (`turbo`) and of few steps (`consistent`)."""
    import diffusers
    from transformers import CLIPTextModel, CLIPTextModelWithProjection

    folder = tmp_path_factory.mktemp("pipelines")
    with torch.random.fork_rng():
        torch.manual_seed(0)
        common = {"vae": _vae(), "text_encoder": _text_encoder(CLIPTextModel), "tokenizer": _tokenizer()}
        without_filter = {"safety_checker": None, "feature_extractor": None, "requires_safety_checker": False}
        diffusers.StableDiffusionPipeline(
            **common,
            **without_filter,
            unet=_unet(cross_attention_dim=32, attention_head_dim=4),
            scheduler=diffusers.PNDMScheduler(skip_prk_steps=True, steps_offset=1),
        ).save_pretrained(folder / "diffusion")
        diffusers.LatentConsistencyModelPipeline(
            **common,
            **without_filter,
            unet=_unet(cross_attention_dim=32, attention_head_dim=4, time_cond_proj_dim=16),
            scheduler=diffusers.LCMScheduler(),
        ).save_pretrained(folder / "consistent")
        diffusers.StableDiffusionXLPipeline(
            **common,
            text_encoder_2=_text_encoder(CLIPTextModelWithProjection),
            tokenizer_2=_tokenizer(),
            unet=_unet(
                cross_attention_dim=64,
                attention_head_dim=(2, 4),
                use_linear_projection=True,
                addition_embed_type="text_time",
                addition_time_embed_dim=8,
                transformer_layers_per_block=(1, 2),
                projection_class_embeddings_input_dim=6 * 8 + 32,
            ),
            scheduler=diffusers.EulerAncestralDiscreteScheduler(timestep_spacing="trailing"),
        ).save_pretrained(folder / "turbo")
    _as_of_old(folder / "diffusion" / "tokenizer")
    (folder / "diffusion" / "nonet_model.json").write_text('{"steps": 6, "display_name": "Tiny Diffusion"}')
    return folder


@pytest.fixture
def pipelines(made_once, tmp_path) -> Path:
    """The same, for the test to spoil."""
    return Path(shutil.copytree(made_once, tmp_path / "pipelines"))


@pytest.fixture(scope="session")
def loaded(made_once):
    """The models by name, to paint with."""
    return {name: load(made_once / name) for name in ("diffusion", "turbo", "consistent")}


@pytest.fixture
def diffusion(loaded):
    """A tiny Stable Diffusion of 6 steps and one more, of its scheduler's."""
    return loaded["diffusion"]


@pytest.fixture
def turbo(loaded):
    """A tiny SDXL Turbo of 4 steps."""
    return loaded["turbo"]
