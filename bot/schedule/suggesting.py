"""What people do with suggestions for a schedule: propose, vote, approve or reject, keep an own list."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import BadRequestError, QuotaError
from bot.pipeline.accept import Acceptor
from bot.pipeline.request import Place, Request, Requester
from bot.schedule.gist import gist
from db import jobs, people, schedules, server_bans, suggestions
from db.scope import Scope
from db.session import Database
from db.suggestions import KnownSuggestion, NewSuggestion, Suggestion, SuggestionState
from moderation.normalise import clean

OWN_LIST_LIMIT = 1_000
"""Prompts on one schedule's own list."""
_COMPARED = 2_000
"""Newest suggestions of a schedule among which the same one is looked for."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Outcome(StrEnum):
    """What a proposal has come to."""

    NEW = "new"
    """It waits for votes or a moderator."""
    SECONDED = "seconded"
    """Someone had the same idea; it has this person's vote now, unless it is their own."""
    KNOWN = "known"
    """It is approved already."""
    REJECTED = "rejected"
    """A moderator did not want it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person is told about a proposal or vote."""

    outcome: Outcome
    suggestion: Suggestion
    votes: int


class Suggesting:
    """Serves all fronts. `votes_needed` approve a suggestion; a person may have `waiting_limit` waiting."""

    def __init__(
        self, database: Database, acceptor: Acceptor, *, votes_needed: int, waiting_limit: int
    ) -> None:
        self._database = database
        self._acceptor = acceptor
        self._votes_needed = votes_needed
        self._waiting_limit = waiting_limit

    async def suggest(self, schedule_id: int, requester: Requester, place: Place, text: str) -> Answer:
        """Propose a prompt. The same idea again is a vote for the first one.

        Raises:
            RefusedError: an opt-out, a ban or the filter says no.
            BadRequestError: it is no prompt, or there is no such schedule.
            QuotaError: too many of this person's proposals wait.
        """
        everywhere = replace(place, age_restricted=False)  # where members see what was suggested
        await self._check(schedule_id, requester, everywhere, text)
        now, new = datetime.now(UTC), _new(schedule_id, requester, text, by_member=True)
        async with self._database.session() as session:
            same = await self._same(session, new)
            if same:
                return await self._again(session, same, requester, now)
            waiting = await suggestions.count_waiting(session, schedule_id, requester.platform, requester.id)
            if waiting >= self._waiting_limit:
                raise QuotaError(
                    f"{self._waiting_limit} of your suggestions are still waiting.",
                    key="suggestion-limit",
                    limit=self._waiting_limit,
                )
            added = await suggestions.add(session, new, SuggestionState.WAITING, now)
        log.info("prompt suggested", schedule=schedule_id, suggestion=added.id)
        return Answer(Outcome.NEW, added, 0)

    async def vote(self, suggestion_id: int, requester: Requester) -> Answer:
        """Add a person's vote, which approves the suggestion if it was the last one needed.

        Raises:
            BadRequestError: there is no such suggestion any more, or the person is kept out.
        """
        now = datetime.now(UTC)
        async with self._database.session() as session:
            known = await _get(session, suggestion_id)
            await _check_voter(session, known.suggestion.schedule_id, requester, now)
            return await self._again(session, known.suggestion, requester, now)

    async def unvote(self, suggestion_id: int, requester: Requester) -> KnownSuggestion:
        """Take a person's vote back. Raises `BadRequestError` as `vote` does."""
        async with self._database.session() as session:
            await suggestions.unvote(session, suggestion_id, requester.platform, requester.id)
            return await _get(session, suggestion_id)

    async def decide(self, suggestion_id: int, state: SuggestionState, by: str) -> KnownSuggestion:
        """A moderator approves or rejects. Raises `BadRequestError` as `vote` does."""
        async with self._database.session() as session:
            changed = await suggestions.decide(session, suggestion_id, state, by)
            known = await _get(session, suggestion_id)
        if changed:
            log.info("suggestion decided", suggestion=suggestion_id, state=state)
        return known

    async def put_on_list(
        self, schedule_id: int, requester: Requester, place: Place, text: str
    ) -> Suggestion:
        """Put a prompt on the schedule's own list; the same again is the one that is there.

        Raises:
            RefusedError, BadRequestError: as `suggest` does.
            QuotaError: the list is full.
        """
        await self._check(schedule_id, requester, place, text)
        new = _new(schedule_id, requester, text, by_member=False)
        async with self._database.session() as session:
            same = await self._same(session, new)
            if same and not same.by_member:
                return same
            if await suggestions.count_own(session, schedule_id) >= OWN_LIST_LIMIT:
                raise QuotaError(
                    f"The list holds at most {OWN_LIST_LIMIT:,} prompts.",
                    key="suggestion-list-full",
                    limit=OWN_LIST_LIMIT,
                )
            return await suggestions.add(session, new, SuggestionState.APPROVED, datetime.now(UTC))

    async def take_off_list(self, schedule_id: int, suggestion_id: int) -> None:
        """Take a prompt off the schedule's own list. Raises `BadRequestError` as `vote` does."""
        async with self._database.session() as session:
            known = await _get(session, suggestion_id)
            if known.suggestion.by_member or known.suggestion.schedule_id != schedule_id:
                raise _gone()
            await suggestions.remove(session, suggestion_id)

    async def _check(self, schedule_id: int, requester: Requester, place: Place, text: str) -> None:
        async with self._database.reading() as session:
            if await schedules.get(session, schedule_id) is None:
                raise BadRequestError("There is no such schedule any more.", key="suggestion-no-schedule")
        source_id = f"suggestion:{schedule_id}"
        await self._acceptor.check_words(
            Request(source_id=source_id, prompt=text, requester=requester, place=place)
        )

    async def _same(self, session: AsyncSession, new: NewSuggestion) -> Suggestion | None:
        """What says the same, one of the list before members' ones. Until the end nobody else adds it."""
        await jobs.lock(session, f"suggestions:{new.schedule_id}")
        known = await suggestions.all_of(session, new.schedule_id, _COMPARED)
        same = [one for one in known if gist(one.text) == gist(new.text)]
        return min(same, key=lambda one: one.by_member, default=None)

    async def _again(
        self, session: AsyncSession, same: Suggestion, requester: Requester, now: datetime
    ) -> Answer:
        """Vote for a suggestion that waits, and say how it stands."""
        if same.state is SuggestionState.WAITING:
            await suggestions.vote(session, same.id, requester.platform, requester.id, now)
            if await suggestions.approve_if_liked(session, same.id, self._votes_needed):
                log.info("suggestion liked", suggestion=same.id)
        known = await _get(session, same.id)
        match same.state:
            case SuggestionState.WAITING:
                outcome = Outcome.SECONDED
            case SuggestionState.APPROVED:
                outcome = Outcome.KNOWN
            case SuggestionState.REJECTED:
                outcome = Outcome.REJECTED
        return Answer(outcome, known.suggestion, known.votes)


def _new(schedule_id: int, requester: Requester, text: str, *, by_member: bool) -> NewSuggestion:
    return NewSuggestion(
        schedule_id=schedule_id,
        text=clean(text),
        by_member=by_member,
        platform=requester.platform,
        person_id=requester.id,
        person_name=requester.name[:100],
    )


async def _check_voter(session: AsyncSession, schedule_id: int, requester: Requester, now: datetime) -> None:
    """Raise `BadRequestError` if this person is banned, or wants nothing to do with us."""
    schedule = await schedules.get(session, schedule_id)
    scope = Scope(schedule.front, schedule.server) if schedule and schedule.server else None
    person = await people.get(session, requester.platform, requester.id)
    banned = person.banned_until is not None and person.banned_until > now
    if scope and await server_bans.lasting(session, scope, requester.platform, requester.id, now):
        banned = True
    if banned or person.opted_out_at:
        raise BadRequestError("Your vote would not count.", key="contest-kept-out")


async def _get(session: AsyncSession, suggestion_id: int) -> KnownSuggestion:
    known = await suggestions.get(session, suggestion_id)
    if known is None:
        raise _gone()
    return known


def _gone() -> BadRequestError:
    return BadRequestError("This suggestion is gone.", key="suggestion-gone")
