"""The message by which members vote, and the one that invites to a party."""

from collections.abc import Sequence
from typing import Any

from discord import SelectOption, ui
from discord.utils import format_dt

from bot.discord.card.escape import escape_within, plain, shorten
from bot.discord.card.frame import GOLD, YELLOW, Card
from bot.discord.card.ids import NUMBERS, vote_id
from bot.discord.daily.ids import choose_id
from bot.discord.limits import MENU_OPTIONS, OPTION_CHARS
from bot.texts.texts import Texts
from db.ballots import Entry
from db.contests import Contest, ContestKind
from db.jobs import Job

_THEME_UNITS = 1_000
_AWARD_UNITS = 500
_ROW = 3


def vote_card(
    contest: Contest, entries: Sequence[tuple[Entry, Job]], votes: int, *, texts: Texts
) -> ui.LayoutView:
    """What one can vote for, until when, and how many have.

    Args:
        contest: that is open.
        entries: the oldest first; the menu has room for the newest of them.
        votes: how many have voted.
        texts: in the server's language.
    """
    items: list[ui.Item[Any]] = [ui.TextDisplay("\n".join(_says(contest, texts)))]
    if contest.job_id:
        items += [_keys(contest.id, contest.job_id, row) for row in range(0, len(NUMBERS), _ROW)]
    if entries or not contest.job_id:
        items.append(ui.ActionRow(_menu(contest.id, entries, texts)))
    items.append(ui.TextDisplay(f"-# {_turnout(contest, len(entries), votes, texts)}"))
    return Card(YELLOW, items)


def sign_of(contest: Contest) -> str:
    """The id of a button or menu by which the message is known to be that of a contest."""
    return vote_id(contest.id, contest.job_id, 1) if contest.job_id else choose_id(contest.id)


def closed_card(contest: Contest, entries: int, votes: int, *, texts: Texts) -> ui.LayoutView:
    """What is left of it once the votes are counted."""
    says = [f"### {_title(contest, texts)}", texts("contest-over")]
    counts = f"{texts('contest-votes', votes=votes)} · {texts('contest-entries', entries=entries)}"
    return Card(YELLOW, [ui.TextDisplay("\n".join(says)), ui.TextDisplay(f"-# {counts}")])


def invitation(contest: Contest, *, texts: Texts) -> ui.LayoutView:
    """What is posted in the channel of a party; its thread hangs below it."""
    return Card(GOLD, [ui.TextDisplay("\n".join([*_party(contest, texts), texts("party-come")]))])


def _says(contest: Contest, texts: Texts) -> list[str]:
    if contest.kind is ContestKind.PARTY:
        return [*_party(contest, texts), texts("party-how", each=contest.entries_each)]
    how = "contest-how-thread" if contest.thread else "contest-how-card"
    return [f"### {_title(contest, texts)}", texts("contest-ask"), texts(how)]


def _title(contest: Contest, texts: Texts) -> str:
    if contest.kind is ContestKind.PARTY:
        return escape_within(contest.theme, _THEME_UNITS)
    return texts("contest-title")


def _party(contest: Contest, texts: Texts) -> list[str]:
    """What a party is about."""
    lines = [f"## 🎉 {_title(contest, texts)}"]
    if contest.required_words:
        words = ", ".join(f"**{escape_within(word, 100)}**" for word in contest.required_words.split(","))
        lines.append(texts("party-words", words=words))
    if contest.awards:
        lines.append(texts("party-awards", awards=escape_within(contest.awards, _AWARD_UNITS)))
    host = f"<@{contest.host_id}>" if contest.host_id else "Nonet"
    return [*lines, texts("party-host", host=host, when=format_dt(contest.closes_at, "R"))]


def _keys(contest_id: str, job_id: str, start: int) -> ui.ActionRow[Any]:
    """Three numbers of nine, laid out as the pictures are."""
    return ui.ActionRow(
        *(
            ui.Button[Any](label=str(number), custom_id=vote_id(contest_id, job_id, number))
            for number in NUMBERS[start : start + _ROW]
        )
    )


def _menu(contest_id: str, entries: Sequence[tuple[Entry, Job]], texts: Texts) -> ui.Select[Any]:
    """What members have entered; a party has an empty menu at first."""
    options = [
        SelectOption(
            label=shorten(plain(job.requester_name) or "…", OPTION_CHARS // 2),
            description=shorten(plain(job.prompt), OPTION_CHARS // 2),
            value=job.id,
        )
        for _, job in entries[-MENU_OPTIONS:]
    ]
    return ui.Select(
        custom_id=choose_id(contest_id),
        placeholder=texts("contest-choose" if entries else "contest-no-entries"),
        options=options or [SelectOption(label="…")],
        disabled=not entries,
    )


def _turnout(contest: Contest, entries: int, votes: int, texts: Texts) -> str:
    facts = [texts("contest-votes", votes=votes)]
    if entries:
        facts.append(texts("contest-entries", entries=entries))
    return " · ".join([*facts, texts("contest-closes", when=format_dt(contest.closes_at, "R"))])
