"""Painting through an OpenAI-compatible service that knows nothing of our additions."""

import asyncio
import hashlib
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from typing import Any

from generation.connection import Connection
from generation.errors import BadParameterError, InvalidRequestError, PaintingError
from generation.failures import PASSING, BrokenOffError, NoSuchAddressError, failure, nonsense
from generation.manners import Manners
from generation.patience import wait_or_raise
from generation.picture_files import PICTURE_LIMIT_BYTES, as_png, decode_answer, picture_reference
from generation.protocol import (
    Finished,
    GenerationEvent,
    GenerationRequest,
    Painted,
    Partial,
    Progress,
    Queued,
)
from generation.side_by_side import side_by_side

REQUESTS_AT_ONCE = 3
"""For one painting, where several requests are needed."""
GENERATIONS, EDITS = "/v1/images/generations", "/v1/images/edits"

Share = Sequence[int]
"""The numbers of the samples that one request is for."""
Pictures = list[Painted | Partial]
"""What comes at once."""


class _MannersLearnedError(Exception):
    """The model has refused how it was asked, and told how to ask instead: all shares are to be made anew."""


class PlainClient:
    """Asks without our additions, each model by its own manners.

    Args:
        connection: to the service.
        timeout_s: how long a request may go without any answer.
        retry_s: seconds before the first new try.
    """

    def __init__(self, connection: Connection, timeout_s: float, retry_s: float) -> None:
        self._connection = connection
        self._timeout_s = timeout_s
        self._retry_s = retry_s
        self._manners: dict[str | None, Manners] = {}

    async def paint(self, request: GenerationRequest) -> AsyncGenerator[GenerationEvent, None]:
        """Paint a request. Of seeds, sampling settings and tokens such a service knows nothing.

        All but a prefix is left out: without it, the pictures would not be what was asked for. A negative
        prompt is said in words. Samples that are painted stay so when others fail and are asked for again.

        Raises:
            GenerationError: as `GenerationClient.paint`; InvalidRequestError if there is a prefix.
        """
        manners = self._manners.setdefault(request.model, Manners.of(request.model))
        if request.prefix_tokens:
            raise InvalidRequestError("This generation service can't vary pictures.")
        if request.picture is not None and not manners.edits:
            raise InvalidRequestError("This generation service can't go on from pictures.")
        if request.n in manners.took_s:
            yield Queued(1, manners.took_s[request.n])
        began = time.monotonic()
        done = 0
        async with aclosing(self._until_painted(request, manners)) as answers:
            async for pictures in answers:
                for picture in pictures:
                    yield picture
                if painted := sum(isinstance(picture, Painted) for picture in pictures):
                    done += painted
                    left_s = (time.monotonic() - began) / done * (request.n - done)
                    yield Progress(done, request.n, left_s)
        manners.remember(request.n, time.monotonic() - began)
        yield Finished(request.model or "", None)

    async def _until_painted(
        self, request: GenerationRequest, manners: Manners
    ) -> AsyncGenerator[Pictures, None]:
        """Round after round, for one may bring less than all, or only better manners."""
        missing: Share = range(request.first_sample, request.first_sample + request.n)
        while missing:
            with suppress(_MannersLearnedError):
                async with aclosing(self._round(request, missing, manners)) as answers:
                    async for pictures in answers:
                        missing = _without(missing, pictures)
                        yield pictures

    def _round(
        self, request: GenerationRequest, missing: Share, manners: Manners
    ) -> AsyncGenerator[Pictures, None]:
        """Ask for all that is missing, in as many requests as it takes."""
        at_once = 1 if _is_streamed(request, manners) else manners.at_once
        shares = [missing[start : start + at_once] for start in range(0, len(missing), at_once)]
        asking = [self._paint_share(request, share, manners) for share in shares]
        return side_by_side(asking, REQUESTS_AT_ONCE)

    async def _paint_share(
        self, request: GenerationRequest, share: Share, manners: Manners
    ) -> AsyncGenerator[Pictures, None]:
        """What comes for samples of a request: perhaps not all."""
        failures = 0
        while share:
            body = _body(request, len(share), manners)
            try:
                async with aclosing(self._ask(request, body, share, manners)) as answers:
                    async for pictures in answers:
                        yield pictures
                        share = _without(share, pictures)
            except PASSING as error:
                failures += 1
                if share:
                    await wait_or_raise(error, failures, self._retry_s)
            except BadParameterError as error:
                if manners.learn(error, body):
                    raise _MannersLearnedError from None
                raise
            else:
                return

    async def _ask(
        self, request: GenerationRequest, body: dict[str, Any], share: Share, manners: Manners
    ) -> AsyncGenerator[Pictures, None]:
        """What comes for one request over the network."""
        painted = False
        objects = self._connection.objects(
            GENERATIONS if request.picture is None else EDITS,
            body,
            begin_s=self._timeout_s,
            silence_s=self._timeout_s,
            limit_bytes=len(share) * PICTURE_LIMIT_BYTES,
        )
        try:
            async with aclosing(objects) as answers:
                async for answer in answers:
                    if "type" in answer:
                        pictures = await _of_event(answer, share[0])
                    else:
                        pictures = await _of_answer(answer, share)
                        manners.heed(asked=len(share), came=len(pictures), streamed="stream" in body)
                    painted = painted or any(isinstance(picture, Painted) for picture in pictures)
                    yield pictures
        except NoSuchAddressError:
            if request.picture is None:
                raise
            raise InvalidRequestError("This generation service can't go on from pictures.") from None
        if not painted:
            raise BrokenOffError("The generation service broke off before the picture was painted.")


