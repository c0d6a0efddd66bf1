"""Theme parties: who holds one says what it is about, for how long, and what must be in every prompt."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from bot.contests.required_words import read_words
from bot.errors import BadRequestError, QuotaError
from bot.pipeline.accept import Acceptor
from bot.pipeline.request import Place, Request, Requester
from bot.setting_sections import ContestSettings
from db import contests, jobs
from db.contests import Contest, ContestKind, NewContest
from db.session import Database
from moderation.normalise import clean

THEME_CHARS = 200
AWARDS_CHARS = 300

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a host wishes for."""

    theme: str
    hours: float
    required_words: str = ""
    """As typed, with commas between."""
    awards: str = ""
    entries_each: int


class Hosting:
    """Begins and ends parties on behalf of people whom their front lets do so."""

    def __init__(self, settings: ContestSettings, database: Database, acceptor: Acceptor) -> None:
        self._settings = settings
        self._database = database
        self._acceptor = acceptor

    async def begin(
        self, plan: Plan, host: Requester, place: Place, *, channel: str, message_id: str
    ) -> Contest:
        """Write a party down, which is opened as soon as somebody tends it.

        Args:
            plan: what it is about.
            host: who holds it.
            place: where, for the filter.
            channel: in which its invitation stands.
            message_id: of the invitation, which its thread hangs on.

        Raises:
            BadRequestError: the plan can't be taken as it is.
            RefusedError: the filter, a ban or an opt-out says no.
            QuotaError: as many parties go on as a server may have at once.
            StorageError, DatabaseError: it could not be read or written.
        """
        assert place.server is not None, "parties are held on servers"
        theme, words, awards = clean(plan.theme), read_words(plan.required_words), clean(plan.awards)
        if not theme:
            raise BadRequestError("A party needs a theme.", key="party-no-theme")
        said = ". ".join(part for part in (theme, words, awards) if part)
        source_id = f"party:{message_id}"
        await self._acceptor.check_words(
            Request(source_id=source_id, prompt=said, requester=host, place=place)
        )
        now, hours = datetime.now(UTC), min(plan.hours, self._settings.party_hours)
        new = NewContest(
            kind=ContestKind.PARTY,
            front=place.front,
            server=place.server,
            channel=channel,
            message_id=message_id,
            theme=theme[:THEME_CHARS],
            required_words=words,
            awards=awards[:AWARDS_CHARS],
            entries_each=plan.entries_each,
            host_id=host.id,
            host_name=host.name,
            opens_at=now,
            closes_at=now + timedelta(hours=hours),
        )
        return await self._write(new)

    async def _write(self, new: NewContest) -> Contest:
        limit = self._settings.parties_per_server
        async with self._database.session() as session:
            await jobs.lock(session, f"parties:{new.front}:{new.server}")
            if len(await contests.parties_of_server(session, new.front, new.server)) >= limit:
                raise QuotaError(
                    f"There are {limit} parties on this server already.", key="party-enough", limit=limit
                )
            contest = await contests.insert_contest(session, new)
        log.info("party begun", contest=contest.id, server=contest.server)
        return contest

    async def end(self, contest: Contest) -> None:
        """Let a party end now; its votes are counted as soon as somebody tends it.

        Raises:
            BadRequestError: it has ended before, or has not begun.
            DatabaseError: it could not be written.
        """
        async with self._database.session() as session:
            if not await contests.end_early(session, contest.id, datetime.now(UTC)):
                raise BadRequestError("This party is over.", key="contest-late")
        log.info("party ended", contest=contest.id, server=contest.server)
