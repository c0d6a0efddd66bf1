"""The panel's pages. Each shows what is chosen, and the menus that change it."""

from collections.abc import Callable, Mapping
from textwrap import shorten
from typing import Any

from discord import ChannelType, SelectOption, ui

from bot.discord.card.escape import escape
from bot.discord.card.frame import VIOLET, Card
from bot.discord.limits import MENU_OPTIONS, OPTION_CHARS
from bot.discord.panel.menus import button, channel_menu, menu, role_menu
from bot.discord.panel.state import PanelState
from bot.texts.texts import LANGUAGES, Texts
from db.models import Pressers, QuotaScope
from db.server_quotas import ServerQuota

AS_SET = "as-set"
"""The value of menus that leaves a choice to the operator's settings."""
LANGUAGE_NAMES = dict(
    zip(LANGUAGES, ("English", "Deutsch", "Español", "Français", "日本語", "Português (Brasil)"), strict=True)
)
POLICIES = ("strict", "standard", "relaxed")
RETENTION_DAYS = (1, 7, 30, 90)
SHOWCASE_VOTES = (1, 2, 3, 5, 10, 20)
_SHOWN_WORDS_CHARS = 80
_TEXT = [ChannelType.text, ChannelType.news, ChannelType.forum, ChannelType.voice, ChannelType.stage_voice]
_POSTABLE = [ChannelType.text, ChannelType.news]

Rows = list[ui.Item[Any]]


def page_view(name: str, state: PanelState, texts: Texts) -> ui.LayoutView:
    """A page of the panel, by a name of `PAGES`."""
    summary, rows = PAGES[name](state, texts)
    goto = [
        SelectOption(label=texts(f"panel-page-{page}"), value=page, default=page == name) for page in PAGES
    ]
    title = f"## {texts('panel-title')}\n### {texts(f'panel-page-{name}')}\n{summary}"
    return Card(
        VIOLET,
        [ui.TextDisplay(title), *rows, ui.Separator(), menu("page", texts("panel-goto"), goto)],
    )


def _named_menu(action: str, name: str, options: list[SelectOption]) -> Rows:
    """A menu that shows what is chosen, below its name."""
    return [ui.TextDisplay(f"-# {name}"), menu(action, name, options)]


