"""What goes back to a client: answers and events of the OpenAI Images API, as JSON objects.

Plain answers and the two official events follow the schemas of `tests/contracts/openai-images.json`, with our
fields `sample`, `seed` and `model`; the events `image_generation.queued` and `.progress` are ours.
"""

import base64
import time
from dataclasses import dataclass
from typing import Any

from generation.engine.ticket import Started
from generation.protocol import Progress, Queued
from generation.service.pictures import PictureFormat
from generation.service.request_body import ImagesBody

OFFICIAL_SIZE = "1024x1024"
"""The only square that the schemas name; others are "auto"."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Writes what goes back for one request, in OpenAI's shapes."""

    body: ImagesBody
    model: str
    seed: int
    side: int
    tokens: Started

    def plain(self, pictures: dict[int, bytes]) -> dict[str, Any]:
        """An ImagesResponse with pictures by sample."""
        data = [self._image(picture) | {"sample": sample} for sample, picture in sorted(pictures.items())]
        answer = {
            "created": int(time.time()),
            "data": data,
            "background": "opaque",
            "output_format": self.output_format,
            "usage": self._usage(samples=len(pictures)),
            "model": self.model,
            "seed": self.seed,
        }
        return answer | ({"size": self._size} if self._size != "auto" else {})

    def partial(self, sample: int, index: int, picture: bytes) -> dict[str, Any]:
        """An ImageGenPartialImageEvent."""
        kind = "image_generation.partial_image"
        return self._event(kind, sample, picture) | {"partial_image_index": index}

    def completed(self, sample: int, picture: bytes) -> dict[str, Any]:
        """An ImageGenCompletedEvent; its usage is this sample's own, with the whole prompt."""
        kind = "image_generation.completed"
        return self._event(kind, sample, picture) | {"usage": self._usage(samples=1)}

    @property
    def output_format(self) -> PictureFormat:
        """The kind of file asked for."""
        return self.body.output_format or "png"

    @property
    def _size(self) -> str:
        size = f"{self.side}x{self.side}"
        return size if size == OFFICIAL_SIZE else "auto"

    def _image(self, picture: bytes) -> dict[str, Any]:
        encoded = base64.b64encode(picture).decode()
        if self.body.response_format == "url":
            return {"url": f"data:image/{self.output_format};base64,{encoded}"}
        return {"b64_json": encoded}

    def _event(self, kind: str, sample: int, picture: bytes) -> dict[str, Any]:
        return {
            "type": kind,
            "b64_json": base64.b64encode(picture).decode(),
            "created_at": int(time.time()),
            "size": self._size,
            "quality": "auto",
            "background": "opaque",
            "output_format": self.output_format,
            "sample": sample,
            "seed": self.seed,
            "model": self.model,
        }

    def _usage(self, samples: int) -> dict[str, Any]:
        text_tokens = self.tokens.text_tokens
        output_tokens = samples * self.tokens.sample_tokens
        return {
            "input_tokens": text_tokens,
            "input_tokens_details": {"text_tokens": text_tokens, "image_tokens": 0},
            "output_tokens": output_tokens,
            "output_tokens_details": {"text_tokens": 0, "image_tokens": output_tokens},
            "total_tokens": text_tokens + output_tokens,
        }


def queued(event: Queued) -> dict[str, Any]:
    """Our event for a request that waits."""
    return {
        "type": "image_generation.queued",
        "place": event.place,
        "expected_s": round(event.expected_s, 1),
    }


def progress(event: Progress) -> dict[str, Any]:
    """Our event for a request that is being painted."""
    return {
        "type": "image_generation.progress",
        "done": event.done,
        "total": event.total,
        "expected_s": round(event.expected_s, 1),
    }
