"""A DALL-E Mini that paints: prompt to text tokens to image tokens to pictures."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from generation.errors import BadParameterError, InvalidRequestError, PaintingError
from generation.models.base import Pixels, Tokens, check_prefix
from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.decoders import PictureDecoder, PictureEncoder
from generation.models.dalle.model import DalleBart
from generation.models.dalle.text.tokenise import END_ID, START_ID, PromptTokenizer
from generation.protocol import SamplingSettings
from generation.sampling import check_settings, draw, draw_start, guide, streams

PICTURES_AT_ONCE = 4  # more need memory, fewer take longer


class Dalle:
    """A transformer, a picture decoder and a tokeniser: together, a `generation.models.base.Model`.

    `load_encoder` gives the picture encoder when it is first wanted, if there is one.
    """

    def __init__(
        self,
        name: str,
        bart: DalleBart,
        pictures: PictureDecoder,
        tokenize: PromptTokenizer,
        load_encoder: Callable[[], PictureEncoder] | None = None,
    ):
        self.name = name
        self.config: DalleBartConfig = bart.config
        self.picture_size = self.config.grid * pictures.upsampling
        self.defaults = self.config.defaults
        self.image_tokens = self.config.image_tokens
        self.bart = bart
        self._pictures = pictures
        self._tokenize = tokenize
        self._load_encoder = load_encoder
        self.device = bart.decoder.lm_head.weight.device

    def text_length(self, prompt: str) -> int:
        """How many tokens the model reads of this prompt."""
        return len(self._tokenize(prompt, seed=0))

    def begin(
        self,
        prompt: str,
        seed: int,
        samples: Sequence[int],
        settings: SamplingSettings,
        *,
        prefix: Sequence[int] = (),
        negative_prompt: str = "",
    ) -> "DallePainting":
        """Begin to paint samples of these numbers; raises InvalidRequestError."""
        check_settings(settings)
        check_prefix(prefix, self.image_tokens)
        if not samples:
            raise InvalidRequestError("no samples are asked for")
        texts = [self.read(self._tokenize(prompt, seed))]
        if settings.guidance != 1:
            away_from = self._tokenize(negative_prompt, seed) if negative_prompt else None
            texts.insert(0, self.read(away_from) if away_from else self.unconditional)
        return DallePainting(self, texts, seed, samples, settings, prefix=prefix)

    @torch.inference_mode()
    def read(self, text_tokens: list[int]) -> Tensor:
        """The decoder's keys and values (layers, 2, 1, H, S, K) of one text of S tokens."""
        tokens = torch.tensor([text_tokens], device=self.device)
        return self.bart.decoder.text_keys_values(self.bart.encoder(tokens))

    @cached_property
    def unconditional(self) -> Tensor:
        """What `read` makes of the empty text, which guidance leads away from."""
        return self.read([START_ID, END_ID])

    @torch.inference_mode()
    def write_down(self, picture: Pixels) -> list[int]:
        """All tokens of a picture, the first start token before them; raises BadParameterError."""
        if self._encoder is None:
            raise BadParameterError("This model can't go on from pictures.", param="images")
        pixels = torch.from_numpy(np.array(picture)).to(self.device).permute(2, 0, 1)[None]
        codes = self._encoder.encode(pixels.float() / 255)
        return [self.image_tokens.starts[0], *codes.flatten().tolist()]

    @cached_property
    def _encoder(self) -> PictureEncoder | None:
        return self._load_encoder() if self._load_encoder else None

    @torch.inference_mode()
    def decode(self, tokens: Tensor) -> NDArray[np.uint8]:
        """From image tokens (n, image_length) int64 to pictures (n, size, size, 3)."""
        grids = tokens.reshape(-1, self.config.grid, self.config.grid)
        parts = [self._pictures(part) for part in torch.split(grids, PICTURES_AT_ONCE)]
        pixels = torch.cat(parts).clamp(0, 1).mul(255).to(torch.uint8)  # (n, 3, size, size)
        return pixels.permute(0, 2, 3, 1).contiguous().cpu().numpy()


