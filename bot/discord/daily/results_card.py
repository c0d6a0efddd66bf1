"""The message with the results of a contest."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from discord import MediaGalleryItem, ui

from bot.contests.board import Congratulation
from bot.discord.card.escape import escape_within, plain, shorten
from bot.discord.card.frame import GOLD, Card
from bot.discord.daily.ids import board_id
from bot.discord.limits import ALT_TEXT_CHARS
from bot.texts.texts import Texts
from db.contests import Contest, ContestKind
from db.jobs import Job
from db.standings import Person, Rank

PLACES = 10
"""Most places that are named."""

_MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
_THEME_UNITS = 300
_PROMPT_UNITS = 80
_AWARD_UNITS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What came of a contest."""

    contest: Contest
    places: Sequence[tuple[Rank, Job]]
    """The best first; none of pictures that were deleted."""
    votes: int
    urls: dict[str, str]
    """Where each job is shown, by id."""
    nameless: Collection[Person]
    """Who does not want to be named."""
    streaks: Sequence[Congratulation]
    role: str = ""
    """What became of the winner's role: a sentence, or nothing."""


def results_card(
    results: Results, *, texts: Texts, picture: str | None, spoiler: bool = False
) -> ui.LayoutView:
    """Who has won. `picture` is the URL of the winners' collage, if there are any."""
    contest = results.contest
    items: list[ui.Item[Any]] = [ui.TextDisplay(f"## 🏆 {texts('contest-results')}\n{_theme(contest)}")]
    if picture:
        alt_text = shorten(_alt_text(results, texts), ALT_TEXT_CHARS)
        items.append(ui.MediaGallery(MediaGalleryItem(picture, description=alt_text, spoiler=spoiler)))
    items.append(ui.TextDisplay("\n".join(_lines(results, texts))))
    extra = _extra(results, texts)
    items += [ui.Separator(), ui.TextDisplay("\n".join(extra))]
    board: ui.Button[Any] = ui.Button(
        label=texts("contest-board"), emoji="📊", custom_id=board_id(contest.id)
    )
    return Card(GOLD, [*items, ui.ActionRow(board)])


def name_of(person: Person | None, nameless: Collection[Person], texts: Texts) -> str:
    """Someone in results: a mention that pings nobody, or just someone."""
    if person is None:
        return "Nonet"
    return texts("contest-someone") if person in nameless else f"<@{person[1]}>"


def _theme(contest: Contest) -> str:
    return f"**{escape_within(contest.theme, _THEME_UNITS)}**"


def _lines(results: Results, texts: Texts) -> list[str]:
    if not results.places:
        return [texts("contest-winners-gone" if results.contest.spoilt_at else "contest-no-votes")]
    shown = results.places[:PLACES]
    lines = [_line(rank, job, results, texts) for rank, job in shown]
    more = len(results.places) - len(shown)
    return [*lines, f"-# {texts('contest-more', more=more)}"] if more else lines


def _line(rank: Rank, job: Job, results: Results, texts: Texts) -> str:
    place = _MEDALS.get(rank.rank, f"**{rank.rank}.**")
    votes = texts("contest-votes", votes=rank.votes)
    url = results.urls.get(job.id)
    if rank.sample:
        what = texts("contest-sample", number=rank.sample)
        return f"{place} {f'[{what}]({url})' if url else what} · {votes}"
    prompt = escape_within(job.prompt, _PROMPT_UNITS)
    who = name_of(rank.person, results.nameless, texts)
    return f"{place} {who}: {f'[{prompt}]({url})' if url else prompt} · {votes}"


def _extra(results: Results, texts: Texts) -> list[str]:
    """Awards, the role, streaks: what is worth a small line."""
    lines = [results.role] if results.role else []
    if results.contest.kind is ContestKind.PARTY and results.contest.awards:
        lines.insert(0, texts("party-awards", awards=escape_within(results.contest.awards, _AWARD_UNITS)))
    lines += [
        texts("contest-streak", who=name_of(one.person, (), texts), length=one.length)
        for one in results.streaks
    ]
    return [*lines, f"-# {texts('contest-votes', votes=results.votes)}"]


def _alt_text(results: Results, texts: Texts) -> str:
    words = [f"{rank.rank}: {plain(job.prompt)}" for rank, job in results.places[:3]]
    return texts("contest-alt-podium", prompts="; ".join(words))
