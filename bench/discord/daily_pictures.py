"""Pictures of the prompt of the day and of parties: `python -m bench.discord.daily_pictures`."""

import asyncio
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import discord
from PIL import Image

from bench.discord.card_pictures import COLLAGE, PICTURES, Scene, a_job, photograph
from bot.collage import SIDE
from bot.contests.badges import Badge
from bot.contests.board import Congratulation, Line
from bot.contests.podium import make_podium
from bot.contests.streaks import Streak
from bot.discord.card import layout
from bot.discord.daily.board_card import board_card
from bot.discord.daily.results_card import Results, results_card
from bot.discord.daily.today import Today, today_card
from bot.discord.daily.vote_card import invitation, vote_card
from bot.pipeline.request import SCHEDULE
from bot.provenance import Provenance
from bot.texts.texts import Texts
from db.ballots import Ballot, Entry
from db.contests import Contest, ContestKind, ContestState
from db.jobs import Job
from db.posts import Post, PostKind
from db.standings import Rank, Standing

REMIXES = {
    "kitty-in-a-crown.png": "a kitty in a crown attacking Tokyo",
    "penguin-eating-a-banana.png": "a penguin Godzilla eating a banana",
}
URL = "https://discord.com/channels/1/2/3"


def days(texts: Texts, person_id: str, now: datetime) -> Iterator[Scene]:
    """What members see of a day, and of a party."""
    job = replace(a_job(person_id, now), platform=SCHEDULE, requester_name="Nonet")
    remixes = [
        replace(a_job(person_id, now), id=f"remix{number}", prompt=prompt, requester_name="alice")
        for number, prompt in enumerate(REMIXES.values())
    ]
    entries = [(_entry(remix), remix) for remix in remixes]
    contest = _contest(job, now)
    picture = "attachment://picture.png"
    card = layout.result_card(job, texts=texts, picture=picture, votes=7, can_vary=True)
    yield "daily", card, _files(COLLAGE.read_bytes())
    yield "daily-vote", vote_card(contest, entries, 12, texts=texts), []
    yield "daily-results", *_results(contest, job, remixes, person_id, texts)
    lines = [_line(person_id, wins) for wins in (10, 4, 1)]
    yield "leaderboard", board_card(lines, lines[1], "month", texts=texts), []
    yield "daily-today", today_card(_today(job, contest, lines[2]), texts=texts), []
    party = _party(contest, person_id)
    yield "party", invitation(party, texts=texts), []
    yield "party-vote", vote_card(party, entries, 3, texts=texts), []
    mine = layout.result_card(remixes[1], texts=texts, picture=picture, can_vary=True, contest_id=contest.id)
    yield "entry", mine, _files((PICTURES / list(REMIXES)[1]).read_bytes())


def _results(
    contest: Contest, job: Job, remixes: list[Job], person_id: str, texts: Texts
) -> tuple[discord.ui.LayoutView, list[discord.File]]:
    ranks = [
        (Rank(job_id=job.id, sample=5, rank=1, votes=6), job),
        (_rank(remixes[0], 2, 4, person_id), remixes[0]),
        (_rank(remixes[1], 3, 2, person_id), remixes[1]),
    ]
    results = Results(
        contest=contest,
        places=ranks,
        votes=12,
        urls={one.id: URL for one in (job, *remixes)},
        nameless=(),
        streaks=[Congratulation(("discord", person_id), 7)],
        role=texts("contest-role-given", who=f"<@{person_id}>", role="@champion"),
    )
    pictures = [_sample(5), *((PICTURES / name).read_bytes() for name in REMIXES)]
    podium = make_podium(
        [(data, rank.rank) for data, (rank, _) in zip(pictures, ranks, strict=True)],
        limit_bytes=8_000_000,
        provenance=Provenance.of_job(job),
    )
    return results_card(results, texts=texts, picture="attachment://picture.png"), _files(podium.data)


def _rank(job: Job, rank: int, votes: int, person_id: str) -> Rank:
    return Rank(job_id=job.id, sample=0, rank=rank, votes=votes, platform="discord", person_id=person_id)


def _contest(job: Job, now: datetime) -> Contest:
    return Contest(
        id="Zk3v9QmTr1aXw8Ld",
        kind=ContestKind.DAILY,
        state=ContestState.OPEN,
        front="discord",
        server="1",
        channel="2",
        thread="3",
        message_id="4",
        results_id=None,
        spoilt_at=None,
        job_id=job.id,
        theme=job.prompt,
        entries_each=3,
        opens_at=now,
        closes_at=now + timedelta(hours=22),
        attempts=0,
        lease_token=None,
    )


def _party(contest: Contest, person_id: str) -> Contest:
    return replace(
        contest,
        kind=ContestKind.PARTY,
        job_id=None,
        theme="Animals with office jobs",
        required_words="tie,coffee",
        awards="The winner names our next emoji",
        host_id=person_id,
        closes_at=contest.opens_at + timedelta(days=2),
    )


def _entry(job: Job) -> Entry:
    return Entry(
        contest_id="Zk3v9QmTr1aXw8Ld",
        job_id=job.id,
        platform=job.platform,
        person_id=job.requester_id,
        entered_at=job.created_at,
    )


def _line(person_id: str, wins: int) -> Line:
    standing = Standing(platform="discord", person_id=person_id, wins=wins, podiums=wins + 2)
    badges = (Badge.CHAMPION, Badge.PODIUM, Badge.WEEK) if wins == 10 else (Badge.WINNER, Badge.REGULAR)
    return Line(standing, Streak(current=wins, longest=wins + 3), badges)


def _today(job: Job, contest: Contest, line: Line) -> Today:
    post = Post(
        front="discord",
        message_id="3",
        channel_id="2",
        job_id=job.id,
        kind=PostKind.RESULT,
        person_id="",
        created_at=job.created_at,
    )
    ballot = Ballot(platform="discord", person_id="1", job_id=job.id, sample=4)
    return Today(job=job, post=post, contest=contest, ballot=ballot, line=line)


def _sample(number: int) -> bytes:
    """A sample, cut out of the collage."""
    with Image.open(COLLAGE) as collage:
        side = (collage.width - (SIDE - 1) * 8) // SIDE
        row, column = divmod(number - 1, SIDE)
        left, top = column * (side + 8), row * (side + 8)
        buffer = io.BytesIO()
        collage.crop((left, top, left + side, top + side)).save(buffer, "PNG")
    return buffer.getvalue()


def _files(picture: bytes) -> list[discord.File]:
    return [discord.File(io.BytesIO(picture), "picture.png")]


if __name__ == "__main__":
    asyncio.run(photograph(days))
