"""/best: what the members of a server like best."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from discord import MediaGalleryItem, app_commands, ui
from discord.app_commands import Choice, locale_str

from bot.discord.album.layout import OPEN, job_menu, numbered_prompt, picture_files, picture_url
from bot.discord.album.thumbnails import thumbnails
from bot.discord.card.frame import VIOLET, Card
from bot.discord.card.layout import alt_text, mention_of
from bot.discord.cog import NonetCog
from bot.discord.desk import DISCORD
from bot.discord.pressing.showing import hidden_channels
from bot.discord.speaking.language import texts_of
from bot.texts.texts import Texts
from db import library
from db.jobs import Job

if TYPE_CHECKING:
    from bot.discord.connection.client import Interaction

WINNERS = 9
_WINNER_PX = 512
_PERIODS = {
    "day": timedelta(days=1),
    "week": timedelta(days=7),
    "month": timedelta(days=30),
    "all": None,
}


class BestCommands(NonetCog):
    """The winners of a server's votes, for whoever asks."""

    @app_commands.command(
        name=locale_str("best", key="commands-best-name"),
        description=locale_str("See what this server likes best", key="commands-best-description"),
    )
    @app_commands.rename(period=locale_str("period", key="commands-best-period-name"))
    @app_commands.describe(period=locale_str("How far to look back", key="commands-best-period-description"))
    @app_commands.choices(
        period=[
            Choice(name=locale_str("the last 24 hours", key="commands-best-period-choice-day"), value="day"),
            Choice(
                name=locale_str("the last seven days", key="commands-best-period-choice-week"), value="week"
            ),
            Choice(
                name=locale_str("the last 30 days", key="commands-best-period-choice-month"), value="month"
            ),
            Choice(name=locale_str("all time", key="commands-best-period-choice-all"), value="all"),
        ]
    )
    @app_commands.guild_only()
    async def best(self, interaction: "Interaction", period: str = "week") -> None:
        """The jobs that most people like. It is for one's own eyes: so nothing stays of what is deleted."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        desk, server, texts = interaction.client.desk, str(interaction.guild_id), texts_of(interaction)
        lasts, hidden = _PERIODS[period], hidden_channels(interaction)
        since = datetime.now(UTC) - lasts if lasts else None
        async with desk.database.reading() as session:
            winners = await library.best(session, DISCORD, server, since, WINNERS, hidden=hidden)
        pictures = await thumbnails(desk.image_store, [job for job, _ in winners], _WINNER_PX)
        shown = [winner for winner, picture in zip(winners, pictures, strict=True) if picture]
        view = winners_card(texts(f"library-best-{period}"), shown, texts)
        files = picture_files([job for job, _ in shown], [picture for picture in pictures if picture])
        await interaction.edit_original_response(view=view, attachments=files)


def winners_card(title: str, winners: list[tuple[Job, int]], texts: Texts) -> ui.LayoutView:
    """The winners' collages side by side, and below them who made them and how many like them."""
    heading = ui.TextDisplay[Any](f"## {title}")
    if not winners:
        return Card(VIOLET, [heading, ui.TextDisplay(texts("library-best-empty"))])
    gallery = ui.MediaGallery[Any](
        *(
            MediaGalleryItem(picture_url(rank, job), description=alt_text(job, texts), spoiler=job.spoiler)
            for rank, (job, _) in enumerate(winners, start=1)
        )
    )
    lines = [
        f"{numbered_prompt(rank, job)} · {texts('library-votes', votes=votes)} · {mention_of(job)}"
        for rank, (job, votes) in enumerate(winners, start=1)
    ]
    menu = job_menu(OPEN, texts("library-open"), [job for job, _ in winners])
    return Card(VIOLET, [heading, gallery, ui.TextDisplay("\n".join(lines)), ui.ActionRow(menu)])
