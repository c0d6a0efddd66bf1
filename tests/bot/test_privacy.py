"""Everyone can take their data along, or have it deleted."""

import io
import json
import zipfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.image_store import ImageStore
from bot.pipeline.progress import Failed, ProgressBoard
from bot.privacy import delete_person, export_person
from db import (
    appeals,
    audit,
    cases,
    contests,
    images,
    jobs,
    mentions,
    outgoing,
    people,
    posts,
    queue,
    refusals,
    reports,
    samples,
    schedules,
    server_bans,
    slots,
    suggestions,
    suspicions,
    votes,
)
from db.appeals import Appeal
from db.audit import Done, ModeratorAction, Note
from db.cases import CaseKind
from db.contests import ContestKind, NewContest
from db.images import StoredImage
from db.jobs import Job, JobState
from db.mentions import Mention, MentionDecision
from db.models import BallotRow, Base, EntryRow, RankRow
from db.personal import PERSONAL
from db.posts import Post, PostKind
from db.refusals import Refusal
from db.samples import Sample
from db.schedules import NewSchedule
from db.scope import Scope
from db.server_bans import ServerBan
from db.session import Database
from db.suggestions import NewSuggestion, SuggestionState
from db.suspicions import Suspicion
from db.votes import VoteKind

AddJob = Callable[..., Awaitable[Job]]
NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(hours=2)
ANN = "ann-4711"
"""Recognisable wherever it is left."""
SECRET = "a secret fox"


@pytest.fixture
async def store(tmp_path: Path) -> ImageStore:
    store = ImageStore(tmp_path / "images")
    await store.open()
    return store


async def stored(store: ImageStore, data: bytes) -> StoredImage:
    return StoredImage(await store.put(data, "image/png"), "image/png", len(data), 8, 8)


async def render(database: Database, store: ImageStore, job: Job, when: datetime) -> Job:
    """Nine pictures and a collage of any bytes, that name their job."""
    pictures = [await stored(store, f"{job.id} {number}".encode() * 9) for number in range(10)]
    async with database.session() as session:
        claimed = await queue.claim(session, when, 60, only=job.id)
        assert claimed is not None
        await images.remember(session, pictures, when)
        await queue.finish(session, claimed, pictures[0].key, when)
        kept = [Sample(number, 7, pictures[number].key, tokens=(1, 2)) for number in range(1, 10)]
        await samples.insert_samples(session, job.id, kept)
        found = await jobs.get(session, job.id)
    assert found is not None
    return found


@pytest.fixture
async def anns(database: Database, store: ImageStore, add_job: AddJob) -> Job:
    """A job of Ann's two hours ago, with everything that can hang on it, and traces of her elsewhere."""
    mine = {"platform": "discord", "front": "discord", "requester_id": ANN, "requester_name": "Ann Secret"}
    job = await add_job(**mine, prompt=SECRET, address='{"token": "hush"}', caption_top=SECRET, now=LONG_AGO)
    job = await render(database, store, job, LONG_AGO)
    bobs = await add_job(platform="discord", front="discord", requester_id="bob", now=LONG_AGO)
    async with database.session() as session:
        await votes.vote(session, bobs.id, "discord", ANN, VoteKind.FAVOURITE, now=NOW)
        await votes.vote(session, job.id, "discord", "bob", VoteKind.FAVOURITE, now=NOW)
        for message_id, shown in (("1", job), ("2", bobs)):
            await posts.remember(session, post(message_id, shown, ANN))
        await reports.report(
            session,
            bobs.id,
            reason="other",
            text=SECRET,
            contact=ANN,
            now=NOW,
            platform="discord",
            person_id=ANN,
        )
        refusal_id = await refusals.record(session, refusal())
        await people.grant_tier(session, "discord", ANN, "patron")
    await moderate(database, job, refusal_id)
    await play(database, job, bobs)
    return job


