"""Caps, prices, limits and pauses: no call that may not be made, and each recorded with its price."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.twitter.budget import Budget
from bot.twitter.costs import costs_of
from bot.twitter.errors import NoError, NotNowError, PassingError, UnreadableError
from bot.twitter.meter import Meter
from bot.twitter.prices import CallKind
from bot.twitter.verdicts import error_of, limit_of
from bot.twitter.wire import Answer
from bot.twitter_settings import TwitterSettings
from db import api_calls, mentions
from db.api_calls import DaySpent, Spent
from db.session import Database
from tests.bot.twitter.conftest import House
from tests.bot.twitter.fake_x import FakeX, problem

NOW = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)
REST = timedelta(minutes=15)
DAY = timedelta(hours=24)
PROBLEMS = "https://api.twitter.com/2/problems"


class Clock:
    """A clock that tests set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def answer(status: int = 200, body: Any = None, **headers: str) -> Answer:
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, body or {})


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


def meter(database: Database, clock: Clock, **settings: Any) -> Meter:
    return Meter(TwitterSettings(**settings), database, clock)


async def spend(meter: Meter, kind: CallKind, resources: int = 1) -> None:
    bill = await meter.begin(kind, resources)
    await meter.end(bill, answer(), resources)


async def test_a_cap_in_money_ends_the_day_and_the_next_begins_anew(database: Database, clock: Clock) -> None:
    ours = meter(database, clock, daily_usd=0.025)
    await spend(ours, CallKind.REPLY)
    await spend(ours, CallKind.REPLY)

    with pytest.raises(NotNowError) as waiting:
        await ours.begin(CallKind.REPLY)
    assert waiting.value.until == datetime(2026, 12, 1, tzinfo=UTC)

    clock.now = waiting.value.until
    await spend(ours, CallKind.REPLY)


async def test_a_cap_in_calls_counts_failed_ones_too(database: Database, clock: Clock) -> None:
    ours = meter(database, clock, monthly_calls=2)
    for _ in range(2):
        await ours.end(await ours.begin(CallKind.ME), answer(500), 1)

    with pytest.raises(NotNowError) as waiting:
        await ours.begin(CallKind.ME)

    assert waiting.value.until == datetime(2026, 12, 1, tzinfo=UTC)
    assert (await ours.budget()).this_month == Spent(2, 0)


