"""Who is refused too often has to wait, and then is kept out for a while; all of it wears off by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import QuotaError, RefusedError
from bot.pipeline.request import Place
from bot.pipeline.suspicion import counts_since, regard
from bot.setting_sections import ModerationSettings
from db import jobs, refusals, server_bans, server_filter, servers, suspicions
from db.models import JobState
from db.refusals import KnownRefusal
from db.scope import Scope
from db.server_bans import ServerBan
from db.session import Database
from db.suspicions import Suspicion
from moderation.normalise import clean
from moderation.policy import LEVELS, Policy
from moderation.text import TextFilter
from moderation.verdict import Category, Decision, Verdict
from tests.bot.pipeline.conftest import Pipeline

SETTINGS = ModerationSettings()
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
HALF_LIFE = timedelta(hours=SETTINGS.half_life_h)
EVENTS = st.lists(
    st.tuples(st.floats(0.1, 10), st.integers(0, 30 * 24 * 60)), max_size=20
)  # weights, and minutes before noon


def events_of(drawn: list[tuple[float, int]]) -> list[Suspicion]:
    return sorted(
        (event(weight, NOON - timedelta(minutes=ago)) for weight, ago in drawn), key=lambda one: one.at
    )


def event(weight: float, at: datetime = NOON, **fields: str) -> Suspicion:
    return Suspicion(platform="web", person_id="ann", weight=weight, cause="violence", at=at, **fields)


@given(EVENTS)
def test_suspicion_is_halved_with_every_half_life(drawn: list[tuple[float, int]]) -> None:
    events = events_of(drawn)
    now, later = regard(events, NOON, SETTINGS), regard(events, NOON + HALF_LIFE, SETTINGS)
    assert later.score == pytest.approx(now.score / 2)
    assert later.wait_s <= now.wait_s


@given(EVENTS, st.floats(0.1, 10), st.integers(0, 30 * 24 * 60))
def test_more_is_never_held_against_someone_less(
    drawn: list[tuple[float, int]], weight: float, ago: int
) -> None:
    before = regard(events_of(drawn), NOON, SETTINGS)
    after = regard(events_of([*drawn, (weight, ago)]), NOON, SETTINGS)
    assert after.score >= before.score - 1e-9
    assert after.wait_s >= before.wait_s
    paused = [one.paused_until or NOON for one in (before, after)]
    assert paused[0] <= paused[1] + timedelta(seconds=1)


@given(EVENTS)
def test_a_pause_ends(drawn: list[tuple[float, int]]) -> None:
    until = regard(events_of(drawn), NOON, SETTINGS).paused_until
    longest = timedelta(hours=SETTINGS.longest_pause_h)
    assert until is None or NOON < until <= NOON + longest
    if until:
        assert regard(events_of(drawn), until, SETTINGS).paused_until is None


@given(st.floats(0.1, 100), st.integers(1, 100 * 24 * 60))
def test_what_is_not_read_any_more_weighs_nothing(weight: float, minutes: int) -> None:
    at = counts_since(NOON, SETTINGS) - timedelta(minutes=minutes)
    seen = regard([event(weight, at)], NOON, SETTINGS)
    assert seen.score < weight / 1_000
    assert seen.paused_until is None


def test_the_limits_are_those_of_the_settings() -> None:
    assert regard([], NOON, SETTINGS).wait_s == 0
    assert regard([event(2.4)], NOON, SETTINGS).wait_s == 0
    slow = regard([event(2.5)], NOON, SETTINGS)
    assert (slow.wait_s, slow.paused_until) == (60, None)
    assert regard([event(7.5)], NOON, SETTINGS).paused_until == NOON + HALF_LIFE
    assert regard([event(10_000.0)], NOON, SETTINGS).paused_until == NOON + timedelta(days=7)


class Wary(TextFilter):
    """Refuses trolls and worse, as the category that the prompt names."""

    def check(self, prompt: str, policy: Policy) -> Verdict:
        named = [category for category in Category if category in clean(prompt).split()]
        if not named:
            return super().check(prompt, policy)
        return Verdict(Decision.REFUSE, named[0], 0.9, "No.", "Ask for a cat.", audit=f"rule 1: {prompt}")


@pytest.fixture
def wary(pipeline: Pipeline) -> Pipeline:
    pipeline.acceptor._judge._text_filter = Wary()
    return pipeline


async def refused(pipeline: Pipeline, prompt: str, **fields: object) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        await pipeline.accept(prompt=prompt, **fields)
    return caught.value


async def refusals_of_ann(database: Database) -> list[KnownRefusal]:
    async with database.reading() as session:
        return await refusals.of_person(session, "web", "ann", 99)


async def test_refusals_add_up_to_a_wait_and_then_a_pause(wary: Pipeline) -> None:
    for _ in range(3):
        await refused(wary, "violence")
    await wary.accept("1")
    with pytest.raises(QuotaError, match=r"refused lately: ask again in \d\d s") as caught:
        await wary.accept("2")
    assert caught.value.key == "error-quota-slowed"
    for _ in range(5):
        await refused(wary, "violence")
    paused = await refused(wary, "a red fox")
    assert (paused.category, paused.refusal_id) == ("pause", None)
    assert "from 20" in str(paused)


async def test_only_what_the_filter_refuses_makes_suspect(wary: Pipeline, database: Database) -> None:
    now = datetime.now(UTC)
    async with database.session() as session:
        banned = ServerBan(
            platform="web", person_id="ann", until=now + HALF_LIFE, reason="Be nice.", created_at=now
        )
        await server_bans.ban(session, Scope("web", "cats"), banned)
    said = await refused(wary, "a red fox", place=Place("web", "page", "cats"))
    assert (said.key, said.values["reason"]) == ("error-refused-server-ban-reason", "Be nice.")
    async with database.reading() as session:
        assert await suspicions.of_person(session, "web", "ann", None, NOON - 99 * HALF_LIFE) == []
    await wary.accept("elsewhere", place=Place("web", "page", "dogs"))


async def test_a_servers_own_words_count_there_only(wary: Pipeline, database: Database) -> None:
    for number in range(6):
        await refused(wary, "own_words", place=Place("web", "page", "cats"))
        del number
    await wary.accept("1", place=Place("web", "page", "dogs"))
    await wary.accept("2", place=Place("web", "page", "dogs"))
    with pytest.raises(QuotaError):
        await wary.accept("3", place=Place("web", "page", "cats"))


async def test_a_prompt_that_must_not_be_kept_is_kept_as_a_keyed_hash(
    wary: Pipeline, database: Database
) -> None:
    for prompt in ("sexual_minors  words", "sexual_minors WORDS"):
        said = await refused(wary, prompt)
        assert said.refusal_id is None
    last, first = await refusals_of_ann(database)
    assert (first.prompt, first.audit) == ("", "sexual_minors rule")
    assert first.prompt_hash == last.prompt_hash
    assert first.prompt_hash is not None
    assert len(first.prompt_hash) == 64
    assert (await refused(wary, "a red fox")).category == "pause"


async def test_a_refusal_says_by_which_policy_and_filter(wary: Pipeline, database: Database) -> None:
    said = await refused(wary, "violence", place=Place("web", "page", "cats", age_restricted=True))
    (refusal,) = await refusals_of_ann(database)
    assert (refusal.policy, refusal.age_restricted) == ("standard", True)
    assert refusal.filter_version
    assert said.refusal_id == refusal.id


class Told(TextFilter):
    """Remembers the policies that it is asked under."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Policy] = []

    def check(self, prompt: str, policy: Policy) -> Verdict:
        self.asked.append(policy)
        return super().check(prompt, policy)


