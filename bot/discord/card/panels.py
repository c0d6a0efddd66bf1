"""What one person sees after a press: the rest of what can be done, nine numbers to choose from, links."""

from typing import Any
from urllib.parse import urlencode

from discord import ButtonStyle, ui

from bot.discord.card.escape import escape_within, plain, shorten
from bot.discord.card.frame import RED, VIOLET, Card, note_card
from bot.discord.card.ids import NUMBERS, Action, custom_id
from bot.discord.card.layout import button
from bot.discord.limits import LINK_CHARS
from bot.texts.texts import Texts
from db.jobs import Job

_TITLE_UNITS = 200
_ROW = 3


def more_panel(
    job: Job, texts: Texts, *, number: int | None, pictures: bool, showcase: bool, owner: bool
) -> ui.LayoutView:
    """What is done more rarely than the buttons on the card.

    Args:
        job: that it is about.
        texts: in the language of the person.
        number: the sample on the card, if it shows one.
        pictures: whether there are any (still).
        showcase: whether the server has a showcase.
        owner: whether the person may publish and delete.
    """
    use, rest = [], []
    if pictures:
        use.append(button(Action.CAPTION, job, texts, number, emoji="💬"))
        use.append(button(Action.DOWNLOAD, job, texts, emoji="📦"))
    if not job.private:
        use.append(button(Action.SHARE, job, texts, emoji="🔗"))
        if pictures and showcase and owner:
            rest.append(button(Action.PUBLISH, job, texts, emoji="🏆"))
    rest.append(button(Action.REPORT, job, texts, emoji="🚩"))
    if owner:
        rest.append(button(Action.DELETE, job, texts, emoji="🗑️", style=ButtonStyle.danger))
    rows = [ui.ActionRow(*buttons) for buttons in (use, rest) if buttons]
    return Card(VIOLET, [ui.TextDisplay(_title(job)), *rows])


def keypad(job: Job, texts: Texts, action: Action) -> ui.LayoutView:
    """Nine numbers, laid out as the pictures are, to choose the one that something is to be done with."""
    rows = [
        ui.ActionRow(*(_key(job, action, number) for number in NUMBERS[start : start + _ROW]))
        for start in range(0, len(NUMBERS), _ROW)
    ]
    return Card(VIOLET, [ui.TextDisplay(texts(f"card-which-{action}")), *rows])


def confirm_panel(job: Job, texts: Texts) -> ui.LayoutView:
    """Asks once more before everything is deleted."""
    sure: ui.Button[Any] = ui.Button(
        label=texts("card-erase"), style=ButtonStyle.danger, custom_id=custom_id(Action.ERASE, job.id)
    )
    keep: ui.Button[Any] = ui.Button(label=texts("card-keep"), custom_id=custom_id(Action.MORE, job.id))
    return note_card(RED, f"{_title(job)}\n{texts('card-delete-ask')}", sure, keep)


def share_panel(job: Job, texts: Texts, page: str | None) -> ui.LayoutView:
    """Links that tell others. `page` is the job's page on the web, if it has one."""
    words = plain(job.prompt)
    links = [("X", share_on_x(words, page)), ("Reddit", share_on_reddit(words, page))]
    if page:
        links.insert(0, (texts("card-web-page"), page))
    buttons = [ui.Button[Any](label=label, url=url) for label, url in links]
    return note_card(VIOLET, f"{_title(job)}\n{texts('card-share-how')}", *buttons)


def share_on_x(words: str, page: str | None) -> str:
    """Where X asks whether to post this, at most 512 characters long."""
    more = {"url": page} if page else {}
    return _fitting("https://x.com/intent/post", "text", words, more)


def share_on_reddit(words: str, page: str | None) -> str:
    """Where Reddit asks whether to submit this, at most 512 characters long."""
    more = {"url": page} if page else {"selftext": "true"}
    return _fitting("https://www.reddit.com/submit", "title", words, more)


def _fitting(address: str, name: str, words: str, more: dict[str, str]) -> str:
    """The address with as many of the words as it has room for once they are encoded."""
    limit = len(words)
    while True:
        url = f"{address}?{urlencode({name: shorten(words, limit)} | more)}"
        if len(url) <= LINK_CHARS or limit <= 1:
            return url
        limit = limit * 3 // 4


def _key(job: Job, action: Action, number: int) -> ui.Button[Any]:
    return ui.Button(label=str(number), custom_id=custom_id(action, job.id, number))


def _title(job: Job) -> str:
    return f"**{escape_within(job.prompt, _TITLE_UNITS)}**"
