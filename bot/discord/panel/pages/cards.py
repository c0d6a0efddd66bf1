"""What members see, and which buttons they may press."""

from discord import SelectOption

from bot.discord.panel.page import AS_SET, Chosen, Page, Rows, named_menu
from bot.discord.panel.state import PanelState
from bot.texts.texts import LANGUAGES, Texts
from db.models import Pressers

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
        *named_menu("pressers", texts("panel-pressers"), pressers),
        *named_menu("language", texts("panel-language"), languages),
    ]


async def _set_spoiler(chosen: Chosen) -> None:
    await chosen.write(spoiler=chosen.value == "on")


async def _set_pressers(chosen: Chosen) -> None:
    who = chosen.one_of(Pressers)
    await chosen.write(pressers=Pressers(who) if who else None)


async def _set_language(chosen: Chosen) -> None:
    await chosen.write(language=chosen.one_of(LANGUAGES))


CARDS = Page(
    show=_show, changes={"spoiler": _set_spoiler, "pressers": _set_pressers, "language": _set_language}
)
