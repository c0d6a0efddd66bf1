"""DalleBart against what min-dalle and dalle-mini made of the same weights."""

import copy

import pytest
import torch
from safetensors.torch import load_file

from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.model import DalleBart, Dense
from generation.models.dalle.serving import Rows, ServingDecoder
from generation.models.dalle.slots import Slots
from generation.sampling import guide

CASES = [
    (name, prompt, start)
    for name, prompts in (("tiny_mini", ("p0", "p1", "p2")), ("tiny_mega", ("p0", "p2")))
    for prompt in prompts
    for start in ("bos_config", "bos_min_dalle")
]
POSITIONS = 16


@pytest.fixture
def golden(fixtures):
    return lambda name: load_file(fixtures / f"{name}.golden.safetensors")


def close(a, b, limit):
    assert a.shape == b.shape
    assert (a - b).abs().max() < limit


def decode(model, text_tokens, previous, positions=POSITIONS):
    """Step by step: the logits, and the keys and values that are remembered."""
    decoder, rows = serve(model, text_tokens, len(previous))
    steps = []
    for position in range(positions):
        steps.append(decoder.step(previous[:, position], [rows]))
        rows.position += 1
    return torch.stack(steps, dim=1), rows.slab.cache


def serve(model, text_tokens, rows):
    """The model's decoder made ready to serve, and so many rows of a painting of these padded texts."""
    decoder = ServingDecoder(copy.deepcopy(model.decoder))
    slots = Slots(model.config, rows, torch.float32, torch.device("cpu"))
    slots.cache.zero_()
    return decoder, Rows(
        [decoder.read(state) for state in states(model, text_tokens)], slots.take(rows), position=0
    )


def states(model, text_tokens):
    """The encoder's, of texts without their padding."""
    return [model.encoder(text[None, : int((text != 1).sum())])[0] for text in text_tokens]


def by_position(cache):
    """From (layers, blocks, 2, R, H, positions, K) to (layers, 2, R, L, H, K)."""
    return cache.permute(0, 2, 3, 1, 5, 4, 6).flatten(3, 4)


@pytest.mark.parametrize(("name", "prompt", "start"), CASES)
def test_parallel_and_stepwise_logits_are_min_dalles(tiny_model, golden, name, prompt, start):
    model, given = tiny_model(name), golden(name)
    text_tokens = given[f"{prompt}.text_tokens"]
    previous = given[f"{prompt}.{start}.prev_tokens"].repeat(2, 1)
    state = model.encoder(text_tokens)
    close(state, given[f"{prompt}.encoder_state"], 1e-5)
    expected = torch.cat([given[f"{prompt}.{start}.logits_{side}"] for side in ("uncond", "cond")])

    parallel = model.decoder(
        previous, state.repeat_interleave(2, dim=0), (text_tokens != 1).repeat_interleave(2, dim=0)
    )
    stepwise, _ = decode(model, text_tokens, previous)

    close(parallel, expected, 1e-4)
    close(stepwise, expected[..., : stepwise.shape[-1]], 1e-4)
    close(stepwise, parallel[..., : stepwise.shape[-1]], 2e-5)


@pytest.mark.parametrize("name", ["tiny_mini", "tiny_mega"])
def test_guided_logits_are_min_dalles(tiny_model, golden, name):
    given = golden(name)
    logits, _ = decode(
        tiny_model(name), given["p0.text_tokens"], given["p0.bos_config.prev_tokens"].repeat(2, 1)
    )
    expected = given["p0.bos_config.logits_super"] if name == "tiny_mini" else None
    guided = guide(*logits.chunk(2), 10.0)[..., :256]
    if expected is None:  # mega's golden has the two streams
        streams = [given[f"p0.bos_config.logits_{side}"] for side in ("uncond", "cond")]
        expected = (streams[0] * (1 - 10) + streams[1] * 10)[..., :256]
    close(guided, expected, 2e-3)


def test_remembered_keys_and_values_are_min_dalles(tiny_model, golden):
    given = golden("tiny_mini")
    _, memory = decode(
        tiny_model("tiny_mini"), given["p0.text_tokens"], given["p0.bos_config.prev_tokens"].repeat(2, 1)
    )
    filled = by_position(memory)[:, :, :, :POSITIONS]
    close(filled.flatten(4).flatten(1, 2), given["p0.bos_config.self_kv_cache"], 1e-4)


def test_logits_are_those_of_dalle_minis_own_flax_code(tiny_model, fixtures, golden):
    model, given = tiny_model("tiny_mini"), golden("tiny_mini")
    flax = load_file(fixtures / "tiny_mini.flax_golden.safetensors")
    text_tokens = given["p0.text_tokens"]
    close(model.encoder(text_tokens), flax["p0.encoder_state"], 1e-4)
    for start in ("bos_config", "bos_min_dalle"):
        logits, _ = decode(model, text_tokens, given[f"p0.{start}.prev_tokens"].repeat(2, 1))
        close(logits[:2], flax[f"p0.{start}.logits_uncond"][..., :256], 1e-4)
        close(logits[2:], flax[f"p0.{start}.logits_cond"][..., :256], 1e-4)


