"""What this machine can do at most: rates of matrix products, and of reading memory."""

import math
import time
from collections.abc import Callable
from itertools import cycle, islice
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 - as everyone writes it
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode

from bench.generation.setup import Setup
from generation.models.dalle.checkpoint import PICTURE_CONFIG, SkipInitialisation
from generation.models.dalle.config import CONFIG, DalleBartConfig
from generation.models.dalle.decoders import decoder_class
from generation.models.json_config import read_fields, read_json_object

SIDE = 2048
READ_BYTES = 2**29
UNCACHED_BYTES = 2**28
"""Weights of so much do not stay in any cache from one step to the next; more need not be measured."""


class MachineSide:
    """No contender, but measured as they are; see `worker`."""

    def __init__(self, setup: Setup) -> None:
        torch.set_num_threads(setup.threads)
        self._dtype = torch.bfloat16 if setup.precision == "bf16" else torch.float32
        self._checkpoint = setup.checkpoint
        self._config = DalleBartConfig.from_json(setup.checkpoint / CONFIG)

    @torch.inference_mode()
    def rates(self, rows: list[int], tries: int) -> dict[str, Any]:
        """Operations a second at best and, by the rows, in a step's products; bytes read a second."""
        return {
            "peak_flops": max(self._square(tries), self._convolution(tries)),
            "row_flops": {str(count): self._step_products(count, tries) for count in rows},
            "memory_bytes_s": _memory_rate(tries),
        }

    def picture_flops(self) -> int:
        """Operations that turn a sample's tokens into its picture."""
        kind = decoder_class(self._config.picture_decoder)
        path = self._checkpoint / PICTURE_CONFIG
        with torch.device("meta"), SkipInitialisation(), FlopCounterMode(display=False) as counter:
            decoder = kind(read_fields(kind.config_class, read_json_object(path), str(path)))
            decoder(torch.zeros((1, self._config.grid, self._config.grid), dtype=torch.int64))
        flops: int = counter.get_total_flops()
        return flops

    def _square(self, tries: int) -> float:
        one = torch.randn(SIDE, SIDE).to(self._dtype)
        return 2 * SIDE**3 / _best_s(lambda: one @ one, tries)

    def _convolution(self, tries: int) -> float:
        """A large one, which oneDNN does even where another library multiplies matrices."""
        layer = nn.Conv2d(256, 256, 3, padding=1).to(self._dtype)
        x = torch.randn(4, 256, 64, 64).to(self._dtype, memory_format=torch.channels_last)
        return 2 * x.numel() * 256 * 9 / _best_s(lambda: layer(x), tries)

    def _step_products(self, rows: int, tries: int) -> float:
        """All products of some decoder layers, with weights as oneDNN likes them best."""
        width, inner = self._config.d_model, self._config.decoder_ffn_dim
        shapes = [(3 * width, width)] + 3 * [(width, width)] + [(2 * inner, width), (width, inner)]
        layer_bytes = self._dtype.itemsize * sum(a * b for a, b in shapes)
        layers = min(self._config.decoder_layers, math.ceil(UNCACHED_BYTES / layer_bytes))
        products = [
            _product(torch.randn(shape).to(self._dtype), rows)
            for shape in islice(cycle(shapes), layers * len(shapes))
        ]
        inputs = {inner: torch.randn(rows, inner) for inner in (width, inner)}
        inputs = {size: x.to(self._dtype) for size, x in inputs.items()}

        def layers_once() -> None:
            for product, (_, size) in zip(products, cycle(shapes), strict=False):
                product(inputs[size])

        return 2 * rows * layers * sum(a * b for a, b in shapes) / _best_s(layers_once, tries)


def _product(weight: Tensor, rows: int) -> Callable[[Tensor], Tensor]:
    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return lambda x: F.linear(x, weight)
    operations = torch.ops.mkldnn  # what torch's own compiler packs weights with
    packed = operations._reorder_linear_weight(weight, rows)
    return lambda x: operations._linear_pointwise(x, packed, None, "none", [], "")


def _memory_rate(tries: int) -> float:
    numbers = torch.ones(READ_BYTES // 4)
    return READ_BYTES / _best_s(numbers.sum, tries)


def _best_s(work: Callable[[], object], tries: int) -> float:
    """The least seconds of so many tries, after one that does not count."""
    work()
    times = []
    for _ in range(tries):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)
