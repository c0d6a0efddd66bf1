"""What X counts and acts on: weighted length, and replies that mention nobody and link to nothing."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.texts import LANGUAGES
from bot.twitter.weighted import LIMIT, shorten, weighted_length
from bot.twitter.wording import (
    ALT_TEXT_CHARS,
    Occasion,
    alt_text,
    own_post_text,
    plain,
    refusal_text,
    reply_text,
)
from db.jobs import Job, JobState

LINK = re.compile(r"://|\$[a-z]|\w\.[a-z]{2}", re.IGNORECASE)


def job(prompt: str) -> Job:
    return Job(
        id="abc",
        state=JobState.RENDERED,
        front="twitter",
        source_id="50",
        address="",
        server=None,
        platform="twitter",
        requester_id="100",
        requester_name="",
        line="",
        prompt=prompt,
        model="nonet-small",
        seed=4_294_967_295,
        created_at=datetime.now(UTC),
        attempts=1,
        not_before=None,
        lease_token=None,
        lease_until=None,
        claimed_at=None,
        finished_at=None,
        collage_key=None,
        failure=None,
        deleted_at=None,
    )


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("a fox", 5),
        ("grün", 4),
        ("gru\u0308n", 4),
        ("“quoted” \u2013 text", 15),
        ("狐", 2),
        ("…", 2),
        ("🦊", 2),
        ("👩‍👩‍👧‍👦", 2),
        ("🏳️‍🌈 a", 4),
        ("see https://example.com/" + "x" * 100, 27),
        ("한", 2),
    ],
)
def test_x_counts_so(text: str, length: int) -> None:
    assert weighted_length(text) == length


@given(st.text(max_size=200), st.integers(3, 100))
def test_what_is_shortened_fits(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert weighted_length(short) <= limit
    if weighted_length(text) <= limit:
        assert short == text


def test_it_is_cut_at_a_word() -> None:
    assert shorten("a hamster in a sombrero", 20) == "a hamster in a…"


@pytest.mark.parametrize(
    ("prompt", "shown"),
    [
        ("a fox by @ann and \uff20bob", "a fox by ann and bob"),
        ("#fox $TSLA for $5", "fox TSLA for $5"),
        ("a fox on example.com, v1.5", "a fox on example\u2024com, v1\u20245"),
        ("see https://evil.example/x", "see evil\u2024example/x"),
        ("$$TSLA $@TSLA $#$TSLA $$5", "TSLA TSLA TSLA $$5"),
        ("hthttp://tp://evil and ht@tp://evil", "httpevil and evil"),
        ("dots. And words.", "dots. And words."),
    ],
)
def test_prompts_mention_nobody_and_link_to_nothing(prompt: str, shown: str) -> None:
    assert plain(prompt) == shown


@pytest.mark.parametrize("language", [*LANGUAGES, "und"])
@given(st.text(max_size=1_000) | st.text("$@#htps:/.aA🦊狐 ", max_size=1_000))
def test_every_reply_fits_and_does_nothing_but_speak(language: str, prompt: str) -> None:
    own_posts = [own_post_text(job(prompt), language, occasion) for occasion in Occasion]
    for text in (reply_text(job(prompt), language), *own_posts):
        assert weighted_length(text) <= LIMIT
        assert "4294967295" in text
        assert not set("@\uff20#\uff03") & set(text)
        assert not LINK.search(text)
    assert len(alt_text(job(prompt), language)) <= ALT_TEXT_CHARS


def test_refusals_are_texts_of_their_own() -> None:
    texts = {refusal_text("en", str(number)) for number in range(100)}
    assert len(texts) > 95
    assert all(text.startswith("Sorry, I can't paint that one.") for text in texts)


def test_a_link_has_its_place_in_a_long_reply() -> None:
    text = reply_text(job("word " * 200), "en", "https://nonet.example/jobs/abc")
    assert text.endswith(" https://nonet.example/jobs/abc")
    assert weighted_length(text) <= LIMIT
