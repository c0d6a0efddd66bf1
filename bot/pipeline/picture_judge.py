"""Which pictures may be shown: the picture filter, and what moderators have blocked."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import structlog

from bot.picture import open_picture
from db import blocked_pictures
from db.jobs import NewJob
from db.session import Database
from moderation.images import PictureFilter
from moderation.perceptual_hash import nearest, perceptual_hash
from moderation.verdict import Decision, Verdict

BLOCKED = "blocked-picture"
"""The category of what moderators have blocked."""
UNJUDGED = "unjudged-picture"
"""The category of what nobody could judge."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class PictureRefusal:
    """Why a picture may not be shown. For moderators only."""

    category: str
    """Of the filter, or `BLOCKED`, or `UNJUDGED`."""
    score: float
    """How sure that is, 0 to 1."""
    audit: str
    """Which rule says so."""


class PictureJudge:
    """Judges pictures in a thread of its own, one batch at a time, which spares the loop and memory."""

    def __init__(self, load: Callable[[], PictureFilter], database: Database) -> None:
        self._load = load
        self._database = database
        self._filter: PictureFilter | None = None
        self._thread = ThreadPoolExecutor(1, "picture judge")

    async def warm_up(self) -> None:
        """Load the filter, which the first pictures would wait for otherwise."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._try_to_load)

    async def check(self, pngs: Sequence[bytes], job: NewJob) -> list[PictureRefusal | None]:
        """Why each of these pictures may not be shown where a job was asked for; None: it may.

        If the filter fails, none of them may.

        Raises:
            PictureError: one of them is no picture.
            DatabaseError: the database can't be read.
        """
        async with self._database.reading() as session:
            blocked = await blocked_pictures.blocked(session, job.front, job.server)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._check, pngs, job.picture_level, blocked)

    def _try_to_load(self) -> None:
        try:
            self._loaded()
        except Exception as error:  # without a filter Nonet runs on, and shows no picture
            log.exception("picture filter not loaded", error=str(error))

    def _loaded(self) -> PictureFilter:
        if self._filter is None:
            self._filter = self._load()
        return self._filter

    def _check(
        self, pngs: Sequence[bytes], level: str, blocked: Collection[int]
    ) -> list[PictureRefusal | None]:
        pictures = [np.asarray(open_picture(png)) for png in pngs]
        try:
            verdicts = self._loaded().check(pictures, level)
            hashes = [perceptual_hash(picture) for picture in pictures]
            return [
                _refusal(verdict, None if one is None else nearest(one, blocked))
                for verdict, one in zip(verdicts, hashes, strict=True)
            ]
        except Exception as error:  # whatever fails, what is not judged is not shown
            log.exception("pictures not judged", count=len(pngs))
            audit = f"the picture filter failed: {type(error).__name__}: {error}"
            return [PictureRefusal(UNJUDGED, 1.0, audit)] * len(pngs)


def _refusal(verdict: Verdict, distance: int | None) -> PictureRefusal | None:
    if verdict.decision is Decision.REFUSE:
        return PictureRefusal(verdict.category or "", verdict.score, verdict.audit)
    if distance is not None:
        return PictureRefusal(BLOCKED, 1.0, f"block list: {distance} of 64 bits from a blocked picture")
    return None
