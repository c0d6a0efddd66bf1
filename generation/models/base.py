"""What a text-to-image model is to the service."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from generation.errors import BadParameterError
from generation.protocol import ImageTokens, SamplingSettings

Pixels = NDArray[np.uint8]
"""Pictures: (height, width, 3), red, green and blue from 0 to 255; several: (n, height, width, 3).

Previews may have a fourth channel, opacity: 0 where nothing is painted yet."""

Tokens = NDArray[np.int64]
"""Samples as `ImageTokens` has them: (n, 1 + rows * columns)."""


class Painting(Protocol):
    """One prompt being painted, several samples at once. It holds slots of its model until it is closed."""

    @property
    def steps(self) -> int:
        """Steps in all; tokens that are given need none."""

    @property
    def done(self) -> int:
        """Steps done so far."""

    def draw(self) -> Iterator[Pixels]:
        """Turn the samples, as they are now, into pictures, in slices of work that are short beside a second.

        Each `next` does a slice and gives the pictures that it has finished, in the order asked for:
        (k, size, size, 3), where k is often 0. They are previews until all steps are done. Steps may be
        done between slices; what is being drawn does not change by it.

        Raises:
            PaintingError: the model has come upon NaN or infinity on its way.
        """

    def tokens(self) -> Tokens | None:
        """The finished samples in the order asked for; None if the model has no image tokens.

        They are those of the pictures that `draw` has given: ask afterwards.
        """

    def close(self) -> None:
        """Give the slots back. The second time it does nothing."""


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

    @property
    def image_tokens(self) -> ImageTokens | None:
        """How it writes pictures down; None if it has no image tokens, and so can't vary pictures."""

    @property
    def slots(self) -> int:
        """The most samples that it can have in hand at once."""

    @property
    def memory_bytes(self) -> int:
        """Memory that its weights and slots take, on its device."""

    def write_down(self, picture: Pixels) -> Sequence[int]:
        """All tokens of a picture (picture_size, picture_size, 3), as `ImageTokens` has them.

        Raises:
            BadParameterError: this model can't go on from pictures.
        """

    def text_length(self, prompt: str) -> int:
        """How many tokens the model reads of this prompt."""

    def begin(
        self,
        prompt: str,
        seed: int,
        samples: Sequence[int],
        settings: SamplingSettings,
        *,
        prefix: Sequence[int] = (),
        negative_prompt: str = "",
    ) -> Painting:
        """Begin to paint the samples of these numbers, all of which begin with the tokens of the prefix.

        They take as many slots, until the painting is closed; whoever calls sees to it that they are free.

        Guidance leads away from the negative prompt; without guidance (1.0) it counts for nothing.

        Sample 3 of a seed is the same picture, whichever others are asked for with it.

        Raises:
            InvalidRequestError: the settings are outside what sampling allows, there are no samples, or
                `check_prefix` refuses the prefix.
        """

    def step(self, paintings: Sequence[Painting]) -> None:
        """Do the next step of each of these paintings of this model, none of which has done all of its steps.

        Which others are in hand changes nothing of a painting's samples. If it raises, no painting has
        advanced, and it may be called again with the same ones or with fewer.

        Raises:
            Exception: whatever goes wrong inside the model.
        """


def check_prefix(prefix: Sequence[int], image_tokens: ImageTokens | None) -> None:
    """Raise BadParameterError unless samples of a model with these image tokens can begin with the prefix."""
    if image_tokens is not None:
        image_tokens.check_prefix(prefix)
    elif prefix:
        raise BadParameterError("This model can't vary pictures: it has no image tokens.", "prefix_tokens")


def finish(model: Model, painting: Painting) -> Pixels:
    """Do all the steps that are left, and give the samples (n, size, size, 3). Closes the painting."""
    try:
        while painting.done < painting.steps:
            model.step([painting])
        return np.concatenate(list(painting.draw()))
    finally:
        painting.close()
