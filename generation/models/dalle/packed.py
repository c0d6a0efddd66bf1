"""Dense layers laid out for the machine that serves them, which the layers that trained do not survive."""

import torch
import torch.nn.functional as F
from torch import Tensor

from generation.models.dalle.model import Dense

USUAL_ROWS = 18  # nine samples, two streams: oneDNN lays weights out for so many; others run as fast


class PackedDense:
    """Dense layers of one input side by side, as one: (N, inputs) to (N, all their outputs).

    On a CPU the weights lie as oneDNN's kernels read them, which makes them twice as fast as plain ones and
    differs from them by rounding alone. There, what a row gives does not depend on the rows beside it
    (tests/generation/models/test_dalle_packed.py), except that a single row takes another kernel: it is
    given a second one for company.
    """

    def __init__(self, *layers: Dense, rows: slice = slice(None)):
        """Take the weights out of these layers, which can't be used again; only `rows` of them are kept."""
        weight = torch.cat([layer.weight.detach()[rows] for layer in layers])
        for layer in layers:
            del layer.weight
        self.dtype, self.outputs = weight.dtype, len(weight)
        self.memory_bytes = weight.nbytes
        self._prepacked = weight.device.type == "cpu" and torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]  # torch's
        if self._prepacked:
            weight = torch.ops.mkldnn._reorder_linear_weight(weight, USUAL_ROWS)
        self._weight = weight

    def __call__(self, x: Tensor) -> Tensor:
        """Its input takes the weights' dtype, and its output has it."""
        x = x.to(self.dtype)
        if not self._prepacked:
            return F.linear(x, self._weight)
        if len(x) == 1:
            return self._multiply(x.repeat(2, 1))[:1]
        return self._multiply(x)

    def _multiply(self, x: Tensor) -> Tensor:
        y: Tensor = torch.ops.mkldnn._linear_pointwise(x, self._weight, None, "none", [], "")
        return y
