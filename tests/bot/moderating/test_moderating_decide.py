"""What follows from moderators' decisions: suspicion, removal, bans, appeals, and a line in the audit log."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import BadRequestError, QuotaError
from bot.moderating.appeal import appeal, own_refusals
from bot.moderating.decide import dismiss, remove, uphold
from bot.moderating.look import audit_log, look_at_person
from bot.moderating.moderator import Moderator, Office
from bot.moderating.persons import ban, note, unban
from db import appeals, jobs, people, posts, refusals, removals, server_bans, suspicions
from db.audit import Done, ModeratorAction
from db.cases import CaseDecision
from db.jobs import Job, JobState
from db.posts import Post, PostKind
from db.scope import Scope
from db.session import Database
from db.suspicions import Suspicion
from tests.bot.moderating.conftest import (
    DORA,
    LONG_AGO,
    MONA,
    NOW,
    OPERATOR,
    AddJob,
    only_case,
    refuse,
    report,
    review,
    waiting,
)

CATS = Scope("discord", "cats")


async def suspected(
    database: Database, person: str = "ann", scope: Scope | None = CATS
) -> list[tuple[str, float]]:
    async with database.reading() as session:
        found = await suspicions.of_person(session, "discord", person, scope, LONG_AGO)
    return [(one.cause, one.weight) for one in found]


async def last_done(database: Database, moderator: Moderator = OPERATOR) -> Done:
    return (await audit_log(database, moderator, 1))[0]


async def test_a_report_that_is_right_counts_against_the_requester_there(
    office: Office, database: Database, job: Job
) -> None:
    await report(database, job)
    case = await uphold(office, MONA, (await only_case(database)).id, " Not nice. ")
    assert case.decision is CaseDecision.UPHELD
    assert await suspected(database) == [("upheld", 2.0)]
    assert await suspected(database, scope=None) == []
    done = await last_done(database, MONA)
    assert (done.moderator, done.action, done.server) == ("discord:1", ModeratorAction.UPHOLD, "cats")
    assert (done.job_id, done.person_id, done.note) == (job.id, "ann", "Not nice.")
    assert await audit_log(database, DORA, 9) == []


async def test_a_false_report_counts_against_each_reporter_once(
    office: Office, database: Database, job: Job
) -> None:
    for by in ("bob", "bob", "carol"):
        await report(database, job, by)
    await dismiss(office, MONA, (await only_case(database)).id)
    assert await suspected(database) == []
    assert await suspected(database, "bob") == await suspected(database, "carol") == [("false-report", 1.0)]


async def test_the_filters_doubt_counts_as_its_category_only_if_it_was_right(
    office: Office, database: Database, job: Job, add_job: AddJob
) -> None:
    await review(database, job, "hate")
    await uphold(office, OPERATOR, (await only_case(database)).id)
    assert await suspected(database, scope=None) == [("hate", 1.5)]
    assert (await last_done(database)).filter_version == "1"
    await review(database, await add_job(platform="discord", front="discord", server="cats"), "hate")
    await dismiss(office, OPERATOR, (await only_case(database)).id)
    assert len(await suspected(database)) == 1


async def test_removed_everywhere_means_job_posts_and_a_reason_to_appeal_against(
    office: Office, database: Database, job: Job
) -> None:
    post = Post(
        front="discord",
        message_id="9",
        channel_id="8",
        job_id=job.id,
        kind=PostKind.RESULT,
        person_id="ann",
        created_at=NOW,
    )
    async with database.session() as session:
        await posts.remember(session, post)
    await report(database, job)
    removal = await remove(office, MONA, (await only_case(database)).id, "Cruel.")
    assert (removal.posts, removal.note) == ([post], "Cruel.")
    async with database.reading() as session:
        assert await jobs.get(session, job.id) is None
        assert await removals.owed(session, "discord") == [("8", "9")]
        (refusal,) = await refusals.of_person(session, "discord", "ann", 9)
    assert refusal == removal.refusal
    assert (refusal.decision, refusal.prompt) == ("remove", "a red fox")
    assert refusal.reason.endswith("Cruel.")
    assert await suspected(database) == [("upheld", 2.0)]
    assert (await last_done(database)).action is ModeratorAction.REMOVE
    assert await waiting(database, MONA) == []


async def test_what_is_gone_can_not_be_removed(office: Office, database: Database, job: Job) -> None:
    refusal_id = await refuse(database)
    await appeal(database, office.settings, "discord", "ann", refusal_id=refusal_id, text="Why?")
    with pytest.raises(BadRequestError) as caught:
        await remove(office, MONA, (await only_case(database)).id)
    assert caught.value.key == "moderation-no-pictures"


async def test_nobody_decides_about_themselves(office: Office, database: Database, job: Job) -> None:
    await report(database, job)
    ann = Moderator("discord", "ann", server="cats")
    with pytest.raises(BadRequestError) as caught:
        await dismiss(office, ann, (await only_case(database)).id)
    assert caught.value.key == "moderation-own"
    with pytest.raises(BadRequestError):
        await ban(database, ann, "discord", "ann", days=1, reason="")
    await ban(database, MONA, "discord", "ann", days=1, reason="")
    with pytest.raises(BadRequestError):
        await unban(database, ann, "discord", "ann")


async def test_a_servers_ban_is_for_that_server_and_ends_jobs_there(
    office: Office, database: Database, job: Job, add_job: AddJob
) -> None:
    elsewhere = await add_job(platform="discord", front="discord", server="dogs")
    until = await ban(database, MONA, "discord", "ann", days=2, reason="Too  much.")
    async with database.reading() as session:
        banned = await server_bans.lasting(session, CATS, "discord", "ann", datetime.now(UTC))
        assert (await people.get(session, "discord", "ann")).banned_until is None
        states = [one.state for one in await jobs.get_all(session, [job.id, elsewhere.id])]
    assert banned is not None
    assert (banned.until, banned.reason) == (until, "Too much.")
    assert sorted(states) == sorted([JobState.CANCELLED, JobState.QUEUED])
    assert (await last_done(database, MONA)).action is ModeratorAction.BAN
    await unban(database, MONA, "discord", "ann")
    async with database.reading() as session:
        assert await server_bans.of_server(session, CATS, datetime.now(UTC), 9) == []


async def test_an_operators_ban_is_for_everywhere(database: Database, job: Job) -> None:
    until = await ban(database, OPERATOR, "discord", "ann", days=1, reason="Spam.")
    async with database.reading() as session:
        assert (await people.get(session, "discord", "ann")).banned_until == until
        found = await jobs.get(session, job.id)
    assert found is not None
    assert found.state is JobState.CANCELLED
    await unban(database, OPERATOR, "discord", "ann")
    async with database.reading() as session:
        assert (await people.get(session, "discord", "ann")).banned_until is None


@pytest.mark.parametrize(("days", "reason"), [(0, ""), (-1, ""), (1e9, ""), (1, "x" * 301)])
async def test_a_ban_has_bounds(database: Database, days: float, reason: str) -> None:
    with pytest.raises(BadRequestError):
        await ban(database, MONA, "discord", "ann", days=days, reason=reason)


async def test_notes_stay_among_the_moderators_of_a_server(office: Office, database: Database) -> None:
    await note(database, MONA, "discord", "ann", "Draws too many frogs.")
    settings = office.settings.moderation
    seen = {
        one.server: [
            written.text
            for written in (await look_at_person(database, settings, one, "discord", "ann")).notes
        ]
        for one in (MONA, DORA)
    }
    assert seen == {"cats": ["Draws too many frogs."], "dogs": []}
    with pytest.raises(BadRequestError):
        await note(database, MONA, "discord", "ann", "  ")


async def appealed(office: Office, database: Database, **fields: str | None) -> int:
    """Ann is refused, suspected for it, and appeals; the refusal's id."""
    refusal_id = await refuse(database, **fields)
    async with database.session() as session:
        counted = Suspicion(
            platform="discord", person_id="ann", weight=1, cause="violence", refusal_id=refusal_id, at=NOW
        )
        await suspicions.add(session, counted)
    await appeal(database, office.settings, "discord", "ann", refusal_id=refusal_id, text="It is of stone.")
    return refusal_id


