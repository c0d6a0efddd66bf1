"""DalleBart against what min-dalle and dalle-mini made of the same weights."""

import pytest
import torch
from safetensors.torch import load_file

from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.model import DalleBart, Dense
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
    """Step by step, all rows at the same position."""
    decoder = model.decoder
    memory = decoder.remember(
        decoder.text_keys_values(model.encoder(text_tokens)), text_tokens != 1, len(previous)
    )
    steps = [
        decoder.step(previous[:, i], torch.full((len(previous),), i), i + 1, memory) for i in range(positions)
    ]
    return torch.stack(steps, dim=1), memory


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
    close(stepwise, expected, 1e-4)
    close(stepwise, parallel, 2e-5)


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
    filled = memory.tokens[..., :POSITIONS, :]  # (layers, 2, R, H, L, K)
    close(filled.transpose(3, 4).flatten(4).flatten(1, 2), given["p0.bos_config.self_kv_cache"], 1e-4)


def test_logits_are_those_of_dalle_minis_own_flax_code(tiny_model, fixtures, golden):
    model, given = tiny_model("tiny_mini"), golden("tiny_mini")
    flax = load_file(fixtures / "tiny_mini.flax_golden.safetensors")
    text_tokens = given["p0.text_tokens"]
    close(model.encoder(text_tokens), flax["p0.encoder_state"], 1e-4)
    for start in ("bos_config", "bos_min_dalle"):
        logits, _ = decode(model, text_tokens, given[f"p0.{start}.prev_tokens"].repeat(2, 1))
        close(logits[:2], flax[f"p0.{start}.logits_uncond"], 1e-4)
        close(logits[2:], flax[f"p0.{start}.logits_cond"], 1e-4)


def test_rows_at_different_positions_do_not_disturb_one_another(tiny_model, golden):
    model, given = tiny_model("tiny_mini"), golden("tiny_mini")
    text_tokens = given["p0.text_tokens"]
    previous = given["p0.bos_config.prev_tokens"].repeat(2, 1)
    together, _ = decode(model, text_tokens, previous)

    decoder = model.decoder
    memory = decoder.remember(decoder.text_keys_values(model.encoder(text_tokens)), text_tokens != 1, 4)
    starts = torch.tensor([0, 3, 1, 5])  # every row begins at its own step and then keeps its distance
    apart = torch.zeros_like(together)
    for i in range(POSITIONS + int(starts.max())):
        positions = (i - starts).clamp(0, POSITIONS - 1)
        rows = torch.arange(4)
        logits = decoder.step(previous[rows, positions], positions, int(positions.max()) + 1, memory)
        apart[rows, positions] = logits
    close(apart, together, 2e-5)


@pytest.mark.parametrize("given_tokens", [1, 7, POSITIONS - 1])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_beginning_taken_in_at_once_is_remembered_as_step_by_step(tiny_model, golden, given_tokens, dtype):
    model, given = tiny_model("tiny_mini"), golden("tiny_mini")
    for module in model.modules():
        if isinstance(module, Dense) and module is not model.decoder.lm_head:
            module.to(dtype)
    text_tokens = given["p0.text_tokens"]
    previous = given["p0.bos_config.prev_tokens"][:1].expand(4, -1)  # two rows of each text, all alike
    stepwise, expected = decode(model, text_tokens, previous)

    decoder = model.decoder
    text = decoder.text_keys_values(model.encoder(text_tokens))
    memory = decoder.remember(text, text_tokens != 1, len(previous), torch.float32)
    decoder.begin(previous[0, :given_tokens], memory)
    position = torch.full((4,), given_tokens)
    logits = decoder.step(previous[:, given_tokens], position, given_tokens + 1, memory)

    limit = 2e-5 if dtype is torch.float32 else 0.1
    close(memory.tokens[..., : given_tokens + 1, :], expected.tokens[..., : given_tokens + 1, :], limit)
    assert not memory.tokens[..., given_tokens + 1 :, :].any()
    close(logits, stepwise[:, given_tokens], limit)


def test_padding_of_the_text_changes_nothing(tiny_model, golden):
    model, given = tiny_model("tiny_mini"), golden("tiny_mini")
    padded = given["p0.text_tokens"][1:]
    previous = given["p0.bos_config.prev_tokens"]
    trimmed = padded[:, : int((padded != 1).sum())]
    close(decode(model, padded, previous)[0], decode(model, trimmed, previous)[0], 2e-5)


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
    assert logits.dtype == torch.float32
    close(logits, expected, 0.2)
    assert (logits.argmax(-1) == expected.argmax(-1)).float().mean() > 0.9


def test_norms_before_a_dense_layer_have_no_scale(fixtures):
    model = DalleBart(DalleBartConfig.from_json(fixtures / "tiny_mini.config.json"))
    scaleless = [name for name, _ in model.named_parameters() if name.endswith("ln0.weight")]
    assert not scaleless
    assert model.decoder.final_ln.weight is None
    assert model.decoder.layernorm_embedding.weight is not None
