"""How far our models are from the originals, file by file, on fixtures that the originals' own code made.

    python -m bench exactness [--fixtures DIRECTORY]

The fixtures are described in tests/fixtures/dalle_mini/README.md. Exits with 1 if a difference is too large.
"""

import argparse
import copy
import dataclasses
from collections.abc import Iterator
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from generation.models.dalle.attention import Rows
from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.convert.flax_msgpack import read_flax
from generation.models.dalle.convert.flax_names import dalle_bart_tensors, vqgan_tensors
from generation.models.dalle.convert.vqgan_shapes import vqgan_config
from generation.models.dalle.model import TEXT_PAD_ID, DalleBart, Dense
from generation.models.dalle.serving import ServingDecoder
from generation.models.dalle.slots import Slots
from generation.models.dalle.vqgan import VQGAN
from generation.protocol import SamplingSettings
from generation.sampling import guide, keep_likely

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures" / "dalle_mini"
GUIDANCE, CODES = 10.0, 256  # of the goldens
TRAINED_EPS, MIN_DALLE_EPS = 1e-6, 1e-5


@dataclasses.dataclass(frozen=True)
class Difference:
    """The largest absolute difference between what a file holds and what our code makes."""

    file: str
    what: str
    largest: float
    limit: float

    def __str__(self) -> str:
        verdict = "ok" if self.largest <= self.limit else "TOO LARGE"
        return f"{self.file:34} {self.what:44} {self.largest:9.2e}  limit {self.limit:.0e}  {verdict}"


def main(arguments: list[str]) -> int:
    """Print every difference; returns 1 if one is too large, 2 if there are no fixtures, else 0."""
    parser = argparse.ArgumentParser(prog="python -m bench exactness", description=__doc__)
    parser.add_argument("--fixtures", type=Path, default=FIXTURES)
    folder: Path = parser.parse_args(arguments).fixtures
    with torch.inference_mode():
        differences = []
        for difference in compare(folder):
            print(difference, flush=True)
            differences.append(difference)
        for line in bf16_report(folder):
            print(line)
    if not differences:
        print(f"no fixtures in {folder}")
        return 2
    return int(any(difference.largest > difference.limit for difference in differences))


def compare(folder: Path) -> Iterator[Difference]:
    """All differences for the fixtures in a folder."""
    for path in sorted(folder.glob("*.decoder.safetensors")):
        yield from _compare_transformer(folder, path.name.split(".")[0])
    for path in sorted(folder.glob("*.detoker.safetensors")):
        yield from _compare_pictures(folder, path.name.split(".")[0])


def load_transformer(folder: Path, name: str) -> DalleBart:
    """The transformer of a fixture, from its safetensors files."""
    model = DalleBart(DalleBartConfig.from_json(folder / f"{name}.config.json"))
    model.load_state_dict(_weights(folder, name))
    return model


def incremental(model: DalleBart, text_tokens: Tensor, previous: Tensor) -> tuple[Tensor, Tensor]:
    """Logits (rows, length, codes) of decoding step by step, and the keys and values that were remembered.

    The same tokens (rows, length) are painted for each text (S,).
    """
    states = [model.encoder(text[None, : int((text != TEXT_PAD_ID).sum())])[0] for text in text_tokens]
    decoder = ServingDecoder(copy.deepcopy(model.decoder))  # for it uses up what it is given
    slots = Slots(decoder.config, len(previous), decoder.dtype, decoder.device)
    rows = Rows([decoder.read(state) for state in states], slots.take(len(previous)), position=0)
    steps = []
    for tokens in previous.T:
        steps.append(decoder.step(tokens, [rows]))
        rows.position += 1
    return torch.stack(steps, dim=1), slots.cache


def _weights(folder: Path, name: str) -> dict[str, Tensor]:
    sides = {side: load_file(folder / f"{name}.{side}.safetensors") for side in ("encoder", "decoder")}
    return {f"{side}.{key}": tensor for side, state in sides.items() for key, tensor in state.items()}


