"""Which pages the admin site has, in the order of its menu."""

from bot.pipeline.queue_view import QueueView
from bot.schedule.service import Schedules
from bot.schedule.suggesting import Suggesting
from bot.web.admin.overview import Overview
from bot.web.admin.page import AdminPage
from bot.web.admin.schedules import SchedulePages
from bot.web.templates import Templates
from db.session import Database


def admin_pages(
    templates: Templates, database: Database, queue_view: QueueView, suggesting: Suggesting
) -> list[AdminPage]:
    """All pages, put together."""
    schedules = Schedules(database)
    return [
        Overview(templates, database, queue_view, schedules),
        SchedulePages(templates, schedules, suggesting),
    ]
