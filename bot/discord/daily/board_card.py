"""The leaderboard of a server, and what someone has earned there."""

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, ui

from bot.contests.badges import SIGNS, Badge
from bot.contests.board import Line
from bot.discord.card.frame import GOLD, Card
from bot.texts.texts import Texts

PERIODS = ("month", "all")
_PLACES = ("🥇", "🥈", "🥉")


def board_card(
    lines: Sequence[Line], mine: Line, period: str, *, texts: Texts, unranked: bool = False
) -> ui.LayoutView:
    """Who has won most, and the reader's own line below.

    Args:
        lines: the best first.
        mine: the reader's, for all time.
        period: one of `PERIODS`.
        texts: in the reader's language.
        unranked: whether the reader wants to be on no leaderboard.
    """
    shown = [f"{_place(number)} {_shown(line, texts)}" for number, line in enumerate(lines)]
    own = texts("contest-board-you", facts=facts_of(mine, texts) or texts("contest-board-nothing"))
    hidden = [f"-# {texts('contest-board-hidden')}"] if unranked else []
    return Card(
        GOLD,
        [
            ui.TextDisplay(f"## 📊 {texts(f'contest-board-{period}')}"),
            ui.TextDisplay("\n".join(shown) or texts("contest-board-empty")),
            ui.Separator(),
            ui.TextDisplay("\n".join([own, *_explained(mine.badges, texts), *hidden])),
            ui.ActionRow(*(_button(one, texts, pressed=one == period) for one in PERIODS)),
        ],
    )


def _place(number: int) -> str:
    return _PLACES[number] if number < len(_PLACES) else f"**{number + 1}.**"


def _shown(line: Line, texts: Texts) -> str:
    """Someone's line on the board: the name with its badges, and what is worth telling others."""
    signs = "".join(SIGNS[badge] for badge in line.badges)
    name = f"<@{line.standing.person_id}> {signs}".rstrip()
    return " · ".join([name, *_won(line, texts), *_running(line, texts)])


def facts_of(line: Line, texts: Texts) -> str:
    """All that someone has earned, as far as there is anything."""
    facts = [*_won(line, texts), *_running(line, texts)]
    if line.streak.longest > line.streak.current:
        facts.append(texts("contest-longest", length=line.streak.longest))
    return " · ".join(facts)


def _won(line: Line, texts: Texts) -> list[str]:
    wins, podiums = line.standing.wins, line.standing.podiums
    facts = [texts("contest-wins", wins=wins)] if wins else []
    return [*facts, texts("contest-podiums", podiums=podiums)] if podiums else facts


def _running(line: Line, texts: Texts) -> list[str]:
    return [texts("contest-in-a-row", length=line.streak.current)] if line.streak.current else []


def _explained(badges: Sequence[Badge], texts: Texts) -> list[str]:
    return [f"-# {SIGNS[badge]} {texts(f'contest-badge-{badge}')}" for badge in badges]


def _button(period: str, texts: Texts, *, pressed: bool) -> ui.Button[Any]:
    return ui.Button(
        label=texts(f"contest-period-{period}"),
        style=ButtonStyle.primary if pressed else ButtonStyle.secondary,
        disabled=pressed,
        custom_id=f"contest-period:{period}",
    )
