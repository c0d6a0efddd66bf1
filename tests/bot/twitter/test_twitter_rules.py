"""Which mention deserves an answer, and what it asks for: a table, and what no text may do."""

import tomllib
from datetime import UTC, datetime
from importlib.resources import files
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.texts.texts import LANGUAGES
from bot.twitter.mentions import Decision, Known, Rules, decide
from bot.twitter.posts import Me, XPost
from bot.twitter.prompts import is_stop, means_another_post, prompt_of
from db.mentions import MentionDecision

ME = Me("7", "nonet")
ACCEPTED, IGNORED, STOPPED = MentionDecision.ACCEPTED, MentionDecision.IGNORED, MentionDecision.STOPPED
NOBODY, OPTED_OUT, BANNED = Known(), Known(opted_out=True), Known(banned=True)
ANSWERED = Known(answers_within_hour=1)


def post(text: str, **fields: object) -> XPost:
    ids = {"id": "50", "author_id": "100", "conversation_id": "50"}
    return XPost(**(ids | {"text": text, "posted_at": datetime.now(UTC)} | fields))


@pytest.mark.parametrize(
    ("text", "fields", "known", "decision"),
    [
        ("@nonet a fox", {}, NOBODY, Decision(ACCEPTED, "", "a fox")),
        ("a fox, please @NoNet", {}, NOBODY, Decision(ACCEPTED, "", "a fox, please")),
        ("\uff20nonet a fox", {}, NOBODY, Decision(ACCEPTED, "", "a fox")),
        ("@nonet_fan a fox", {}, NOBODY, Decision(IGNORED, "inherited")),
        ("me@nonet a fox", {}, NOBODY, Decision(IGNORED, "inherited")),
        ("@nonetä a fox", {}, NOBODY, Decision(IGNORED, "inherited")),
        ("https://t.co/@nonet a fox", {}, NOBODY, Decision(IGNORED, "inherited")),
        ("@otherbot @nonet a fox @thirdbot", {}, NOBODY, Decision(ACCEPTED, "", "a fox")),
        # handles are Latin, so that other writing may touch them
        ("@nonetキツネを描いて", {}, NOBODY, Decision(ACCEPTED, "", "キツネを描いて")),
        ("月のキツネ@nonet", {}, NOBODY, Decision(ACCEPTED, "", "月のキツネ")),
        ("@nonet ثعلب على القمر", {}, NOBODY, Decision(ACCEPTED, "", "ثعلب على القمر")),
        ("@ann @nonetキツネ", {"replied_to": "9"}, NOBODY, Decision(IGNORED, "inherited")),
        # what X puts before a reply is not the author's
        ("@nonet @ann nice!", {"shown_from": 12, "replied_to": "9"}, NOBODY, Decision(IGNORED, "inherited")),
        ("@nonet nice!", {"replied_to": "9"}, NOBODY, Decision(IGNORED, "inherited")),
        ("@ann @nonet a fox", {"shown_from": 5, "replied_to": "9"}, NOBODY, Decision(ACCEPTED, "", "a fox")),
        ("@ann yes @nonet a fox", {"replied_to": "9"}, NOBODY, Decision(ACCEPTED, "", "yes a fox")),
        # whose it is
        ("@nonet a fox", {"author_id": "7"}, NOBODY, Decision(IGNORED, "own")),
        ("RT @ann: @nonet a fox", {"is_repost": True}, NOBODY, Decision(IGNORED, "repost")),
        ("RT @ann: @nonet a fox", {}, NOBODY, Decision(IGNORED, "repost")),
        ("RT @nonet: “a fox”, painted by AI", {}, NOBODY, Decision(IGNORED, "repost")),
        ("@nonet a fox", {}, Known(edited=True), Decision(IGNORED, "edited")),
        ("@nonet a fox", {}, OPTED_OUT, Decision(IGNORED, "opted-out")),
        ("@nonet a fox", {}, BANNED, Decision(IGNORED, "banned")),
        ("@nonet a fox", {}, ANSWERED, Decision(IGNORED, "too-soon")),
        # nothing to paint
        ("@nonet", {}, NOBODY, Decision(IGNORED, "empty")),
        ("@nonet @ann https://t.co/x !!", {}, NOBODY, Decision(IGNORED, "empty")),
        ("@nonet 🦊", {}, NOBODY, Decision(ACCEPTED, "", "🦊")),
        # stop words
        ("@nonet Stop!", {}, NOBODY, Decision(STOPPED, "stop-word")),
        ("@nonet stop", {"shown_from": 7, "replied_to": "9"}, NOBODY, Decision(STOPPED, "stop-word")),
        ("@nonet やめて", {}, NOBODY, Decision(STOPPED, "stop-word")),
        ("@nonet hor auf", {}, NOBODY, Decision(STOPPED, "stop-word")),
        ("@nonet arrete", {}, NOBODY, Decision(STOPPED, "stop-word")),
        ("@nonet stop please 🛑", {}, NOBODY, Decision(STOPPED, "stop-word")),
        ("@nonet don\u2019t reply", {}, NOBODY, Decision(STOPPED, "stop-word")),
        ("@nonet stop", {}, Known(edited=True), Decision(STOPPED, "stop-word")),
        ("@nonet stop", {"author_id": "7"}, NOBODY, Decision(IGNORED, "own")),
        ("RT @ann: stop", {"is_repost": True}, NOBODY, Decision(IGNORED, "repost")),
        ("@nonet hör auf", {}, BANNED, Decision(STOPPED, "stop-word")),
        ("@nonet a stop sign on mars", {}, NOBODY, Decision(ACCEPTED, "", "a stop sign on mars")),
        # somebody else's words
        ("@nonet draw this", {"quoted": "8"}, NOBODY, Decision(ACCEPTED, subject="8")),
        (
            "@ann @nonet draw this!",
            {"shown_from": 5, "replied_to": "9"},
            NOBODY,
            Decision(ACCEPTED, subject="9"),
        ),
        ("@nonet mal das", {"quoted": "8"}, ANSWERED, Decision(IGNORED, "too-soon")),
        ("@nonet draw this", {}, NOBODY, Decision(IGNORED, "empty")),
    ],
)
def test_which_mention_deserves_an_answer(
    text: str, fields: dict[str, object], known: Known, decision: Decision
) -> None:
    assert decide(post(text, **fields), ME, known, Rules()) == decision


