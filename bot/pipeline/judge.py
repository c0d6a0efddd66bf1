"""Who may ask, and what may be asked: opt-outs, bans and the text filter, with a record for moderators."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import NoReturn

import structlog

from bot.errors import RefusedError
from bot.pipeline.request import Request
from bot.setting_sections import ModerationSettings
from db import refusals
from db.jobs import NewJob
from db.people import Person
from db.refusals import Refusal
from db.session import Database
from moderation.normalise import PromptError, clean
from moderation.policy import Policy
from moderation.text import TextFilter
from moderation.verdict import ALLOWED, Decision, Verdict

_SEVERITY = (Decision.ALLOW, Decision.REVIEW, Decision.REFUSE)

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Judge:
    """Refuses requests. Every refusal is recorded before it is raised."""

    def __init__(self, settings: ModerationSettings, text_filter: TextFilter, database: Database) -> None:
        self._settings = settings
        self._text_filter = text_filter
        self._database = database

    async def check_person(self, request: Request, person: Person) -> None:
        """Raise `RefusedError` if the requester has opted out or is banned."""
        if person.opted_out_at:
            reason = "You have asked Nonet to leave you alone. Opt in again if you want pictures."
            await self._refuse(_refusal(request, "opt-out", reason))
        if person.banned_until and person.banned_until > datetime.now(UTC):
            until = f"{person.banned_until:%Y-%m-%d %H:%M} UTC"
            reason = f"You can't ask for pictures until {until}."
            if person.ban_reason:
                refusal = _refusal(request, "ban", f"{reason} {person.ban_reason}")
                await self._refuse(refusal, "error-refused-ban-reason", until=until, reason=person.ban_reason)
            await self._refuse(_refusal(request, "ban", reason), until=until)

    async def check_text(self, request: Request, new: NewJob, policy: str | None) -> Refusal | None:
        """Judge prompt with style, and captions, under a policy; None: the one of the settings.

        Returns:
            What moderators should see afterwards although the job goes on, if anything.

        Raises:
            RefusedError: the filter says no.
        """
        chosen = Policy.named(
            policy or self._settings.policy, self._settings.extra_words, self._settings.allowed_words
        )
        captions = f"{new.caption_top} {new.caption_bottom}".strip()
        verdict = await asyncio.to_thread(self._worst, [new.painted_prompt, captions], chosen)
        if verdict.decision is Decision.ALLOW:
            return None
        reason = f"{verdict.reason} {verdict.advice}".strip()
        refusal = replace(
            _refusal(request, verdict.category or "", reason),
            decision=verdict.decision,
            prompt=f"{new.painted_prompt}\n{captions}".strip(),
            score=verdict.score,
            audit=verdict.audit,
        )
        if verdict.decision is Decision.REFUSE:
            await self._refuse(refusal)
        return refusal

    def _worst(self, texts: list[str], policy: Policy) -> Verdict:
        verdicts = [self._judge(text, policy) for text in texts if text]
        return max(verdicts, key=lambda verdict: (_SEVERITY.index(verdict.decision), verdict.score))

    def _judge(self, text: str, policy: Policy) -> Verdict:
        try:
            return self._text_filter.check(text, policy)
        except PromptError:
            return ALLOWED  # "!!!" is nothing to paint, but a fine caption; prompts are checked before

    async def _refuse(self, refusal: Refusal, key: str = "", **values: str) -> NoReturn:
        async with self._database.session() as session:
            await refusals.record(session, refusal)
        log.info("request refused", front=refusal.front, category=refusal.category)
        raise RefusedError(refusal.reason, refusal.category, key=key, **values)


def _refusal(request: Request, category: str, reason: str) -> Refusal:
    return Refusal(
        front=request.place.front,
        source_id=request.source_id,
        platform=request.requester.platform,
        requester_id=request.requester.id,
        server=request.place.server,
        decision=Decision.REFUSE,
        prompt=clean(request.prompt),
        category=category,
        reason=reason,
        created_at=datetime.now(UTC),
    )