def _overview(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    choices = state.choices
    channels = texts("panel-channels-all")
    if choices.allowed_channels:
        channels = texts("panel-channels-some", count=len(choices.allowed_channels))
    elif choices.denied_channels:
        channels = texts("panel-channels-but", count=len(choices.denied_channels))
    showcase = f"<#{choices.showcase_channel}>" if choices.showcase_channel else texts("panel-none")
    rows = {
        "channels": channels,
        "safety": _policy(choices.policy, texts),
        "cards": texts("panel-spoiler-on" if choices.spoiler else "panel-spoiler-off"),
        "quotas": texts("panel-count", count=len(state.quotas)),
        "showcase": showcase,
        "styles": texts("panel-count", count=len(state.styles)),
    }
    lines = [f"**{texts(f'panel-page-{page}')}**: {value}" for page, value in rows.items()]
    return "\n".join([texts("panel-intro"), "", *lines]), []


def _channels(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    allowed, denied = sorted(state.choices.allowed_channels), sorted(state.choices.denied_channels)
    return texts("panel-channels-help"), [
        channel_menu("allow", texts("panel-channels-allow"), allowed, most=MENU_OPTIONS, types=_TEXT),
        channel_menu("deny", texts("panel-channels-deny"), denied, most=MENU_OPTIONS, types=_TEXT),
    ]


def _safety(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    policy, days = state.choices.policy, state.choices.retention_days
    policies = [
        SelectOption(
            label=_policy(name, texts),
            value=name or AS_SET,
            description=texts(f"panel-policy-{name or AS_SET}-help"),
            default=name == policy,
        )
        for name in (None, *POLICIES)
    ]
    return texts("panel-safety-help"), [
        *_named_menu("policy", texts("panel-policy"), policies),
        *_named_menu("retention", texts("panel-retention"), _retention_options(days, texts)),
    ]


def _retention_options(chosen: float | None, texts: Texts) -> list[SelectOption]:
    as_set = SelectOption(label=texts("panel-retention-as-set"), value=AS_SET, default=chosen is None)
    days = [
        SelectOption(label=texts("panel-retention-days", days=days), value=str(days), default=days == chosen)
        for days in RETENTION_DAYS
    ]
    return [as_set, *days]


def _cards(state: PanelState, texts: Texts) -> tuple[str, Rows]:
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
        *_named_menu("spoiler", texts("panel-spoiler"), spoiler),
        *_named_menu("pressers", texts("panel-pressers"), pressers),
        *_named_menu("language", texts("panel-language"), languages),
    ]


def _quotas(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    lines = [f"- {_target(quota, texts)}: {_limits(quota, texts)}" for quota in state.quotas[:MENU_OPTIONS]]
    rows: Rows = [
        channel_menu("quota-channel", texts("panel-quota-channel"), [], most=1, types=_TEXT),
        role_menu("quota-role", texts("panel-quota-role")),
        button("quota-server", texts("panel-quota-server")),
    ]
    if state.quotas:
        options = [
            SelectOption(
                label=_plain_target(quota, texts)[:OPTION_CHARS], value=f"{quota.scope}:{quota.target}"
            )
            for quota in state.quotas[:MENU_OPTIONS]
        ]
        rows.append(menu("quota-drop", texts("panel-quota-drop"), options))
    return "\n".join([texts("panel-quotas-help"), "", *(lines or [texts("panel-none")])]), rows


def _target(quota: ServerQuota, texts: Texts) -> str:
    mention = {QuotaScope.CHANNEL: f"<#{quota.target}>", QuotaScope.ROLE: f"<@&{quota.target}>"}
    return mention.get(quota.scope) or texts("panel-quota-whole-server")


def _plain_target(quota: ServerQuota, texts: Texts) -> str:
    """Options of menus can't show mentions."""
    if quota.scope is QuotaScope.SERVER:
        return texts("panel-quota-whole-server")
    return texts(f"panel-quota-of-{quota.scope}", id=quota.target)


def _limits(quota: ServerQuota, texts: Texts) -> str:
    limits = {
        "panel-limit-per-hour": quota.per_hour,
        "panel-limit-waiting": quota.waiting,
        "panel-limit-cooldown": quota.cooldown_s,
    }
    said = [texts(key, count=value) for key, value in limits.items() if value is not None]
    if quota.tier:
        said.append(texts("panel-limit-tier", tier=escape(quota.tier)))
    return ", ".join(said)


def _showcase(state: PanelState, texts: Texts) -> tuple[str, Rows]:
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
    return texts("panel-showcase-help"), [
        channel_menu("showcase-channel", texts("panel-showcase-channel"), chosen, most=1, types=_POSTABLE),
        *_named_menu("showcase-votes", texts("panel-showcase-votes"), [by_hand, *votes]),
    ]


def _styles(state: PanelState, texts: Texts) -> tuple[str, Rows]:
    lines = [
        f"- **{escape(style.name)}**: {escape(shorten(style.words, _SHOWN_WORDS_CHARS, placeholder='…'))}"
        for style in state.styles
    ]
    rows: Rows = [button("style-add", texts("panel-style-add"))]
    if state.styles:
        options = [SelectOption(label=style.name, value=style.name) for style in state.styles]
        rows.append(menu("style-drop", texts("panel-style-drop"), options))
    return "\n".join([texts("panel-styles-help"), "", *(lines or [texts("panel-none")])]), rows


def _policy(name: str | None, texts: Texts) -> str:
    return texts(f"panel-policy-{name or AS_SET}")


PAGES: Mapping[str, Callable[[PanelState, Texts], tuple[str, Rows]]] = {
    "overview": _overview,
    "channels": _channels,
    "safety": _safety,
    "cards": _cards,
    "quotas": _quotas,
    "showcase": _showcase,
    "styles": _styles,
}
