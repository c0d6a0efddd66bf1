"""A DALL-E Mini that paints: prompt to text tokens to image tokens to pictures."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import cast

import numpy as np
import structlog
import torch
from torch import Tensor, nn

from generation.errors import BadParameterError, InvalidRequestError
from generation.models.base import Painting, Pixels, check_prefix
from generation.models.dalle.config import DalleBartConfig
from generation.models.dalle.decoders import PictureDecoder, PictureEncoder
from generation.models.dalle.model import DalleBart
from generation.models.dalle.painting import DallePainting
from generation.models.dalle.serving import ServingDecoder
from generation.models.dalle.slots import Slots
from generation.models.dalle.text.tokenise import END_ID, START_ID, PromptTokenizer
from generation.protocol import SAMPLES_PER_JOB, SamplingSettings
from generation.sampling import check_settings

SLOTS_MEMORY_BYTES = 2**30
MOST_SLOTS = 16 * SAMPLES_PER_JOB
"""More samples at once make every step slower, and none of them cheaper."""
STREAMS = 2  # rows of a sample, with guidance: one that follows the prompt, one that does not
log = structlog.get_logger()


class Dalle:
    """A transformer, a picture decoder and a tokeniser: together, a `generation.models.base.Model`.

    The transformer's decoder is made ready to serve, and can't be used any other way afterwards.
    `load_encoder` gives the picture encoder when it is first wanted, if there is one.
    """

    def __init__(
        self,
        name: str,
        bart: DalleBart,
        pictures: PictureDecoder,
        tokenize: PromptTokenizer,
        load_encoder: Callable[[], PictureEncoder] | None = None,
        *,
        slots_memory_bytes: int | None = None,
    ):
        self.name = name
        self.config: DalleBartConfig = bart.config
        self.picture_size = self.config.grid * pictures.upsampling
        self.defaults = self.config.defaults
        self.image_tokens = self.config.image_tokens
        self.encoder, self.decoder = bart.encoder, ServingDecoder(bart.decoder)
        self.device = self.decoder.device
        self._pictures = pictures
        self._tokenize = tokenize
        self._load_encoder = load_encoder
        self.slots = self._affordable_slots(slots_memory_bytes or SLOTS_MEMORY_BYTES)
        self._slots = Slots(self.config, self.slots * STREAMS, self.decoder.dtype, self.device)

    def _affordable_slots(self, memory_bytes: int) -> int:
        each = Slots.row_bytes(self.config, self.decoder.dtype) * STREAMS
        slots = min(max(memory_bytes // each, SAMPLES_PER_JOB), MOST_SLOTS)
        log.info("slots sized", model=self.name, slots=slots, bytes=slots * each, allowed_bytes=memory_bytes)
        return slots

    @property
    def memory_bytes(self) -> int:
        """Memory that its weights and slots take, on its device."""
        modules = (self.encoder, cast(nn.Module, self._pictures))
        weights = sum(weight.nbytes for module in modules for weight in module.parameters())
        return weights + self.decoder.memory_bytes + self._slots.cache.nbytes

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
    ) -> DallePainting:
        """Begin to paint samples of these numbers; raises InvalidRequestError."""
        check_settings(settings)
        check_prefix(prefix, self.image_tokens)
        if not samples:
            raise InvalidRequestError("no samples are asked for")
        texts = [self.read(self._tokenize(prompt, seed))]
        if settings.guidance != 1:
            away_from = self._tokenize(negative_prompt, seed) if negative_prompt else None
            texts.insert(0, self.read(away_from) if away_from else self.unconditional)
        return DallePainting(
            self.decoder,
            self._pictures,
            self._slots,
            texts,
            seed=seed,
            samples=samples,
            settings=settings,
            prefix=prefix,
        )

    @torch.inference_mode()
    def step(self, paintings: Sequence[Painting]) -> None:
        """Draw the next token of every sample of these paintings."""
        ours = cast(Sequence[DallePainting], paintings)  # of this model, says who calls
        ours = sorted(ours, key=lambda painting: painting.rows.slab.first)
        rows = [painting.rows for painting in ours]
        previous = torch.cat([painting.previous_tokens for painting in ours])  # (N,)
        logits = torch.split(self.decoder.step(previous, rows), [len(some) for some in rows])
        chosen = [painting.choose(part) for painting, part in zip(ours, logits, strict=True)]
        for painting, (drawn, finite) in zip(ours, chosen, strict=True):
            painting.advance(drawn, finite)

    @torch.inference_mode()
    def read(self, text_tokens: list[int]) -> Tensor:
        """The decoder's keys and values (layers, 2, H, S, K) of one text of S tokens."""
        tokens = torch.tensor([text_tokens], device=self.device)
        return self.decoder.read(self.encoder(tokens)[0])

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
