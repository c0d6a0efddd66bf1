"""Nine samples for one job, each of them fit to be shown."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol

from bot.errors import NonetError
from bot.pipeline.progress import Painting, Preview, ProgressEvent, Waiting
from db.jobs import Job
from generation.errors import PaintingError
from generation.protocol import (
    SAMPLES_PER_JOB,
    SEED_LIMIT,
    GenerationEvent,
    GenerationRequest,
    Painted,
    Partial,
    Progress,
    Queued,
)
from moderation.images import PictureFilter
from moderation.verdict import Decision, Verdict

REDRAWS = 3
"""How often a refused sample is drawn again, with the next seeds."""
PICTURES_REFUSED = "The pictures for this prompt can't be shown here. Other words may help."


class Client(Protocol):
    """What paints: `generation.client.GenerationClient`."""

    def paint(self, request: GenerationRequest) -> AsyncGenerator[GenerationEvent, None]:
        """Paint what is asked for; closing the generator frees the work."""


class PicturesRefusedError(NonetError):
    """The filter refuses what the model paints for this prompt, again and again."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(PICTURES_REFUSED)
        self.verdict = verdict


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample as it came from the service."""

    number: int
    seed: int
    png: bytes
    tokens: tuple[int, ...] | None
    """As `generation.protocol.Painted` has them; none from a model without any."""


class Easel:
    """One attempt at the samples of one job."""

    def __init__(
        self,
        job: Job,
        *,
        client: Client,
        picture_filter: PictureFilter,
        tell: Callable[[ProgressEvent], None],
        partial_images: int,
    ) -> None:
        self._job = job
        self._client = client
        self._filter = picture_filter
        self._tell = tell
        self._partial_images = partial_images
        self.begun = False
        """Whether the service has begun to paint, so that this counts as an attempt."""
        self._refused: dict[int, Verdict] = {}

    async def paint(self, prefix_tokens: tuple[int, ...] = ()) -> list[Drawn]:
        """All nine samples in order; a refused one is drawn again with the next seeds.

        Args:
            prefix_tokens: with which every sample begins, as `GenerationRequest` has them.

        Raises:
            GenerationError: of the client's kinds.
            PicturesRefusedError: a sample is refused whatever its seed.
        """
        shown = await self._draw(self._job.seed, 1, SAMPLES_PER_JOB, prefix_tokens)
        for number in range(1, SAMPLES_PER_JOB + 1):
            for redraw in range(1, REDRAWS + 1):
                if number not in shown:
                    seed = (self._job.seed + redraw) % SEED_LIMIT
                    shown |= await self._draw(seed, number, 1, prefix_tokens)
            if number not in shown:
                raise PicturesRefusedError(self._refused[number])
        return [shown[number] for number in sorted(shown)]

    async def _draw(self, seed: int, first: int, n: int, prefix_tokens: tuple[int, ...]) -> dict[int, Drawn]:
        """Samples `first` to `first + n - 1` by number, without those that the filter refuses."""
        request = GenerationRequest(
            prompt=self._job.painted_prompt,
            seed=seed,
            n=n,
            first_sample=first,
            model=self._job.model,
            partial_images=self._partial_images,
            user=f"{self._job.platform}:{self._job.requester_id}",
            prefix_tokens=prefix_tokens,
            return_tokens=True,
        )
        shown, missing = {}, set(range(first, first + n))
        async with aclosing(self._client.paint(request)) as events:
            async for event in events:
                self.begun = self.begun or not isinstance(event, Queued)
                if isinstance(event, Painted) and event.sample in missing:
                    missing.discard(event.sample)
                    if await self._show(event.sample, event.png):
                        shown[event.sample] = Drawn(event.sample, seed, event.png, event.tokens)
                else:
                    await self._pass_on(event)
        if missing:
            raise PaintingError(f"The service left out {len(missing)} of {n} samples.")
        return shown

    async def _pass_on(self, event: GenerationEvent) -> None:
        match event:
            case Queued(place, expected_s):
                self._tell(Waiting(place, expected_s))
            case Progress(done, total, expected_s):
                self._tell(Painting(done, total, expected_s))
            case Partial(number, _, png):
                await self._show(number, png)

    async def _show(self, number: int, png: bytes) -> bool:
        """Tell of a picture unless the filter refuses it; whether it was shown."""
        verdict = await asyncio.to_thread(self._filter.check, png)
        if verdict.decision is Decision.REFUSE:
            self._refused[number] = verdict
            return False
        self._tell(Preview(number, png))
        return True
