"""Jobs as pages and the API show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Literal

from bot.pipeline.progress import Painting, ProgressEvent, Waiting
from bot.web import wording
from bot.web.front import job_path
from db.images import StoredImage
from db.jobs import Job, JobState
from db.samples import Sample

State = Literal["waiting", "painting", "done", "failed", "cancelled", "expired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A picture that can be shown and downloaded."""

    url: str
    width: int
    height: int
    file_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a job on its way has got: a sentence, the seconds left, the model's steps once it paints."""

    headline: str
    expected_s: float | None = None
    done: int | None = None
    total: int | None = None

    @property
    def expected(self) -> str:
        """The seconds left, in words."""
        return "" if self.expected_s is None else wording.expected(self.expected_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """What people may know of a job."""

    id: str
    state: State
    prompt: str
    seed: int
    model: str
    created_at: datetime
    took: str
    failure: str | None
    collage: PictureView | None = None
    samples: tuple[PictureView, ...] = ()
    progress: Progress | None = None
    """Only while it is on its way."""

    @property
    def path(self) -> str:
        """Where its page is."""
        return job_path(self.id)


def state_of(job: Job) -> State:
    """What a job's state means to those who wait for its pictures."""
    match job.state:
        case JobState.QUEUED:
            return "waiting"
        case JobState.RENDERING:
            return "painting"
        case JobState.FAILED:
            return "failed"
        case JobState.CANCELLED:
            return "cancelled"
    return "expired" if job.pictures_expired else "done"


def is_live(job: Job) -> bool:
    """Whether a job is still on its way."""
    return state_of(job) in {"waiting", "painting"}


def progress_of(job: Job, newest: ProgressEvent | None) -> Progress | None:
    """How far a job has got, by its row and by the newest that was told of it."""
    if not is_live(job):
        return None
    told = told_by(newest)
    return told or Progress(headline=wording.PAINTING if job.state is JobState.RENDERING else wording.QUEUED)


def told_by(event: ProgressEvent | None) -> Progress | None:
    """What an event says of a job's progress, if it does."""
    match event:
        case Waiting(place, expected_s):
            return Progress(headline=wording.waiting(place), expected_s=expected_s)
        case Painting(done, total, expected_s):
            return Progress(headline=wording.PAINTING, expected_s=expected_s, done=done, total=total)
    return None


def view_of(
    job: Job, collage: StoredImage | None, samples: Sequence[Sample], newest: ProgressEvent | None
) -> JobView:
    """Put together what a page shows of a job."""
    return JobView(
        id=job.id,
        state=state_of(job),
        prompt=job.prompt,
        seed=job.seed,
        model=job.model,
        created_at=job.created_at,
        took=wording.took(job.claimed_at, job.finished_at),
        failure=job.failure,
        collage=_picture(job, collage.key, collage.width, collage.height) if collage else None,
        samples=tuple(
            _picture(job, sample.image_key, sample.width, sample.height, str(sample.number))
            for sample in samples
            if sample.image_key and sample.width and sample.height
        ),
        progress=progress_of(job, newest),
    )


def _picture(job: Job, key: str, width: int, height: int, number: str = "") -> PictureView:
    return PictureView(
        url=f"/images/{key}",
        width=width,
        height=height,
        file_name=wording.file_name(
            job.prompt, f"{job.seed}{number and '-'}{number}", PurePosixPath(key).suffix
        ),
    )
