"""What the Discord front consists of: every cog, and every button and select that outlives restarts."""

from typing import Any

from discord.ext import commands
from discord.ui import DynamicItem

from bot.discord.album import items as album
from bot.discord.asking.draw_form import DrawForms
from bot.discord.asking.mentions import Mentions
from bot.discord.asking.premium import Premium
from bot.discord.asking.wishes import WishesForms
from bot.discord.commands import privacy, queue, random_prompt
from bot.discord.commands.about import About
from bot.discord.commands.best import BestCommands
from bot.discord.commands.draw import DrawCommand
from bot.discord.commands.library import LibraryCommands
from bot.discord.commands.menus import Menus
from bot.discord.commands.moderation import ModerationCommands
from bot.discord.commands.party import PartyCommands
from bot.discord.commands.potd import DailyCommands
from bot.discord.commands.prefer import PreferCommand
from bot.discord.commands.privacy import PrivacyCommands
from bot.discord.commands.queue import QueueCommands
from bot.discord.commands.quota import QuotaCommand
from bot.discord.commands.random_prompt import RandomCommands
from bot.discord.commands.settings import SettingsCommands
from bot.discord.commands.show import ShowCommand
from bot.discord.commands.status import Status
from bot.discord.connection.guilds import Guilds
from bot.discord.daily import buttons, suggestions
from bot.discord.daily.cog import Contests
from bot.discord.daily.parties import PartyForms
from bot.discord.moderating import items as moderating
from bot.discord.moderating.appeals import AppealForms
from bot.discord.moderating.forms import ModerationForms
from bot.discord.moderating.telling import OutcomeTeller
from bot.discord.panel.forms import PanelForms
from bot.discord.panel.items import PanelItem
from bot.discord.panel.schedules.forms import ScheduleForms
from bot.discord.panel.schedules.items import ScheduleItem
from bot.discord.pressing.buttons import JobItem
from bot.discord.pressing.forms import CardForms
from bot.discord.voting.votes import Votes

COGS: tuple[type[commands.Cog], ...] = (
    DrawCommand,
    PreferCommand,
    WishesForms,
    Menus,
    DrawForms,
    CardForms,
    PanelForms,
    ScheduleForms,
    Votes,
    Mentions,
    LibraryCommands,
    BestCommands,
    ShowCommand,
    RandomCommands,
    DailyCommands,
    PartyCommands,
    PartyForms,
    QueueCommands,
    Guilds,
    Contests,
    Premium,
    QuotaCommand,
    PrivacyCommands,
    About,
    SettingsCommands,
    ModerationCommands,
    ModerationForms,
    AppealForms,
    OutcomeTeller,
    Status,
)
"""Each is made with the bot as its only argument. /help lists their commands in this order."""
ITEMS: tuple[type[DynamicItem[Any]], ...] = (
    JobItem,
    PanelItem,
    ScheduleItem,
    *album.ITEMS,
    *moderating.ITEMS,
    *queue.ITEMS,
    *random_prompt.ITEMS,
    *privacy.ITEMS,
    *buttons.ITEMS,
    *suggestions.ITEMS,
)