async def test_a_policy_is_relaxed_for_adults_only(pipeline: Pipeline, database: Database) -> None:
    asked = pipeline.acceptor._judge._text_filter = Told()
    settings = pipeline.settings.moderation.model_copy(update={"policy": "relaxed"})
    pipeline.acceptor._judge._settings = settings
    await pipeline.accept("1", place=Place("web", "page", "cats", age_restricted=True))
    await pipeline.accept("2", place=Place("web", "page", "cats"))
    await pipeline.accept("3")
    assert [policy.name for policy in asked.asked] == ["relaxed", "standard", "standard"]


async def test_a_server_chooses_levels_and_the_rule_for_named_people(
    pipeline: Pipeline, database: Database
) -> None:
    asked = pipeline.acceptor._judge._text_filter = Told()
    async with database.session() as session:
        await servers.choose(session, "web", "cats", policy="strict", named_people=False)
        await server_filter.set_level(session, "web", "cats", "violence", "relaxed")
    await pipeline.accept("1", place=Place("web", "page", "cats", age_restricted=True))
    await pipeline.accept("2", place=Place("web", "page", "cats"))
    strict, standard, relaxed = (Policy.named(level).thresholds for level in LEVELS)
    assert [policy.thresholds["violence"] for policy in asked.asked] == [
        relaxed["violence"],
        standard["violence"],
    ]
    assert {policy.thresholds["hate"] for policy in asked.asked} == {strict["hate"]}
    assert [policy.named_people for policy in asked.asked] == [False, True]


async def test_a_server_has_words_of_its_own(pipeline: Pipeline, database: Database) -> None:
    async with database.session() as session:
        await server_filter.set_words(session, "web", "cats", extra=["broccoli"], allowed=["dogs"])
    said = await refused(pipeline, "a plate of broccoli", place=Place("web", "page", "cats"))
    assert said.category == "own_words"
    job = await pipeline.accept("2", prompt="a plate of broccoli", place=Place("web", "page", "dogs"))
    async with database.reading() as session:
        found = await jobs.get(session, job.id)
    assert found is not None
    assert found.state is JobState.QUEUED
