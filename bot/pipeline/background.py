"""What the database knows around a request, read at once before anyone judges it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.pipeline.request import Request
from bot.pipeline.suspicion import Regard, counts_since, regard
from bot.setting_sections import ModerationSettings
from bot.styles import STYLES
from db import (
    jobs,
    people,
    preferences,
    samples,
    server_bans,
    server_filter,
    server_quotas,
    servers,
    styles,
    suspicions,
)
from db.jobs import Job
from db.people import Person
from db.preferences import Preferences
from db.samples import Sample
from db.scope import Scope
from db.server_bans import ServerBan
from db.server_filter import FilterChoices
from db.server_quotas import ServerQuota
from db.servers import ServerChoices
from db.styles import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What is known of the requester, the server, and the job that the request goes on from."""

    person: Person = field(default_factory=Person)
    wishes: Preferences = field(default_factory=Preferences)
    """What the requester wishes for unless the request says otherwise."""
    regard: Regard = field(default_factory=Regard)
    """How suspect the requester is there."""
    server: ServerChoices = field(default_factory=ServerChoices)
    filter: FilterChoices = field(default_factory=FilterChoices)
    """What the server has chosen for the filter."""
    ban: ServerBan | None = None
    """The requester's from the server, while it lasts."""
    quotas: tuple[ServerQuota, ...] = ()
    styles: Mapping[str, Style] = field(default_factory=lambda: STYLES)
    """Those that can be chosen there, by name."""
    parent: Job | None = None
    """None also if the requester may not see it."""
    varied: Sample | None = None
    """The parent's sample that is to be varied."""


async def background_of(session: AsyncSession, request: Request, settings: ModerationSettings) -> Background:
    """Read what is known around a request."""
    who, place, now = request.requester, request.place, datetime.now(UTC)
    scope = Scope(place.front, place.server) if place.server else None
    events = await suspicions.of_person(session, who.platform, who.id, scope, counts_since(now, settings))
    suspected = regard(events, now, settings)
    person = await people.get(session, who.platform, who.id)
    parent = await _parent(session, request)
    vary = request.options.vary
    varied = await samples.get(session, parent.id, vary) if parent and vary is not None else None
    known = Background(
        person=person,
        wishes=await preferences.of_person(session, who.platform, who.id),
        regard=suspected,
        parent=parent,
        varied=varied,
    )
    if scope is None or place.server is None:
        return known
    own_styles = await styles.of_server(session, place.front, place.server)
    return replace(
        known,
        filter=await server_filter.filter_choices(session, place.front, place.server),
        ban=await server_bans.lasting(session, scope, who.platform, who.id, now),
        server=await servers.choices(session, place.front, place.server),
        quotas=tuple(await server_quotas.of_server(session, place.front, place.server)),
        styles={**STYLES, **{style.name: style for style in own_styles}},
    )


async def _parent(session: AsyncSession, request: Request) -> Job | None:
    if request.options.parent is None:
        return None
    parent = await jobs.get(session, request.options.parent)
    who = request.requester
    if parent and parent.private and not parent.is_of(who.platform, who.id):
        return None
    return parent
