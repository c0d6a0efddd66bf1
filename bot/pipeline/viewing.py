"""The pictures of one drawing are judged while they come; what may be shown is told of."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.pipeline.picture_judge import PictureJudge, PictureRefusal
from bot.pipeline.progress import Preview, ProgressEvent
from db.jobs import Job


@dataclass(frozen=True, slots=True)
class _Look:
    """A picture that has come."""

    png: bytes
    is_finished: bool


class Viewing:
    """Tells of previews and finished samples, but of none before it was judged.

    Of each sample only the newest picture waits for its verdict: previews that come faster than they can be
    judged are left out, as are those that nobody watches.
    """

    def __init__(
        self,
        judge: PictureJudge,
        job: Job,
        *,
        tell: Callable[[ProgressEvent], None],
        is_watched: Callable[[], bool],
    ) -> None:
        self._judge = judge
        self._job = job
        self._tell = tell
        self._is_watched = is_watched
        self._waiting: dict[int, _Look] = {}
        self._finished: dict[int, PictureRefusal | None] = {}
        self._unjudged: set[int] = set()
        self._has_come, self._was_judged = asyncio.Event(), asyncio.Event()

    def show_preview(self, number: int, png: bytes) -> None:
        """Show how far a sample has got, unless it is finished already."""
        if number not in self._finished and number not in self._unjudged and self._is_watched():
            self._come(number, _Look(png, is_finished=False))

    def show_finished(self, number: int, png: bytes) -> None:
        """Show a finished sample."""
        self._unjudged.add(number)
        self._come(number, _Look(png, is_finished=True))

    async def run(self) -> None:
        """Judge what comes, until cancelled.

        Raises:
            PictureError, DatabaseError: as for `PictureJudge.check`.
        """
        while True:
            await self._has_come.wait()
            self._has_come.clear()
            looks, self._waiting = self._waiting, {}
            refusals = await self._judge.check([look.png for look in looks.values()], self._job)
            for (number, look), refusal in zip(looks.items(), refusals, strict=True):
                if refusal is None:
                    self._tell(Preview(number, look.png))
                if look.is_finished:
                    self._finished[number] = refusal
                    self._unjudged.discard(number)
            self._was_judged.set()

    async def verdicts(self) -> dict[int, PictureRefusal | None]:
        """What was said of each finished sample, by number; None: it may be shown. `run` must be running."""
        while self._unjudged:
            self._was_judged.clear()
            await self._was_judged.wait()
        return self._finished

    def _come(self, number: int, look: _Look) -> None:
        self._waiting[number] = look
        self._has_come.set()
