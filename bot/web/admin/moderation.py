"""The queue of moderators for operators: its parts, and the log of what was done."""

from contextlib import suppress

from aiohttp import web

from bot.moderating.look import audit_log, list_cases
from bot.moderating.moderator import Office
from bot.web.admin import case_words
from bot.web.admin.cases import CasePages, done_note, part_of
from bot.web.admin.operator import operator_of
from bot.web.admin.people import PLATFORMS, PersonPages
from bot.web.templates import Templates

_CASES_SHOWN = 50
_LOG_PAGE = 50
_LAST_PAGE = 10_000


class ModerationPages:
    """Serves the queue, a page for each case and each person, and the audit log."""

    path = "/admin/moderation"
    title = "Moderation"

    def __init__(self, templates: Templates, office: Office) -> None:
        self._templates = templates
        self._office = office
        self._cases = CasePages(templates, office, self.path)
        self._people = PersonPages(templates, office, self.path)

    def routes(self) -> list[web.RouteDef]:
        """The routes of all of them."""
        return [
            web.get(self.path, self._queue),
            web.get(f"{self.path}/log", self._log),
            *self._cases.routes(),
            *self._people.routes(),
        ]

    async def _queue(self, request: web.Request) -> web.Response:
        which, me = part_of(request), operator_of(request)
        found, total = await list_cases(self._office.database, me, which, _CASES_SHOWN)
        return self._templates.page(
            "admin/moderation.html",
            here=self.path,
            words=case_words,
            which=which,
            cases=found,
            total=total,
            me=me.key,
            platforms=PLATFORMS,
            note=done_note(request),
        )

    async def _log(self, request: web.Request) -> web.Response:
        page = _page_of(request)
        done = await audit_log(
            self._office.database, operator_of(request), _LOG_PAGE + 1, (page - 1) * _LOG_PAGE
        )
        return self._templates.page(
            "admin/audit.html",
            here=self.path,
            words=case_words,
            done=done[:_LOG_PAGE],
            page=page,
            is_last=len(done) <= _LOG_PAGE,
        )


def _page_of(request: web.Request) -> int:
    """The page that is asked for, 1 for the first."""
    with suppress(ValueError):
        return min(max(int(request.query.get("page", "1")[:9]), 1), _LAST_PAGE)
    return 1