@pytest.mark.parametrize(
    ("now", "opens_at"),
    [
        (datetime(2026, 12, 31, 12, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
        (datetime(2028, 2, 1, tzinfo=UTC), datetime(2028, 3, 1, tzinfo=UTC)),
    ],
)
def test_a_month_ends_when_it_ends(now: datetime, opens_at: datetime) -> None:
    budget = Budget(Spent(9, 9), Spent(9, 9), Spent(0, 0), Spent(0, 9))
    assert budget.opens_at(Spent(1, 1), now) == opens_at


async def test_a_call_that_never_ended_counts_as_paid(database: Database, clock: Clock) -> None:
    ours = meter(database, clock)
    await ours.begin(CallKind.MENTIONS, 100)

    assert (await meter(database, clock).budget()).today == Spent(1, 100_000)


async def test_silence_counts_as_paid_unless_x_never_heard_of_it(database: Database, clock: Clock) -> None:
    ours = meter(database, clock)
    await ours.unanswered(await ours.begin(CallKind.REPLY), free=False)
    await ours.unanswered(await ours.begin(CallKind.REPLY), free=True)

    assert (await ours.budget()).today == Spent(2, 10_000)


async def test_posts_are_billed_once_a_day(database: Database, clock: Clock) -> None:
    ours = meter(database, clock)
    assert ours.count_new(["1", "2"]) == 2
    assert ours.count_new(["2", "3"]) == 1
    clock.now += timedelta(minutes=1)
    assert ours.count_new(["2"]) == 1


async def test_limits_hold_for_the_next_process(database: Database, clock: Clock) -> None:
    ours = meter(database, clock)
    reset = NOW + timedelta(minutes=5)
    last = answer(x_rate_limit_remaining="0", x_rate_limit_reset=str(reset.timestamp()))
    await ours.end(await ours.begin(CallKind.POST), last, 1)

    next_process = meter(database, clock)
    with pytest.raises(NotNowError) as waiting:
        await next_process.begin(CallKind.POST)
    assert waiting.value.until == reset
    await next_process.begin(CallKind.MENTIONS)

    clock.now = reset
    await next_process.begin(CallKind.POST)


async def test_a_pause_holds_for_everything_until_it_is_over(
    database: Database, clock: Clock, log_lines: list[dict[str, Any]]
) -> None:
    ours = meter(database, clock)
    await ours.pause(CallKind.REPLY, NotNowError("X's credits are used up", NOW + REST))
    for _ in range(2):
        with pytest.raises(NotNowError):
            await ours.begin(CallKind.REPLY)
    clock.now += REST
    await spend(ours, CallKind.REPLY)

    assert [line["event"] for line in log_lines] == ["X paused", "X goes on"]


@pytest.mark.parametrize(
    ("headers", "remaining", "minutes"),
    [
        ({"x_rate_limit_remaining": "3", "x_rate_limit_reset": 5}, 3, 5),
        (
            {
                "x_rate_limit_remaining": "3",
                "x_rate_limit_reset": 5,
                "x_app_limit_24hour_remaining": "0",
                "x_app_limit_24hour_reset": 500,
            },
            0,
            500,
        ),
        ({"x_rate_limit_remaining": "0", "x_rate_limit_reset": -1}, None, None),
        ({"x_rate_limit_remaining": "0", "x_rate_limit_reset": "soon"}, None, None),
        ({"x_rate_limit_remaining": "0", "x_rate_limit_reset": "1e400"}, None, None),
        ({"x_rate_limit_remaining": "0"}, None, None),
        ({}, None, None),
    ],
)
def test_headers_tell_the_limit_that_is_nearest(
    headers: dict[str, Any], remaining: int | None, minutes: int | None
) -> None:
    told = {
        name: str((NOW + timedelta(minutes=value)).timestamp()) if isinstance(value, int) else value
        for name, value in headers.items()
    }
    limit = limit_of(answer(**told).headers, NOW)
    if remaining is None or minutes is None:
        assert limit is None
    else:
        assert limit and (limit.remaining, limit.reset_at) == (remaining, NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("said", "error", "until"),
    [
        (answer(429), NotNowError, timedelta(seconds=60)),
        (answer(402), NotNowError, REST),
        (answer(401), NotNowError, REST),
        (answer(429, x_rate_limit_remaining="0", x_rate_limit_reset="9999999999"), NotNowError, DAY),
        (answer(400), NoError, None),
        (answer(403), NoError, None),
        (answer(403, {"type": f"{PROBLEMS}/not-authorized-for-resource"}), NoError, None),
        (answer(403, {"type": f"{PROBLEMS}/oauth1-permissions"}), NotNowError, REST),
        (answer(403, {"type": f"{PROBLEMS}/client-forbidden"}), NotNowError, REST),
        (Answer(403, {}, None), PassingError, None),
        (Answer(404, {}, ["no"]), PassingError, None),
        (answer(404), NoError, None),
        (answer(302), PassingError, None),
        (answer(500), PassingError, None),
        (Answer(503, {}, None), PassingError, None),
        (Answer(200, {}, None), UnreadableError, None),
    ],
)
def test_what_an_answer_means(said: Answer, error: type[Exception], until: timedelta | None) -> None:
    found = error_of(said, REST, NOW)
    assert type(found) is error
    if isinstance(found, NotNowError) and until:
        assert found.until == NOW + until


def test_x_is_quoted_but_not_at_length() -> None:
    found = error_of(answer(403, {"detail": "x" * 10_000, "errors": [{"message": "no"}, 5]}), REST, NOW)
    assert found and 200 < len(str(found)) < 400


def test_costs_per_thousand_answers_count_everything_around_them() -> None:
    rows = [
        DaySpent(day="2026-11-23", kind="mentions", calls=2, failed=0, resources=4, cost_micros=4_000),
        DaySpent(day="2026-11-23", kind="reply", calls=3, failed=1, resources=2, cost_micros=20_000),
    ]
    costs = costs_of(rows, Budget(Spent(), Spent(), Spent(), Spent()), {})
    assert costs.per_thousand_answers == pytest.approx(12.0)


class TestWithLittleMoney:
    @pytest.fixture
    def choices(self) -> dict[str, Any]:
        return {"daily_usd": 0.05}

    async def test_no_more_is_accepted_than_can_be_answered(self, house: House, x: FakeX) -> None:
        await house.poller.poll()
        written = [x.mention(f"@nonet fox {n}", author=str(1000 + n)) for n in range(4)]

        with pytest.raises(NotNowError, match="cap"):
            await house.poller.poll()
        await house.paint_all()
        await house.deliver_all()

        answered = [len(x.replies_to(one)) for one in written]
        assert answered == [1, 1, 0, 0], "the account itself costs 1 cent, four mentions 0.4, an answer 1.5"
        assert (await house.parts.api.meter.budget()).today.cost_micros <= 50_000

    async def test_a_reply_that_got_there_in_silence_is_looked_for_in_small_pages(
        self, house: House, x: FakeX
    ) -> None:
        await house.poller.poll()
        mention = x.mention("@nonet a fox")
        x.faults["POST /2/tweets"] = [None]

        await house.answer()
        await house.deliver_all()

        (reply,) = x.replies_to(mention)
        assert (await house.deliveries_of(mention))[-1].receipt == reply["id"]


async def test_every_call_is_recorded_with_its_price(house: House, x: FakeX) -> None:
    await house.poller.poll()
    x.mention("@nonet a fox")
    x.faults["POST /2/media/metadata"] = [problem(503, "Over capacity")]

    await house.answer()

    async with house.database.reading() as session:
        rows = await api_calls.by_day(session, "2026-01-01")
        outcomes = await mentions.outcomes(session, NOW - timedelta(days=365))
    assert {row.kind: (row.calls, row.failed, row.cost_micros) for row in rows} == {
        "me": (1, 0, 10_000),
        "mentions": (2, 0, 1_000),
        "metadata": (2, 1, 5_000),
        "reply": (1, 0, 10_000),
        "upload": (2, 0, 0),
    }
    assert outcomes == {(mentions.MentionDecision.ACCEPTED, ""): 1}
