"""The VQGAN decoder against min-dalle's modules on the same weights."""

import pytest
import torch
from safetensors.torch import load_file

from generation.errors import CheckpointError
from generation.models.dalle.convert.vqgan_shapes import vqgan_config
from generation.models.dalle.vqgan import VQGAN, VQGANConfig
from generation.models.json_config import read_fields


@pytest.fixture
def narrow(fixtures, narrow_vqgan):
    def load(eps):
        model = VQGAN(read_fields(VQGANConfig, narrow_vqgan | {"group_norm_eps": eps}, "here"))
        model.load_state_dict(load_file(fixtures / "narrow_vqgan.detoker.safetensors"))
        return model

    return load


@pytest.fixture
def golden(fixtures):
    return load_file(fixtures / "narrow_vqgan.golden.safetensors")


@pytest.mark.parametrize(("eps", "key"), [(1e-6, "raw_eps1e-6"), (1e-5, "raw_eps1e-5")])
def test_pictures_are_min_dalles(narrow, golden, eps, key):
    raw = narrow(eps)(golden["image_tokens"].view(2, 16, 16))
    assert (raw.permute(0, 2, 3, 1) - golden[key]).abs().max() < 2e-5


def test_the_epsilon_can_be_told_apart(narrow, golden):
    raw = narrow(1e-6)(golden["image_tokens"].view(2, 16, 16)).permute(0, 2, 3, 1)
    assert (raw - golden["raw_eps1e-5"]).abs().max() > 1e-4


def test_channels_last_changes_nothing_but_speed(narrow, golden):
    model = narrow(1e-6).to(memory_format=torch.channels_last)
    raw = model(golden["image_tokens"].view(2, 16, 16)).permute(0, 2, 3, 1)
    assert (raw - golden["raw_eps1e-6"]).abs().max() < 2e-5


def test_grids_need_not_be_square(narrow):
    assert narrow(1e-6)(torch.zeros(1, 4, 6, dtype=torch.int64)).shape == (1, 3, 16, 24)


def test_hyper_parameters_can_be_read_off_the_weights(fixtures, narrow_vqgan):
    weights = load_file(fixtures / "narrow_vqgan.detoker.safetensors")
    config = vqgan_config({name: tuple(tensor.shape) for name, tensor in weights.items()}, grid=16)
    assert config == read_fields(VQGANConfig, narrow_vqgan, "here")


@pytest.mark.parametrize(
    "wrong",
    [
        {"ch": 33},
        {"ch": 0},
        {"ch_mult": []},
        {"num_res_blocks": 10**6},
        {"n_embed": -1},
        {"group_norm_eps": 0.0},
    ],
)
def test_nonsense_is_refused(narrow_vqgan, wrong):
    with pytest.raises(CheckpointError):
        read_fields(VQGANConfig, narrow_vqgan | wrong, "vqgan_config.json")


def test_slices_come_to_the_same_picture(narrow, golden):
    model, tokens = narrow(1e-6), golden["image_tokens"].view(2, 16, 16)
    slices, done = model.slices(tokens), 0
    with pytest.raises(StopIteration) as end:
        while True:
            next(slices)
            done += 1
    assert done > 5
    assert torch.equal(end.value.value, model(tokens))
