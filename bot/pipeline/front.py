"""The only thing that the pipeline knows of a front."""

from pathlib import Path
from typing import Protocol

from bot.pipeline.progress import ProgressEvent
from bot.pipeline.request import Place


class Front(Protocol):
    """A way in and out. Each method is called from the event loop and must not block it.

    The two that deliver must be idempotent: a second call for the same job posts nothing new and returns
    the same id, for a crash may come between the post and its record. They raise `DeliveryError`, which
    says whether a later attempt can succeed.
    """

    name: str
    """As in `Place.front`: discord, twitter, web, schedule, command line."""

    tells_progress: bool
    """Whether `tell` does anything; other fronts are spared it."""

    async def check_place(self, place: Place) -> None:
        """Raise `PlaceError` if a result could not be posted there now."""

    async def tell(self, job_id: str, place: Place, event: ProgressEvent) -> None:
        """Show how the job gets on. Called with the newest events only, one call at a time for each job."""

    async def deliver(self, job_id: str, place: Place, collage: Path) -> str:
        """Put the result where it was asked for, and return the platform's id of what was posted."""

    async def deliver_failure(self, job_id: str, place: Place, reason: str) -> str:
        """Say there instead why there is no result; `reason` is a sentence. Returns as `deliver` does."""
