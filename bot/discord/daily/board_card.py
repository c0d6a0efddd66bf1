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
    shown = [f"{_place(number)} {_who(line)}{facts_of(line, texts)}" for number, line in enumerate(lines)]
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


def _who(line: Line) -> str:
    return f"<@{line.standing.person_id}> · "


def facts_of(line: Line, texts: Texts) -> str:
    """Wins, places on the podium, the streak and badges, as far as there are any."""
    facts = []
    if line.standing.wins:
        facts.append(texts("contest-wins", wins=line.standing.wins))
    if line.standing.podiums:
        facts.append(texts("contest-podiums", podiums=line.standing.podiums))
    if line.streak.current:
        facts.append(texts("contest-in-a-row", length=line.streak.current))
    if line.streak.longest > line.streak.current:
        facts.append(texts("contest-longest", length=line.streak.longest))
    return " · ".join([*facts, *([" ".join(SIGNS[badge] for badge in line.badges)] if line.badges else [])])


def _explained(badges: Sequence[Badge], texts: Texts) -> list[str]:
    return [f"-# {SIGNS[badge]} {texts(f'contest-badge-{badge}')}" for badge in badges]


def _button(period: str, texts: Texts, *, pressed: bool) -> ui.Button[Any]:
    return ui.Button(
        label=texts(f"contest-period-{period}"),
        style=ButtonStyle.primary if pressed else ButtonStyle.secondary,
        disabled=pressed,
        custom_id=f"contest-period:{period}",
    )
