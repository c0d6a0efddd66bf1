"""The web page as a front: a job's permanent page is its delivery."""

from pathlib import Path

from bot.pipeline.progress import ProgressEvent
from bot.pipeline.request import Place

WEB = "web"
PAGE = Place(front=WEB, address="page")
"""The place of every job that was asked for on the web page."""


def job_path(job_id: str) -> str:
    """The path of a job's permanent page."""
    return f"/jobs/{job_id}"


class WebFront:
    """Delivers by existing: the permanent page shows the pictures as soon as the row says `rendered`."""

    name = WEB
    tells_progress = False

    async def check_place(self, place: Place) -> None:
        """Nothing can be in the way of a page of our own."""

    async def tell(self, job_id: str, place: Place, event: ProgressEvent) -> None:
        """Nothing to do: open pages watch the progress board themselves."""

    async def deliver(self, job_id: str, place: Place, collage: Path) -> str:
        """Return the path of the permanent page, which is there already."""
        return job_path(job_id)

    async def deliver_failure(self, job_id: str, place: Place, reason: str) -> str:
        """Return the path of the permanent page, which says why."""
        return job_path(job_id)
