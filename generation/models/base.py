"""What a text-to-image model is to the service."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from generation.protocol import SamplingSettings

Pixels = NDArray[np.uint8]
"""Pictures: (height, width, 3), red, green and blue from 0 to 255; several: (n, height, width, 3).

Previews may have a fourth channel, opacity: 0 where nothing is painted yet."""


class Painting(Protocol):
    """One prompt being painted, several samples at once."""

    @property
    def steps(self) -> int:
        """Steps in all."""

    @property
    def done(self) -> int:
        """Steps done so far."""

    def step(self) -> None:
        """Do the next step; not to be called when all are done."""

    def pictures(self) -> Pixels:
        """The samples in the order asked for, (n, size, size, 3): previews until all is done.

        Raises:
            PaintingError: the model has come upon NaN or infinity on its way.
        """


class Model(Protocol):
    """A text-to-image model that is loaded and ready to paint."""

    @property
    def name(self) -> str:
        """By which requests ask for it."""

    @property
    def picture_size(self) -> int:
        """Pixels along either side of a sample."""

    @property
    def defaults(self) -> SamplingSettings:
        """The settings with which it paints best."""

    def text_length(self, prompt: str) -> int:
        """How many tokens the model reads of this prompt."""

    def begin(self, prompt: str, seed: int, samples: Sequence[int], settings: SamplingSettings) -> Painting:
        """Begin to paint the samples of these numbers.

        Sample 3 of a seed is the same picture, whichever others are asked for with it.

        Raises:
            InvalidRequestError: the settings are outside what sampling allows, or there are no samples.
        """
