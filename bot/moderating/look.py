"""What moderators see: the queue, one case at a time, and what is known of a person."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.moderating.moderator import Moderator
from bot.pipeline.suspicion import Regard, counts_since, regard
from bot.setting_sections import ModerationSettings
from db import appeals, audit, cases, jobs, people, refusals, reports, server_bans, suspicions
from db.appeals import Appeal
from db.audit import Done, Note
from db.cases import Case, CaseDecision, CaseKind, Which
from db.jobs import Job
from db.people import Person
from db.refusals import KnownRefusal
from db.reports import Report
from db.server_bans import ServerBan
from db.session import Database
from db.suspicions import Suspicion

REPORTS_SHOWN = 10
HISTORY = 50
"""Cases and refusals of a person that are looked at."""
NOTES_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """What a moderator may know of a person."""

    platform: str
    person_id: str
    known: Person
    """With a ban everywhere, if there is one."""
    ban: ServerBan | None
    """From the moderator's server, while it lasts."""
    regard: Regard
    causes: list[Suspicion]
    """What counts against the person there, oldest first."""
    refusals: list[KnownRefusal]
    """What the filter refused there, newest first."""
    decisions: Counter[CaseDecision]
    """How earlier cases about what the person asked for ended, but appeals: an appeal that is right is no
    decision against them."""
    notes: list[Note]

    @property
    def banned_until(self) -> datetime | None:
        """Until when the person is kept out everywhere, if so."""
        until = self.known.banned_until
        return until if until and until > datetime.now(UTC) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """A case with all that a moderator needs to decide it."""

    case: Case
    job: Job | None
    """None if it is gone, or never was one."""
    reports: list[Report]
    """The first of them."""
    refusal: KnownRefusal | None
    """The filter's doubt, or what is appealed against."""
    appeal: Appeal | None
    person: PersonView
    waiting: int
    """How many cases that part of the queue has."""
    has_earlier: bool
    has_later: bool

    @property
    def prompt(self) -> str:
        """What was asked for; empty if it is not kept."""
        if self.refusal and self.refusal.prompt:
            return self.refusal.prompt
        return self.job.painted_prompt if self.job else ""


async def look(
    database: Database,
    settings: ModerationSettings,
    moderator: Moderator,
    which: Which,
    *,
    case_id: int | None = None,
    after: int | None = None,
    before: int | None = None,
) -> CaseView | None:
    """A case by its id, or the next or last one of a part of the queue; None if there is none to be seen."""
    async with database.reading() as session:
        reader = _Reader(session, settings, moderator)
        if case_id is not None:
            case = await cases.get(session, case_id, moderator.scope)
        else:
            case = await reader.neighbour(which, after=after, before=before)
        return await reader.view(which, case) if case else None


async def list_cases(
    database: Database, moderator: Moderator, which: Which, limit: int
) -> tuple[list[Case], int]:
    """The first cases of a part of the queue, and how many it has."""
    now = datetime.now(UTC)
    async with database.reading() as session:
        found = await cases.waiting(
            session, which, moderator.scope, moderator=moderator.key, now=now, limit=limit
        )
        return found, await cases.count(session, which, moderator.scope, moderator=moderator.key, now=now)


async def look_at_person(
    database: Database, settings: ModerationSettings, moderator: Moderator, platform: str, person_id: str
) -> PersonView:
    """What a moderator may know of a person."""
    async with database.reading() as session:
        return await _Reader(session, settings, moderator).person(platform, person_id)


async def audit_log(database: Database, moderator: Moderator, limit: int, offset: int = 0) -> list[Done]:
    """What was done last, newest first; without the `offset` newest ones."""
    async with database.reading() as session:
        return await audit.newest(session, moderator.scope, limit, offset)


class _Reader:
    """Reads for one moderator at one moment."""

    def __init__(self, session: AsyncSession, settings: ModerationSettings, moderator: Moderator) -> None:
        self._session = session
        self._settings = settings
        self._moderator = moderator
        self._scope = moderator.scope
        self._now = datetime.now(UTC)

    async def neighbour(
        self, which: Which, *, after: int | None = None, before: int | None = None
    ) -> Case | None:
        return await cases.neighbour(
            self._session,
            which,
            self._scope,
            moderator=self._moderator.key,
            now=self._now,
            after=after,
            before=before,
        )

    async def view(self, which: Which, case: Case) -> CaseView:
        session, refusal_id = self._session, case.refusal_id
        return CaseView(
            case=case,
            job=await jobs.get(session, case.job_id) if case.job_id else None,
            reports=await reports.of_case(session, case.id, REPORTS_SHOWN),
            refusal=await refusals.get(session, refusal_id) if refusal_id else None,
            appeal=await appeals.get(session, refusal_id) if refusal_id else None,
            person=await self.person(case.platform, case.person_id),
            waiting=await cases.count(
                session, which, self._scope, moderator=self._moderator.key, now=self._now
            ),
            has_earlier=await self.neighbour(which, before=case.id) is not None,
            has_later=await self.neighbour(which, after=case.id) is not None,
        )

    async def person(self, platform: str, person_id: str) -> PersonView:
        session, scope, now = self._session, self._scope, self._now
        since = counts_since(now, self._settings)
        counted = await suspicions.of_person(session, platform, person_id, scope, since)
        about = await cases.of_person(session, platform, person_id, scope, HISTORY)
        return PersonView(
            platform=platform,
            person_id=person_id,
            known=await people.get(session, platform, person_id),
            ban=await server_bans.lasting(session, scope, platform, person_id, now) if scope else None,
            regard=regard(counted, now, self._settings),
            causes=counted,
            refusals=await refusals.of_person(session, platform, person_id, HISTORY, scope),
            decisions=Counter(
                case.decision for case in about if case.decision and case.kind is not CaseKind.APPEAL
            ),
            notes=await audit.notes(session, platform, person_id, scope, NOTES_SHOWN),
        )
