"""How a job gets on, told to whoever watches it in this process."""

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Waiting:
    """The job is in the queue; `place` counts from 1."""

    place: int
    expected_s: float
    """Seconds until it is expected to be finished."""


@dataclass(frozen=True, slots=True)
class Painting:
    """The job is being painted: steps done and in all, seconds expected until it is finished."""

    done: int
    total: int
    expected_s: float


@dataclass(frozen=True, slots=True)
class Preview:
    """The newest look of one sample, 1 to 9, as PNG."""

    sample: int
    png: bytes


@dataclass(frozen=True, slots=True)
class Rendered:
    """All samples and the collage are in the image store."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The job has ended without a result; `reason` is a sentence for the person."""

    reason: str


ProgressEvent = Waiting | Painting | Preview | Rendered | Failed

ENDED_KEPT = 1_000
"""How many jobs that have ended are remembered for watchers who come a moment too late."""

_STATE = 0  # the slot of all events but previews, whose slots are the samples' numbers


@dataclass(eq=False, slots=True)
class _Watcher:
    unseen: dict[int, ProgressEvent]
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def show(self, slot: int, event: ProgressEvent) -> None:
        """A watcher that is slow sees the newest event of each slot only."""
        self.unseen.pop(slot, None)  # so that events stay in the order in which they happened
        self.unseen[slot] = event
        self.news.set()


@dataclass(eq=False, slots=True)
class _Story:
    """What is known of one job that is watched or painted here."""

    newest: dict[int, ProgressEvent] = field(default_factory=dict)
    watchers: set[_Watcher] = field(default_factory=set)
    painted: bool = False
    ended: asyncio.Event = field(default_factory=asyncio.Event)


class ProgressBoard:
    """The newest of every job that is watched or painted in this process.

    Publishing never waits. Memory is bounded by the number of those jobs, each with one event and one
    preview of each sample, and by `ENDED_KEPT`.
    """

    def __init__(self) -> None:
        self._stories: dict[str, _Story] = {}
        self._ended: dict[str, ProgressEvent] = {}

    def publish(self, job_id: str, event: ProgressEvent) -> None:
        """Tell everyone who watches the job; nothing more is told after `Rendered` or `Failed`."""
        if job_id in self._ended:
            return
        if isinstance(event, Rendered | Failed):
            self._remember_end(job_id, event)
        story = self._stories.get(job_id)
        slot = event.sample if isinstance(event, Preview) else _STATE
        if story is None or story.newest.get(slot) == event:
            return
        story.newest[slot] = event
        for watcher in story.watchers:
            watcher.show(slot, event)
        if job_id in self._ended:
            story.ended.set()
            del self._stories[job_id]

    async def watch(self, job_id: str) -> AsyncGenerator[ProgressEvent, None]:
        """What happens to the job from now on, after the newest of what is known already.

        Ends after `Rendered` or `Failed`. Events that the watcher is too slow for are left out, but never
        the newest of its kind, and never the end.
        """
        if job_id in self._ended:
            yield self._ended[job_id]
            return
        story = self._stories.setdefault(job_id, _Story())
        watcher = _Watcher(dict(story.newest))
        story.watchers.add(watcher)
        try:
            while True:
                while watcher.unseen:
                    event = watcher.unseen.pop(next(iter(watcher.unseen)))
                    yield event
                    if isinstance(event, Rendered | Failed):
                        return
                watcher.news.clear()
                await watcher.news.wait()
        finally:
            story.watchers.discard(watcher)
            self._drop_if_idle(job_id)

    def is_watched(self, job_id: str) -> bool:
        """Whether anyone would see what is published of the job now."""
        story = self._stories.get(job_id)
        return story is not None and bool(story.watchers)

    @contextmanager
    def painting(self, job_id: str) -> Iterator[asyncio.Event]:
        """Say that the job is painted here meanwhile; gives an event that is set when the job has ended.

        What was told is forgotten afterwards: if the job has not ended, it will be painted anew.
        """
        story = self._stories.setdefault(job_id, _Story())
        story.painted = True
        try:
            yield story.ended
        finally:
            story.painted = False
            story.newest.clear()
            self._drop_if_idle(job_id)

    def newest(self, job_id: str) -> ProgressEvent | None:
        """The newest that was told of the job, previews aside."""
        story = self._stories.get(job_id)
        return story.newest.get(_STATE) if story else self._ended.get(job_id)

    def watched(self) -> list[str]:
        """The jobs that someone watches."""
        return [job_id for job_id, story in self._stories.items() if story.watchers]

    def _remember_end(self, job_id: str, event: ProgressEvent) -> None:
        self._ended[job_id] = event
        if len(self._ended) > ENDED_KEPT:
            del self._ended[next(iter(self._ended))]

    def _drop_if_idle(self, job_id: str) -> None:
        story = self._stories.get(job_id)
        if story and not story.watchers and not story.painted:
            del self._stories[job_id]
