"""Nine samples for one job, each of them fit to be shown."""

from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Protocol

from bot.at_work import at_work
from bot.errors import NonetError
from bot.pipeline.picture_judge import UNJUDGED, PictureJudge, PictureRefusal
from bot.pipeline.progress import Painting, ProgressEvent, Waiting
from bot.pipeline.vary import Beginning
from bot.pipeline.viewing import Viewing
from bot.tile import make_tile
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

REDRAWS = 2
"""How often a refused sample is drawn again, with the next seeds."""
NOTHING = Beginning()
PICTURES_REFUSED = "The pictures for this prompt can't be shown here. Other words may help."
PICTURES_UNJUDGED = "Nonet couldn't check the pictures, so it shows none. Try again later."


class Client(Protocol):
    """What paints: `generation.client.GenerationClient`."""

    def paint(self, request: GenerationRequest) -> AsyncGenerator[GenerationEvent, None]:
        """Paint what is asked for; closing the generator frees the work."""


@dataclass(frozen=True, slots=True)
class RefusedSample:
    """A picture that nobody has seen, and why."""

    number: int
    seed: int
    refusal: PictureRefusal


class PicturesRefusedError(NonetError):
    """Too many pictures for this prompt were refused; the message is for the person."""

    def __init__(self, refused: Sequence[RefusedSample]) -> None:
        unjudged = any(one.refusal.category == UNJUDGED for one in refused)
        super().__init__(PICTURES_UNJUDGED if unjudged else PICTURES_REFUSED)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample as it came from the service, or a tile in its place."""

    number: int
    seed: int
    png: bytes
    tokens: tuple[int, ...] | None
    """As `generation.protocol.Painted` has them; none from a model without any, and none of a tile."""


class Easel:
    """One attempt at the samples of one job."""

    def __init__(
        self,
        job: Job,
        *,
        client: Client,
        judge: PictureJudge,
        tell: Callable[[ProgressEvent], None],
        is_watched: Callable[[], bool],
        partial_images: int,
        refused_limit: int,
    ) -> None:
        self._job = job
        self._client = client
        self._judge = judge
        self._tell = tell
        self._is_watched = is_watched
        self._partial_images = partial_images
        self._refused_limit = refused_limit
        self.begun = False
        """Whether the service has begun to paint, so that this counts as an attempt."""
        self.refused: list[RefusedSample] = []
        """All pictures that were refused so far."""

    async def paint(self, beginning: Beginning = NOTHING) -> list[Drawn]:
        """All nine samples in order.

        A refused one is drawn again with the next seeds; one that is refused each time becomes a tile.

        Args:
            beginning: of every sample.

        Raises:
            GenerationError: of the client's kinds.
            PictureError: what came from the service is no picture.
            DatabaseError: the database can't be read.
            PicturesRefusedError: more samples than the limit were refused at once.
        """
        shown = await self._draw(self._job.seed, 1, SAMPLES_PER_JOB, beginning)
        for redraw in range(1, REDRAWS + 1):
            seed = (self._job.seed + redraw) % SEED_LIMIT
            for number in self._missing(shown):
                shown |= await self._draw(seed, number, 1, beginning)
        missing = self._missing(shown)
        tile = make_tile(next(iter(shown.values())).png) if missing else b""
        shown |= {number: Drawn(number, self._job.seed, tile, None) for number in missing}
        return [shown[number] for number in sorted(shown)]

    def _missing(self, shown: Collection[int]) -> list[int]:
        """The samples that are not there yet. Raises PicturesRefusedError if they are too many."""
        missing = [number for number in range(1, SAMPLES_PER_JOB + 1) if number not in shown]
        if len(missing) > self._refused_limit:
            raise PicturesRefusedError(self.refused)
        return missing

    async def _draw(self, seed: int, first: int, n: int, beginning: Beginning) -> dict[int, Drawn]:
        """Samples `first` to `first + n - 1` by number, without those that are refused."""
        request = GenerationRequest(
            prompt=self._job.painted_prompt,
            negative_prompt=self._job.negative_prompt,
            seed=seed,
            n=n,
            first_sample=first,
            model=self._job.model,
            partial_images=self._partial_images,
            user=f"{self._job.platform}:{self._job.requester_id}",
            prefix_tokens=beginning.prefix_tokens,
            return_tokens=True,
            picture=beginning.picture,
            kept_share=self._job.kept_share or 0.0,
        )
        viewing = Viewing(self._judge, self._job, tell=self._tell, is_watched=self._is_watched)
        async with at_work(viewing.run()):
            painted = await self._paint(request, viewing)
            verdicts = await viewing.verdicts()
        refused = {number: refusal for number, refusal in verdicts.items() if refusal}
        self.refused += [RefusedSample(number, seed, refusal) for number, refusal in refused.items()]
        return {
            number: Drawn(number, seed, event.png, event.tokens)
            for number, event in painted.items()
            if number not in refused
        }

    async def _paint(self, request: GenerationRequest, viewing: Viewing) -> dict[int, Painted]:
        """All samples of a request, which are given to the viewing as they come."""
        wanted = range(request.first_sample, request.first_sample + request.n)
        painted: dict[int, Painted] = {}
        async with aclosing(self._client.paint(request)) as events:
            async for event in events:
                self.begun = self.begun or not isinstance(event, Queued)
                match event:
                    case Queued(place, expected_s):
                        self._tell(Waiting(place, expected_s))
                    case Progress(done, total, expected_s):
                        self._tell(Painting(done, total, expected_s))
                    case Partial(number, _, png) if number in wanted:
                        viewing.show_preview(number, png)
                    case Painted(number) if number in wanted and number not in painted:
                        painted[number] = event
                        viewing.show_finished(number, event.png)
        if len(painted) < request.n:
            missing = request.n - len(painted)
            raise PaintingError(f"The service left out {missing} of {request.n} samples.")
        return painted
