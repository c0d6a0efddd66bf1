"""How a case comes to be seen: its card, with its pictures covered, for the moderator alone."""

from typing import TYPE_CHECKING

import discord
from discord import ui

from bot.discord.card.pictures import collage_file
from bot.discord.moderating.layout import case_card, empty_card
from bot.discord.speaking.language import texts_of
from bot.errors import DeliveryError
from bot.moderating.look import CaseView, look
from bot.moderating.moderator import Moderator
from bot.texts.texts import Texts
from db.cases import Which

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction


async def show(
    interaction: "Interaction",
    moderator: Moderator,
    which: Which,
    *,
    case_id: int | None = None,
    after: int | None = None,
    before: int | None = None,
    said: str = "",
) -> None:
    """Show a case in place of what the answered interaction shows now: one, or the next one, or the last.

    If there is none where it was looked for, the first of that part of the queue is shown.

    Raises:
        DatabaseError: it can't be read.
    """
    desk, texts = interaction.client.desk, texts_of(interaction)
    settings = desk.settings.moderation
    view = await look(
        desk.database, settings, moderator, which, case_id=case_id, after=after, before=before
    ) or await look(desk.database, settings, moderator, which)
    if view is None:
        card: ui.LayoutView = empty_card(moderator, which, texts, said)
        await interaction.edit_original_response(view=card, attachments=[])
        return
    file = await _covered_collage(interaction, view, texts)
    picture = file.uri if file else None
    card = case_card(view, moderator, which, texts, picture=picture, said=said)
    await interaction.edit_original_response(view=card, attachments=[file] if file else [])


async def _covered_collage(interaction: "Interaction", view: CaseView, texts: Texts) -> discord.File | None:
    """The pictures as a spoiler, whatever the job says; None if there are none any more."""
    job = view.job
    if job is None or job.collage_key is None:
        return None
    path = interaction.client.desk.image_store.path(job.collage_key)
    try:
        file, _ = await collage_file(job, path, interaction.filesize_limit, texts)
    except DeliveryError:
        return None
    return discord.File(
        file.fp, file.filename.removeprefix("SPOILER_"), description=file.description, spoiler=True
    )