async def play(database: Database, job: Job, bobs: Job) -> None:
    """A schedule that Ann made, what she suggested and voted for, and a contest of hers with all in it."""
    hers = {"platform": "discord", "person_id": ANN}
    async with database.session() as session:
        schedule = await schedules.add(session, daily_prompt(), NOW)
        suggested = [
            await suggestions.add(session, suggestion(schedule.id, who, text), SuggestionState.WAITING, NOW)
            for who, text in ((ANN, SECRET), ("bob", "a newt"))
        ]
        await suggestions.vote(session, suggested[1].id, "discord", ANN, NOW)
        slot = await slots.begin(session, schedule.id, NOW, NOW, 60)
        assert slot is not None
        await slots.accepted(
            session,
            slot,
            bobs.id,
            prompt=SECRET,
            source="suggestions",
            suggestion_id=suggested[0].id,
            now=NOW,
        )
        held = await contests.insert_contest(session, party())
        session.add(EntryRow(contest_id=held.id, job_id=job.id, entered_at=NOW, **hers))
        session.add(BallotRow(contest_id=held.id, job_id=bobs.id, sample=0, created_at=NOW, **hers))
        session.add(RankRow(contest_id=held.id, job_id=bobs.id, sample=0, rank=1, votes=1, **hers))


def daily_prompt() -> NewSchedule:
    return NewSchedule(
        name="Prompt of the day",
        front="discord",
        clock="12:00",
        zone="UTC",
        sources="suggestions",
        repeat_days=9,
        created_by=ANN,
    )


def suggestion(schedule_id: int, person_id: str, text: str) -> NewSuggestion:
    return NewSuggestion(
        schedule_id=schedule_id,
        text=text,
        by_member=True,
        platform="discord",
        person_id=person_id,
        person_name="Ann Secret" if person_id == ANN else "Bob",
    )


def party() -> NewContest:
    return NewContest(
        kind=ContestKind.PARTY,
        front="discord",
        server="5",
        channel="7",
        theme="newts",
        entries_each=3,
        host_id=ANN,
        host_name="Ann Secret",
        opens_at=NOW,
        closes_at=NOW + timedelta(hours=1),
    )


async def moderate(database: Database, job: Job, refusal_id: int) -> None:
    """A case about Ann's job, her appeal, what moderators wrote of her, and what she did as one."""
    scope = Scope("discord", "5")
    async with database.session() as session:
        await cases.open_for_job(session, job, CaseKind.REVIEW, "violence", now=NOW)
        known = await refusals.get(session, refusal_id)
        assert known is not None
        case_id = await cases.open_appeal(session, known, NOW)
        await appeals.insert_appeal(session, appeal(refusal_id, case_id))
        for done in (
            Done(
                at=NOW,
                moderator="discord:bob",
                action=ModeratorAction.NOTE,
                platform="discord",
                person_id=ANN,
            ),
            Done(at=NOW, moderator=f"discord:{ANN}", action=ModeratorAction.FILTER),
        ):
            await audit.log(session, done)
        note = Note(
            platform="discord",
            person_id=ANN,
            front=None,
            server=None,
            moderator="discord:bob",
            text=SECRET,
            created_at=NOW,
        )
        await audit.write_note(session, note)
        over = ServerBan(
            platform="discord", person_id=ANN, until=LONG_AGO, reason=SECRET, created_at=LONG_AGO
        )
        await server_bans.ban(session, scope, over)


def appeal(refusal_id: int, case_id: int) -> Appeal:
    return Appeal(
        refusal_id=refusal_id,
        case_id=case_id,
        platform="discord",
        person_id=ANN,
        text=SECRET,
        answer="",
        lets_pass=False,
        created_at=NOW,
        told_at=None,
    )


def post(message_id: str, job: Job, person_id: str) -> Post:
    return Post(
        front="discord",
        message_id=message_id,
        channel_id="7",
        job_id=job.id,
        kind=PostKind.RESULT,
        person_id=person_id,
        created_at=NOW,
    )


def refusal() -> Refusal:
    return Refusal(
        front="discord",
        source_id="9",
        platform="discord",
        requester_id=ANN,
        server=None,
        decision="refuse",
        prompt=SECRET,
        category="violence",
        reason="No.",
        audit=f"list 1: {SECRET}",
        created_at=NOW,
    )


