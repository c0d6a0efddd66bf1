"""The channel for members' favourites, and what brings pictures there."""

from discord import SelectOption

from bot.discord.panel.menus import channel_menu
from bot.discord.panel.page import AS_SET, POSTABLE_CHANNELS, Chosen, Page, Rows, named_menu
from bot.discord.panel.state import PanelState
from bot.texts.texts import Texts

SHOWCASE_VOTES = (1, 2, 3, 5, 10, 20)


def _show(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    choices = state.choices
    chosen = [choices.showcase_channel] if choices.showcase_channel else []
    by_hand = SelectOption(
        label=texts("panel-votes-none"), value=AS_SET, default=choices.showcase_votes is None
    )
    votes = [
        SelectOption(
            label=texts("panel-votes", count=count), value=str(count), default=count == choices.showcase_votes
        )
        for count in SHOWCASE_VOTES
    ]
    channel = texts("panel-showcase-channel")
    return texts("panel-showcase-help"), [
        channel_menu("showcase-channel", channel, chosen, most=1, types=POSTABLE_CHANNELS),
        *named_menu("showcase-votes", texts("panel-showcase-votes"), [by_hand, *votes]),
    ]


async def _set_channel(chosen: Chosen) -> None:
    await chosen.write(showcase_channel=chosen.value)


async def _set_votes(chosen: Chosen) -> None:
    least = chosen.one_of(SHOWCASE_VOTES)
    await chosen.write(showcase_votes=int(least) if least else None)


SHOWCASE = Page(show=_show, changes={"showcase-channel": _set_channel, "showcase-votes": _set_votes})