def _without(samples: Share, pictures: Pictures) -> Share:
    painted = {picture.sample for picture in pictures if isinstance(picture, Painted)}
    return [sample for sample in samples if sample not in painted]


async def _of_event(event: dict[str, Any], sample: int) -> Pictures:
    """What an event of OpenAI's says of the sample; nothing, for kinds that this client does not know."""
    match event["type"]:
        case "image_generation.partial_image":
            index = event.get("partial_image_index")
            return [Partial(sample, index if isinstance(index, int) else 0, await _png(event))]
        case "image_generation.completed":
            return [Painted(sample, await _png(event))]
        case "error":
            error = event.get("error")
            raise failure(None, error if isinstance(error, dict) else event)
    return []


async def _of_answer(answer: dict[str, Any], share: Share) -> Pictures:
    """The samples of an ImagesResponse, of which there may be fewer than were asked for."""
    pictures = answer.get("data")
    if not isinstance(pictures, list) or not all(isinstance(picture, dict) for picture in pictures):
        raise nonsense("the answer has no list of pictures")
    if not pictures:
        raise PaintingError("The generation service painted nothing.")
    return [Painted(sample, await _png(picture)) for sample, picture in zip(share, pictures, strict=False)]


async def _png(answer: dict[str, Any]) -> bytes:
    return await asyncio.to_thread(as_png, decode_answer(answer))


def _is_streamed(request: GenerationRequest, manners: Manners) -> bool:
    # Each stream is of one picture, and a picture to go on from would be paid for with each.
    return manners.streams and request.partial_images > 0 and request.picture is None


def _body(request: GenerationRequest, n: int, manners: Manners) -> dict[str, Any]:
    body: dict[str, Any] = {
        "prompt": _in_words(request),
        "n": n,
        "model": request.model,
        "size": manners.size,
        "user": request.user and _pseudonym(request.user),
    }
    if request.picture is not None:
        body["images"] = [picture_reference(request.picture)]
    else:
        body["response_format"] = "b64_json"
    if _is_streamed(request, manners):
        body |= {"stream": True, "partial_images": request.partial_images}
    return {name: value for name, value in body.items() if value is not None and name not in manners.omitted}


def _pseudonym(user: str) -> str:
    """Always the same for a person, and not their id on a platform: that is no business of strangers."""
    return hashlib.sha256(user.encode()).hexdigest()[:32]


def _in_words(request: GenerationRequest) -> str:
    if not request.negative_prompt:
        return request.prompt
    return f"{request.prompt}\n\nLeave out: {request.negative_prompt}"