def test_paintings_at_different_positions_do_not_disturb_one_another(tiny_model, golden):
    model, given = tiny_model("tiny_mini"), golden("tiny_mini")
    text_tokens = given["p0.text_tokens"]
    previous = given["p0.bos_config.prev_tokens"]
    alone, _ = decode(model, text_tokens, previous)

    decoder, _ = serve(model, text_tokens, 2)
    slots = Slots(model.config, 8, torch.float32, torch.device("cpu"))
    texts = [decoder.read(state) for state in states(model, text_tokens)]
    paintings = [Rows(texts, slots.take(2), position=0) for _ in range(4)]
    logits = [[] for _ in paintings]
    for i in range(POSITIONS + 5):  # every painting begins at its own step
        on = [
            (painting, part)
            for painting, part, start in zip(paintings, logits, (0, 3, 1, 5), strict=True)
            if start <= i and len(part) < POSITIONS
        ]
        tokens = torch.cat([previous[:, painting.position] for painting, _ in on])
        for (painting, part), made in zip(
            on, decoder.step(tokens, [painting for painting, _ in on]).split(2), strict=True
        ):
            part.append(made)
            painting.position += 1
    for part in logits:
        assert torch.equal(torch.stack(part, dim=1), alone)


@pytest.mark.parametrize("given_tokens", [1, 7, POSITIONS - 1])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_beginning_taken_in_at_once_is_remembered_as_step_by_step(tiny_model, golden, given_tokens, dtype):
    model, given = tiny_model("tiny_mini"), golden("tiny_mini")
    for module in model.modules():
        if isinstance(module, Dense) and module is not model.decoder.lm_head:
            module.to(dtype)
    text_tokens = given["p0.text_tokens"]
    previous = given["p0.bos_config.prev_tokens"][:1].expand(4, -1)  # two rows of each text, all alike
    stepwise, remembered = decode(model, text_tokens, previous)
    expected = by_position(remembered)

    decoder, rows = serve(model, text_tokens, len(previous))
    decoder.begin(previous[0, :given_tokens], rows)
    rows.position = given_tokens
    logits = decoder.step(previous[:, given_tokens], [rows])

    limit = 2e-5 if dtype is torch.float32 else 0.1
    cache = by_position(rows.slab.cache)
    close(cache[:, :, :, : given_tokens + 1], expected[:, :, :, : given_tokens + 1], limit)
    assert not cache[:, :, :, given_tokens + 1 :].any()
    close(logits, stepwise[:, given_tokens], limit)


def test_padding_of_the_text_changes_nothing(tiny_model, golden):
    model, given = tiny_model("tiny_mini"), golden("tiny_mini")
    padded = given["p0.text_tokens"][1:]
    previous = given["p0.bos_config.prev_tokens"][1:]
    trimmed = padded[:, : int((padded != 1).sum())]
    with_padding, without = (model.decoder(previous, model.encoder(t), t != 1) for t in (padded, trimmed))
    close(with_padding, without, 2e-5)


def test_a_shorter_picture_can_be_teacher_forced(tiny_model, golden):
    model, given = tiny_model("tiny_mini"), golden("tiny_mini")
    text_tokens = given["p0.text_tokens"]
    state, previous = model.encoder(text_tokens), given["p0.bos_config.prev_tokens"]
    whole, part = (model.decoder(previous[:, :n], state, text_tokens != 1) for n in (16, 5))
    close(part, whole[:, :5], 1e-5)


def test_bf16_dense_layers_keep_most_choices(tiny_model, golden):
    given = golden("tiny_mini")
    model = tiny_model("tiny_mini")
    for module in model.modules():
        if isinstance(module, Dense) and module is not model.decoder.lm_head:
            module.bfloat16()
    logits, _ = decode(model, given["p0.text_tokens"], given["p0.bos_config.prev_tokens"].repeat(2, 1))
    expected = torch.cat([given[f"p0.bos_config.logits_{side}"] for side in ("uncond", "cond")])
    expected = expected[..., :256]
    assert logits.dtype == torch.float32
    close(logits, expected, 0.2)
    assert (logits.argmax(-1) == expected.argmax(-1)).float().mean() > 0.9


def test_norms_before_a_dense_layer_have_no_scale(fixtures):
    model = DalleBart(DalleBartConfig.from_json(fixtures / "tiny_mini.config.json"))
    scaleless = [name for name, _ in model.named_parameters() if name.endswith("ln0.weight")]
    assert not scaleless
    assert model.decoder.final_ln.weight is None
    assert model.decoder.layernorm_embedding.weight is not None
