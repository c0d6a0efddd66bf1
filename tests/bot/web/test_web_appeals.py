"""Visitors can say that a refusal was a mistake, and read how it ended."""

from datetime import UTC, datetime

from bot.moderating.decide import uphold
from bot.moderating.moderator import Moderator, Office
from db import cases
from db.cases import Which

REFUSED = "a naked nude porn star having sex"


async def refused(visitor) -> str:
    """The path where a refusal can be appealed against."""
    async with visitor.get("/"):  # gives the cookie
        pass
    async with visitor.post("/api/jobs", json={"prompt": REFUSED}) as answer:
        assert answer.status == 422
        return (await answer.json())["error"]["appeal"]


async def only_case(site):
    now = datetime.now(UTC)
    async with site.database.reading() as session:
        (case,) = await cases.waiting(session, Which.OPEN, None, moderator="", now=now, limit=9)
    return case


async def test_a_refusal_names_the_page_of_its_appeal(site, visitor):
    path = await refused(visitor)
    async with visitor.get(path) as answer:
        assert REFUSED in await answer.text()


async def test_a_form_without_javascript_links_to_it_too(site, visitor):
    await refused(visitor)
    async with visitor.post("/jobs", data={"key": "k", "prompt": REFUSED}) as answer:
        assert 'href="/appeals/2">Appeal</a>' in await answer.text()


async def test_an_appeal_is_kept_decided_and_told(site, visitor):
    path = await refused(visitor)
    async with visitor.post(path, data={"text": " It is <b>art</b>. "}) as answer:
        assert (answer.status, answer.url.path) == (200, "/appeals")
        assert "Waits for a person" in await answer.text()
    case = await only_case(site)
    office = Office(site.settings, site.database, site.store, site.board)
    await uphold(office, Moderator("operator", "web"), case.id, "Right <you> are.")
    async with visitor.get("/appeals") as answer:
        page = await answer.text()
    assert "You were right" in page
    assert "Right &lt;you&gt; are." in page
    assert "You can ask for it again." in page
    async with visitor.post("/api/jobs", json={"prompt": REFUSED}) as answer:
        assert answer.status == 201, "an operator has let this very prompt pass"


async def test_an_appeal_without_words_comes_back(site, visitor):
    path = await refused(visitor)
    async with visitor.post(path, data={"text": "  "}) as answer:
        assert answer.status == 400
        assert 'role="alert"' in await answer.text()


async def test_nobody_sees_anothers_refusals(site, visitor):
    path = await refused(visitor)
    async with site.visitor() as stranger:
        for asks in (stranger.get(path), stranger.post(path, data={"text": "Let it!"})):
            async with asks as answer:
                assert answer.status == 404
        async with stranger.get("/appeals") as answer:
            assert "Nothing that you could appeal against" in await answer.text()


async def test_who_keeps_no_cookie_shares_nothing_with_their_neighbours(site, visitor):
    async with site.visitor() as neighbour, neighbour.post("/api/jobs", json={"prompt": REFUSED}) as answer:
        path = (await answer.json())["error"]["appeal"]
    async with site.visitor() as stranger, stranger.get(path) as answer:
        assert answer.status == 404
