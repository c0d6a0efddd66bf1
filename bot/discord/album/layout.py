"""What a page of a list looks like."""

import io
from collections.abc import Sequence
from typing import Any

import discord
from discord import ButtonStyle, SelectOption, ui
from discord.utils import format_dt

from bot.discord.album.shelves import Page, Shelf
from bot.discord.card.escape import ELLIPSIS, escape_within, plain, shorten
from bot.discord.card.frame import VIOLET, Card
from bot.discord.card.layout import alt_text, mention_of
from bot.discord.limits import OPTION_CHARS
from bot.texts.texts import Texts
from db.jobs import Job

_PROMPT_UNITS = 300
"""Room for an escaped prompt: nine of them and what stands around them stay below 4,000 UTF-16 units."""

TURN, OPEN, DELETE = "album-turn", "album-open", "album-delete"
"""Ids of what stands below a list. The first is followed by the list, by `older` or `newer`, and by a job."""


def album_page(
    page: Page, thumbnails: Sequence[bytes | None], texts: Texts, title: str
) -> tuple[ui.LayoutView, list[discord.File]]:
    """A page with its files: each job beside its thumbnail (None: expired), and what can be done with it."""
    items: list[ui.Item[Any]] = [ui.TextDisplay(f"## {title}")]
    if not page.jobs:
        empty = "library-changed" if page.has_newer else f"library-{page.shelf}-empty"
        items.append(ui.TextDisplay(texts(empty)))
    for number, (job, likes, thumbnail) in enumerate(
        zip(page.jobs, page.votes, thumbnails, strict=True), start=1
    ):
        items.append(_entry(number, job, likes, texts, page.shelf, has_thumbnail=thumbnail is not None))
    if page.jobs:
        items.append(ui.ActionRow(job_menu(OPEN, texts("library-open"), page.jobs)))
        if page.shelf is Shelf.HISTORY:
            items.append(ui.ActionRow(job_menu(DELETE, texts("library-delete"), page.jobs)))
    turns = _turns(page, texts)
    if turns:
        items.append(ui.ActionRow(*turns))
    return Card(VIOLET, items), picture_files(page.jobs, thumbnails)


def picture_files(jobs: Sequence[Job], pictures: Sequence[bytes | None]) -> list[discord.File]:
    """The files of a list's pictures, without those that have expired."""
    return [
        discord.File(io.BytesIO(picture), _file_name(number, job))
        for number, (job, picture) in enumerate(zip(jobs, pictures, strict=True), start=1)
        if picture is not None
    ]


def picture_url(number: int, job: Job) -> str:
    """Where a message finds the picture of the job with this number in the list, from 1."""
    return f"attachment://{_file_name(number, job)}"


def numbered_prompt(number: int, job: Job) -> str:
    """The prompt with its number in the list."""
    return f"**{number}. {escape_within(job.prompt, _PROMPT_UNITS) or ELLIPSIS}**"


def job_menu(custom_id: str, placeholder: str, jobs: Sequence[Job]) -> ui.Select[Any]:
    """A menu of jobs, numbered as in the list."""
    options = [
        SelectOption(label=shorten(f"{number}. {plain(job.prompt)}", OPTION_CHARS), value=job.id)
        for number, job in enumerate(jobs, start=1)
    ]
    return ui.Select(custom_id=custom_id, placeholder=placeholder, options=options)


def _file_name(number: int, job: Job) -> str:
    covered = "SPOILER_" if job.spoiler else ""  # also for whoever opens the file itself
    return f"{covered}picture-{number}.webp"


def _entry(
    number: int, job: Job, likes: int, texts: Texts, shelf: Shelf, *, has_thumbnail: bool
) -> ui.Item[Any]:
    facts = [
        format_dt(job.created_at, "R"),
        "" if shelf is Shelf.HISTORY else mention_of(job),
        escape_within(job.style, OPTION_CHARS),
        texts("library-votes", votes=likes) if likes else "",
        "🔒 " + texts("library-private") if job.private else "",
    ]
    lines = [numbered_prompt(number, job), "-# " + " · ".join(fact for fact in facts if fact)]
    if not has_thumbnail:
        return ui.TextDisplay("\n".join([*lines, "-# " + texts("library-expired")]))
    thumbnail: ui.Thumbnail[Any] = ui.Thumbnail(
        picture_url(number, job), description=alt_text(job, texts), spoiler=job.spoiler
    )
    return ui.Section(ui.TextDisplay("\n".join(lines)), accessory=thumbnail)


def _turns(page: Page, texts: Texts) -> list[ui.Button[Any]]:
    turns = []
    if page.has_newer:  # a page without jobs leads back to the first
        first = page.jobs[0].id if page.jobs else ""
        turns.append(_turn(f"{page.shelf}:newer:{first}", texts("library-newer"), "◀️"))
    if page.has_older:
        turns.append(_turn(f"{page.shelf}:older:{page.jobs[-1].id}", texts("library-older"), "▶️"))
    return turns


def _turn(where: str, label: str, emoji: str) -> ui.Button[Any]:
    return ui.Button(label=label, emoji=emoji, style=ButtonStyle.secondary, custom_id=f"{TURN}:{where}")
