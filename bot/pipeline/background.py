"""What the database knows around a request, read at once before anyone judges it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncSession

from bot.pipeline.request import Request
from bot.styles import STYLES
from db import jobs, people, samples, server_quotas, servers, styles
from db.jobs import Job
from db.people import Person
from db.samples import Sample
from db.server_quotas import ServerQuota
from db.servers import ServerChoices
from db.styles import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known of the requester, the server, and the job that the request goes on from."""

    person: Person = field(default_factory=Person)
    server: ServerChoices = field(default_factory=ServerChoices)
    quotas: tuple[ServerQuota, ...] = ()
    styles: Mapping[str, Style] = field(default_factory=lambda: STYLES)
    """Those that can be chosen there, by name."""
    parent: Job | None = None
    """None also if the requester may not see it."""
    varied: Sample | None = None
    """The parent's sample that is to be varied."""


async def background_of(session: AsyncSession, request: Request) -> Background:
    """Read what is known around a request."""
    who, place = request.requester, request.place
    person = await people.get(session, who.platform, who.id)
    parent = await _parent(session, request)
    vary = request.options.vary
    varied = await samples.get(session, parent.id, vary) if parent and vary is not None else None
    if place.server is None:
        return Background(person=person, parent=parent, varied=varied)
    own_styles = await styles.of_server(session, place.front, place.server)
    return Background(
        person=person,
        server=await servers.choices(session, place.front, place.server),
        quotas=tuple(await server_quotas.of_server(session, place.front, place.server)),
        styles={**STYLES, **{style.name: style for style in own_styles}},
        parent=parent,
        varied=varied,
    )


async def _parent(session: AsyncSession, request: Request) -> Job | None:
    if request.options.parent is None:
        return None
    parent = await jobs.get(session, request.options.parent)
    who = request.requester
    if parent and parent.private and not parent.is_of(who.platform, who.id):
        return None
    return parent
