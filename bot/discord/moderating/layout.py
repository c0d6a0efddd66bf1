"""What the queue looks like: one case with its pictures covered, and what can be done with it."""

from typing import Any

from discord import ButtonStyle, SelectOption, ui
from discord.utils import utcnow

from bot.discord.card.frame import RED, VIOLET, Card
from bot.discord.card.layout import alt_text, gallery
from bot.discord.moderating.ids import Deed, item_id
from bot.discord.moderating.wording import about, heading, question
from bot.moderating.look import CaseView
from bot.moderating.moderator import Moderator
from bot.texts.texts import Texts
from db.cases import CaseKind, Which

_STYLES = {Deed.UPHOLD: ButtonStyle.primary, Deed.REMOVE: ButtonStyle.danger}
_EMOJI = {
    Deed.CLAIM: "✋",
    Deed.UPHOLD: "✅",
    Deed.DISMISS: "☁️",
    Deed.REMOVE: "🗑️",
    Deed.BAN: "🚫",
    Deed.UNBAN: "🔓",
    Deed.NOTE: "📝",
    Deed.EARLIER: "◀️",
    Deed.LATER: "▶️",
    Deed.OPEN: "🔄",
}


def case_card(
    view: CaseView, moderator: Moderator, which: Which, texts: Texts, *, picture: str | None, said: str = ""
) -> ui.LayoutView:
    """A case.

    Args:
        view: of the case.
        moderator: who looks at it.
        which: the part of the queue that is leafed through.
        texts: in the moderator's language.
        picture: URL of the collage, as `attachment://SPOILER_collage.webp`; None: there is none.
        said: what has just been done.
    """
    items: list[ui.Item[Any]] = [ui.TextDisplay("\n".join([*_said(said), *heading(view, moderator, texts)]))]
    if picture and view.job:
        items.append(gallery(picture, alt_text(view.job, texts), spoiler=True))
    items += [
        ui.TextDisplay("\n".join(question(view, texts))),
        ui.Separator(),
        ui.TextDisplay("\n".join(about(view.person, texts))),
        *_buttons(view, moderator, which, texts),
        ui.ActionRow(_parts(which, texts)),
    ]
    return Card(RED if view.case.decision is None else VIOLET, items)


def empty_card(moderator: Moderator, which: Which, texts: Texts, said: str = "") -> ui.LayoutView:
    """There is nothing in this part of the queue."""
    title = texts("moderation-title" if moderator.server else "moderation-title-all")
    lines = [*_said(said), f"## {title}", texts(f"moderation-empty-{which}")]
    return Card(
        VIOLET,
        [
            ui.TextDisplay("\n".join(lines)),
            ui.ActionRow(_parts(which, texts)),
            ui.ActionRow(_button(Deed.OPEN, which, 0, texts("moderation-refresh"))),
        ],
    )


def _said(said: str) -> list[str]:
    return [said, ""] if said else []


def _buttons(view: CaseView, moderator: Moderator, which: Which, texts: Texts) -> list[ui.ActionRow[Any]]:
    case = view.case
    rows: list[ui.ActionRow[Any]] = []
    if case.decision is None:
        mine = case.claimed_by == moderator.key and case.is_claimed(utcnow())
        deeds = [*([] if mine else [Deed.CLAIM]), Deed.UPHOLD, Deed.DISMISS]
        if view.job and case.kind is not CaseKind.APPEAL:
            deeds.append(Deed.REMOVE)
        rows.append(
            ui.ActionRow(*(_button(deed, which, case.id, _label(deed, view, texts)) for deed in deeds))
        )
    people = (
        [Deed.BAN, *([Deed.UNBAN] if _is_banned(view, moderator) else []), Deed.NOTE]
        if case.person_id
        else []
    )
    turns = [
        deed for deed, there in ((Deed.EARLIER, view.has_earlier), (Deed.LATER, view.has_later)) if there
    ]
    second = [
        *(_button(deed, which, case.id, _label(deed, view, texts)) for deed in people),
        *(_button(deed, which, case.id) for deed in turns),
    ]
    return [*rows, ui.ActionRow(*second)] if second else rows


def _is_banned(view: CaseView, moderator: Moderator) -> bool:
    """Whether this moderator could let the person in again."""
    return bool(view.person.ban if moderator.server else view.person.banned_until)


def _label(deed: Deed, view: CaseView, texts: Texts) -> str:
    if deed in (Deed.UPHOLD, Deed.DISMISS):
        return texts(f"moderation-{deed}-{view.case.kind}")
    return texts(f"moderation-{deed}")


def _button(deed: Deed, which: Which, case_id: int, label: str | None = None) -> ui.Button[Any]:
    style = _STYLES.get(deed, ButtonStyle.secondary)
    return ui.Button(label=label, emoji=_EMOJI[deed], style=style, custom_id=item_id(deed, which, case_id))


def _parts(which: Which, texts: Texts) -> ui.Select[Any]:
    options = [
        SelectOption(label=texts(f"moderation-which-{part}"), value=part, default=part is which)
        for part in Which
    ]
    return ui.Select(
        custom_id=item_id(Deed.PART, which), placeholder=texts("moderation-which"), options=options
    )
