"""Guidance, what may be drawn, and how chance is made."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st
from safetensors.torch import load_file

from generation.errors import InvalidRequestError
from generation.protocol import SamplingSettings
from generation.sampling import (
    check_settings,
    draw,
    draw_start,
    guide,
    gumbel_noise,
    keep_likely,
    streams,
)

MANY = 20_000
CHI_SQUARE_7_AT_1E_6 = 40.5  # exceeded once in a million times by chance with 7 degrees of freedom


def kept(logits, **settings):
    return keep_likely(torch.tensor([logits]), SamplingSettings(**settings)).isfinite()[0].tolist()


def chi_square(counts, probabilities):
    expected = probabilities * counts.sum()
    return ((counts - expected) ** 2 / expected).sum().item()


def test_guidance_of_one_is_the_text_itself():
    a, b = torch.randn(2, 3, 8)
    assert torch.equal(guide(a, b, 0.0), a)
    assert torch.allclose(guide(a, b, 1.0), b, atol=1e-6)
    assert torch.allclose(guide(a, b, 10.0), a * (1 - 10) + b * 10, atol=1e-5)


def test_probabilities_are_min_dalles(request):
    folder = request.config.rootpath / "tests" / "fixtures" / "dalle_mini"
    golden = load_file(folder / "tiny_mini.golden.safetensors")
    settings = SamplingSettings(temperature=0.7, top_k=8)
    for start in ("bos_config", "bos_min_dalle"):
        logits, expected = golden[f"p0.{start}.logits_super"], golden[f"p0.{start}.probs_top8_t0.7"]
        likely = keep_likely(logits.flatten(0, 1), settings).softmax(-1).view(expected.shape)
        assert (likely - expected).abs().max() < 1e-6


def test_top_k_keeps_ties_and_may_exceed_the_codes():
    assert kept([3.0, 2.0, 2.0, 1.0], top_k=2) == [True, True, True, False]
    assert kept([3.0, 2.0, 2.0, 1.0], top_k=9) == [True] * 4
    assert kept([3.0, 2.0, 2.0, 1.0], top_k=0) == [True] * 4


def test_top_p_keeps_the_fewest_that_reach_it():
    logits = [math.log(p) for p in (0.1, 0.5, 0.15, 0.25)]
    assert kept(logits, top_p=0.5) == [False, True, False, False]
    assert kept(logits, top_p=0.6) == [False, True, False, True]
    assert kept(logits, top_p=0.8) == [False, True, True, True]
    assert kept(logits, top_p=1e-9) == [False, True, False, False]


def test_temperature_comes_before_top_p():
    logits = [math.log(p) for p in (0.6, 0.3, 0.1)]
    assert kept(logits, top_p=0.65, temperature=1.0) == [True, True, False]
    assert kept(logits, top_p=0.65, temperature=0.25) == [True, False, False]


def test_draws_follow_the_probabilities():
    logits = torch.tensor([2.0, 1.0, 0.5, 0.0, 0.0, -1.0, -2.0, 1.5])
    settings = SamplingSettings(temperature=1.3)
    rows = logits.expand(MANY, -1)
    drawn = draw(rows, settings, streams(5, torch.ones(MANY, dtype=torch.int64)), torch.arange(MANY))
    probabilities = (logits / 1.3).softmax(-1)
    assert chi_square(drawn.bincount(minlength=8), probabilities) < CHI_SQUARE_7_AT_1E_6


@pytest.mark.parametrize("by", ["seed", "sample"])
def test_draws_are_independent_across_streams(by):
    counts = torch.zeros(8)
    numbers = torch.arange(1, 10)
    for i in range(MANY // 9 // 4):
        stream = streams(i, numbers) if by == "seed" else streams(3, numbers + 9 * i)
        drawn = draw(torch.zeros(9, 8), SamplingSettings(), stream, torch.zeros(9, dtype=torch.int64))
        counts += drawn.bincount(minlength=8)
    assert chi_square(counts, torch.full((8,), 1 / 8)) < CHI_SQUARE_7_AT_1E_6


def test_neighbouring_positions_are_independent():
    positions = torch.arange(MANY)
    stream = streams(11, torch.ones(MANY, dtype=torch.int64))
    a, b = (draw(torch.zeros(MANY, 8), SamplingSettings(), stream, positions + i) for i in (0, 1))
    pairs = (a * 8 + b).bincount(minlength=64)
    assert chi_square(pairs, torch.full((64,), 1 / 64)) < 150  # 63 degrees of freedom


def test_a_sample_does_not_depend_on_its_neighbours():
    logits = torch.randn(9, 100)
    together = draw(logits, SamplingSettings(top_k=40), streams(7, torch.arange(1, 10)), torch.full((9,), 3))
    alone = draw(logits[2:3], SamplingSettings(top_k=40), streams(7, torch.tensor([3])), torch.tensor([3]))
    assert together[2] == alone[0]


def test_a_wider_codebook_does_not_change_the_noise():
    stream, position = streams(1, torch.tensor([4])), torch.tensor([10])
    codes = torch.arange(300)[None]
    assert torch.equal(
        gumbel_noise(stream, position, codes)[:, :100], gumbel_noise(stream, position, codes[:, :100])
    )


@settings_of_hypothesis(max_examples=50, deadline=None)
@given(
    top_k=st.integers(0, 30),
    top_p=st.sampled_from([0.3, 0.9, 1.0]),
    steps=st.sampled_from([2, 8, 10_000]),  # so few different logits that many tie, or so many that none do
    seed=st.integers(0, 1000),
)
def test_to_look_at_the_likeliest_only_draws_the_same(top_k, top_p, steps, seed):
    chance = torch.Generator().manual_seed(seed)
    logits = torch.randint(0, steps, (9, 30), generator=chance).float() / steps * 4
    settings = SamplingSettings(temperature=0.7, top_k=top_k, top_p=top_p)
    stream, positions = streams(seed, torch.arange(1, 10)), torch.full((9,), 3)
    noise = gumbel_noise(stream, positions, torch.arange(30)[None])
    expected = (keep_likely(logits, settings) + noise).argmax(-1)
    assert torch.equal(draw(logits, settings, stream, positions), expected)


def test_the_numbers_are_splitmix64s():
    """The known first outputs of SplitMix64 for the seed 1234567, through our int64."""
    from generation import sampling

    states = [1234567 + (i + 1) * 0x9E3779B97F4A7C15 for i in range(3)]
    signed = torch.tensor([(state + 2**63) % 2**64 - 2**63 for state in states])
    outputs = [int(number) % 2**64 for number in sampling._mix(signed)]
    assert outputs == [6457827717110365317, 3203168211198807973, 9817491932198370423]


def test_noise_is_finite_and_gumbel():
    noise = gumbel_noise(streams(0, torch.arange(1, 10)), torch.arange(9), torch.arange(16384)[None])
    assert noise.isfinite().all()
    assert noise.mean().item() == pytest.approx(0.5772, abs=0.02)
    assert noise.std().item() == pytest.approx(math.pi / math.sqrt(6), abs=0.02)


def test_start_tokens_are_equally_likely_and_fixed_by_the_seed():
    samples = torch.arange(MANY)
    chosen = draw_start(streams(9, samples), 8)
    assert chi_square(chosen.bincount(minlength=8), torch.full((8,), 1 / 8)) < CHI_SQUARE_7_AT_1E_6
    assert torch.equal(chosen[:5], draw_start(streams(9, samples[:5]), 8))
    assert (draw_start(streams(9, samples), 1) == 0).all()


@pytest.mark.parametrize(
    "settings",
    [
        {"temperature": 0.0},
        {"temperature": -1.0},
        {"temperature": math.nan},
        {"temperature": math.inf},
        {"top_k": -1},
        {"top_p": 0.0},
        {"top_p": 1.1},
        {"top_p": math.nan},
        {"guidance": math.inf},
    ],
)
def test_settings_that_make_no_sense_are_refused(settings):
    with pytest.raises(InvalidRequestError, match=next(iter(settings))):
        check_settings(SamplingSettings(**settings))
