"""Whatever people type, Discord takes every message of a day and of a party, in every language."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.contests.badges import Badge
from bot.contests.board import LEADERS, Congratulation, Line
from bot.contests.hosting import AWARDS_CHARS, THEME_CHARS
from bot.contests.required_words import read_words
from bot.contests.streaks import Streak
from bot.discord.card.layout import result_card
from bot.discord.daily.board_card import PERIODS, board_card
from bot.discord.daily.parties import HOURS, party_form, status_card
from bot.discord.daily.results_card import Results, results_card
from bot.discord.daily.suggestions import suggestions_card
from bot.discord.daily.today import Today, today_card
from bot.discord.daily.vote_card import closed_card, invitation, vote_card
from bot.schedule.sources import SCHEDULE
from bot.texts.texts import LANGUAGES, texts_for
from db.ballots import Ballot, Entry
from db.contests import Contest, ContestKind, ContestState
from db.jobs import Job
from db.models import PostKind, SuggestionState
from db.posts import Post
from db.standings import Rank, Standing
from db.suggestions import KnownSuggestion, Suggestion
from tests.bot.discord.card_samples import MOMENT, assert_discord_takes, job

ID = "9" * 19
"""As long as Discord's ids get."""
TEXT = st.text(min_size=1, max_size=400) | st.sampled_from(["*" * 400, "@everyone " * 40, "😀" * 400])
DAY = job(platform=SCHEDULE, requester_name="Nonet")

CONTEST = Contest(
    id="Zk3v9QmTr1aXw8Ld",
    kind=ContestKind.DAILY,
    state=ContestState.OPEN,
    front="discord",
    server=ID,
    channel=ID,
    thread=ID,
    message_id=ID,
    results_id=None,
    spoilt_at=None,
    job_id=DAY.id,
    theme=DAY.prompt,
    entries_each=3,
    opens_at=MOMENT,
    closes_at=MOMENT + timedelta(hours=22),
    attempts=0,
    lease_token=None,
)


def party(text: str) -> Contest:
    return replace(
        CONTEST,
        kind=ContestKind.PARTY,
        job_id=None,
        theme=text[:THEME_CHARS],
        awards=text[:AWARDS_CHARS],
        required_words=read_words(",".join(text[start : start + 30] for start in range(0, 150, 30))),
        host_id=ID,
    )


def entered(text: str, number: int) -> list[tuple[Entry, Job]]:
    jobs = [job(id=f"{one:016}", prompt=text, requester_name=text[:32]) for one in range(number)]
    return [
        (
            Entry(
                contest_id=CONTEST.id,
                job_id=one.id,
                platform="discord",
                person_id=ID,
                entered_at=MOMENT,
            ),
            one,
        )
        for one in jobs
    ]


def results(contest: Contest, text: str, number: int) -> Results:
    places = [
        (Rank(job_id=one.id, sample=0, rank=rank, votes=10**6, platform="discord", person_id=ID), one)
        for rank, (_, one) in enumerate(entered(text, number), start=1)
    ]
    return Results(
        contest=contest,
        places=places,
        votes=10**7,
        urls={one.id: f"https://discord.com/channels/{ID}/{ID}/{ID}" for _, one in places},
        nameless=(),
        streaks=[Congratulation(("discord", ID), 365)] * 5,
        role=texts_for("de")("contest-role-given", who=", ".join([f"<@{ID}>"] * 5), role=f"<@&{ID}>"),
    )


def line(wins: int) -> Line:
    standing = Standing(platform="discord", person_id=ID, wins=wins, podiums=10**6)
    return Line(standing, Streak(10**5, 10**6), tuple(Badge))


@settings(max_examples=40, deadline=None)
@given(text=TEXT, number=st.sampled_from([0, 1, 40]), language=st.sampled_from(LANGUAGES))
def test_discord_takes_votes_and_results_of_any_words(text: str, number: int, language: str) -> None:
    texts = texts_for(language)
    for contest in (replace(CONTEST, theme=text), party(text)):
        assert_discord_takes(vote_card(contest, entered(text, number), 10**6, texts=texts))
        assert_discord_takes(closed_card(contest, number, 10**6, texts=texts))
        found = results(contest, text, number)
        assert_discord_takes(
            results_card(found, texts=texts, picture="attachment://winners.png" if number else None)
        )
    assert_discord_takes(invitation(party(text), texts=texts))


@settings(max_examples=40, deadline=None)
@given(text=TEXT, number=st.sampled_from([0, 1, 15]), language=st.sampled_from(LANGUAGES))
def test_discord_takes_suggestions_of_any_words(text: str, number: int, language: str) -> None:
    waiting = [
        KnownSuggestion(
            Suggestion(
                id=one,
                schedule_id=1,
                text=text,
                by_member=True,
                platform="discord",
                person_id=ID,
                person_name="ann",
                state=SuggestionState.WAITING,
                decided_by="",
                created_at=MOMENT,
            ),
            10**6,
        )
        for one in range(number)
    ]
    assert_discord_takes(suggestions_card(waiting, 3, texts=texts_for(language), moderates=True))


@settings(max_examples=40, deadline=None)
@given(text=TEXT)
def test_discord_takes_cards_that_are_in_a_contest_or_not(text: str) -> None:
    words = read_words(",".join(text[start : start + 30] for start in range(0, 150, 30))).split(",")
    for shown in (replace(DAY, prompt=text), job(prompt=text)):
        for changes in ({"contest_id": CONTEST.id}, {"missing_words": words}):
            card = result_card(
                shown, texts=texts_for("de"), picture="attachment://collage.png", can_vary=True, **changes
            )
            assert_discord_takes(card)


@pytest.mark.parametrize("language", LANGUAGES)
def test_discord_takes_boards_days_and_parties(language: str) -> None:
    texts = texts_for(language)
    for period in PERIODS:
        assert_discord_takes(board_card([line(10**6)] * LEADERS, line(1), period, texts=texts, unranked=True))
    post = Post(
        front="discord",
        message_id=ID,
        channel_id=ID,
        job_id=DAY.id,
        kind=PostKind.RESULT,
        person_id="1",
        created_at=MOMENT,
    )
    for ballot in (None, *(Ballot(platform="discord", person_id=ID, job_id="x", sample=n) for n in (0, 4))):
        today = Today(job=DAY, post=post, contest=CONTEST, ballot=ballot, line=line(3))
        assert_discord_takes(today_card(today, texts=texts))
    assert_discord_takes(status_card([party("frogs")] * 25, texts=texts))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_the_form_are_short_enough(language: str) -> None:
    form = party_form(texts_for(language), max(HOURS)).to_dict()
    assert len(form["title"]) <= 45
    assert all(len(label["label"]) <= 45 for label in form["components"])
    assert all(len(label["component"].get("placeholder", "")) <= 100 for label in form["components"])
    assert len(form["components"]) == 5
