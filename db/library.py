"""The library: finished jobs that people look through, their own, their favourites, and their server's.

None of them is deleted, unfinished or without pictures. Each page goes from new to old: from the newest, from
the first that is older than the job `before`, or up to the last that is newer than the job `after`.
"""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession

from db.jobs import Job, JobState, job_of, of_person, of_server
from db.models import JobRow, PostKind, PostRow, VoteKind, VoteRow
from db.votes import counts

_SUGGESTED_FROM = 200
"""How many jobs of a person, and how many of a server, prompts are suggested from."""


async def history(
    session: AsyncSession,
    platform: str,
    person_id: str,
    *,
    before: str | None = None,
    after: str | None = None,
    limit: int,
) -> list[Job]:
    """What this person has asked for, newest first."""
    return await _newest(session, of_person(platform, person_id), before, after, limit)


async def favourites(
    session: AsyncSession,
    platform: str,
    person_id: str,
    *,
    before: str | None = None,
    after: str | None = None,
    limit: int,
) -> list[Job]:
    """What this person has marked as a favourite and may see, the newest mark first."""
    mark = (
        (VoteRow.platform == platform)
        & (VoteRow.person_id == person_id)
        & (VoteRow.kind == VoteKind.FAVOURITE)
    )
    statement = (
        select(JobRow)
        .join(VoteRow, VoteRow.job_id == JobRow.id)
        .where(mark, _has_pictures(), or_(JobRow.private.is_(False), of_person(platform, person_id)))
    )
    order = _Order(VoteRow.created_at, VoteRow.job_id, mark)
    return await _page(session, statement, order, before=before, after=after, limit=limit)


async def gallery(
    session: AsyncSession,
    front: str,
    server: str,
    *,
    hidden: Collection[str] = (),
    before: str | None = None,
    after: str | None = None,
    limit: int,
) -> list[Job]:
    """What a server's members have published or like, newest first; nothing of the `hidden` channels."""
    which = _published(front, server) & ~_asked_for_in(hidden)
    return await _newest(session, which, before, after, limit)


async def best(
    session: AsyncSession,
    front: str,
    server: str,
    since: datetime | None,
    limit: int,
    *,
    hidden: Collection[str] = (),
) -> list[tuple[Job, int]]:
    """The jobs of a server that most people like, among those asked for since then, with their votes.

    Nothing of the `hidden` channels is among them.
    """
    voters = func.count((VoteRow.platform + ":" + VoteRow.person_id).distinct())
    statement = (
        select(JobRow, voters)
        .join(VoteRow, VoteRow.job_id == JobRow.id)
        .where(_has_pictures(), _public_of(front, server), ~_asked_for_in(hidden), counts())
        .group_by(JobRow.id)
        .order_by(voters.desc(), JobRow.created_at.desc(), JobRow.id.desc())
        .limit(limit)
    )
    if since is not None:
        statement = statement.where(JobRow.created_at >= since)
    return [(job_of(row), votes) for row, votes in await session.execute(statement)]


async def random_prompt(session: AsyncSession, front: str, server: str) -> str | None:
    """The prompt of one of the server's newest published jobs, by chance."""
    newest = (
        select(JobRow.prompt)
        .where(_has_pictures(), _published(front, server))
        .order_by(JobRow.created_at.desc())
        .limit(_SUGGESTED_FROM)
        .subquery()
    )
    return await session.scalar(select(newest.c.prompt).order_by(func.random()).limit(1))


async def prompts_like(
    session: AsyncSession,
    platform: str,
    person_id: str,
    front: str,
    server: str | None,
    *,
    text: str,
    limit: int,
) -> list[str]:
    """Prompts that contain this text in any case: the person's own, newest first, then the server's best."""
    own = (
        select(JobRow.prompt)
        .where(of_person(platform, person_id), JobRow.deleted_at.is_(None))
        .order_by(JobRow.created_at.desc())
        .limit(_SUGGESTED_FROM)
    )
    prompts = list(await session.scalars(own))
    if server is not None:
        prompts += [job.prompt for job, _ in await best(session, front, server, None, _SUGGESTED_FROM)]
    wanted = text.casefold()
    return [prompt for prompt in dict.fromkeys(prompts) if wanted in prompt.casefold()][:limit]


class _Order(NamedTuple):
    """From new to old, by a moment and, if that is the same, by the job's id."""

    moment: SQLColumnExpression[datetime]
    job_id: SQLColumnExpression[str]
    which: ColumnElement[bool]
    """The rows that have these columns for a job."""


async def _newest(
    session: AsyncSession, which: ColumnElement[bool], before: str | None, after: str | None, limit: int
) -> list[Job]:
    order = _Order(JobRow.created_at, JobRow.id, true())
    return await _page(
        session, select(JobRow).where(_has_pictures(), which), order, before=before, after=after, limit=limit
    )


async def _page(
    session: AsyncSession,
    statement: Select[JobRow],
    order: _Order,
    *,
    before: str | None,
    after: str | None,
    limit: int,
) -> list[Job]:
    """A part of the jobs in this order; nothing, if the job where it should begin or end is gone."""
    columns = (order.moment, order.job_id)
    edge = after or before
    if edge is not None:
        found = await session.execute(select(*columns).where(order.which, order.job_id == edge))
        place = found.one_or_none()
        if place is None:
            return []
        here, there = tuple_(*columns), tuple_(*map(literal, place))
        statement = statement.where(here > there if after else here < there)
    if after:
        upwards = await _jobs(session, statement.order_by(*columns).limit(limit))
        return upwards[::-1]
    return await _jobs(session, statement.order_by(*(column.desc() for column in columns)).limit(limit))


async def _jobs(session: AsyncSession, statement: Select[JobRow]) -> list[Job]:
    return [job_of(row) for row in await session.scalars(statement)]


def _has_pictures() -> ColumnElement[bool]:
    """Of jobs that can be shown: a deleted or expired one has no collage."""
    return JobRow.state.in_([JobState.RENDERED, JobState.DELIVERED]) & JobRow.collage_key.is_not(None)


def _public_of(front: str, server: str) -> ColumnElement[bool]:
    return of_server(front, server) & JobRow.private.is_(False)


def _asked_for_in(channels: Collection[str]) -> ColumnElement[bool]:
    return func.coalesce(JobRow.channel, "").in_(channels)


def _published(front: str, server: str) -> ColumnElement[bool]:
    """Of jobs in the server's showcase, and of those that someone but the requester likes."""
    shown = exists().where(PostRow.job_id == JobRow.id, PostRow.kind == PostKind.SHOWCASE)
    liked = exists().where(VoteRow.job_id == JobRow.id, counts())
    return _public_of(front, server) & or_(shown, liked)