async def texts_in(database: Database) -> dict[str, str]:
    """All that stands in every table, as one text each."""
    async with database.reading() as session:
        return {
            name: "\n".join(map(repr, await session.execute(table.select())))
            for name, table in Base.metadata.tables.items()
        }


def opened(archive: bytes) -> tuple[dict[str, Any], list[str]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        names = [name for name in file.namelist() if name != "data.json"]
        return json.loads(file.read("data.json")), names


async def test_an_export_has_everything_but_keys(database: Database, store: ImageStore, anns: Job) -> None:
    archive = await export_person(database, store, "discord", ANN)
    data, pictures = opened(archive)
    assert [job["prompt"] for job in data["jobs"]] == [SECRET]
    counts = {name: len(rows) for name, rows in data.items() if isinstance(rows, list)}
    names = [kept.table.__tablename__ for kept in PERSONAL]
    assert counts == dict.fromkeys([*names, "cut_off"], 0) | {
        "jobs": 1,
        "samples": 9,
        "deliveries": 1,
        "posts": 2,
        "votes": 1,
        "reports": 1,
        "refusals": 1,
        "cases": 2,
        "appeals": 1,
        "moderator_actions": 2,
        "person_notes": 1,
        "server_bans": 1,
        "schedules": 1,
        "suggestions": 1,
        "suggestion_votes": 1,
        "slots": 1,
        "contests": 1,
        "contest_entries": 1,
        "ballots": 1,
        "contest_ranks": 1,
        "people": 1,
    }
    assert sorted(pictures) == sorted(
        [f"pictures/{anns.id}/collage.png", *(f"pictures/{anns.id}/{number}.png" for number in range(1, 10))]
    )
    assert "hush" not in json.dumps(data)
    assert "list 1" not in json.dumps(data)


async def test_an_export_is_no_larger_than_may_be_sent(
    database: Database, store: ImageStore, anns: Job
) -> None:
    whole = await export_person(database, store, "discord", ANN)
    small = await export_person(database, store, "discord", ANN, limit_bytes=len(whole) - 500)
    data, pictures = opened(small)
    assert len(small) <= len(whole) - 500
    assert 0 < data["pictures_left_out"] == 10 - len(pictures)
    assert f"pictures/{anns.id}/collage.png" in pictures


async def test_of_a_stranger_there_is_nothing(database: Database, store: ImageStore, anns: Job) -> None:
    data, pictures = opened(await export_person(database, store, "web", ANN))
    assert (data["jobs"], data["votes"], data["refusals"], pictures) == ([], [], [], [])


async def test_nothing_is_left_of_who_deletes_everything(
    database: Database, store: ImageStore, anns: Job, tmp_path: Path
) -> None:
    removed = await delete_person(database, store, ProgressBoard(), "discord", ANN)
    assert {one.message_id for one in removed} == {"1", "2"}
    for name, text in (await texts_in(database)).items():
        assert ANN not in text, name
        assert SECRET not in text, name
        assert anns.id not in text, name
    assert not list((tmp_path / "images").glob("*/*"))
    async with database.reading() as session:
        (report,) = await reports.open_reports(session, 9)
        (kept,) = await refusals.newest(session, 9)
    assert (report.reason, report.person_id, report.text) == ("other", None, "")
    assert (kept.category, kept.requester_id) == ("violence", "")


async def test_deleting_takes_neither_suspicion_nor_a_ban_back(database: Database, store: ImageStore) -> None:
    scope, ends = Scope("discord", "5"), NOW + timedelta(days=1)
    lasting = ServerBan(platform="discord", person_id=ANN, until=ends, reason="Spam.", created_at=NOW)
    async with database.session() as session:
        await suspicions.add(
            session, Suspicion(platform="discord", person_id=ANN, weight=2.0, cause="hate", at=NOW)
        )
        await server_bans.ban(session, scope, lasting)
    await delete_person(database, store, ProgressBoard(), "discord", ANN)
    async with database.reading() as session:
        (suspicion,) = await suspicions.of_person(session, "discord", ANN, None, LONG_AGO)
        assert await server_bans.lasting(session, scope, "discord", ANN, NOW) == lasting
    assert suspicion.weight == 2.0


async def test_others_keep_what_is_theirs(database: Database, store: ImageStore, anns: Job) -> None:
    before = await texts_in(database)
    await delete_person(database, store, ProgressBoard(), "discord", "bob")
    after = await texts_in(database)
    assert after["samples"] == before["samples"]
    assert after["refusals"] == before["refusals"]
    assert anns.id in after["jobs"]


async def test_deleting_stops_jobs_and_gives_no_fresh_quota(
    database: Database, store: ImageStore, add_job: AddJob
) -> None:
    board = ProgressBoard()
    job = await add_job(requester_id=ANN, requester_name="Ann Secret", prompt=SECRET)
    board_watch = board.watch(job.id)
    await delete_person(database, store, board, "web", ANN)
    assert isinstance(await anext(board_watch), Failed)
    async with database.reading() as session:
        assert await jobs.count_waiting(session, jobs.of_person("web", ANN)) == 0
        hour = NOW - timedelta(hours=1)
        assert len(await jobs.moments_since(session, jobs.of_person("web", ANN), hour, 9)) == 1
        assert await jobs.get(session, job.id) is None
    left = (await texts_in(database))["jobs"]
    assert SECRET not in left
    assert "Ann Secret" not in left
    async with database.session() as session:
        assert await jobs.sweep_deleted(session, datetime.now(UTC) + timedelta(minutes=61), 9) == 1
    assert ANN not in (await texts_in(database))["jobs"]


async def test_a_ban_and_an_opt_out_outlast_deletion(database: Database, store: ImageStore) -> None:
    async with database.session() as session:
        await people.ban(session, "web", "ann", NOW + timedelta(days=1), "Spam.", now=NOW)
        await people.ban(session, "web", "bob", NOW - timedelta(days=1), "Spam.", now=NOW)
        await people.opt_out(session, "web", "cid", NOW)
    for person in ("ann", "bob", "cid"):
        await delete_person(database, store, ProgressBoard(), "web", person)
    async with database.reading() as session:
        assert (await people.get(session, "web", "ann")).ban_reason == "Spam."
        assert await people.get(session, "web", "bob") == people.Person()
        assert (await people.get(session, "web", "cid")).opted_out_at == NOW


async def test_a_person_with_many_jobs_is_deleted_too(
    database: Database, store: ImageStore, add_job: AddJob
) -> None:
    for _ in range(60):
        await add_job(requester_id=ANN)
    await delete_person(database, store, ProgressBoard(), "web", ANN)
    async with database.reading() as session:
        assert await jobs.ids_of_person(session, "web", ANN, 99) == []
        assert await jobs.unfinished(session, ["web"]) == []
    assert JobState.CANCELLED in (await texts_in(database))["jobs"]


async def test_of_mentions_only_stays_that_they_were_decided(
    database: Database, store: ImageStore, add_job: AddJob
) -> None:
    job = await add_job(platform="twitter", front="twitter", requester_id=ANN, now=LONG_AGO)
    mention = Mention(
        id="42",
        person_id=ANN,
        conversation_id="41",
        posted_at=NOW,
        decision=MentionDecision.ACCEPTED,
        decided_at=NOW,
    )
    async with database.session() as session:
        await mentions.remember(session, mention)
        for key in ("mention:42", f"job:{job.id}", "mention:43"):
            await outgoing.begin(session, key, NOW, SECRET if key != "mention:43" else None)
    data, _ = opened(await export_person(database, store, "twitter", ANN))
    assert (len(data["mentions"]), len(data["outgoing_posts"])) == (1, 2)
    await delete_person(database, store, ProgressBoard(), "twitter", ANN)
    left = await texts_in(database)
    assert ANN not in left["mentions"]
    assert SECRET not in left["outgoing_posts"]
    async with database.reading() as session:
        assert await mentions.is_decided(session, "42")
