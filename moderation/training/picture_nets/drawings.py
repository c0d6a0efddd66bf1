"""The MobileNetV2 of nsfwjs 4.3.0, which knows drawings, rebuilt from its layers in Keras's description."""

import base64
import hashlib
import json
import re
import tarfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from moderation.training.picture_nets.weights import Array, Graph

Config = Mapping[str, Any]

SHA256 = "4496790efc9bdc6f3e85a826a8e482c1fa1e9db4b3d18c095e98cc0c73cfb12f"
"""Of the file of the npm package."""
_FOLDER = "package/dist/models/mobilenet_v2"
_CLASSES = 5
_NORMS = ("gamma", "beta", "moving_mean", "moving_variance")


def make(package: Path) -> bytes:
    """The ONNX file of the net for drawings.

    Raises:
        ValueError: this is another version of the package.
    """
    if hashlib.sha256(package.read_bytes()).hexdigest() != SHA256:
        raise ValueError(f"{package} is not nsfwjs 4.3.0.")
    with tarfile.open(package) as files:
        description = _exported(files, f"{_FOLDER}/model.min.js")
        levels = base64.b64decode(json.loads(_exported(files, f"{_FOLDER}/group1-shard1of1.min.js")))
    model = json.loads(_as_json(description))
    layers = model["modelTopology"]["model_config"]["config"]["layers"]
    return _Net(_parts(model["weightsManifest"][0]["weights"], levels)).build(layers)


def _exported(files: tarfile.TarFile, name: str) -> str:
    """What the first module of a bundle exports, as it is written in JavaScript."""
    file = files.extractfile(name)
    if file is None:
        raise ValueError(f"{name} is missing.")
    found = re.search(r"\w\.exports=([{\"].*)\},\{\}\]\},\{\},\[1\]\)", file.read().decode(), re.DOTALL)
    if found is None:
        raise ValueError(f"{name} exports nothing that is known.")
    return found[1]


def _as_json(script: str) -> str:
    """An object of minified JavaScript as JSON: names quoted, numbers and truth values written out."""
    script = script.replace("!0", "true").replace("!1", "false")
    script = re.sub(r"(?<=[{,])(\w+):", r'"\1":', script)
    return re.sub(r"(?<=[\[:,])(-?)\.(?=\d)", r"\g<1>0.", script)


@dataclass(frozen=True, slots=True)
class _Weights:
    """`levels * scale + lowest`."""

    levels: Array
    scale: float
    lowest: float


def _parts(manifest: list[Config], levels: bytes) -> Iterator[tuple[str, _Weights]]:
    """The file's arrays, one behind the other, by name."""
    start = 0
    for entry in manifest:
        size, quantised = int(np.prod(entry["shape"])), entry["quantization"]
        part = np.frombuffer(levels, np.uint8, size, start).reshape(entry["shape"])
        yield entry["name"], _Weights(part, quantised["scale"], quantised["min"])
        start += size


class _Net:
    """The net for drawings, layer by layer."""

    def __init__(self, weights: Iterator[tuple[str, _Weights]]) -> None:
        self._graph = Graph()
        self._weights = dict(weights)

    def build(self, layers: list[Config]) -> bytes:
        """The ONNX file of all layers, from the input to the classes."""
        graph = self._graph
        kinds: Mapping[str, Callable[[str, Config, list[str]], str]] = {
            "Add": self._sum,
            "AveragePooling2D": self._average,
            "BatchNormalization": self._batch_normalization,
            "Conv2D": self._convolve,
            "Dense": self._dense,
            "DepthwiseConv2D": self._convolve_channels,
            "Dropout": self._nothing,
            "Flatten": self._flatten,
            "ReLU": self._relu,
            "ZeroPadding2D": self._pad,
        }
        scaled = graph.node("Div", graph.picture(), graph.constant("white", np.array(255, np.float32)))
        outputs = {layers[0]["name"]: graph.node("Transpose", scaled, perm=[0, 3, 1, 2])}
        for layer in layers[1:]:
            inputs = [outputs[inbound[0]] for inbound in layer["inbound_nodes"][0]]
            outputs[layer["name"]] = kinds[layer["class_name"]](layer["name"], layer["config"], inputs)
        graph.node("Identity", outputs[layers[-1]["name"]], output="scores")
        return graph.file(outputs=_CLASSES)

    def _batch_normalization(self, name: str, config: Config, inputs: list[str]) -> str:
        parts = [self._weight(f"{name}/{part}") for part in _NORMS]
        return self._graph.node("BatchNormalization", *inputs, *parts, epsilon=config["epsilon"])

    def _pad(self, name: str, config: Config, inputs: list[str]) -> str:
        (top, bottom), (left, right) = config["padding"]
        pads = np.array([0, 0, top, left, 0, 0, bottom, right])
        return self._graph.node("Pad", *inputs, self._graph.constant(f"{name}/pads", pads))

    def _relu(self, name: str, config: Config, inputs: list[str]) -> str:
        lowest, highest = np.array(0, np.float32), np.array(config["max_value"], np.float32)
        bounds = self._graph.constant(f"{name}/min", lowest), self._graph.constant(f"{name}/max", highest)
        return self._graph.node("Clip", *inputs, *bounds)

    def _average(self, name: str, config: Config, inputs: list[str]) -> str:
        del name, config  # over all that is left, 7 x 7
        return self._graph.node("GlobalAveragePool", *inputs)

    def _flatten(self, name: str, config: Config, inputs: list[str]) -> str:
        del name, config
        return self._graph.node("Flatten", *inputs)

    def _sum(self, name: str, config: Config, inputs: list[str]) -> str:
        del name, config
        return self._graph.node("Add", *inputs)

    def _nothing(self, name: str, config: Config, inputs: list[str]) -> str:
        del name, config
        return inputs[0]

    def _convolve(self, name: str, config: Config, inputs: list[str]) -> str:
        return self._convolved(f"{name}/kernel", config, inputs, (3, 2, 0, 1))

    def _convolve_channels(self, name: str, config: Config, inputs: list[str]) -> str:
        return self._convolved(f"{name}/depthwise_kernel", config, inputs, (2, 3, 0, 1))

    def _convolved(self, name: str, config: Config, inputs: list[str], order: tuple[int, ...]) -> str:
        outer, inner, side, _ = self._weights[name].levels.transpose(order).shape
        border = side // 2 if config["padding"] == "same" else 0  # where it is "same", the strides are 1
        return self._graph.node(
            "Conv",
            *inputs,
            self._weight(name, order),
            group=outer if inner == 1 else 1,
            strides=config["strides"],
            pads=[border] * 4,
        )

    def _dense(self, name: str, config: Config, inputs: list[str]) -> str:
        weights = self._weight(f"{name}/kernel"), self._weight(f"{name}/bias")
        summed = self._graph.node("Gemm", *inputs, *weights)
        return self._graph.node({"relu": "Relu", "softmax": "Softmax"}[config["activation"]], summed)

    def _weight(self, name: str, order: tuple[int, ...] | None = None) -> str:
        part = self._weights[name]
        levels = np.ascontiguousarray(part.levels.transpose(order) if order else part.levels)
        return self._graph.stretched(name, levels, np.array(part.scale), np.array(part.lowest))