def test_where_other_posts_are_not_painted_draw_this_is_a_prompt() -> None:
    decision = decide(post("@nonet draw this", quoted="8"), ME, NOBODY, Rules(draw_this=False))
    assert decision == Decision(ACCEPTED, "", "draw this")


@pytest.mark.parametrize(
    ("text", "prompt"),
    [
        ("@nonet   a #fox\non a $TSLA  https://t.co/AbC123", "a fox on a TSLA"),
        ("a fox for $5", "a fox for $5"),
        ("@a @b @c", ""),
        ("mail me@home.org", "mail me@home.org"),
        ("\uff03fox", "fox"),
        ("HTTP://T.CO/x a fox", "a fox"),
        # what stood around a handle goes with it
        (".@nonet a fox", "a fox"),
        ("@nonet: a fox!", "a fox!"),
        ("Hey @nonet, a fox.", "Hey a fox."),
        ("a fox, please @nonet!", "a fox, please"),
        ("やあ@nonet、キツネ\uff01", "やあ キツネ\uff01"),
        ("@nonet\uff01 キツネ", "キツネ"),
        ("@nonet — a fox", "a fox"),
        ("@nonet…a fox", "a fox"),
        ("@nonet 「キツネ」", "「キツネ」"),
        ("@nonet .NET logo :)", ".NET logo :)"),
    ],
)
def test_a_prompt_is_the_text_without_what_only_x_understands(text: str, prompt: str) -> None:
    assert prompt_of(text) == prompt


def test_every_listed_phrase_is_understood() -> None:
    listed = tomllib.loads((files("bot.twitter") / "phrases.toml").read_text(encoding="utf-8"))
    for meaning, understands in (("stop", is_stop), ("this", means_another_post)):
        assert listed[meaning].keys() == set(LANGUAGES)
        for phrase in chain.from_iterable(listed[meaning].values()):
            assert understands(f"@nonet {phrase.upper()} !! https://t.co/x"), phrase
            assert not understands(f"@nonet {phrase} fox")


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    prompt = prompt_of(text)
    assert prompt == " ".join(prompt.split())
    decision = decide(post(text, shown_from=len(text) // 2), ME, NOBODY, Rules())
    assert (decision.decision is ACCEPTED) == bool(decision.prompt)
    assert is_stop(text) in {True, False}
