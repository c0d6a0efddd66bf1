"""What members see, and which buttons they may press."""

from discord import SelectOption

from bot.discord.desk import DISCORD
from bot.discord.limits import MENU_OPTIONS
from bot.discord.panel.menus import channel_menu, role_menu
from bot.discord.panel.page import AS_SET, TEXT_CHANNELS, Chosen, Page, Rows, named_menu
from bot.discord.panel.state import PanelState
from bot.texts.texts import LANGUAGES, Texts
from db import servers
from db.models import Pressers, QuotaScope

LANGUAGE_NAMES = dict(
    zip(LANGUAGES, ("English", "Deutsch", "Español", "Français", "日本語", "Português (Brasil)"), strict=True)
)


def _show(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    choices = state.choices
    spoiler = [
        SelectOption(label=texts(f"panel-spoiler-{value}"), value=value, default=on == choices.spoiler)
        for value, on in (("off", False), ("on", True))
    ]
    pressers = [
        SelectOption(label=texts(f"panel-pressers-{who}"), value=who, default=who == choices.pressers)
        for who in Pressers
    ]
    languages = [
        SelectOption(label=texts("panel-language-as-set"), value=AS_SET, default=choices.language is None),
        *(
            SelectOption(label=name, value=language, default=language == choices.language)
            for language, name in LANGUAGE_NAMES.items()
        ),
    ]
    return texts("panel-cards-help"), [
        *named_menu("spoiler", texts("panel-spoiler"), spoiler),
        channel_menu(
            "cover-channels",
            texts("panel-cover-channels"),
            _covered(state, QuotaScope.CHANNEL),
            most=MENU_OPTIONS,
            types=TEXT_CHANNELS,
        ),
        role_menu(
            "cover-roles",
            texts("panel-cover-roles"),
            _covered(state, QuotaScope.ROLE),
            least=0,
            most=MENU_OPTIONS,
        ),
        *named_menu("pressers", texts("panel-pressers"), pressers),
        *named_menu("language", texts("panel-language"), languages),
    ]


def _covered(state: PanelState, scope: QuotaScope) -> list[str]:
    return sorted(target for kind, target in state.choices.covers if kind is scope)


async def _set_covered_channels(chosen: Chosen) -> None:
    await _set_covers(chosen, QuotaScope.CHANNEL)


async def _set_covered_roles(chosen: Chosen) -> None:
    await _set_covers(chosen, QuotaScope.ROLE)


async def _set_covers(chosen: Chosen, scope: QuotaScope) -> None:
    async with chosen.desk.database.session() as session:
        await servers.set_covers(session, DISCORD, chosen.server, scope, chosen.values)


async def _set_spoiler(chosen: Chosen) -> None:
    await chosen.write(spoiler=chosen.value == "on")


async def _set_pressers(chosen: Chosen) -> None:
    who = chosen.one_of(Pressers)
    await chosen.write(pressers=Pressers(who) if who else None)


async def _set_language(chosen: Chosen) -> None:
    await chosen.write(language=chosen.one_of(LANGUAGES))


CARDS = Page(
    show=_show,
    changes={
        "spoiler": _set_spoiler,
        "cover-channels": _set_covered_channels,
        "cover-roles": _set_covered_roles,
        "pressers": _set_pressers,
        "language": _set_language,
    },
)
