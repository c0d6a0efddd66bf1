"""What presses of the panel's menus and buttons do. The page is shown anew afterwards."""

from typing import TYPE_CHECKING

from bot.discord.panel.book import PAGES, page_with
from bot.discord.panel.page import Chosen
from bot.discord.panel.show import require_manager, show
from bot.texts.texts import Texts

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

GO = "page"
"""The action of the menu that turns to another page."""
ACTIONS = (GO, *(action for page in PAGES.values() for action in (*page.changes, *page.forms)))


def chosen_by(interaction: "Interaction", values: list[str]) -> Chosen:
    """What was chosen, by whom and for which server.

    Raises:
        MissingPermissions: the person does not manage the server.
    """
    require_manager(interaction)
    return Chosen(
        interaction.client.desk, str(interaction.guild_id), values, person_id=str(interaction.user.id)
    )


async def press(interaction: "Interaction", action: str, values: list[str], texts: Texts) -> None:
    """Do what a menu or button stands for.

    Raises:
        MissingPermissions: the presser does not manage the server.
        BadRequestError: what was chosen is nothing that can be.
        DatabaseError: it can't be written.
    """
    chosen = chosen_by(interaction, values)
    if action == GO:
        await interaction.response.defer()
        await show(interaction, chosen.one_of(PAGES) or "overview", texts)
        return
    name = page_with(action)
    page = PAGES[name]
    if action in page.forms:
        await interaction.response.send_modal(await page.forms[action](chosen, texts))
        return
    await interaction.response.defer()
    await page.changes[action](chosen)
    await show(interaction, name, texts)
