"""A pipeline with everything real but the model, the filter of pictures and the platform."""

import asyncio
import io
import shutil
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from bot.image_store import ImageStore
from bot.pipeline.accept import Acceptor
from bot.pipeline.bell import Bell
from bot.pipeline.deliver import Deliverer
from bot.pipeline.picture_judge import PictureJudge
from bot.pipeline.progress import ProgressBoard, ProgressEvent
from bot.pipeline.render import Renderer
from bot.pipeline.request import Options, Place, Request, Requester
from bot.settings import Settings
from db import jobs
from db.jobs import Job
from db.session import Database
from generation.protocol import (
    Finished,
    GenerationEvent,
    GenerationRequest,
    Painted,
    Partial,
    Progress,
    Queued,
)
from moderation.images import AllowAllPictures
from moderation.text import TextFilter

SIDE_PX = 16


def picture(seed: int, sample: int) -> bytes:
    """A square whose colour depends on seed and sample only."""
    buffer = io.BytesIO()
    colour = (seed % 256, sample * 25, seed // 256 % 256)
    Image.new("RGB", (SIDE_PX, SIDE_PX), colour).save(buffer, "PNG")
    return buffer.getvalue()


def tokens_of(request: GenerationRequest, sample: int) -> tuple[int, ...]:
    """The tiny service's tokens: one for the style, and four rows of four that tell seed and sample."""
    assert request.seed is not None
    drawn = (request.seed % 256 * 10 + sample,) * 17
    return (*request.prefix_tokens, *drawn[len(request.prefix_tokens) :])


class TinyService:
    """Paints squares, and misbehaves as it is told: each request takes the next of `faults`, if any."""

    def __init__(self) -> None:
        self.requests: list[GenerationRequest] = []
        self.faults: deque[tuple[int, Exception]] = deque()
        """After how many events a request breaks off, and with which error."""
        self.go_on = asyncio.Event()
        """Cleared, painting stops half-way until it is set."""
        self.go_on.set()
        self.under_way = 0
        self.gives_tokens = True

    async def paint(self, request: GenerationRequest) -> AsyncGenerator[GenerationEvent, None]:
        self.requests.append(request)
        events_left, error = self.faults.popleft() if self.faults else (None, None)
        self.under_way += 1
        try:
            for number, event in enumerate(self._events(request)):
                if number == events_left and error:
                    raise error
                if number == 3:
                    await self.half_way()
                yield event
        finally:
            self.under_way -= 1

    async def half_way(self) -> None:
        await self.go_on.wait()

    def _events(self, request: GenerationRequest) -> list[GenerationEvent]:
        assert request.seed is not None
        samples = range(request.first_sample, request.first_sample + request.n)
        return [
            Queued(1, 2.0),
            Progress(0, 2, 1.0),
            Partial(samples[0], 0, picture(0, 0)),
            Progress(1, 2, 0.5),
            *(
                Painted(sample, picture(request.seed, sample), self._tokens(request, sample))
                for sample in samples
            ),
            Finished("nonet-small", request.seed),
        ]

    def _tokens(self, request: GenerationRequest, sample: int) -> tuple[int, ...] | None:
        return tokens_of(request, sample) if self.gives_tokens and request.return_tokens else None


@dataclass
class Postbox:
    """A front whose posts can be counted, and that fails as it is told."""

    name: str = "web"
    tells_progress: bool = True
    posts: dict[str, str] = field(default_factory=dict)
    """What was posted for each job: the collage's file name, or the failure."""
    calls: int = 0
    faults: deque[Exception] = field(default_factory=deque)
    closed: Exception | None = None
    told: list[tuple[str, ProgressEvent]] = field(default_factory=list)

    async def check_place(self, place: Place) -> None:
        if self.closed:
            raise self.closed

    async def tell(self, job_id: str, place: Place, event: ProgressEvent) -> None:
        self.told.append((job_id, event))

    async def deliver(self, job_id: str, place: Place, collage: Path) -> str:
        return self._post(job_id, collage.name)

    async def deliver_failure(self, job_id: str, place: Place, reason: str) -> str:
        return self._post(job_id, reason)

    def _post(self, job_id: str, what: str) -> str:
        self.calls += 1
        if self.faults:
            raise self.faults.popleft()
        self.posts.setdefault(job_id, what)
        return f"post of {job_id}"


class Outbox(Postbox):
    """A front whose posts outlive their process: files named after the jobs."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(name)
        self._folder = folder / f"outbox {name}"

    async def deliver(self, job_id: str, place: Place, collage: Path) -> str:
        self._folder.mkdir(exist_ok=True)
        if job_id not in self.posts_made():
            shutil.copyfile(collage, self._folder / job_id)
        return f"post of {job_id}"

    def posts_made(self) -> list[str]:
        return [path.name for path in self._folder.iterdir()]


async def eventually(condition: Callable[[], Awaitable[bool]]) -> None:
    """Wait until it is so, but not for ever."""
    for _ in range(2_000):
        if await condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{condition.__qualname__} never came true")


def ask(source_id: str = "event", **fields: object) -> Request:
    """A request by Ann on the web; fields of `Request` and of `Options` may be given."""
    options = {name: fields.pop(name) for name in list(fields) if name in Options.__slots__}
    defaults = {
        "source_id": source_id,
        "prompt": "a red fox in the snow",
        "requester": Requester("web", "ann", "Ann"),
        "place": Place("web", "page"),
        "options": Options(**options),  # type: ignore[arg-type]  # named by the tests, checked by Python
    }
    return Request(**(defaults | fields))  # type: ignore[arg-type]  # as above


def quick_settings(folder: Path) -> Settings:
    """As by default, with waits that suit a test."""
    queue = {
        "workers": 2,
        "lease_s": 2.0,
        "heartbeat_s": 0.1,
        "poll_s": 0.02,
        "attempts": 3,
        "retry_s": 0.01,
    }
    return Settings.model_validate({"data_dir": folder, "queue": queue})


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)  # away from anyone's config.toml
    return quick_settings(tmp_path)


@pytest.fixture
def service() -> TinyService:
    return TinyService()


@pytest.fixture
def front() -> Postbox:
    return Postbox()


@pytest.fixture
async def image_store(settings: Settings) -> ImageStore:
    store = ImageStore(settings.images_dir)
    await store.open()
    return store


@dataclass
class Pipeline:
    """The parts of one process, and short words for what tests do with them."""

    settings: Settings
    database: Database
    service: TinyService
    front: Postbox
    image_store: ImageStore
    board: ProgressBoard
    acceptor: Acceptor
    renderer: Renderer
    deliverer: Deliverer

    async def accept(self, source_id: str = "event", /, **fields: object) -> Job:
        return await self.acceptor.accept(ask(source_id, **fields))

    async def render_next(self) -> Job:
        job = await self.renderer.claim()
        assert job is not None
        await self.renderer.render(job)
        return await self.read(job)

    async def read(self, job: Job) -> Job:
        async with self.database.reading() as session:
            found = await jobs.get(session, job.id)
        assert found is not None
        return found


@pytest.fixture
def pipeline(
    settings: Settings, database: Database, service: TinyService, front: Postbox, image_store: ImageStore
) -> Pipeline:
    return assemble(settings, database, service, image_store, front)


def assemble(
    settings: Settings,
    database: Database,
    service: TinyService,
    image_store: ImageStore,
    *fronts: Postbox,
) -> Pipeline:
    """One process's pipeline; two of them on the same database are two processes."""
    board, bell, by_name = ProgressBoard(), Bell(), {front.name: front for front in fronts}

    async def models() -> list[str]:
        return ["nonet-small", "dalle-mini"]

    return Pipeline(
        settings=settings,
        database=database,
        service=service,
        front=fronts[0],
        image_store=image_store,
        board=board,
        acceptor=Acceptor(
            settings,
            database,
            text_filter=TextFilter(),
            fronts=by_name,
            models=models,
            picture_judge=PictureJudge(AllowAllPictures, database),
            image_store=image_store,
            bell=bell,
        ),
        renderer=Renderer(
            settings,
            database,
            client=service,
            image_store=image_store,
            picture_judge=PictureJudge(AllowAllPictures, database),
            board=board,
            bell=bell,
        ),
        deliverer=Deliverer(settings, database, fronts=by_name, image_store=image_store, bell=bell),
    )
