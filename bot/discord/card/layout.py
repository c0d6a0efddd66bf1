"""Cards: the messages that show a job while it waits, when it is done and when it has failed.

A card holds no state. Its buttons name the job, and `bot.discord.pressing.buttons` answers them.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from discord import ButtonStyle, MediaGalleryItem, PartialEmoji, SelectOption, ui
from discord.utils import format_dt

from bot.discord.card.escape import ELLIPSIS, escape_within, plain, shorten
from bot.discord.card.frame import GOLD, RED, VIOLET, YELLOW, Card, note_card
from bot.discord.card.ids import NUMBERS, Action, custom_id, vote_id
from bot.discord.desk import DISCORD
from bot.discord.limits import ALT_TEXT_CHARS, CARD_UNITS
from bot.pipeline.request import SCHEDULE
from bot.texts.texts import Texts
from db.jobs import Job

_PROMPT_UNITS = CARD_UNITS * 3 // 4
"""Room for the escaped prompt; the rest of a card's texts need less than what is left."""

_NAME_UNITS = 100
"""Room for a name: of a person, a model or a style."""

_BAR_PARTS = 9


def result_card(
    job: Job,
    *,
    texts: Texts,
    picture: str,
    votes: int = 0,
    can_vary: bool = False,
    parent_url: str | None = None,
    contest_id: str | None = None,
    missing_words: Sequence[str] = (),
) -> ui.LayoutView:
    """The nine pictures of a job, where they come from, and what can be done with them.

    Args:
        job: that was rendered.
        texts: in the language of those who will read it.
        picture: URL of the collage, as `attachment://collage.webp`.
        votes: people who like it.
        can_vary: whether its samples' tokens are kept.
        parent_url: where the job that it repeats, edits or varies can be seen; None: not linked.
        contest_id: of the open contest that it has been entered in; None: there is none.
        missing_words: that a contest asks for, so that it is not in it.
    """
    first = [button(Action.VARY, job, texts, emoji="✨")] if can_vary else []
    lines = [_prompt(job), _facts(job, texts), *_parent(job, texts, parent_url)]
    return Card(
        VIOLET,
        [
            *_heading(job, texts),
            gallery(picture, alt_text(job, texts), spoiler=job.spoiler),
            ui.TextDisplay("\n".join([*lines, *_left_out(texts, missing_words)])),
            ui.ActionRow(_pick(job, texts)),
            ui.ActionRow(
                *first,
                button(Action.AGAIN, job, texts, emoji="🔁"),
                button(Action.EDIT, job, texts, emoji="✏️"),
                favourite_button(job, votes),
                button(Action.MORE, job, texts),
            ),
            *_vote(job, texts, contest_id),
        ],
    )


def sample_card(
    job: Job,
    number: int,
    *,
    texts: Texts,
    picture: str,
    votes: int = 0,
    can_vary: bool = False,
    caption: str = "",
) -> ui.LayoutView:
    """One sample, enlarged or with a caption (here for the alt text); the rest is as in `result_card`."""
    first = [button(Action.VARY, job, texts, number, emoji="✨")] if can_vary else []
    title = texts("card-sample", number=number, prompt=_prompt(job))
    return Card(
        VIOLET,
        [
            gallery(picture, alt_text(job, texts, number, caption), spoiler=job.spoiler),
            ui.TextDisplay(f"{title}\n{_facts(job, texts)}"),
            ui.ActionRow(
                *first,
                button(Action.CAPTION, job, texts, number, emoji="💬"),
                favourite_button(job, votes),
                button(Action.MORE, job, texts, number),
            ),
        ],
    )


def showcase_card(
    job: Job, *, texts: Texts, picture: str, votes: int = 0, url: str | None = None
) -> ui.LayoutView:
    """A favourite of many, with a link to where it was asked for. Arguments as in `result_card`."""
    original = [ui.Button[Any](label=texts("card-original"), url=url)] if url else []
    return Card(
        GOLD,
        [
            gallery(picture, alt_text(job, texts), spoiler=job.spoiler),
            ui.TextDisplay(f"{_prompt(job)}\n{_facts(job, texts)}"),
            ui.ActionRow(favourite_button(job, votes), button(Action.MORE, job, texts), *original),
        ],
    )


