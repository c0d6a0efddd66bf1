"""What goes back to a client: answers and events of the OpenAI Images API, as JSON objects.

Plain answers and the two official events follow the schemas of `tests/contracts/openai-images.json`, with our
fields `sample`, `seed`, `model` and `tokens` (if asked for with `return_tokens`, and the model has any); the
events `image_generation.queued` and `.progress` are ours.
"""

import base64
import time
from dataclasses import dataclass
from typing import Any

from generation.engine.ticket import Drawn, Started
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
    started: Started

    def plain(self, images: list[dict[str, Any]]) -> dict[str, Any]:
        """An ImagesResponse with what `image` made of each sample."""
        answer = {
            "created": int(time.time()),
            "data": images,
            "background": "opaque",
            "output_format": self.output_format,
            "usage": self._usage(samples=len(images)),
            "model": self.model,
            "seed": self.seed,
        }
        return answer | ({"size": self._size} if self._size != "auto" else {})

    def image(self, drawn: Drawn, picture: bytes) -> dict[str, Any]:
        """An Image: a finished sample, encoded as `picture`."""
        encoded = base64.b64encode(picture).decode()
        image = {"b64_json": encoded}
        if self.body.response_format == "url":
            image = {"url": f"data:image/{self.output_format};base64,{encoded}"}
        return image | {"sample": drawn.sample} | _tokens(drawn)

    def partial(self, drawn: Drawn, picture: bytes) -> dict[str, Any]:
        """An ImageGenPartialImageEvent: a preview, encoded as `picture`."""
        kind = f"{self.body.events}.partial_image"
        return self._event(kind, drawn, picture) | {"partial_image_index": drawn.preview}

    def completed(self, drawn: Drawn, picture: bytes) -> dict[str, Any]:
        """An ImageGenCompletedEvent; its usage is this sample's own, with the whole prompt."""
        kind = f"{self.body.events}.completed"
        return self._event(kind, drawn, picture) | _tokens(drawn) | {"usage": self._usage(samples=1)}

    @property
    def output_format(self) -> PictureFormat:
        """The kind of file asked for."""
        return self.body.output_format or "png"

    @property
    def _size(self) -> str:
        size = f"{self.side}x{self.side}"
        return size if size == OFFICIAL_SIZE else "auto"

    def _event(self, kind: str, drawn: Drawn, picture: bytes) -> dict[str, Any]:
        return {
            "type": kind,
            "b64_json": base64.b64encode(picture).decode(),
            "created_at": int(time.time()),
            "size": self._size,
            "quality": "auto",
            "background": "opaque",
            "output_format": self.output_format,
            "sample": drawn.sample,
            "seed": self.seed,
            "model": self.model,
        }

    def _usage(self, samples: int) -> dict[str, Any]:
        text_tokens = self.started.text_tokens
        output_tokens = samples * self.started.sample_tokens
        return {
            "input_tokens": text_tokens,
            "input_tokens_details": {"text_tokens": text_tokens, "image_tokens": 0},
            "output_tokens": output_tokens,
            "output_tokens_details": {"text_tokens": 0, "image_tokens": output_tokens},
            "total_tokens": text_tokens + output_tokens,
        }


def _tokens(drawn: Drawn) -> dict[str, Any]:
    return {} if drawn.tokens is None else {"tokens": drawn.tokens}


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
