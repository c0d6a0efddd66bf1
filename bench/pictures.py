"""What the picture filter costs, and what it says of harmless pictures.

    python -m bench pictures [--prompts 100] [--seed 1000]

Without prompts it only measures CPU time and memory. With some, nonet-small paints nine samples of each of so
many that Nonet proposes to people; they are looked at half-way as well, as previews show them.
"""

import argparse
import itertools
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bot.prompts.random_prompt import random_prompt
from generation.models.base import Model, finish
from generation.models.library import PRETRAINED
from generation.models.loading import load
from generation.protocol import SAMPLES_PER_JOB
from moderation.image_nets import ImageNets
from moderation.images import THRESHOLDS, ImageFilter, Pixels, Thresholds
from moderation.perceptual_hash import NEAR_BITS, perceptual_hash

_SIDE_PX = 192
_ROUNDS = 5


def main(arguments: Sequence[str]) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench pictures")
    parser.add_argument("--prompts", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1_000)
    options = parser.parse_args(arguments)
    _measure_cost()
    if options.prompts:
        _look_at_our_own(options.prompts, options.seed)
    return 0


def _measure_cost() -> None:
    before = _memory_mb()
    began = time.process_time()
    picture_filter = ImageFilter.load()
    print(f"loading: {time.process_time() - began:.2f} s of CPU, {_memory_mb() - before:.0f} MB")
    nine = list(np.random.default_rng(0).integers(0, 256, (9, _SIDE_PX, _SIDE_PX, 3), dtype=np.uint8))
    together = _cpu_ms(lambda: picture_filter.check(nine))
    apart = _cpu_ms(lambda: [picture_filter.check([one]) for one in nine])
    hashes = _cpu_ms(lambda: [perceptual_hash(one) for one in nine])
    print(f"nine pictures in one call: {together:.0f} ms of CPU; in nine calls: {apart:.0f} ms;", end=" ")
    print(f"ratio {together / apart:.2f}; their hashes: {hashes:.1f} ms")
    print(f"memory after: {_memory_mb() - before:.0f} MB more than before")


def _cpu_ms(work: Callable[[], object]) -> float:
    """The least CPU time of a few rounds, in milliseconds."""
    times = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times) * 1_000


def _memory_mb() -> float:
    """What this process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4_096 / 1e6


def _look_at_our_own(prompts: int, seed: int) -> None:
    nets, model = ImageNets(), load(PRETRAINED / "nonet-small")
    chance = random.Random(seed)  # noqa: S311 - nothing secret: the same prompts each time
    samples, previews, hashes = [], [], []
    wanted = [random_prompt(chance) for _ in range(prompts)]
    for number, prompt in enumerate(wanted):
        half_way, finished = _paint(model, prompt, seed + number)
        previews.append(nets.scores(half_way))
        samples.append(nets.scores(finished))
        hashes.append([found for one in finished if (found := perceptual_hash(one)) is not None])
    _print_flagged("samples", np.stack(samples), wanted)
    _print_flagged("half-painted previews", np.stack(previews), wanted)
    _print_distances(hashes)


def _paint(model: Model, prompt: str, seed: int) -> tuple[list[Pixels], list[Pixels]]:
    """Nine samples half-way, on white, and finished."""
    painting = model.begin(prompt, seed, range(1, SAMPLES_PER_JOB + 1), model.defaults)
    while painting.done < painting.steps // 2:
        model.step([painting])
    half_way = [_on_white(preview) for drawn in painting.draw() for preview in drawn]
    return half_way, list(finish(model, painting))


def _on_white(preview: Pixels) -> Pixels:
    image = Image.fromarray(preview).convert("RGBA")
    return np.asarray(Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB"))


def _print_flagged(what: str, scores: NDArray[np.float32], prompts: Sequence[str]) -> None:
    """Of scores (prompts, 9, 3): how they lie, and what each level refuses."""
    each = scores.reshape(-1, 3)
    print(f"\n{len(each):,} {what}; scores: {', '.join(Thresholds.__slots__)}")
    for share in (0.5, 0.99, 0.999, 1.0):
        print(f"  {share:5.1%} of them are below {np.quantile(each, share, axis=0).round(3)}")
    for level, limits in THRESHOLDS.items():
        over: NDArray[np.bool_] = np.greater_equal(scores, astuple(limits))
        share = over.any(axis=2).mean()
        refused = [prompt for prompt, some in zip(prompts, list(over), strict=True) if some.any()]
        print(f"  {level}: {share:.2%} flagged, by score {over.sum(axis=(0, 1))};", end=" ")
        print(", ".join(refused) or "none")


def _print_distances(hashes: Sequence[Sequence[int]]) -> None:
    """How many pairs of samples of different prompts have how similar hashes."""
    distances = [
        (one ^ other).bit_count()
        for ours, others in itertools.combinations(hashes, 2)
        for one in ours
        for other in others
    ]
    near = np.cumsum(np.bincount(distances, minlength=65))
    print(
        f"\n{len(distances):,} pairs of samples of different prompts; up to {NEAR_BITS} bits count as equal:"
    )
    print("  " + ", ".join(f"{bits} bits: {near[bits]:,}" for bits in range(0, 13, 2)))
