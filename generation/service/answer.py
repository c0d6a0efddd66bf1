"""What goes back to a client: answers and events of the OpenAI Images API, as JSON objects.

Plain answers and the two official events follow the schemas of `tests/contracts/openai-images.json`, with our
fields `sample`, `seed`, `model` and `tokens` (if asked for with `return_tokens`, and the model has any); the
events `image_generation.queued` and `.progress` are ours.
"""

import time
from dataclasses import asdict, dataclass
from typing import cast

from generation.protocol import SAMPLES_PER_JOB, Progress, Queued
from generation.service.answer_types import (
    Image,
    ImagesResponse,
    Model,
    PictureEvent,
    PictureEventType,
    ProgressEvent,
    QueuedEvent,
    Sampling,
    Tokens,
    Usage,
)
from generation.service.broadcast import Broadcast, Picture
from generation.service.model_cards import ModelCard
from generation.service.pictures import PictureFormat
from generation.service.request_body import ImagesBody

OFFICIAL_SIZE = "1024x1024"
"""The only square that the schemas name; others are "auto"."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Writes what goes back for one request, in OpenAI's shapes."""

    body: ImagesBody
    side: int
    """Of the pictures that are sent, in pixels."""
    broadcast: Broadcast

    def plain(self, pictures: list[Picture]) -> ImagesResponse:
        """The whole answer, with the finished samples."""
        answer: ImagesResponse = {
            "created": int(time.time()),
            "data": [self._image(picture) for picture in pictures],
            "background": "opaque",
            "output_format": self._format,
            "usage": self._usage(samples=len(pictures)),
            "model": self.broadcast.model,
            "seed": self.broadcast.seed,
        }
        if self._size != "auto":
            answer["size"] = self._size
        return answer

    def event(self, event: Queued | Progress | Picture) -> QueuedEvent | ProgressEvent | PictureEvent:
        """An event of a streamed answer."""
        match event:
            case Queued():
                return _queued(event)
            case Progress():
                return _progress(event)
            case Picture():
                return self._picture(event)

    def _image(self, picture: Picture) -> Image:
        image: Image = {"sample": picture.sample}
        if self.body.response_format == "url":
            image["url"] = f"data:image/{self._format};base64,{picture.encoded}"
        else:
            image["b64_json"] = picture.encoded
        if picture.tokens is not None:
            image["tokens"] = picture.tokens
        return image

    def _picture(self, picture: Picture) -> PictureEvent:
        """A preview or a finished sample; the latter's usage is its own, with the whole prompt."""
        event: PictureEvent = {
            "type": self._kind(picture),
            "b64_json": picture.encoded,
            "created_at": int(time.time()),
            "size": self._size,
            "quality": "auto",
            "background": "opaque",
            "output_format": self._format,
            "sample": picture.sample,
            "seed": self.broadcast.seed,
            "model": self.broadcast.model,
        }
        if picture.preview is not None:
            event["partial_image_index"] = picture.preview
        else:
            event["usage"] = self._usage(samples=1)
        if picture.tokens is not None:
            event["tokens"] = picture.tokens
        return event

    def _kind(self, picture: Picture) -> PictureEventType:
        end = "completed" if picture.preview is None else "partial_image"
        return cast(PictureEventType, f"{self.body.events}.{end}")

    @property
    def _format(self) -> PictureFormat:
        return self.body.output_format or "png"

    @property
    def _size(self) -> str:
        size = f"{self.side}x{self.side}"
        return size if size == OFFICIAL_SIZE else "auto"

    def _usage(self, samples: int) -> Usage:
        started = self.broadcast.started
        output_tokens = samples * started.sample_tokens
        return {
            "input_tokens": started.text_tokens,
            "input_tokens_details": {"text_tokens": started.text_tokens, "image_tokens": 0},
            "output_tokens": output_tokens,
            "output_tokens_details": {"text_tokens": 0, "image_tokens": output_tokens},
            "total_tokens": started.text_tokens + output_tokens,
        }


def _queued(event: Queued) -> QueuedEvent:
    return {
        "type": "image_generation.queued",
        "place": event.place,
        "expected_s": round(event.expected_s, 1),
    }


def _progress(event: Progress) -> ProgressEvent:
    return {
        "type": "image_generation.progress",
        "done": event.done,
        "total": event.total,
        "expected_s": round(event.expected_s, 1),
    }


def model_object(card: ModelCard) -> Model:
    """A model as OpenAI shows it, with what our own clients want to know."""
    return {
        "id": card.name,
        "object": "model",
        "created": card.created,
        "owned_by": "nonet",
        "nonet": {
            "picture_size": card.picture_size,
            "samples": SAMPLES_PER_JOB,
            "defaults": cast(Sampling, asdict(card.defaults)),
            "image_tokens": cast(Tokens, asdict(card.image_tokens)) if card.image_tokens else None,
            "reads_pictures": card.reads_pictures,
            "display_name": card.display_name,
            "licence": card.licence,
        },
    }