def _compare_transformer(folder: Path, name: str) -> Iterator[Difference]:
    model = load_transformer(folder, name)
    flax_file = folder / f"{name}.flax_model.msgpack"
    if flax_file.exists():
        ours, theirs = _weights(folder, name), dict(dalle_bart_tensors(read_flax(flax_file)))
        apart = max(_apart(ours[key], theirs[key]) for key in ours.keys() | theirs.keys())
        yield Difference(flax_file.name, f"{len(ours)} weights against safetensors", apart, 0.0)
    for file in (f"{name}.golden.safetensors", f"{name}.flax_golden.safetensors"):
        if (folder / file).exists():
            yield from _compare_golden(
                model, file, load_file(folder / file), folder / f"{name}.golden.safetensors"
            )


def _compare_golden(
    model: DalleBart, file: str, golden: dict[str, Tensor], inputs: Path
) -> Iterator[Difference]:
    given = load_file(inputs)
    worst: dict[tuple[str, float], float] = {}
    for prompt in sorted({key.split(".")[0] for key in golden}):
        for start in ("bos_config", "bos_min_dalle"):
            made = _outputs(model, given[f"{prompt}.text_tokens"], given[f"{prompt}.{start}.prev_tokens"])
            for name, what, limit, tensor in made:
                key = f"{prompt}.{name}" if name == "encoder_state" else f"{prompt}.{start}.{name}"
                if key in golden:
                    expected = golden[key][..., : tensor.shape[-1]]  # steps leave out what is no code
                    worst[what, limit] = max(worst.get((what, limit), 0.0), _apart(tensor, expected))
    for (what, limit), largest in worst.items():
        yield Difference(file, what, largest, limit)


def _outputs(
    model: DalleBart, text_tokens: Tensor, previous: Tensor
) -> Iterator[tuple[str, str, float, Tensor]]:
    """What the model makes of a prompt: the golden's name for it, ours, how far off it may be, the tensor."""
    state = model.encoder(text_tokens)
    yield "encoder_state", "encoder state", 1e-4, state
    previous = previous.repeat(2, 1)  # without the text, then with it
    present = (text_tokens != TEXT_PAD_ID).repeat_interleave(2, dim=0)
    stepwise, remembered = incremental(model, text_tokens, previous)
    yield "self_kv_cache", "keys and values", 1e-4, _like_min_dalle(remembered, previous.shape[1])
    parallel = model.decoder(previous, state.repeat_interleave(2, dim=0), present)
    for way, logits in (("parallel", parallel), ("step by step", stepwise)):
        unconditional, conditional = _halves(logits)
        yield "logits_uncond", f"logits, {way}", 1e-4, unconditional
        yield "logits_cond", f"logits, {way}", 1e-4, conditional
        guided = guide(unconditional, conditional, GUIDANCE)[..., :CODES]
        yield "logits_super", f"guided logits, {way}", 2e-3, guided
        likely = keep_likely(guided.flatten(0, 1), SamplingSettings(temperature=0.7, top_k=8)).softmax(-1)
        yield "probs_top8_t0.7", f"probabilities, {way}", 2e-3, likely.view(guided.shape)


def _like_min_dalle(remembered: Tensor, length: int) -> Tensor:
    """From (layers, blocks, 2, R, H, positions, K) to min-dalle's (layers, 2 R, length, D)."""
    by_position = remembered.permute(0, 2, 3, 1, 5, 4, 6).flatten(5).flatten(3, 4)  # (layers, 2, R, L, D)
    return by_position[..., :length, :].flatten(1, 2)


