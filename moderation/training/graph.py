"""Writes the network as an ONNX graph whose matrices are rounded to 8 bits.

Activations are rounded too, anew for each text (`DynamicQuantizeLinear`); the graph reads one text at a
time, so that what stands beside it can't change its scores.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from moderation.training.e5 import Shape

OPSET, IR_VERSION = 20, 9
Column = NDArray[np.float32] | np.float32
Weights = Mapping[str, NDArray[np.float32]]


class GraphWriter:
    """Nodes and constants so far; each method adds some and returns the name of its result."""

    def __init__(self, weights: Weights, shape: Shape) -> None:
        self.weights, self.shape = weights, shape
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def node(self, kind: str, inputs: list[str], outputs: int = 1, domain: str = "", **options: Any) -> str:
        """Add one node; of several results the others are named like the first, with .1, .2."""
        name = f"n{len(self.nodes)}"
        names = [name, *(f"{name}.{index}" for index in range(1, outputs))]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **options))
        return name

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a constant, once."""
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def weight(self, name: str) -> str:
        """Add a weight as it is."""
        return self.constant(name, self.weights[name])

    def rounded(self, x: str) -> str:
        """Round activations to 8 bits; what belongs to them is named like it."""
        return self.node("DynamicQuantizeLinear", [x], outputs=3)

    def linear(self, rounded: str, name: str) -> str:
        """A matrix product with one scale for each column, and a bias."""
        matrix, scales = eight_bits(self.weights[f"{name}.weight"].T)
        whole = self.node("MatMulInteger", [rounded, self.constant(f"{name}.matrix", matrix), f"{rounded}.2"])
        scale = self.node("Mul", [f"{rounded}.1", self.constant(f"{name}.scales", scales)])
        product = self.node("Mul", [self.node("Cast", [whole], to=TensorProto.FLOAT), scale])
        return self.node("Add", [product, self.weight(f"{name}.bias")])

    def norm(self, x: str, name: str) -> str:
        """Layer normalisation."""
        weights = [self.weight(f"{name}.weight"), self.weight(f"{name}.bias")]
        return self.node("LayerNormalization", [x, *weights], axis=-1, epsilon=self.shape.epsilon)

    def layer(self, x: str, name: str) -> str:
        """One layer of the encoder, as `moderation.training.encoder.Layer` computes it."""
        entering = self.rounded(x)
        parts = [self.linear(entering, f"{name}.{part}") for part in ("query", "key", "value")]
        attended = self.node("MultiHeadAttention", parts, domain="com.microsoft", num_heads=self.shape.heads)
        added = self.node("Add", [x, self.linear(self.rounded(attended), f"{name}.output")])
        x = self.norm(added, f"{name}.attention_norm")
        inner = self.node("Gelu", [self.linear(self.rounded(x), f"{name}.inner")])
        added = self.node("Add", [x, self.linear(self.rounded(inner), f"{name}.outer")])
        return self.norm(added, f"{name}.inner_norm")

    def log_odds(self, x: str, slopes: NDArray[np.float32], offsets: NDArray[np.float32]) -> str:
        """Pool the states, and give each category the encoder's part of its calibrated log odds."""
        axes = self.constant("pieces_axis", np.array([1]))
        mean = self.node("ReduceMean", [x, axes], keepdims=0)
        highest = self.node("ReduceMax", [x, axes], keepdims=0)
        hidden = self.dense(
            self.node("Concat", [mean, highest], axis=1), "hidden", np.float32(1), np.float32(0)
        )
        return self.dense(self.node("Tanh", [hidden]), "head", slopes, offsets)

    def dense(self, x: str, name: str, slope: Column, offset: Column) -> str:
        """A matrix product in full precision, times a slope for each column, plus an offset."""
        matrix = (self.weights[f"{name}.weight"].T * slope).astype(np.float32)
        bias = (self.weights[f"{name}.bias"] * slope + offset).astype(np.float32)
        constants = [self.constant(f"{name}.matrix", matrix), self.constant(f"{name}.bias", bias)]
        return self.node("Gemm", [x, *constants])


def build_graph(
    weights: Weights, shape: Shape, slopes: NDArray[np.float32], offsets: NDArray[np.float32]
) -> onnx.ModelProto:
    """The graph from `vectors` (1, L, width) of one text's pieces to `log_odds` (1, categories).

    Args:
        weights: of `moderation.training.encoder.Encoder`, by its names.
        slopes: (categories,) of the calibration: log odds = slope * logit + offset.
        offsets: (categories,)
    """
    writer = GraphWriter(weights, shape)
    length = writer.node("Shape", ["vectors"], start=1, end=2)
    begin = writer.constant("begin", np.array([0]))
    positions = writer.node("Slice", [writer.weight("positions"), begin, length, begin])
    x = writer.norm(writer.node("Add", ["vectors", positions]), "norm")
    for index in range(shape.layers):
        x = writer.layer(x, f"layers.{index}")
    writer.nodes.append(helper.make_node("Identity", [writer.log_odds(x, slopes, offsets)], ["log_odds"]))
    graph = helper.make_graph(
        writer.nodes,
        "text-filter",
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "pieces", shape.width])],
        [helper.make_tensor_value_info("log_odds", TensorProto.FLOAT, [1, len(slopes)])],
        list(writer.constants.values()),
    )
    operators = [helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(graph, opset_imports=operators, ir_version=IR_VERSION)


def eight_bits(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round to whole numbers from -127 to 127 with one scale for each column."""
    scales = np.maximum(np.abs(matrix).max(axis=0), np.float32(1e-8)) / 127
    return np.rint(matrix / scales).astype(np.int8), scales.astype(np.float32)