async def lets_pass(database: Database, **fields: str) -> bool:
    """Whether what was refused to Ann, with these fields changed, would pass now."""
    async with database.reading() as session:
        *_, first = await refusals.of_person(session, "discord", "ann", 9)
        return await appeals.lets_pass(session, replace(first, **fields))


async def test_an_appeal_that_is_right_takes_the_weight_back(office: Office, database: Database) -> None:
    refusal_id = await appealed(office, database)
    assert len(await suspected(database)) == 1
    await uphold(office, MONA, (await only_case(database, MONA)).id, "Sorry!")
    assert await suspected(database) == []
    assert not await lets_pass(database), "a server can't allow what the filter refuses everywhere"
    (mine,) = await own_refusals(database, "discord", "ann", 9)
    assert mine.outcome is not None
    assert (mine.refusal.id, mine.outcome.decision, mine.outcome.answer) == (refusal_id, "upheld", "Sorry!")


async def test_operators_let_the_same_prompt_of_the_same_person_pass(
    office: Office, database: Database
) -> None:
    await appealed(office, database)
    await uphold(office, OPERATOR, (await only_case(database)).id)
    assert await lets_pass(database)
    for otherwise in ({"prompt": "a gargoyle bites"}, {"server": "dogs"}, {"category": "hate"}):
        assert not await lets_pass(database, **otherwise)


