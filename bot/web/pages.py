"""The pages for people. They work without JavaScript; static/nonet.js makes them livelier."""

from aiohttp import web

from bot.collage import alt_text
from bot.errors import NonetError
from bot.pipeline.request import Options
from bot.web import wording
from bot.web.address import origin_of
from bot.web.desk import Desk
from bot.web.forms import PromptForm, new_form, read_fields, sent_form
from bot.web.front import job_path
from bot.web.problems import Problem, problem_of
from bot.web.templates import Templates
from bot.web.visitors import remember


class Pages:
    """Serves HTML."""

    def __init__(self, desk: Desk, templates: Templates, public_url: str) -> None:
        self._desk = desk
        self._templates = templates
        self._public_url = public_url

    def routes(self) -> list[web.RouteDef]:
        """The routes of the pages, without reports."""
        return [
            web.get("/", self._index),
            web.get("/about", self._about),
            web.get("/jobs", self._no_list),
            web.post("/jobs", self._draw),
            web.get("/jobs/{id}", self._job),
            web.post("/jobs/{id}/cancel", self._cancel),
        ]

    def problem(self, request: web.Request, problem: Problem) -> web.Response:
        """The page for what went wrong."""
        return self._templates.page("problem.html", problem.status, problem=problem)

    async def _index(self, request: web.Request) -> web.Response:
        return await self._index_with(request, new_form())

    async def _index_with(self, request: web.Request, form: PromptForm, status: int = 200) -> web.Response:
        response = self._templates.page(
            "index.html",
            status,
            form=form,
            examples=wording.EXAMPLES,
            recent=await self._desk.recent(request),
            page_url=origin_of(request, self._public_url) + "/",
        )
        remember(request, response)
        return response

    async def _about(self, request: web.Request) -> web.Response:
        return self._templates.page("about.html")

    async def _no_list(self, request: web.Request) -> web.Response:
        """Who reloads a refused form by its address alone starts again."""
        raise web.HTTPSeeOther("/")

    async def _draw(self, request: web.Request) -> web.Response:
        """A form sent without JavaScript. What was typed comes back if it can't become a job."""
        form = sent_form(await read_fields(request))
        try:
            options = Options(seed=form.seed_number())
            job = await self._desk.accept(request, form.wish_key, form.prompt, options)
        except NonetError as error:
            problem = problem_of(error)
            again = new_form(form.prompt, form.seed, problem.message, problem.appeal)
            return await self._index_with(request, again, problem.status)
        raise web.HTTPSeeOther(job_path(job.id))

    async def _job(self, request: web.Request) -> web.Response:
        job = await self._desk.find(request)
        view = await self._desk.view(job)
        response = self._templates.page(
            "job.html",
            job=view,
            announcement=wording.ANNOUNCEMENTS.get(view.state, ""),
            alt=alt_text(view.prompt),
            mine=self._desk.is_mine(request, job),
            form=new_form(),
            origin=origin_of(request, self._public_url),
            page_url=origin_of(request, self._public_url) + view.path,
        )
        remember(request, response)
        return response

    async def _cancel(self, request: web.Request) -> web.Response:
        await self._desk.cancel(request)
        raise web.HTTPSeeOther(job_path(request.match_info["id"]))
