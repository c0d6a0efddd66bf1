"""How much may be asked for: by a person, in a channel, on a server, and with a tier."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from bot.errors import QuotaError
from bot.pipeline.quota import Limit, Rules, rules_for, standing
from bot.pipeline.request import Place, Requester
from bot.setting_sections import TierSettings
from bot.settings import Settings
from bot.texts.texts import texts_for
from db import jobs, people, server_quotas
from db.jobs import Job, JobState, Priority
from db.server_quotas import QuotaScope, ServerQuota
from tests.bot.pipeline.conftest import Pipeline

CATS = Place("web", "page", "cats", "lounge")
GARDEN = Place("web", "page", "cats", "garden")
DOGS = Place("web", "page", "dogs", "lounge")
SERVER = QuotaScope.SERVER
SOURCES = count()


def ann(*roles: str, tier: str = "") -> Requester:
    return Requester("web", "ann", "Ann", roles, tier)


def someone(number: int) -> Requester:
    return Requester("web", f"someone {number}")


async def set_quotas(pipeline: Pipeline, *quotas: ServerQuota) -> None:
    async with pipeline.database.session() as session:
        for quota in quotas:
            await server_quotas.set_quota(session, "web", "cats", quota)


async def ask(pipeline: Pipeline, who: Requester, place: Place = CATS) -> Job:
    return await pipeline.accept(f"event {next(SOURCES)}", requester=who, place=place)


async def refused(pipeline: Pipeline, who: Requester, place: Place = CATS) -> str:
    """The key of the sentence that the person gets instead of a job; its English text is a good one."""
    with pytest.raises(QuotaError) as caught:
        await ask(pipeline, who, place)
    assert texts_for("en")(caught.value.key, **caught.value.values)
    return caught.value.key


def tiered(settings: Settings, **tiers: TierSettings) -> Settings:
    return settings.model_copy(update={"tiers": tiers})


def rules(
    settings: Settings, who: Requester, *quotas: ServerQuota, granted: str | None = None, place: Place = CATS
) -> Rules:
    return rules_for(settings, who, place, granted, quotas)


def role(name: str, **limits: int | str) -> ServerQuota:
    return ServerQuota(QuotaScope.ROLE, name, **limits)  # type: ignore[arg-type]  # named by the tests


def test_everyone_has_the_limits_of_the_settings(settings: Settings) -> None:
    assert rules(settings, ann()) == Rules(waiting=5, per_hour=60)


def test_a_role_replaces_them_and_of_several_the_most_generous_counts(settings: Settings) -> None:
    quotas = [role("new", waiting=1, per_hour=5), role("old", per_hour=50), role("other", waiting=19)]
    mine = rules(settings, ann("new", "old"), *quotas)
    assert (mine.waiting, mine.per_hour) == (1, 50)


def test_no_server_can_allow_more_for_a_role_than_the_operator_does(settings: Settings) -> None:
    mine = rules(settings, ann("crowned"), role("crowned", waiting=9_999, per_hour=9_999))
    assert (mine.waiting, mine.per_hour) == (20, 240)


@pytest.mark.parametrize("how", ["bought", "granted", "by role"])
def test_a_tier_gives_more_and_goes_first(settings: Settings, how: str) -> None:
    settings = tiered(settings, patron=TierSettings(waiting=30, per_hour=500, by_role=True))
    mine = {
        "bought": rules(settings, ann(tier="patron")),
        "granted": rules(settings, ann(), granted="patron"),
        "by role": rules(settings, ann("patrons"), role("patrons", tier="patron", per_hour=7)),
    }[how]
    assert (mine.waiting, mine.per_hour, mine.goes_first) == (30, 500, True)


def test_servers_give_only_those_tiers_that_the_operator_lets_them(settings: Settings) -> None:
    settings = tiered(settings, patron=TierSettings(waiting=30, by_role=False))
    assert rules(settings, ann("patrons"), role("patrons", tier="patron")).waiting == 5


def test_a_tier_that_the_settings_do_not_know_is_none(settings: Settings) -> None:
    assert rules(settings, ann("r", tier="gone"), role("r", tier="gone"), granted="gone").waiting == 5


def test_quotas_of_other_channels_and_roles_do_not_matter(settings: Settings) -> None:
    elsewhere = ServerQuota(QuotaScope.CHANNEL, "garden", waiting=1)
    assert rules(settings, ann(), elsewhere, role("other", waiting=1)) == Rules(waiting=5, per_hour=60)


@pytest.mark.parametrize(
    ("roles", "cooldown_s"), [((), 60), (("new",), 90), (("new", "old"), 5), (("quiet",), 60)]
)
def test_the_shortest_cooldown_of_ones_roles_replaces_the_servers(
    settings: Settings, roles: Sequence[str], cooldown_s: int
) -> None:
    quotas = [
        ServerQuota(SERVER, cooldown_s=60),
        role("new", cooldown_s=90),
        role("old", cooldown_s=5),
        role("quiet", waiting=2),
    ]
    assert rules(settings, ann(*roles), *quotas).cooldown_s == cooldown_s


@pytest.mark.parametrize(
    "quota",
    [{"waiting": 0}, {"per_hour": -1}, {"cooldown_s": 3_601}, {"target": "a channel"}],
)
def test_a_quota_that_makes_no_sense_is_none(quota: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        ServerQuota(SERVER, **quota)  # type: ignore[arg-type]  # named above


async def test_a_person_with_a_tier_is_painted_for_first(pipeline: Pipeline) -> None:
    pipeline.acceptor._settings = tiered(pipeline.settings, patron=TierSettings())
    await ask(pipeline, someone(1))
    async with pipeline.database.session() as session:
        await people.grant_tier(session, "web", "ann", "patron")
    job = await ask(pipeline, ann())
    assert job.priority is Priority.HIGH
    taken = await pipeline.renderer.claim()
    assert taken is not None
    assert taken.id == job.id


async def test_a_server_as_a_whole_has_its_hour_and_its_places(pipeline: Pipeline) -> None:
    await set_quotas(pipeline, ServerQuota(SERVER, waiting=2, per_hour=3))
    for number in range(2):
        await ask(pipeline, someone(number), GARDEN)
    assert await refused(pipeline, ann()) == "error-quota-server-waiting"
    await ask(pipeline, ann(), DOGS)
    for _ in range(3):
        await pipeline.render_next()
    await ask(pipeline, ann())
    await pipeline.render_next()
    assert await refused(pipeline, someone(9)) == "error-quota-server-hour"


async def test_a_channel_has_them_too(pipeline: Pipeline) -> None:
    await set_quotas(pipeline, ServerQuota(QuotaScope.CHANNEL, "lounge", waiting=1, per_hour=2))
    await ask(pipeline, someone(1))
    assert await refused(pipeline, ann()) == "error-quota-channel-waiting"
    await ask(pipeline, ann(), GARDEN)
    await pipeline.render_next()
    await pipeline.render_next()
    await ask(pipeline, ann())
    await pipeline.render_next()
    assert await refused(pipeline, ann()) == "error-quota-channel-hour"


async def test_a_cooldown_is_each_persons_own_and_only_there(pipeline: Pipeline) -> None:
    await set_quotas(
        pipeline,
        ServerQuota(SERVER, cooldown_s=60),
        ServerQuota(QuotaScope.CHANNEL, "garden", cooldown_s=120),
    )
    await ask(pipeline, ann(), GARDEN)
    assert await refused(pipeline, ann()) == "error-quota-server-cooldown"
    await ask(pipeline, someone(1), GARDEN)
    await ask(pipeline, ann(), DOGS)


async def test_it_is_over_when_it_was_said_to_be(pipeline: Pipeline) -> None:
    await set_quotas(pipeline, ServerQuota(SERVER, cooldown_s=60))
    job = await ask(pipeline, ann())
    just_before = job.created_at + timedelta(seconds=59)
    async with pipeline.database.reading() as session:
        before = await standing(session, pipeline.settings, ann(), CATS, just_before)
        after = await standing(session, pipeline.settings, ann(), CATS, just_before + timedelta(seconds=2))
    (cooling,) = [one for one in before if one.what is Limit.SERVER_COOLDOWN]
    assert (cooling.is_used_up, cooling.free_at) == (True, job.created_at + timedelta(seconds=60))
    assert not any(one.is_used_up for one in after)


async def test_not_even_all_members_at_once_get_past_a_servers_quota(pipeline: Pipeline) -> None:
    await set_quotas(
        pipeline, ServerQuota(SERVER, waiting=4), ServerQuota(QuotaScope.CHANNEL, "lounge", waiting=3)
    )

    async def attempt(number: int) -> bool:
        try:
            await ask(pipeline, someone(number), CATS if number % 2 else GARDEN)
        except QuotaError:
            return False
        return True

    got = await asyncio.gather(*(attempt(number) for number in range(14)))
    assert sum(got) == 4


async def test_people_are_told_where_they_stand(pipeline: Pipeline) -> None:
    await set_quotas(
        pipeline, ServerQuota(SERVER, waiting=9), ServerQuota(QuotaScope.CHANNEL, "lounge", per_hour=8)
    )
    first = await ask(pipeline, ann())
    await ask(pipeline, someone(1), GARDEN)
    async with pipeline.database.reading() as session:
        found = await standing(session, pipeline.settings, ann(), CATS, datetime.now(UTC))
        alone = await standing(session, pipeline.settings, ann(), Place("web", "page"), datetime.now(UTC))
    assert [(one.what, one.used, one.limit) for one in found] == [
        (Limit.WAITING, 1, 5),
        (Limit.HOUR, 1, 60),
        (Limit.CHANNEL_HOUR, 1, 8),
        (Limit.SERVER_WAITING, 2, 9),
    ]
    assert [one.what for one in alone] == [Limit.WAITING, Limit.HOUR]
    assert first.state is JobState.QUEUED


async def test_deleting_a_job_gives_no_fresh_quota(pipeline: Pipeline) -> None:
    await set_quotas(pipeline, ServerQuota(SERVER, per_hour=1))
    job = await ask(pipeline, ann())
    async with pipeline.database.session() as session:
        assert await jobs.delete(session, job.id, datetime.now(UTC))
    assert await refused(pipeline, ann()) == "error-quota-server-hour"


@pytest.mark.parametrize("limit", sorted(set(Limit) - {Limit.SLOWED}))  # see test_pipeline_suspicion.py
async def test_each_limit_has_its_sentence_and_its_text(pipeline: Pipeline, limit: Limit) -> None:
    scope = {"channel": QuotaScope.CHANNEL, "server": SERVER}.get(limit.split("-")[0], QuotaScope.ROLE)
    kind = {"waiting": "waiting", "hour": "per_hour", "cooldown": "cooldown_s"}[limit.split("-")[-1]]
    target = {QuotaScope.CHANNEL: "lounge", SERVER: "", QuotaScope.ROLE: "new"}[scope]
    await set_quotas(pipeline, ServerQuota(scope, target, **{kind: 1}))  # type: ignore[arg-type]  # named above
    await ask(pipeline, ann("new"))
    assert await refused(pipeline, ann("new")) == f"error-quota-{limit}"
