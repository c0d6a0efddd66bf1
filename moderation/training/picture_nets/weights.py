"""Weights of one byte each in an ONNX graph, which onnxruntime turns back into floats when it loads them."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

Array = NDArray[Any]


class Graph:
    """The nodes and constants of a net, as they are put together."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def node(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:
        """Add an operation and return the name of its only output."""
        output = output or f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def constant(self, name: str, values: Array) -> str:
        """Add an array as it is."""
        self.constants.append(numpy_helper.from_array(values, name))
        return name

    def stretched(self, name: str, levels: Array, scale: Array, lowest: Array) -> str:
        """Add the array `levels * scale + lowest`, of which only the bytes take room."""
        floats = self.node("Cast", self.constant(f"{name}/levels", levels), to=TensorProto.FLOAT)
        scaled = self.node("Mul", floats, self.constant(f"{name}/scale", scale.astype(np.float32)))
        return self.node(
            "Add", scaled, self.constant(f"{name}/lowest", lowest.astype(np.float32)), output=name
        )

    def rounded(self, name: str, values: Array) -> str:
        """Add an array, its first axis output channels, each rounded to 256 levels from its lowest value."""
        inner = tuple(range(1, values.ndim))
        lowest = values.min(axis=inner, keepdims=True)
        scale = np.maximum((values.max(axis=inner, keepdims=True) - lowest) / 255, 1e-12)
        return self.stretched(name, np.rint((values - lowest) / scale).astype(np.uint8), scale, lowest)

    def picture(self) -> str:
        """Add the net's input, pictures as bytes, and return them as floats: (n, 224, 224, 3)."""
        return self.node("Cast", "pictures", to=TensorProto.FLOAT)

    def file(self, outputs: int) -> bytes:
        """The ONNX file; the output `scores` has so many numbers for each picture."""
        shape: list[int | str] = ["n", 224, 224, 3]
        pictures = helper.make_tensor_value_info("pictures", TensorProto.UINT8, shape)
        scores = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["n", outputs])
        graph = helper.make_graph(self.nodes, "net", [pictures], [scores], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
        return bytes(model.SerializeToString(deterministic=True))
