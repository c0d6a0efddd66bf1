"""From a mention to its reply, and never a second one."""

from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client import REGISTRY

from bot.twitter.errors import NotNowError, PassingError
from db import mentions, people
from tests.bot.twitter.conftest import House, open_house
from tests.bot.twitter.fake_x import FakeX, html, problem

UPLOAD, METADATA, POST = "POST /2/media/upload", "POST /2/media/metadata", "POST /2/tweets"


@pytest.fixture
async def begun(house: House) -> House:
    """Mentions are read from now on."""
    await house.poller.poll()
    return house


async def test_a_mention_is_answered_with_nine_pictures(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet a hamster Godzilla @ann #tokyo https://t.co/abc")

    await begun.answer()

    (reply,) = x.replies_to(mention)
    job = await begun.job_of(mention)
    assert job and job.prompt == "a hamster Godzilla tokyo"
    assert reply["text"] == f"“a hamster Godzilla tokyo”, painted by AI (seed {job.seed})"
    (media,) = x.media.values()
    assert media["alt_text"].endswith("a hamster Godzilla tokyo")
    assert media["data"][:4] == b"\x89PNG" and media["type"] == "image/png"
    assert x.bodies[-1]["made_with_ai"] is True
    assert (await begun.deliveries_of(mention))[-1].receipt == reply["id"]


async def test_an_answer_takes_three_calls(begun: House, x: FakeX) -> None:
    x.mention("@nonet a fox")
    x.calls.clear()

    await begun.answer()

    assert x.calls == ["GET /2/users/7/mentions", UPLOAD, METADATA, POST]


async def test_what_was_there_before_the_first_start_stays_unanswered(house: House, x: FakeX) -> None:
    old = x.mention("@nonet an old wish", ago_s=5)
    await house.answer()
    new = x.mention("@nonet a new wish")

    await house.answer()

    assert not x.replies_to(old)
    assert len(x.replies_to(new)) == 1


async def test_the_first_mention_of_all_is_answered(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet a fox")
    await begun.answer()
    assert len(x.replies_to(mention)) == 1


async def test_every_page_is_read_and_nothing_twice(begun: House, x: FakeX) -> None:
    written = [x.mention(f"@nonet fox number {n}", author=str(1000 + n)) for n in range(110)]

    await begun.poller.poll()
    await begun.poller.poll()

    assert [await begun.job_of(one) is not None for one in written] == [True] * 110


async def test_a_mention_that_shows_up_late_is_not_lost(begun: House, x: FakeX) -> None:
    late = x.mention("@nonet a late fox", ago_s=10)
    x.posts.pop()
    first = x.mention("@nonet a fox", author="101")
    await begun.answer()
    x.mention("@nonet a late fox")
    x.posts[-1]["id"] = late

    await begun.answer()

    assert (len(x.replies_to(first)), len(x.replies_to(late))) == (1, 1)


async def test_a_reply_that_was_posted_before_a_crash_is_found(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet a fox")
    x.faults[POST] = [None]  # X posts it, and the connection breaks

    await begun.answer()
    await begun.deliver_all()

    (reply,) = x.replies_to(mention)
    assert (await begun.deliveries_of(mention))[-1].receipt == reply["id"]
    assert len(x.bodies) == 1


@pytest.mark.parametrize("fault", [html(503), problem(500, "Something broke")])
async def test_a_post_that_did_not_get_through_is_posted_once_more(
    begun: House, x: FakeX, fault: object
) -> None:
    mention = x.mention("@nonet a fox")
    x.faults[POST] = [fault]

    await begun.answer()
    await begun.deliver_all()

    assert len(x.replies_to(mention)) == 1
    assert x.calls.count(UPLOAD) == 1, "the picture that is on X already is used"


async def test_after_a_restart_nothing_is_answered_again(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet a fox")
    await begun.answer()

    other = await open_house(begun.settings)
    await other.answer()
    await other.stack.aclose()

    assert len(x.replies_to(mention)) == 1
    assert x.calls.count("GET /2/users/me") == 1, "the account is remembered"


async def test_a_no_of_x_is_final(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet a fox")
    x.faults[POST] = [problem(403, "You can only reply if you were mentioned.")]

    await begun.answer()
    await begun.deliver_all()

    assert not x.replies_to(mention)
    (attempt,) = await begun.deliveries_of(mention)
    assert "mentioned" in (attempt.error or "")


async def test_a_duplicate_is_looked_for(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet a fox")
    x.faults[POST] = [problem(403, "You are not allowed to create a Tweet with duplicate content.")]

    await begun.answer()
    await begun.deliver_all()

    assert len(x.replies_to(mention)) == 1
    assert "GET /2/users/7/tweets" in x.calls


async def test_a_stop_word_ends_it_for_good(begun: House, x: FakeX) -> None:
    x.mention("@nonet STOP!")
    await begun.answer()
    later = x.mention("@nonet a fox")

    await begun.answer()

    assert await begun.job_of(later) is None
    async with begun.database.reading() as session:
        assert (await people.get(session, "twitter", "100")).opted_out_at is not None


async def test_whoever_stops_while_it_is_painted_gets_no_reply(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet a fox")
    await begun.poller.poll()
    await begun.paint_all()
    x.mention("@nonet stop")
    await begun.poller.poll()

    await begun.deliver_all()

    assert not x.replies_to(mention)


async def test_one_answer_to_a_person_in_a_conversation_within_an_hour(begun: House, x: FakeX) -> None:
    thread = {"conversation_id": "5"}
    first = x.mention("@nonet a fox", **thread)
    second = x.mention("@nonet a cat", **thread)
    other_person = x.mention("@nonet a dog", author="101", **thread)
    elsewhere = x.mention("@nonet a cow")

    await begun.answer()

    answered = [len(x.replies_to(one)) for one in (first, second, other_person, elsewhere)]
    assert answered == [1, 0, 1, 1]


async def test_a_mention_that_is_edited_is_the_same_one(begun: House, x: FakeX) -> None:
    first = x.mention("@nonet a fox")
    await begun.answer()
    edited = x.mention("@nonet a red fox", edit_history_tweet_ids=[first, "9" * 19])
    unseen = x.mention("@nonet a cow", author="101", edit_history_tweet_ids=["5", "6"])

    await begun.answer()

    again = x.mention("@nonet a blue cow", author="101", edit_history_tweet_ids=["5", unseen, "9" * 19])
    await begun.answer()

    assert [len(x.replies_to(one)) for one in (first, edited, unseen, again)] == [1, 0, 1, 0]


async def test_whoever_edits_a_mention_into_a_stop_word_is_left_alone(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet a fox")
    await begun.poller.poll()
    x.mention("@nonet stop", edit_history_tweet_ids=[mention, "9" * 19])
    await begun.answer()
    assert not x.replies_to(mention)


async def test_draw_this_paints_the_quoted_post(begun: House, x: FakeX) -> None:
    quoted = x.mention("@ann look, a cat on a #skateboard", author="102")
    quote = {"referenced_tweets": [{"type": "quoted", "id": quoted}]}
    mention = x.mention("@nonet draw this https://t.co/q", **quote)

    await begun.answer()

    job = await begun.job_of(mention)
    assert job and job.prompt == "look, a cat on a skateboard"


async def test_our_own_words_are_no_prompt(begun: House, x: FakeX) -> None:
    ours = x.mention("“a fox”, painted by AI (seed 5)", author="7")
    reply = {"referenced_tweets": [{"type": "replied_to", "id": ours}], "display_text_range": [0, 16]}
    mention = x.mention("@nonet draw this", **reply)

    await begun.answer()

    assert await begun.job_of(mention) is None


async def test_whoever_wants_to_be_left_alone_is_no_prompt_either(begun: House, x: FakeX) -> None:
    async with begun.database.session() as session:
        await people.opt_out(session, "twitter", "102", datetime.now(UTC))
    quoted = x.mention("a cat", author="102")
    mention = x.mention("@nonet draw this", referenced_tweets=[{"type": "quoted", "id": quoted}])

    await begun.answer()

    assert await begun.job_of(mention) is None


async def test_a_post_that_nobody_may_see_is_no_prompt(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet draw this", referenced_tweets=[{"type": "quoted", "id": "5"}])
    await begun.answer()
    assert await begun.job_of(mention) is None
    async with begun.database.reading() as session:
        assert await mentions.is_decided(session, mention)


async def test_new_names_are_read_too(begun: House, x: FakeX) -> None:
    x.new_names = True
    quoted = x.mention("a cat", author="102")
    quote = {
        "referenced_tweets": [{"type": "quoted", "id": quoted}],
        "note_tweet": {"text": "@nonet draw this"},
    }
    mention = x.mention("@nonet …", **quote)

    await begun.answer()

    job = await begun.job_of(mention)
    assert job and job.prompt == "a cat"


async def test_what_the_filter_refuses_gets_no_public_answer(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet naked child")

    await begun.runner.look()

    assert not x.replies_to(mention)
    async with begun.database.reading() as session:
        assert list(await mentions.outcomes(session, datetime(2026, 1, 1, tzinfo=UTC))) == [
            ("refused", "sexual_minors")
        ]


async def test_metrics_tell_calls_money_and_mentions(begun: House, x: FakeX) -> None:
    def told() -> list[float]:
        names = (
            ("nonet_twitter_calls_total", {"call": "reply", "outcome": "ok"}),
            ("nonet_twitter_spent_dollars_total", {"call": "reply"}),
            ("nonet_twitter_mentions_total", {"decision": "accepted"}),
        )
        return [REGISTRY.get_sample_value(name, labels) or 0.0 for name, labels in names]

    before = told()
    x.mention("@nonet a fox")
    await begun.answer()
    assert [now - then for now, then in zip(told(), before, strict=True)] == pytest.approx([1, 0.01, 1])
    left = REGISTRY.get_sample_value("nonet_twitter_budget_left_dollars")
    assert left is not None and 1.9 < left < 2


class TestWithALink:
    @pytest.fixture
    def choices(self) -> dict[str, object]:
        return {"link_in_reply": True}

    async def test_the_reply_leads_to_the_page_and_costs_more(self, begun: House, x: FakeX) -> None:
        web = begun.settings.web.model_copy(update={"public_url": "https://nonet.example/"})
        begun.front._settings = begun.settings.model_copy(update={"web": web})
        mention = x.mention("@nonet a fox")

        await begun.answer()

        job = await begun.job_of(mention)
        assert job and x.posts[-1]["text"].endswith(f" https://nonet.example/jobs/{job.id}")
        today = (await begun.parts.api.meter.budget()).today
        assert today.cost_micros == 10_000 + 1_000 + 5_000 + 200_000, "account, mention, alt text, reply"


class TestPolitely:
    @pytest.fixture
    def choices(self) -> dict[str, object]:
        return {"refusal": "polite"}

    async def test_what_the_filter_refuses_gets_one_line(self, begun: House, x: FakeX) -> None:
        mention = x.mention("@nonet naked child", lang="de")

        for _ in range(2):
            await begun.runner.look()

        (reply,) = x.replies_to(mention)
        assert reply["text"].startswith("Das kann ich leider nicht malen. Versuch etwas anderes! ")

    async def test_it_is_said_once_to_a_person_in_a_conversation_within_an_hour(
        self, begun: House, x: FakeX
    ) -> None:
        thread = {"conversation_id": "5"}
        refused = [x.mention("@nonet porn", **thread) for _ in range(2)]  # a third would make them wait
        better = x.mention("@nonet a fox", **thread)

        await begun.runner.look()
        await begun.answer()

        assert [len(x.replies_to(one)) for one in (*refused, better)] == [1, 0, 1]


async def test_a_rate_limit_waits_until_it_is_over(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet a fox")
    x.faults[POST] = [problem(429, "Too many", x_rate_limit_remaining="0", x_rate_limit_reset="9999999999")]

    await begun.answer()
    await begun.deliver_all()

    assert x.calls.count(POST) == 1
    attempts = await begun.deliveries_of(mention)
    assert timedelta(hours=23) < attempts[-1].due_at - datetime.now(UTC) < timedelta(hours=25)


@pytest.mark.parametrize("status", [401, 402])
async def test_refused_keys_and_used_up_credits_pause_everything(begun: House, x: FakeX, status: int) -> None:
    x.faults["GET /2/users/7/mentions"] = [problem(status, "No.")]
    with pytest.raises(NotNowError):
        await begun.poller.poll()
    x.calls.clear()

    with pytest.raises(NotNowError):
        await begun.poller.poll()

    assert not x.calls


async def test_html_is_trouble_that_passes(begun: House, x: FakeX) -> None:
    mention = x.mention("@nonet a fox")
    x.faults["GET /2/users/7/mentions"] = [html(503)]

    with pytest.raises(PassingError):
        await begun.poller.poll()
    await begun.answer()

    assert len(x.replies_to(mention)) == 1
