"""Saying no, with a record for moderators that is written before the person is told."""

import asyncio
import hashlib
import hmac
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import structlog

from bot.errors import RefusedError
from bot.key_file import read_or_make_key
from bot.moderation_metrics import judged
from bot.pipeline.request import SCHEDULE, Request
from bot.pipeline.suspicion import weight_of
from bot.setting_sections import ModerationSettings
from db import refusals, suspicions
from db.refusals import Refusal
from db.session import Database
from db.suspicions import Suspicion
from moderation.normalise import clean
from moderation.verdict import Category, Decision

UNAPPEALABLE = frozenset({Category.SEXUAL_MINORS, "ban", "server-ban", "pause", "opt-out"})
"""Categories of refusals that stand, whatever is said against them."""

log: structlog.stdlib.BoundLogger = structlog.get_logger()


class Refuser:
    """Records refusals and raises them.

    `key_path` is the file with the key of hashes, which is made when it is first needed.
    """

    def __init__(self, settings: ModerationSettings, database: Database, key_path: Path) -> None:
        self._settings = settings
        self._database = database
        self._key_path = key_path

    async def refuse(self, refusal: Refusal, key: str = "", **values: str) -> NoReturn:
        """Say no to someone, whatever they ask for: of what that is, nothing is kept.

        Args:
            refusal: for moderators; its reason is for the person.
            key: of the reason in `bot.texts`; empty: that of the refusal's category.
            values: what the reason speaks of.
        """
        async with self._database.session() as session:
            await refusals.record(session, replace(refusal, prompt=""))
        judged(refusal.category, refusal.decision)
        log.info("request refused", front=refusal.front, category=refusal.category)
        raise RefusedError(refusal.reason, refusal.category, key=key, refusal_id=None, **values)

    async def refuse_words(self, refusal: Refusal) -> NoReturn:
        """Say no to words, which makes the person more suspect, and which they may appeal against.

        Of what must not be kept, moderators get a hash, by which they see that it was asked for again.
        """
        if refusal.category == Category.SEXUAL_MINORS:
            hashed = await self._hash(refusal.prompt)
            rule = f"{refusal.category} rule"
            refusal = replace(refusal, prompt="", prompt_hash=hashed, audit=rule)  # the audit has the words
        async with self._database.session() as session:
            refusal_id = await refusals.record(session, refusal)
            suspicion = self._suspicion(refusal, refusal_id)
            if suspicion.weight and refusal.platform != SCHEDULE:
                await suspicions.add(session, suspicion)
        judged(refusal.category, refusal.decision)
        log.info("request refused", front=refusal.front, category=refusal.category)
        may_appeal = refusal.category not in UNAPPEALABLE
        raise RefusedError(refusal.reason, refusal.category, refusal_id=refusal_id if may_appeal else None)

    def _suspicion(self, refusal: Refusal, refusal_id: int) -> Suspicion:
        """What a server's own words refuse counts on that server only."""
        is_local = refusal.category == Category.OWN_WORDS and refusal.server is not None
        return Suspicion(
            platform=refusal.platform,
            person_id=refusal.requester_id,
            front=refusal.front if is_local else None,
            server=refusal.server if is_local else None,
            weight=weight_of(refusal.category, self._settings),
            cause=refusal.category,
            refusal_id=refusal_id,
            at=refusal.created_at,
        )

    async def _hash(self, prompt: str) -> str:
        key = await asyncio.to_thread(read_or_make_key, self._key_path)
        same = " ".join(prompt.casefold().split())
        return hmac.new(key, same.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def refusal_of(request: Request, category: str, reason: str) -> Refusal:
    """A refusal of what was asked for, now."""
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
        age_restricted=request.place.age_restricted,
        created_at=datetime.now(UTC),
    )
