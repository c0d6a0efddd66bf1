"""Whatever people have typed, Discord takes the lists made of it, and their buttons are answered for ever."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import walk_components

from bot.discord.album.layout import album_page
from bot.discord.album.queue_page import OnItsWay, QueuePage, queue_card
from bot.discord.album.shelves import PAGE_JOBS, Page, Shelf
from bot.discord.card.frame import RED, note_card
from bot.discord.commands.best import WINNERS, winners_card
from bot.discord.commands.privacy import question
from bot.discord.commands.quota import quota_card
from bot.discord.commands.random_prompt import suggestion
from bot.discord.parts import ITEMS
from bot.pipeline.quota import Limit, Standing
from bot.prompts.random_prompt import LONGEST_CHARS
from bot.texts.texts import LANGUAGES, Texts, texts_for
from db.jobs import Job, JobState
from tests.bot.discord.card_samples import MOMENT, assert_discord_takes, job, texts_of

COMPONENTS = 40
"""Most in a message, with what stands beside a section."""

TYPED = st.one_of(
    st.text(max_size=50),
    st.text(st.sampled_from("*_~|`[](){}<>@#:/\\👩\u200d\u202e\n1.- "), max_size=200),
    st.builds(lambda text: text * 60, st.text(max_size=60)),
)


def page(one: Job, texts: Texts, shelf: Shelf) -> ui.LayoutView:
    jobs = [job(id=f"{number:016}", prompt=one.prompt, style=one.style) for number in range(PAGE_JOBS)]
    votes = [0, 1, 10**6, 0, 2]
    pictures = [b"picture", None, b"picture", b"picture", b"picture"]
    whole = Page(shelf, jobs, votes, has_newer=True, has_older=True)
    return album_page(whole, pictures, texts, texts(f"library-{shelf}-title", server="S" * 100))[0]


def winners(one: Job, texts: Texts) -> ui.LayoutView:
    jobs = [job(id=f"{number:016}", prompt=one.prompt) for number in range(WINNERS)]
    return winners_card(texts("library-best-all"), [(each, 10**6) for each in jobs], texts)


def queue(one: Job, texts: Texts) -> ui.LayoutView:
    mine = [
        OnItsWay(
            job(
                id=f"{number:016}", prompt=one.prompt, state=JobState.QUEUED if number else JobState.RENDERING
            ),
            number % 5 or None,
            MOMENT + timedelta(hours=number) if number % 3 else None,
        )
        for number, state in enumerate(4 * [JobState.RENDERING] + 8 * [JobState.QUEUED])
    ]
    return queue_card(QueuePage(mine, waiting=10_000, painting=20), texts)


LISTS: list[Callable[[Job, Texts], ui.LayoutView]] = [
    *(lambda one, texts, shelf=shelf: page(one, texts, shelf) for shelf in Shelf),
    winners,
    queue,
    lambda one, texts: suggestion(one.prompt[:LONGEST_CHARS] or "a fox", texts),
]


@settings(max_examples=60, deadline=None)
@given(
    draw_list=st.sampled_from(LISTS),
    prompt=TYPED,
    style=st.text(max_size=100),
    language=st.sampled_from(LANGUAGES),
)
def test_discord_takes_every_list(
    draw_list: Callable[[Job, Texts], ui.LayoutView], prompt: str, style: str, language: str
) -> None:
    view = draw_list(job(prompt=prompt, style=style), texts_for(language))
    assert_discord_takes(view)
    assert len(list(walk_components(view.to_components()))) <= COMPONENTS
    mentions = re.findall(r"(?<!\\)<@[^>]*>", texts_of(view))
    assert set(mentions) <= {"<@80351110224678912>"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_words_of_all_else(language: str) -> None:
    texts = texts_for(language)
    standings = [Standing(limit, used, 1, MOMENT if used else None) for limit in Limit for used in (0, 1)]
    assert_discord_takes(quota_card(standings, texts, []))
    for shelf in Shelf:
        for has_newer in (False, True):
            empty = Page(shelf, [], [], has_newer=has_newer, has_older=False)
            assert_discord_takes(album_page(empty, [], texts, "title")[0])
    assert_discord_takes(winners_card("title", [], texts))
    assert_discord_takes(queue_card(QueuePage([], waiting=0, painting=0), texts))
    assert_discord_takes(question(texts))
    for key in ("privacy-begun", "privacy-kept"):
        assert_discord_takes(note_card(RED, texts(key)))
    for number in (0, 1, 2):
        says = texts("privacy-deleted", removed=number) + texts("privacy-posts-left", left=number)
        assert_discord_takes(note_card(RED, says + texts("privacy-deleting", done=number, total=2)))


@pytest.mark.parametrize("draw_list", LISTS)
def test_every_button_is_one_that_is_answered_after_a_restart(
    draw_list: Callable[[Job, Texts], ui.LayoutView],
) -> None:
    templates = [item.__discord_ui_compiled_template__ for item in ITEMS]
    ids = [
        part["custom_id"]
        for part in walk_components(draw_list(job(), texts_for("en")).to_components())
        if "custom_id" in part
    ]
    assert ids
    for custom_id in ids:
        assert sum(bool(template.fullmatch(custom_id)) for template in templates) == 1, custom_id
