"""Stands before every call of X's API: caps, rate limits and pauses, all in the database; and records it."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.twitter import metrics
from bot.twitter.budget import Budget, month_of
from bot.twitter.errors import NotNowError
from bot.twitter.prices import ANSWER_CALLS, MICROS, CallKind, answer_micros, price_micros
from bot.twitter.verdicts import limit_of
from bot.twitter.wire import Answer
from bot.twitter_settings import TwitterSettings
from db import api_calls, jobs, markers, mentions, rate_limits
from db.api_calls import Spent
from db.rate_limits import RateLimit
from db.session import Database

_PAUSE = "twitter-pause"
_NOTHING = Spent()
_ACCEPTING = "accepting mentions"

log: structlog.stdlib.BoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Bill:
    """A call that has begun; in the database it costs as much as it can until it ends."""

    number: int
    kind: CallKind
    price_micros: int
    """Of one resource."""
    most_micros: int


class Meter:
    """Shared by all that calls X, in this process and, through the database, in others."""

    def __init__(
        self,
        settings: TwitterSettings,
        database: Database,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings = settings
        self._database = database
        self._now = now
        self._held_up: set[str] = set()
        self._billed: tuple[str, set[str]] = ("", set())

    async def begin(self, kind: CallKind, resources: int = 1, reserve: Spent = _NOTHING) -> Bill:
        """Take leave to make a call that is billed for so many resources at most.

        Args:
            kind: what is called.
            resources: posts that may be read, or 1.
            reserve: what must be left over after it.

        Raises:
            NotNowError: X is paused, or a rate limit or a cap is used up.
        """
        price = price_micros(self._settings, kind)
        now = self._now()
        try:
            async with self._database.session() as session:
                await jobs.lock(session, "twitter:spending")
                await self._check_pause(session, now)
                await _check_rate_limit(session, kind, now)
                cost = price * resources
                wish = Spent(1 + reserve.calls, cost + reserve.cost_micros)
                await self._check_budget(session, wish, now)
                number = await api_calls.begin(session, kind, cost, now)
        except NotNowError as error:
            self._hold_up(kind, error)
            raise
        return Bill(number, kind, price, cost)

    async def end(self, bill: Bill, answer: Answer, resources: int) -> None:
        """The call was answered; what failed is free. Its headers are kept for the next call."""
        billed = resources if answer.ok else 0
        now = self._now()
        limit = limit_of(answer.headers, now)
        async with self._database.session() as session:
            cost = bill.price_micros * billed
            await api_calls.end(
                session, bill.number, status=answer.status, resources=billed, cost_micros=cost
            )
            if limit:
                await rate_limits.put(session, bill.kind, limit)
        metrics.call_ended(bill.kind, "ok" if answer.ok else str(answer.status), cost)
        if answer.ok:
            self._go_on(bill.kind)

    async def unanswered(self, bill: Bill, *, free: bool) -> None:
        """No answer came. Unless X never heard of the call, it counts as paid."""
        metrics.call_ended(bill.kind, "silence", 0 if free else bill.most_micros)
        if free:
            async with self._database.session() as session:
                await api_calls.end(session, bill.number, status=None, resources=0, cost_micros=0)

    async def hold(self, kind: CallKind, why: NotNowError) -> None:
        """Make no call of this kind before then."""
        self._hold_up(kind, why)
        async with self._database.session() as session:
            await rate_limits.put(session, kind, RateLimit(0, why.until))

    async def pause(self, kind: CallKind, why: NotNowError) -> None:
        """Make no call at all before then; this kind has brought it to light."""
        self._hold_up(kind, why)
        value = json.dumps({"reason": str(why), "until": why.until.isoformat()})
        async with self._database.session() as session:
            await markers.put(session, _PAUSE, value, self._now())

    async def resume(self) -> None:
        """Try again at once: whoever asks for it has new keys, or has bought credits."""
        async with self._database.session() as session:
            await markers.put(session, _PAUSE, "", self._now())

    async def paused(self) -> tuple[str, datetime] | None:
        """Why no call at all may be made now, and until when."""
        async with self._database.reading() as session:
            return await self._pause(session, self._now())

    async def budget(self) -> Budget:
        """Caps and spending as they are now."""
        async with self._database.reading() as session:
            return await self._budget(session, self._now())

    async def affordable(self, kind: CallKind, most: int, reserve: Spent) -> int:
        """How many resources of this kind, at most `most`, the caps have room for beside a reserve."""
        price = price_micros(self._settings, kind)
        left = (await self.budget()).left.cost_micros - reserve.cost_micros
        return min(most, left // price) if price else most

    async def reserved(self) -> Spent:
        """What the answers to mentions that were accepted will cost."""
        async with self._database.reading() as session:
            waiting = await mentions.count_unanswered(session)
        return Spent(ANSWER_CALLS * waiting, answer_micros(self._settings) * waiting)

    async def check_room_for_answer(self) -> None:
        """Raise `NotNowError` unless another mention may be accepted, with all answers that are owed."""
        owed = await self.reserved()
        wish = Spent(owed.calls + ANSWER_CALLS, owed.cost_micros + answer_micros(self._settings))
        try:
            async with self._database.reading() as session:
                await self._check_budget(session, wish, self._now())
        except NotNowError as error:
            self._hold_up(_ACCEPTING, error)
            raise
        self._go_on(_ACCEPTING)

    def count_new(self, ids: Iterable[str]) -> int:
        """How many of these posts X bills: each once a day (UTC). After a restart, some count again."""
        day = api_calls.day_of(self._now())
        if self._billed[0] != day:
            self._billed = (day, set())
        known = self._billed[1]
        new = set(ids) - known
        known |= new
        return len(new)

    def _hold_up(self, what: str, why: NotNowError) -> None:
        if what not in self._held_up:
            log.warning("X paused", what=what, reason=str(why), until=why.until.isoformat())
            self._held_up.add(what)
            metrics.held_up(what, is_so=True)

    def _go_on(self, what: str) -> None:
        if what in self._held_up:
            self._held_up.remove(what)
            metrics.held_up(what, is_so=False)
            log.info("X goes on", what=what)

    async def _check_pause(self, session: AsyncSession, now: datetime) -> None:
        pause = await self._pause(session, now)
        if pause:
            raise NotNowError(*pause)

    async def _check_budget(self, session: AsyncSession, wish: Spent, now: datetime) -> None:
        budget = await self._budget(session, now)
        metrics.budget_left(budget.left.cost_micros)
        if budget.allows(wish):
            return
        left = budget.left
        raise NotNowError(
            f"A cap is reached: {left.calls} calls and {left.cost_micros / MICROS:.3f} dollars are left, "
            f"{wish.calls} and {wish.cost_micros / MICROS:.3f} are needed",
            budget.opens_at(wish, now),
        )

    async def _budget(self, session: AsyncSession, now: datetime) -> Budget:
        day = api_calls.day_of(now)
        today = await api_calls.spent_on(session, day)
        return Budget.of(self._settings, today, await api_calls.spent_since(session, month_of(day)))

    async def _pause(self, session: AsyncSession, now: datetime) -> tuple[str, datetime] | None:
        marker = await markers.get(session, _PAUSE)
        pause = json.loads(marker) if marker else None
        if pause is None or datetime.fromisoformat(pause["until"]) <= now:
            return None
        return pause["reason"], datetime.fromisoformat(pause["until"])


async def _check_rate_limit(session: AsyncSession, kind: CallKind, now: datetime) -> None:
    limit = await rate_limits.get(session, kind)
    if limit and limit.remaining == 0 and limit.reset_at > now:
        raise NotNowError("X's rate limit is used up", limit.reset_at)
