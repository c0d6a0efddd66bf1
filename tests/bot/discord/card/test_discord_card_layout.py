"""Cards: what they say, and that Discord takes them whatever people have typed."""

import re
from collections.abc import Callable

import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.card import layout, panels
from bot.discord.card.escape import escape, escape_within, plain, shorten, units
from bot.discord.card.ids import Action
from bot.discord.pressing.buttons import JobItem
from bot.discord.pressing.forms import REASONS
from bot.texts.texts import LANGUAGES, Texts, texts_for
from db.jobs import Job, JobState
from tests.bot.discord.card_samples import MOMENT, assert_discord_takes, job, labels_of, shown, texts_of

NASTY = st.sampled_from(
    [
        *[
            "*",
            "**",
            "_",
            "__",
            "~~",
            "|",
            "||",
            "`",
            "[a](b)",
            "\\",
            "<t:0:R>",
            "<:a:1>",
            ":smile:",
            "<@123>",
        ],
        *["<@&456>", "<#789>", "</draw:1>", "@everyone", "@here", "@HERE", "https://evil.example/x", "```\n"],
        *["\n# ", "\n-# ", "\n> ", "\n- ", "\n1. ", "\u202e", "\u200b", "\u2066", "\u3164", "\x00", "\ud800"],
        *["👩\u200d👧", "e\u0301\u0301", "\t"],
    ]
)
TYPED = st.lists(st.one_of(NASTY, st.text(max_size=30)), max_size=20).map("".join)
LONG = st.builds(lambda text, times: text * times, TYPED, st.integers(1, 60))
ACTIVE = re.compile(r"[*_~`|<>#\[\]()@]")


@given(TYPED)
def test_escaped_text_shows_as_it_was_typed_and_does_nothing(text: str) -> None:
    escaped = escape(text)

    assert shown(escaped) == plain(text)
    left = re.sub(r"\\[^0-9A-Za-z\s]", "", escaped)
    assert not ACTIVE.search(left)
    assert not re.search(r"\w://", escaped)
    assert not re.search("@(everyone|here)", escaped, re.IGNORECASE)
    assert "\n" not in escaped


@given(LONG, st.integers(1, 3_000))
def test_escaped_text_keeps_within_its_room(text: str, limit: int) -> None:
    escaped = escape_within(text, limit)

    assert units(escaped) <= limit
    assert shown(escaped).removesuffix("…") in plain(text)


def test_text_is_cut_between_words() -> None:
    assert escape_within("a penguin steals a pizza", 20) == "a penguin steals a…"
    assert shorten("a penguin steals a pizza", 19) == "a penguin steals a…"
    assert shorten("short", 5) == "short"


URL = "https://discord.com/channels/41771983423143937/41771983423143938/41771983423143939"
PICTURE = "attachment://collage.webp"
CARDS: list[Callable[[Job, Texts, str], ui.LayoutView]] = [
    lambda one, texts, caption: layout.result_card(
        one, texts=texts, picture=PICTURE, votes=10**6, can_vary=True, parent_url=URL
    ),
    lambda one, texts, caption: layout.sample_card(
        one, 9, texts=texts, picture=PICTURE, can_vary=True, caption=caption
    ),
    lambda one, texts, caption: layout.showcase_card(one, texts=texts, picture=PICTURE, url=URL),
    lambda one, texts, caption: layout.pictures_card(one, texts=texts, pictures=[PICTURE] * 9),
    lambda one, texts, caption: layout.waiting_card(
        one, texts=texts, place=10**6, finish_at=MOMENT, done=None, picture=None
    ),
    lambda one, texts, caption: layout.waiting_card(
        one, texts=texts, place=None, finish_at=None, done=0.5, picture=PICTURE
    ),
    lambda one, texts, caption: layout.failure_card(one, texts=texts, reason=caption),
    lambda one, texts, caption: panels.more_panel(
        one, texts, number=9, pictures=True, showcase=True, owner=True
    ),
    lambda one, texts, caption: panels.confirm_panel(one, texts),
    lambda one, texts, caption: panels.share_panel(one, texts, "https://nonet.example/jobs/Zk3v9QmTr1aXw8Ld"),
    lambda one, texts, caption: panels.keypad(one, texts, Action.PICK),
    lambda one, texts, caption: panels.keypad(one, texts, Action.VARY),
]