def _compare_pictures(folder: Path, name: str) -> Iterator[Difference]:
    weights = load_file(folder / f"{name}.detoker.safetensors")
    flax_file = folder / f"{name}.flax_model.msgpack"
    if flax_file.exists():
        theirs = dict(vqgan_tensors(read_flax(flax_file)))
        apart = max(_apart(weights[key], theirs[key]) for key in weights.keys() | theirs.keys())
        yield Difference(flax_file.name, f"{len(weights)} weights against safetensors", apart, 0.0)
    golden = load_file(folder / f"{name}.golden.safetensors")
    grids = golden["image_tokens"].view(-1, 16, 16)
    for eps, key in ((TRAINED_EPS, "raw_eps1e-6"), (MIN_DALLE_EPS, "raw_eps1e-5")):
        config = vqgan_config({key: tuple(tensor.shape) for key, tensor in weights.items()}, grid=16)
        model = VQGAN(dataclasses.replace(config, group_norm_eps=eps))
        model.load_state_dict(weights)
        raw = model(grids[:2]).permute(0, 2, 3, 1)
        apart = _apart(raw, golden[key])
        yield Difference(f"{name}.golden.safetensors", f"{key}, before clipping", apart, 1e-4)
        flax_golden = folder / f"{name}.flax_golden.safetensors"
        if eps == TRAINED_EPS and flax_golden.exists():
            apart = _apart(raw, load_file(flax_golden)["raw"])
            yield Difference(flax_golden.name, "raw, before clipping", apart, 1e-4)
        if eps == MIN_DALLE_EPS:
            yield from _compare_grids(model, f"{name}.golden.safetensors", grids, golden)


def _compare_grids(model: VQGAN, file: str, grids: Tensor, golden: dict[str, Tensor]) -> Iterator[Difference]:
    """min-dalle's 2 x 2 collages, filled column by column; in steps of 1/255, of which one is rounding."""

    def collage(parts: Tensor) -> Tensor:
        return torch.cat([torch.cat([parts[0], parts[1]]), torch.cat([parts[2], parts[3]])], dim=1)

    def pixels(tokens: Tensor) -> Tensor:
        raw: Tensor = model(tokens)
        return (raw.clamp(0, 1) * 255).to(torch.uint8).permute(0, 2, 3, 1)

    key, seamless_key = "grid_uint8_eps1e-5", "seamless_grid_uint8_eps1e-5"
    if key in golden:
        yield Difference(file, key, _apart(collage(pixels(grids)), golden[key]), 1.0)
    if seamless_key in golden:
        yield Difference(
            file, seamless_key, _apart(pixels(collage(grids)[None])[0], golden[seamless_key]), 1.0
        )


def bf16_report(folder: Path) -> Iterator[str]:
    """What dense layers in bf16 change: guided logits and the likeliest token, against fp32."""
    for path in sorted(folder.glob("*.golden.safetensors")):
        name = path.name.split(".")[0]
        if not (folder / f"{name}.decoder.safetensors").exists():
            continue
        golden = load_file(path)
        exact, rounded = load_transformer(folder, name), load_transformer(folder, name)
        for module in rounded.modules():
            if isinstance(module, Dense) and module is not rounded.decoder.lm_head:
                module.bfloat16()
        text_tokens = golden["p0.text_tokens"]
        previous = golden["p0.bos_config.prev_tokens"].repeat(2, 1)
        a, b = (incremental(model, text_tokens, previous)[0][..., :CODES] for model in (exact, rounded))
        a, b = (guide(*_halves(logits), GUIDANCE) for logits in (a, b))
        agreement = (a.argmax(-1) == b.argmax(-1)).float().mean().item()
        yield (
            f"{name} in bf16: guided logits (std {a.std():.1f}) differ by at most {_apart(a, b):.2f}, "
            f"the likeliest token agrees in {agreement:.0%} of {a.shape[0] * a.shape[1]} places"
        )


def _halves(logits: Tensor) -> tuple[Tensor, Tensor]:
    unconditional, conditional = logits.chunk(2)
    return unconditional, conditional


def _apart(a: Tensor, b: Tensor) -> float:
    if a.shape != b.shape:
        raise ValueError(f"shapes {list(a.shape)} and {list(b.shape)} cannot be compared")
    return (a.double() - b.double()).abs().max().item()
