"""Which pages the admin site has, in the order of its menu."""

from bot.moderating.moderator import Office
from bot.pipeline.accept import Acceptor
from bot.pipeline.queue_view import QueueView
from bot.schedule.service import Schedules
from bot.schedule.suggesting import Suggesting
from bot.web.admin.filter import FilterPages
from bot.web.admin.moderation import ModerationPages
from bot.web.admin.overview import Overview
from bot.web.admin.page import AdminPage
from bot.web.admin.report import ReportPage
from bot.web.admin.schedules import SchedulePages
from bot.web.templates import Templates


def admin_pages(
    templates: Templates, office: Office, acceptor: Acceptor, queue_view: QueueView, suggesting: Suggesting
) -> list[AdminPage]:
    """All pages, put together."""
    schedules = Schedules(office.database)
    return [
        Overview(templates, office.database, queue_view, schedules),
        SchedulePages(templates, schedules, suggesting),
        ModerationPages(templates, office),
        FilterPages(templates, office, acceptor),
        ReportPage(templates, office.database),
    ]
