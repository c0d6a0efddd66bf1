"""Where the pages of a list come from."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncSession

from bot.discord.desk import DISCORD
from db import library, votes
from db.jobs import Job
from db.session import Database

PAGE_JOBS = 5
"""Jobs on a page: more would be a wall, and would take more than one file each moment to make small."""


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


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list."""

    shelf: Shelf
    jobs: list[Job]
    votes: list[int]
    """How many people like each of them."""
    before: str | None
    """The job that it begins after; None on the first page."""
    is_last: bool


async def read_page(database: Database, shelf: Shelf, reader: Reader, before: str | None) -> Page:
    """The page that begins after the job `before`, or the first. Raises `DatabaseError`."""
    async with database.reading() as session:
        found = await _jobs(session, shelf, reader, before)
        shown = found[:PAGE_JOBS]
        likes = [await votes.count(session, job.id) for job in shown]
    return Page(shelf, shown, likes, before, is_last=len(found) <= PAGE_JOBS)


async def _jobs(session: AsyncSession, shelf: Shelf, reader: Reader, before: str | None) -> list[Job]:
    one_more = PAGE_JOBS + 1  # which tells whether there is a next page
    match shelf:
        case Shelf.HISTORY:
            return await library.history(session, DISCORD, reader.person_id, before=before, limit=one_more)
        case Shelf.FAVOURITES:
            return await library.favourites(session, DISCORD, reader.person_id, before=before, limit=one_more)
        case Shelf.GALLERY:
            if reader.server is None:
                return []
            return await library.gallery(session, DISCORD, reader.server, before=before, limit=one_more)
