"""Moderators see what was asked for on their server, each case once, and only one works on it."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import BadRequestError
from bot.moderating.decide import claim, dismiss, uphold
from bot.moderating.look import list_cases, look
from bot.moderating.moderator import Office
from db import cases, jobs, people
from db.cases import CaseDecision, CaseKind, Which
from db.jobs import Job
from db.session import Database
from tests.bot.moderating.conftest import (
    DORA,
    MONA,
    NOAH,
    OPERATOR,
    AddJob,
    only_case,
    refuse,
    report,
    review,
    waiting,
)


async def test_reports_of_a_job_and_the_filters_doubt_are_one_case(database: Database, job: Job) -> None:
    await review(database, job)
    await report(database, job)
    await report(database, job, "carol")
    case = await only_case(database, MONA)
    assert (case.kind, case.job_id, case.person_id) == (CaseKind.REVIEW, job.id, "ann")


async def test_after_a_decision_a_new_report_is_a_new_case(
    office: Office, database: Database, job: Job
) -> None:
    await report(database, job)
    first = await only_case(database)
    await dismiss(office, MONA, first.id)
    assert await waiting(database, MONA) == []
    await report(database, job, "carol")
    assert (await only_case(database)).id > first.id


async def test_nobody_sees_beyond_their_server(database: Database, job: Job, add_job: AddJob) -> None:
    private = await add_job(platform="discord", front="discord", server="cats", private=True)
    direct = await add_job(platform="discord", front="discord", server=None)
    for one in (job, direct):
        await report(database, one)
    await review(database, private)
    assert [case.job_id for case in await waiting(database, MONA)] == [job.id]
    assert await waiting(database, DORA) == []
    assert {case.job_id for case in await waiting(database, OPERATOR)} == {job.id, private.id, direct.id}


async def test_a_case_elsewhere_can_not_even_be_named(office: Office, database: Database, job: Job) -> None:
    await report(database, job)
    case = await only_case(database)
    assert await look(database, office.settings.moderation, DORA, Which.OPEN, case_id=case.id) is None
    for do in (claim, uphold, dismiss):
        with pytest.raises(BadRequestError) as caught:
            await do(office, DORA, case.id)
        assert caught.value.key == "moderation-gone"
    assert (await only_case(database)).decision is None


async def test_two_moderators_never_work_on_the_same_case(
    office: Office, database: Database, job: Job
) -> None:
    await report(database, job)
    case = await only_case(database)
    both = await asyncio.gather(
        claim(office, MONA, case.id), claim(office, NOAH, case.id), return_exceptions=True
    )
    assert [type(one) for one in both].count(BadRequestError) == 1
    loser, winner = (MONA, NOAH) if isinstance(both[0], BadRequestError) else (NOAH, MONA)
    with pytest.raises(BadRequestError) as caught:
        await dismiss(office, loser, case.id)
    assert caught.value.key == "moderation-taken"
    assert [len(await waiting(database, one, Which.MINE)) for one in (winner, loser)] == [1, 0]
    assert await waiting(database, loser) == []
    assert (await dismiss(office, winner, case.id)).decided_by == winner.key


async def test_a_claim_runs_out(office: Office, database: Database, job: Job) -> None:
    await report(database, job)
    case, now = await only_case(database), datetime.now(UTC)
    async with database.session() as session:
        await cases.claim(
            session, case.id, None, moderator=MONA.key, until=now - timedelta(seconds=1), now=now
        )
    await claim(office, NOAH, case.id)
    assert (await only_case(database, NOAH)).claimed_by == NOAH.key


async def test_of_two_decisions_at_once_one_counts(office: Office, database: Database, job: Job) -> None:
    await report(database, job)
    case = await only_case(database)
    both = await asyncio.gather(
        uphold(office, MONA, case.id), dismiss(office, NOAH, case.id), return_exceptions=True
    )
    failed = [one for one in both if isinstance(one, BadRequestError)]
    assert [one.key for one in failed] == ["moderation-decided"]


async def test_what_its_requester_deletes_needs_no_decision(database: Database, job: Job) -> None:
    await report(database, job)
    case = await only_case(database)
    async with database.session() as session:
        await jobs.delete(session, job.id, datetime.now(UTC))
        found = await cases.get(session, case.id, None)
    assert found is not None
    assert (found.decision, found.decided_by) == (CaseDecision.MOOT, None)


async def test_the_queue_is_leafed_through_in_its_order(
    office: Office, database: Database, add_job: AddJob
) -> None:
    for _ in range(3):
        await report(database, await add_job(platform="discord", front="discord", server="cats"))
    settings = office.settings.moderation
    first = await look(database, settings, MONA, Which.OPEN)
    assert first is not None
    assert (first.waiting, first.has_earlier, first.has_later) == (3, False, True)
    second = await look(database, settings, MONA, Which.OPEN, after=first.case.id)
    assert second is not None
    assert (second.has_earlier, second.has_later) == (True, True)
    back = await look(database, settings, MONA, Which.OPEN, before=second.case.id)
    assert back is not None
    assert back.case.id == first.case.id
    found, total = await list_cases(database, MONA, Which.OPEN, 2)
    assert ([one.id for one in found], total) == ([first.case.id, second.case.id], 3)


async def test_a_view_has_what_a_decision_needs(office: Office, database: Database, job: Job) -> None:
    await report(database, job)
    await refuse(database)
    async with database.session() as session:
        await people.ban(session, "discord", "ann", NOAH_S_DAY, "Spam.", now=datetime.now(UTC))
    case = await only_case(database, MONA)
    view = await look(database, office.settings.moderation, MONA, Which.OPEN, case_id=case.id)
    assert view is not None
    assert view.prompt == "a red fox"
    assert [one.text for one in view.reports] == ["Look at it!"]
    assert [one.prompt for one in view.person.refusals] == ["a gargoyle"]
    assert view.person.known.banned_until == NOAH_S_DAY


NOAH_S_DAY = datetime(2030, 1, 1, tzinfo=UTC)
