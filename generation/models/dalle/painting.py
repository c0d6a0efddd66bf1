"""One prompt that a DALL-E Mini paints, from its first token to its pictures."""

from collections.abc import Generator, Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from generation.errors import PaintingError
from generation.models.base import Pixels, Tokens
from generation.models.dalle.attention import Rows
from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.decoders import PictureDecoder
from generation.models.dalle.serving import ServingDecoder
from generation.models.dalle.slots import Slots
from generation.protocol import SamplingSettings
from generation.sampling import draw, draw_start, guide, streams

PICTURES_AT_ONCE = 4  # more need memory, fewer take longer


class DallePainting:
    """A token of each sample a step; see `generation.models.base.Painting`.

    Of its texts, as `ServingDecoder.read` gives them, the first is what guidance leads away from, if there is
    guidance, and the last the prompt.

    Each sample draws a start token, which is its drawing style, and then its image tokens. If there is a
    prefix, all begin with that instead; what follows is drawn from the same streams, at the same positions.
    """

    @torch.inference_mode()
    def __init__(
        self,
        decoder: ServingDecoder,
        pictures: PictureDecoder,
        slots: Slots,
        texts: Sequence[Tensor],
        *,
        seed: int,
        samples: Sequence[int],
        settings: SamplingSettings,
        prefix: Sequence[int],
    ):
        self._config: DalleBartConfig = decoder.config
        self._pictures, self._settings = pictures, settings
        self._streams = streams(seed, torch.tensor(samples, device=decoder.device))
        length = 1 + self._config.image_length
        self._sequence = torch.zeros((len(samples), length), dtype=torch.int64, device=decoder.device)
        self._finite = torch.ones((), dtype=torch.bool, device=decoder.device)  # looked at with the pictures
        self.rows = Rows(texts, slots.take(len(samples) * len(texts)), position=0)
        try:
            self._begin(decoder, torch.tensor(prefix, dtype=torch.int64, device=decoder.device))
        except BaseException:
            self.close()
            raise
        self.steps = self._config.image_length - self.rows.position
        self.done = 0

    def _begin(self, decoder: ServingDecoder, prefix: Tensor) -> None:
        """Let every sample begin with the prefix or, if it is empty, with a start token of its own."""
        if len(prefix) == 0:
            starts = torch.tensor(self._config.image_tokens.starts, device=decoder.device)
            self._sequence[:, 0] = starts[draw_start(self._streams, len(starts))]
            return
        self._sequence[:, : len(prefix)] = prefix
        if len(prefix) > 1:
            decoder.begin(prefix[:-1], self.rows)
        self.rows.position = len(prefix) - 1

    @property
    def previous_tokens(self) -> Tensor:
        """The tokens (R,) int64 before those that the next step draws, for all rows."""
        return self._sequence[:, self.rows.position].repeat(len(self.rows.texts))

    def choose(self, logits: Tensor) -> tuple[Tensor, Tensor]:
        """Draw the next tokens (n,) int64 from logits (R, codes), and tell whether those are finite."""
        finite = logits.sum().isfinite()  # NaN and infinity stay in a sum
        if len(self.rows.texts) == 2:
            unconditional, conditional = logits.chunk(2)
            logits = guide(unconditional, conditional, self._settings.guidance)
        positions = torch.full_like(self._streams, self.rows.position)
        return draw(logits, self._settings, self._streams, positions), finite

    def advance(self, drawn: Tensor, finite: Tensor) -> None:
        """Take what was chosen, and go to the next position."""
        self.rows.position += 1
        self._sequence[:, self.rows.position] = drawn
        self._finite &= finite
        self.done += 1

    def tokens(self) -> Tokens:
        """The finished samples, each a start token and its image tokens row by row: (n, 1 + image_length)."""
        return self._sequence.cpu().numpy()

    def draw(self) -> Iterator[Pixels]:
        """The samples (n, size, size, 3), or (n, size, size, 4) while parts of them are not painted yet.

        Raises PaintingError if the model has come upon NaN or infinity on its way.
        """
        if not self._finite:
            raise PaintingError("The model computed something that is not a number.")
        tokens = self._sequence[:, 1:].clone()
        if self.done == self.steps:
            return self._draw(tokens, None)
        position = self.rows.position
        tokens[:, position:] = tokens[:, max(0, position - 1), None]  # which colours the seam
        return self._draw(tokens, self._opacity())

    @torch.inference_mode()
    def _draw(self, tokens: Tensor, opacity: NDArray[np.uint8] | None) -> Generator[Pixels, None, None]:
        channels = 3 if opacity is None else 4
        size = self._pictures.upsampling * self._config.grid
        nothing: Pixels = np.empty((0, size, size, channels), dtype=np.uint8)
        grids = tokens.view(len(tokens), self._config.grid, -1)
        for part in torch.split(grids, PICTURES_AT_ONCE):
            slices = self._pictures.slices(part)
            while (raw := _next_slice(slices)) is None:
                yield nothing
            pixels = raw.clamp(0, 1).mul(255).to(torch.uint8)  # (k, 3, size, size)
            pictures: Pixels = pixels.permute(0, 2, 3, 1).contiguous().cpu().numpy()
            if opacity is not None:
                shared = np.broadcast_to(opacity, (len(pictures), size, size, 1))
                pictures = np.concatenate((pictures, shared), axis=3)
            yield pictures

    def _opacity(self) -> NDArray[np.uint8]:
        """(size, size, 1): 255 where the samples are painted, 0 where they are not."""
        grid, pixels = self._config.grid, self._pictures.upsampling
        painted = (np.arange(grid**2) < self.rows.position).reshape(grid, grid, 1) * np.uint8(255)
        return painted.repeat(pixels, axis=0).repeat(pixels, axis=1)

    def close(self) -> None:
        """Give the slots back. The second time it does nothing."""
        self.rows.slab.give_back()


def _next_slice(slices: Generator[None, None, Tensor]) -> Tensor | None:
    """Do a slice of a picture decoder's work; gives what it returns once it has ended."""
    try:
        next(slices)
    except StopIteration as end:
        result: Tensor = end.value
        return result
    return None