def pictures_card(job: Job, *, texts: Texts, pictures: Sequence[str]) -> ui.LayoutView:
    """All samples side by side, to keep; `pictures` are the URLs of samples 1 to 9."""
    shown = [
        MediaGalleryItem(picture, description=alt_text(job, texts, number), spoiler=job.spoiler)
        for number, picture in enumerate(pictures, start=1)
    ]
    return Card(VIOLET, [ui.MediaGallery(*shown), ui.TextDisplay(f"{_prompt(job)}\n{_facts(job, texts)}")])


def waiting_card(
    job: Job,
    *,
    texts: Texts,
    place: int | None,
    finish_at: datetime | None,
    done: float | None,
    picture: str | None,
) -> ui.LayoutView:
    """How a job gets on.

    Args:
        job: that waits or is painted.
        texts: in the language of those who will read it.
        place: in the queue, from 1; None: it is being painted, or nobody knows.
        finish_at: when it is expected to be done.
        done: share of the painting that is done, 0 to 1; None: it has not begun.
        picture: URL of a collage of what can be seen already.
    """
    lines = [_prompt(job), _progress(texts, place, done)]
    if finish_at:
        lines.append("-# " + texts("card-ready", when=format_dt(finish_at, "R")))
    shown = [gallery(picture, alt_text(job, texts), spoiler=job.spoiler)] if picture else []
    return Card(
        YELLOW,
        [
            *shown,
            ui.TextDisplay("\n".join(lines)),
            ui.ActionRow(button(Action.CANCEL, job, texts)),
        ],
    )


def failure_card(job: Job, *, texts: Texts, reason: str) -> ui.LayoutView:
    """Why there are no pictures (`reason` is a sentence of ours or of a moderator), and what can be done."""
    return note_card(
        RED,
        f"{_prompt(job)}\n{escape_within(reason, 500)}\n{_small(_asked(job, texts))}",
        button(Action.AGAIN, job, texts, emoji="🔁"),
        button(Action.EDIT, job, texts, emoji="✏️"),
    )


def alt_text(job: Job, texts: Texts, number: int | None = None, caption: str = "") -> str:
    """What a screen reader says instead of showing the collage, or one sample with its caption."""
    words = plain(job.prompt)
    says = plain(caption or ("" if number else f"{job.caption_top} {job.caption_bottom}"))
    key = "card-alt-collage" if number is None else "card-alt-sample"
    begin = texts(key, prompt=shorten(words, 700), number=number or 0)
    return shorten(f"{begin} {texts('card-alt-caption', caption=says)}" if says else begin, ALT_TEXT_CHARS)


def gallery(picture: str, description: str, *, spoiler: bool) -> ui.MediaGallery[Any]:
    """One picture, as wide as the card."""
    return ui.MediaGallery(MediaGalleryItem(picture, description=description, spoiler=spoiler))


def button(
    action: Action,
    job: Job,
    texts: Texts,
    number: int | None = None,
    *,
    emoji: str | None = None,
    style: ButtonStyle = ButtonStyle.secondary,
) -> ui.Button[Any]:
    """The button of an action with its name."""
    label = texts(f"card-{action}")
    return ui.Button(label=label, emoji=emoji, style=style, custom_id=custom_id(action, job.id, number))


def favourite_button(job: Job, votes: int) -> ui.Button[Any]:
    """The heart with the number of people who like it."""
    return ui.Button(label=votes_label(votes), emoji="❤️", custom_id=custom_id(Action.FAVOURITE, job.id))


def votes_label(votes: int) -> str | None:
    """What stands beside the heart: nothing until someone else than the requester likes it."""
    return str(votes) if votes else None


