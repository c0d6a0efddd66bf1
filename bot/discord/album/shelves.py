"""Where the pages of a list come from."""

from dataclasses import asdict, dataclass
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.discord.desk import DISCORD
from db import library, votes
from db.jobs import Job
from db.session import Database

PAGE_JOBS = 5
"""More on a page would be a wall."""


class Shelf(StrEnum):
    """A list of jobs."""

    HISTORY = "history"
    """What the person has asked for."""
    FAVOURITES = "favourites"
    """What the person has marked as a favourite."""
    GALLERY = "gallery"
    """What the server's members have published or like."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who leafs through a list, and where."""

    person_id: str
    server: str | None
    hidden: frozenset[str] = frozenset()
    """Channels of the server of which nothing may be shown there."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where a page begins, or where it ends; neither: it is the first."""

    before: str | None = None
    """All that is on it is older than this job."""
    after: str | None = None
    """All that is on it is newer than this job."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list, from new to old."""

    shelf: Shelf
    jobs: list[Job]
    votes: list[int]
    """How many people like each of them."""
    has_newer: bool
    has_older: bool


async def read_page(database: Database, shelf: Shelf, reader: Reader, edge: Edge) -> Page:
    """The page next to this edge. Raises `DatabaseError`."""
    async with database.reading() as session:
        found = await _jobs(session, shelf, reader, edge)
        if edge.after and len(found) <= PAGE_JOBS:  # the newest ones: they are shown as one full page
            edge = Edge()
            found = await _jobs(session, shelf, reader, edge)
        is_whole = len(found) <= PAGE_JOBS
        shown = found[-PAGE_JOBS:] if edge.after else found[:PAGE_JOBS]
        likes = [await votes.count(session, job.id) for job in shown]
    if edge.after:
        return Page(shelf, shown, likes, has_newer=not is_whole, has_older=True)
    return Page(shelf, shown, likes, has_newer=edge.before is not None, has_older=not is_whole)


async def _jobs(session: AsyncSession, shelf: Shelf, reader: Reader, edge: Edge) -> list[Job]:
    part = {**asdict(edge), "limit": PAGE_JOBS + 1}  # one more tells whether there is another page
    match shelf:
        case Shelf.HISTORY:
            return await library.history(session, DISCORD, reader.person_id, **part)
        case Shelf.FAVOURITES:
            return await library.favourites(session, DISCORD, reader.person_id, **part)
        case Shelf.GALLERY:
            if reader.server is None:
                return []
            return await library.gallery(session, DISCORD, reader.server, hidden=reader.hidden, **part)