@settings(max_examples=120, deadline=None)
@given(
    draw_card=st.sampled_from(CARDS),
    prompt=TYPED | LONG,
    names=st.tuples(TYPED, TYPED, TYPED),
    caption=TYPED,
    language=st.sampled_from(LANGUAGES),
    platform=st.sampled_from(["discord", "web"]),
)
def test_discord_takes_every_card(
    draw_card: Callable[[Job, Texts, str], ui.LayoutView],
    prompt: str,
    names: tuple[str, str, str],
    caption: str,
    language: str,
    platform: str,
) -> None:
    name, style, model = names
    one = job(
        prompt=prompt,
        requester_name=name,
        style=style,
        model=model,
        platform=platform,
        parent_id="B" * 16,
        parent_sample=9,
    )
    card = draw_card(one, texts_for(language), caption)

    assert_discord_takes(card)
    mentions = re.findall(r"(?<!\\)<@[^>]*>", texts_of(card))
    assert set(mentions) <= {"<@80351110224678912>"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_words_of_every_card(language: str) -> None:
    texts = texts_for(language)
    cards = [
        layout.result_card(job(), texts=texts, picture="attachment://a.png", can_vary=True),
        panels.more_panel(job(), texts, number=1, pictures=True, showcase=True, owner=True),
    ]
    for card in cards:
        for label in labels_of(card).values():
            assert label is None or 0 < len(label) <= 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_short_enough_words_on_forms(language: str) -> None:
    texts = texts_for(language)
    titles = [f"card-form-{form}" for form in ("edit", "caption", "report")]
    fields = [
        *(f"card-form-{field}" for field in ["number", "reason", "text"]),
        *(f"asking-form-{field}" for field in ["prompt", "style", "top", "bottom"]),
    ]
    for key in [*titles, *fields]:
        assert len(texts(key)) <= 45, key
    for reason in REASONS:
        assert len(texts(f"card-reason-{reason}")) <= 100


def test_a_result_says_who_asked_for_what_and_how_it_was_made() -> None:
    card = layout.result_card(
        job(style="clay", parent_id="B" * 16, parent_sample=3),
        texts=texts_for("en"),
        picture="attachment://collage.webp",
        parent_url="https://discord.com/channels/1/2/3",
    )

    assert texts_of(card).splitlines() == [
        "**a hamster Godzilla in a sombrero attacking Tokyo**",
        "-# <@80351110224678912> · clay · nonet\\-small · seed `1234567890` · 14 s · AI-generated",
        "-# ↳ [a variation of picture 3](https://discord.com/channels/1/2/3)",
    ]


def test_only_what_has_tokens_can_be_varied() -> None:
    with_tokens, without = (
        labels_of(
            layout.result_card(job(), texts=texts_for("en"), picture="attachment://a.png", can_vary=can_vary)
        )
        for can_vary in (True, False)
    )
    assert with_tokens.keys() - without.keys() == {"vary:Zk3v9QmTr1aXw8Ld"}


def test_the_heart_counts_those_who_like_it() -> None:
    labels = [
        labels_of(
            layout.result_card(job(), texts=texts_for("en"), picture="attachment://a.png", votes=votes)
        )["favourite:Zk3v9QmTr1aXw8Ld"]
        for votes in (0, 7)
    ]
    assert labels == [None, "7"]


def test_a_spoiler_is_covered_on_every_card() -> None:
    covered, texts, picture = job(spoiler=True), texts_for("en"), "attachment://SPOILER_a.png"
    for card in (
        layout.result_card(covered, texts=texts, picture=picture),
        layout.sample_card(covered, 3, texts=texts, picture=picture),
        layout.showcase_card(covered, texts=texts, picture=picture),
        layout.pictures_card(covered, texts=texts, pictures=[picture] * 9),
        layout.waiting_card(covered, texts=texts, place=None, finish_at=None, done=0.1, picture=picture),
    ):
        gallery = next(part for part in card.walk_children() if hasattr(part, "items"))
        assert all(item.spoiler for item in gallery.items)


@pytest.mark.parametrize(
    ("place", "done", "says"),
    [
        (None, None, "Waiting for its turn."),
        (1, None, "Next in the queue."),
        (12, None, "Number 12 in the queue."),
        (None, 0.0, "⬛⬛⬛⬛⬛⬛⬛⬛⬛ 0 %"),
        (None, 1 / 3, "🟨🟨🟨⬛⬛⬛⬛⬛⬛ 33 %"),
        (None, 1.0, "🟨🟨🟨🟨🟨🟨🟨🟨🟨 100 %"),
    ],
)
def test_a_waiting_card_says_how_far_it_is(place: int | None, done: float | None, says: str) -> None:
    card = layout.waiting_card(
        job(), texts=texts_for("en"), place=place, finish_at=MOMENT, done=done, picture=None
    )
    assert texts_of(card).splitlines()[1:] == [says, "-# ready <t:1795435200:R>"]


def test_alt_texts_say_what_is_to_be_seen_and_fit() -> None:
    texts = texts_for("en")
    captioned = job(caption_top="one does not simply", caption_bottom="stop")

    assert layout.alt_text(captioned, texts) == (
        "Nine pictures in a grid, painted by AI from the prompt: a hamster Godzilla in a sombrero attacking "
        "Tokyo The caption says: one does not simply stop"
    )
    assert layout.alt_text(job(), texts, 4).startswith("Picture 4 of nine, painted by AI")
    assert len(layout.alt_text(job(prompt="word " * 900), texts, 4, "x" * 900)) <= 1_024


def test_the_more_panel_offers_what_this_person_may_do() -> None:
    texts = texts_for("en")

    def offered(**changes: object) -> set[str]:
        can = {"number": None, "pictures": True, "showcase": True, "owner": True} | changes
        return {name.split(":")[0] for name in labels_of(panels.more_panel(job(), texts, **can))}

    everything = {"caption", "download", "share", "publish", "report", "delete"}
    assert offered() == everything
    assert offered(owner=False) == everything - {"publish", "delete"}
    assert offered(showcase=False) == everything - {"publish"}
    assert offered(pictures=False) == {"share", "report", "delete"}


def test_every_button_is_one_that_is_answered_after_a_restart() -> None:
    texts = texts_for("en")
    cards = [
        layout.result_card(job(), texts=texts, picture="attachment://a.png", can_vary=True),
        layout.sample_card(job(), 3, texts=texts, picture="attachment://a.png", can_vary=True),
        layout.failure_card(job(state=JobState.FAILED), texts=texts, reason="Sorry."),
        layout.waiting_card(job(), texts=texts, place=1, finish_at=None, done=None, picture=None),
        panels.more_panel(job(), texts, number=3, pictures=True, showcase=True, owner=True),
        panels.confirm_panel(job(), texts),
        panels.keypad(job(), texts, Action.PICK),
    ]
    template = JobItem.__discord_ui_compiled_template__
    for card in cards:
        for custom_id in labels_of(card):
            found = template.fullmatch(custom_id)
            assert found, custom_id
            assert found["job"] == "Zk3v9QmTr1aXw8Ld"


@given(TYPED | LONG)
def test_links_to_share_by_fit_into_a_button(words: str) -> None:
    page = "https://nonet.example/jobs/Zk3v9QmTr1aXw8Ld"
    for url in (
        panels.share_on_x(plain(words), page),
        panels.share_on_reddit(plain(words), page),
        panels.share_on_reddit(plain(words), None),
    ):
        assert len(url) <= 512
        assert re.fullmatch(r"[!-~]+", url)