def number_options(texts: Texts) -> list[SelectOption]:
    """The samples of a job, to choose from."""
    return [
        SelectOption(
            label=texts("card-pick-option", number=number),
            description=texts(f"card-where-{number}"),
            value=str(number),
            emoji=PartialEmoji(name=f"{number}\ufe0f\u20e3"),
        )
        for number in NUMBERS
    ]


def mention_of(job: Job) -> str:
    """The requester, as a mention where Discord knows the person."""
    if job.platform == DISCORD and job.requester_id.isdecimal():
        return f"<@{job.requester_id}>"
    return escape_within(job.requester_name, _NAME_UNITS)


def _heading(job: Job, texts: Texts) -> list[ui.TextDisplay[Any]]:
    """What stands above pictures that nobody has asked for."""
    if job.platform != SCHEDULE:
        return []
    return [ui.TextDisplay(f"## {texts('contest-heading')}\n-# {format_dt(job.created_at, 'D')}")]


def _vote(job: Job, texts: Texts, contest_id: str | None) -> list[ui.ActionRow[Any]]:
    if contest_id is None:
        return []
    label = texts("contest-vote-for-this")
    return [ui.ActionRow(ui.Button(label=label, emoji="🗳️", custom_id=vote_id(contest_id, job.id)))]


def _left_out(texts: Texts, missing_words: Sequence[str]) -> list[str]:
    words = ", ".join(f"`{escape_within(word, _NAME_UNITS)}`" for word in missing_words)
    return [f"-# {texts('party-words-missing', words=words)}"] if words else []


def _pick(job: Job, texts: Texts) -> ui.Select[Any]:
    return ui.Select(
        custom_id=custom_id(Action.PICK, job.id),
        placeholder=texts("card-pick"),
        options=number_options(texts),
    )


def _prompt(job: Job) -> str:
    return f"**{escape_within(job.prompt, _PROMPT_UNITS) or ELLIPSIS}**"


def _facts(job: Job, texts: Texts) -> str:
    """One small line: who, in which style, by which model and seed, in what time, and by no human hand."""
    made = [texts("card-seed", seed=str(job.seed)), _took(job, texts), texts("card-ai")]
    return _small([*_asked(job, texts), *made])


def _asked(job: Job, texts: Texts) -> list[str]:
    things = escape_within(job.negative_prompt, _NAME_UNITS)
    return [
        mention_of(job),
        escape_within(job.style, _NAME_UNITS),
        texts("card-without", things=things) if things else "",
        texts("card-from-picture") if job.picture_key else "",
        escape_within(job.model, _NAME_UNITS),
    ]


def _small(facts: Iterable[str]) -> str:
    """One line in small letters."""
    return "-# " + " · ".join(fact for fact in facts if fact)


def _took(job: Job, texts: Texts) -> str:
    if job.claimed_at is None or job.finished_at is None:
        return ""
    seconds = max(0.0, (job.finished_at - job.claimed_at).total_seconds())
    if seconds < 90:
        return texts("card-took-seconds", seconds=round(seconds))
    return texts("card-took-minutes", minutes=round(seconds / 60))


def _parent(job: Job, texts: Texts, url: str | None) -> list[str]:
    """A line that links to the parent, if there is one."""
    if job.parent_id is None:
        return []
    number = job.parent_sample
    sentence = texts("card-varies", number=number) if number else texts("card-follows")
    return [f"-# ↳ [{sentence}]({url})" if url else f"-# ↳ {sentence}"]


def _progress(texts: Texts, place: int | None, done: float | None) -> str:
    if done is not None:
        share = min(max(done, 0.0), 1.0)
        bar = "🟨" * round(share * _BAR_PARTS)
        return f"{bar:⬛<{_BAR_PARTS}} {texts('card-painting', percent=round(share * 100))}"
    if place is not None:
        return texts("card-place", place=place)
    return texts("card-waiting")