class DallePainting:
    """One prompt being painted, a token of each sample a step; see `generation.models.base.Painting`.

    Of its texts, read by `Dalle.read`, the first is what guidance leads away from, if there is guidance, and
    the last the prompt. Its rows are one a sample for the first text, then one a sample for the other.

    Each sample draws a start token, which is its drawing style, and then its image tokens. If there is a
    prefix, all begin with that instead; what follows is drawn from the same streams, at the same positions.
    """

    @torch.inference_mode()
    def __init__(
        self,
        model: Dalle,
        texts: list[Tensor],
        seed: int,
        samples: Sequence[int],
        settings: SamplingSettings,
        *,
        prefix: Sequence[int],
    ):
        self._model, self._settings = model, settings
        self._config, self._decoder = model.config, model.bart.decoder
        self._streams = streams(seed, torch.tensor(samples, device=model.device))
        length = 1 + self._config.image_length
        self._sequence = torch.zeros((len(samples), length), dtype=torch.int64, device=model.device)
        self._finite = torch.ones((), dtype=torch.bool, device=model.device)  # looked at with the pictures
        self._texts = len(texts)
        dtype = torch.float32 if model.device.type == "cpu" else texts[0].dtype  # CPUs attend faster in fp32
        self._memory = self._decoder.remember(*_side_by_side(texts), len(samples) * len(texts), dtype)
        self._position = self._begin(torch.tensor(prefix, dtype=torch.int64, device=model.device))
        self.steps = self._config.image_length - self._position
        self.done = 0

    def _begin(self, prefix: Tensor) -> int:
        """Let every sample begin with the prefix or, if it is empty, with a start token of its own.

        Returns the position of the first image token to draw.
        """
        if len(prefix) == 0:
            starts = torch.tensor(self._model.image_tokens.starts, device=self._model.device)
            self._sequence[:, 0] = starts[draw_start(self._streams, len(starts))]
            return 0
        self._sequence[:, : len(prefix)] = prefix
        if len(prefix) > 1:
            self._decoder.begin(prefix[:-1], self._memory)
        return len(prefix) - 1

    @torch.inference_mode()
    def step(self) -> None:
        """Draw the next token of every sample."""
        previous = self._sequence[:, self._position].repeat(self._texts)  # (R,)
        positions = torch.full_like(previous, self._position)
        logits = self._decoder.step(previous, positions, self._position + 1, self._memory)
        logits = logits[:, : self._config.codebook_size]
        if self._texts == 2:
            unconditional, conditional = logits.chunk(2)
            logits = guide(unconditional, conditional, self._settings.guidance)
        self._finite &= logits.isfinite().all()
        drawn = draw(logits, self._settings, self._streams, positions[: len(self._streams)])
        self._position += 1
        self._sequence[:, self._position] = drawn
        self.done += 1

    def tokens(self) -> Tokens:
        """The finished samples, each a start token and its image tokens row by row: (n, 1 + image_length)."""
        return self._sequence.cpu().numpy()

    @torch.inference_mode()
    def pictures(self) -> NDArray[np.uint8]:
        """The samples (n, size, size, 3), or (n, size, size, 4) while parts of them are not painted yet.

        Raises PaintingError if the model has come upon NaN or infinity on its way.
        """
        if not self._finite:
            raise PaintingError("The model computed something that is not a number.")
        tokens = self._sequence[:, 1:]
        if self.done == self.steps:
            return self._model.decode(tokens)
        tokens = tokens.clone()
        tokens[:, self._position :] = tokens[:, max(0, self._position - 1), None]  # which colours the seam
        pictures = self._model.decode(tokens)
        opacity = np.broadcast_to(self._opacity(), (*pictures.shape[:3], 1))
        return np.concatenate((pictures, opacity), axis=3)

    def _opacity(self) -> NDArray[np.uint8]:
        """(size, size, 1): 255 where the samples are painted, 0 where they are not."""
        grid, pixels = self._config.grid, self._model.picture_size // self._config.grid
        painted = (np.arange(grid**2) < self._position).reshape(grid, grid, 1) * np.uint8(255)
        return painted.repeat(pixels, axis=0).repeat(pixels, axis=1)


def _side_by_side(texts: list[Tensor]) -> tuple[Tensor, Tensor]:
    """Keys and values of several texts as one batch (layers, 2, T, H, S, K), and where they are: (T, S)."""
    lengths = torch.tensor([text.shape[-2] for text in texts], device=texts[0].device)
    longest = max(text.shape[-2] for text in texts)
    padded = [torch.nn.functional.pad(text, (0, 0, 0, longest - text.shape[-2])) for text in texts]
    present = torch.arange(longest, device=lengths.device) < lengths[:, None]
    return torch.cat(padded, dim=2), present
