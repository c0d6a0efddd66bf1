"""Two small nets that look for nakedness in pictures. `models/images/CARD.md` says what they are."""

import ctypes
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

from moderation.images import Pixels

FOLDER = Path(__file__).with_name("models") / "images"
PHOTOS, DRAWINGS = "photos.onnx", "drawings.onnx"
SHA256 = MappingProxyType(
    {
        PHOTOS: "73ec6a4c158cf6b2f3af7d8bce5e023d7c27c4e6bb83aa9a56efc4b8450edf84",
        DRAWINGS: "41e63ef90a67265994449f991aa3b1627ae6bff70b4e2b0cf4fe23d16bd6752d",
    }
)
"""Of the files that are taken, so that nobody's other file is."""
SIDE_PX = 224
"""What either net looks at: a square of this side."""
_HENTAI, _PORN, _SEXY = 1, 3, 4  # among the classes drawing, hentai, neutral, porn, sexy


class ImageNetError(Exception):
    """The nets can't be used, or give what is no score; the message says why."""


class ImageNets:
    """Scores pictures. One instance serves all threads."""

    def __init__(self, folder: Path = FOLDER) -> None:
        """Load both nets.

        Raises:
            ImageNetError: a file is missing, or not the one that ships.
        """
        self._photos = _open(folder / PHOTOS)
        self._drawings = _open(folder / DRAWINGS)
        _give_memory_back()

    def scores(self, pictures: Sequence[Pixels]) -> NDArray[np.float32]:
        """How sure the nets are of nakedness, for each picture, from 0 to 1: (n, 3).

        The columns: as a photo; as sex in a photo or drawing; as a photo that is sexy, no more. A picture
        is looked at whole, stretched to a square.

        One goes through a net at a time: nine at once took half as much CPU time again, for no cache holds
        what lies between the layers then, and 120 MB more at their peak.

        Raises:
            ImageNetError: a net gives what is no score.
            ValueError: one of the pictures has no `Pixels`.
        """
        scores = np.array([self._score(_squeezed(picture)) for picture in pictures], np.float32)
        scores = scores.reshape(-1, 3)
        _give_memory_back()
        if not ((scores >= 0) & (scores <= 1.001)).all():  # false for NaN as well
            raise ImageNetError("A net for pictures gives what is no score.")
        return scores

    def _score(self, square: Pixels) -> tuple[float, float, float]:
        batch = {"pictures": square[np.newaxis]}
        _, photo = self._photos.run(["scores"], batch)[0][0]
        classes = self._drawings.run(["scores"], batch)[0][0]
        return photo, classes[_HENTAI] + classes[_PORN], classes[_SEXY]


def _open(path: Path) -> onnxruntime.InferenceSession:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImageNetError(f"{path} can't be read: {error.strerror}.") from error
    if hashlib.sha256(data).hexdigest() != SHA256[path.name]:
        raise ImageNetError(f"{path} is not the file that ships with Nonet: its SHA-256 is another one.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the cores are for painting
    options.enable_cpu_mem_arena = False  # which keeps what the largest run has ever needed,
    options.enable_mem_pattern = False  # as do blocks of the size of a whole run
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


def _give_memory_back() -> None:
    """Let the system have what was freed: the C library would keep 40 MB after loading, and after a batch."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc; others do so by themselves
        if trim:
            trim(0)


def _squeezed(picture: Pixels) -> Pixels:
    if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] != 3:
        raise ValueError(f"A picture has bytes of shape (height, width, 3), not {picture.shape}.")
    image = Image.fromarray(picture).resize((SIDE_PX, SIDE_PX), Image.Resampling.BILINEAR)
    return np.asarray(image)
