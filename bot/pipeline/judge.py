"""Who may ask, and what may be asked: opt-outs, bans, pauses and the text filter."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NoReturn

from bot.errors import BadRequestError
from bot.moderation_metrics import judged
from bot.pipeline.background import Background
from bot.pipeline.policy import policy_for
from bot.pipeline.refuse import UNAPPEALABLE, Refuser, refusal_of
from bot.pipeline.request import Place, Request
from bot.setting_sections import ModerationSettings
from db import appeals
from db.jobs import NewJob
from db.refusals import Refusal
from db.session import Database
from moderation.normalise import PromptError
from moderation.policy import Policy
from moderation.text import TextFilter
from moderation.verdict import ALLOWED, FILTER_VERSION, Category, Decision, Verdict

_SEVERITY = (Decision.ALLOW, Decision.REVIEW, Decision.REFUSE)


@dataclass(frozen=True, slots=True)
class Trial:
    """What the filter says of words that nobody asks for, and under which policy."""

    policy: Policy
    verdict: Verdict


class Judge:
    """Refuses requests. Every refusal is recorded before it is raised."""

    def __init__(
        self, settings: ModerationSettings, text_filter: TextFilter, database: Database, refuser: Refuser
    ) -> None:
        self._settings = settings
        self._text_filter = text_filter
        self._database = database
        self._refuser = refuser

    async def check_person(self, request: Request, around: Background) -> None:
        """Raise `RefusedError` if the requester has opted out, or is banned or paused there."""
        person, now = around.person, datetime.now(UTC)
        if person.opted_out_at:
            reason = "You have asked Nonet to leave you alone. Opt in again if you want pictures."
            await self._refuser.refuse(refusal_of(request, "opt-out", reason))
        if person.banned_until and person.banned_until > now:
            await self._refuse_until(request, "ban", person.banned_until, person.ban_reason)
        if around.ban:
            await self._refuse_until(request, "server-ban", around.ban.until, around.ban.reason)
        if around.regard.paused_until:
            await self._refuse_until(request, "pause", around.regard.paused_until)

    async def check_text(self, request: Request, new: NewJob, around: Background) -> Refusal | None:
        """Judge prompt with style, and captions, under the policy of the place.

        Returns:
            What moderators should see afterwards although the job goes on, if anything.

        Raises:
            RefusedError: the filter says no.
        """
        found = await self._find(request, new, around)
        if found is None:
            return None
        found = await self._heard(found, request, new, around)
        if found.decision is Decision.REFUSE:
            await self._refuser.refuse_words(found)
        judged(found.category, found.decision)
        return found

    async def _find(self, request: Request, new: NewJob, around: Background) -> Refusal | None:
        """What the filter has against a request, to be refused or looked at."""
        policy = policy_for(self._settings, request.place, around)
        captions = f"{new.caption_top} {new.caption_bottom}".strip()
        verdict = await asyncio.to_thread(self._worst, [new.said, captions], policy)
        if verdict.decision is Decision.ALLOW:
            return None
        return replace(
            refusal_of(request, verdict.category or "", f"{verdict.reason} {verdict.advice}".strip()),
            decision=verdict.decision,
            prompt=f"{new.said}\n{captions}".strip(),
            score=verdict.score,
            audit=verdict.audit,
            policy=policy.name,
            filter_version=FILTER_VERSION,
        )

    async def _heard(self, found: Refusal, request: Request, new: NewJob, around: Background) -> Refusal:
        """What is left of it after appeals: a doubt, if one has shown that the filter is wrong there.

        A server's own words hide what else there is, which is judged then, and so are the operator's words,
        which no server waives.
        """
        if found.decision is not Decision.REFUSE or not await self._is_let_pass(found):
            return found
        doubt = replace(found, decision=Decision.REVIEW)
        if found.category != Category.OWN_WORDS or found.server is None:
            return doubt
        waived = replace(around, filter=replace(around.filter, extra_words=()))
        rest = await self._find(request, new, waived)
        if rest is None or rest.category == Category.OWN_WORDS:
            return rest or doubt
        return await self._heard(rest, request, new, waived)

    async def try_words(self, words: str, place: Place, around: Background) -> Trial:
        """Judge words as those of a prompt; nothing comes of it, and nothing is written anywhere.

        Raises:
            BadRequestError: there is nothing to paint in them.
        """
        policy = policy_for(self._settings, place, around)
        try:
            verdict = await asyncio.to_thread(self._text_filter.check, words, policy)
        except PromptError as error:
            raise BadRequestError(str(error), key="error-prompt-empty") from error
        return Trial(policy, verdict)

    async def _is_let_pass(self, refusal: Refusal) -> bool:
        """Whether an appeal has shown that the filter is wrong about these very words."""
        if refusal.category in UNAPPEALABLE:
            return False
        async with self._database.reading() as session:
            return await appeals.lets_pass(session, refusal)

    def _worst(self, texts: list[str], policy: Policy) -> Verdict:
        verdicts = [self._judge(text, policy) for text in texts if text]
        return max(verdicts, key=lambda verdict: (_SEVERITY.index(verdict.decision), verdict.score))

    def _judge(self, text: str, policy: Policy) -> Verdict:
        try:
            return self._text_filter.check(text, policy)
        except PromptError:
            return ALLOWED  # "!!!" is nothing to paint, but a fine caption; prompts are checked before

    async def _refuse_until(
        self, request: Request, category: str, moment: datetime, because: str | None = None
    ) -> NoReturn:
        until = f"{moment:%Y-%m-%d %H:%M} UTC"
        reason = _UNTIL[category].format(until=until)
        if because:
            refusal = refusal_of(request, category, f"{reason} {because}")
            await self._refuser.refuse(
                refusal, f"error-refused-{category}-reason", until=until, reason=because
            )
        await self._refuser.refuse(refusal_of(request, category, reason), until=until)


_UNTIL = {
    "ban": "You can't ask for pictures until {until}.",
    "server-ban": "The moderators of this server let you ask for no pictures here until {until}.",
    "pause": "Too much of what you asked for was refused, so you can ask for pictures again from {until} on.",
}
"""What people read who are kept out for a time."""