async def test_a_server_lets_its_own_words_pass(office: Office, database: Database) -> None:
    await appealed(office, database, category="own_words")
    await uphold(office, MONA, (await only_case(database, MONA)).id)
    assert await lets_pass(database)
    assert not await lets_pass(database, category="violence")


async def test_an_appeal_that_is_wrong_changes_nothing(office: Office, database: Database) -> None:
    await appealed(office, database)
    await dismiss(office, MONA, (await only_case(database, MONA)).id, "It bites.")
    assert len(await suspected(database)) == 1
    assert not await lets_pass(database)


async def test_each_refusal_is_appealed_against_once_and_by_its_own_person(
    office: Office, database: Database
) -> None:
    refusal_id = await appealed(office, database)
    with pytest.raises(BadRequestError) as caught:
        await appeal(database, office.settings, "discord", "ann", refusal_id=refusal_id, text="Please!")
    assert caught.value.key == "moderation-appealed"
    assert len(await waiting(database, OPERATOR)) == 1
    with pytest.raises(BadRequestError) as caught:
        await appeal(database, office.settings, "discord", "bob", refusal_id=refusal_id, text="Me too!")
    assert caught.value.key == "moderation-appeal-none"


@pytest.mark.parametrize("category", ["sexual_minors", "ban", "pause", "opt-out"])
async def test_some_refusals_stand(office: Office, database: Database, category: str) -> None:
    refusal_id = await refuse(database, category=category)
    with pytest.raises(BadRequestError):
        await appeal(database, office.settings, "discord", "ann", refusal_id=refusal_id, text="But why?")
    assert await own_refusals(database, "discord", "ann", 9) == []


async def test_appeals_are_bounded(office: Office, database: Database) -> None:
    for _ in range(5):
        await appealed(office, database)
    with pytest.raises(QuotaError):
        await appealed(office, database)


async def test_a_removal_can_be_appealed_against(office: Office, database: Database, job: Job) -> None:
    await report(database, job)
    await remove(office, MONA, (await only_case(database)).id)
    (mine,) = await own_refusals(database, "discord", "ann", 9)
    await appeal(
        database, office.settings, "discord", "ann", refusal_id=mine.refusal.id, text="It was a fox."
    )
    await uphold(office, OPERATOR, (await only_case(database)).id)
    assert await suspected(database) == []


async def test_suspicion_fades_for_moderators_too(office: Office, database: Database) -> None:
    async with database.session() as session:
        old = Suspicion(
            platform="discord", person_id="ann", weight=4, cause="hate", at=NOW - timedelta(hours=24)
        )
        await suspicions.add(session, old)
    view = await look_at_person(database, office.settings.moderation, MONA, "discord", "ann")
    assert view.regard.score == pytest.approx(2.0, rel=0.01)
