"""Pages for people, with and without JavaScript."""

import re
from html.parser import HTMLParser

import pytest
from aiohttp import ClientSession
from sqlalchemy import update

from bot.pipeline.withdraw import withdraw
from db.models import JobRow


class Page(HTMLParser):
    """What a test asks of a page: its tags with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        ]

    def meta(self, name: str) -> str | None:
        found = self.all("meta", property=name) + self.all("meta", name=name)
        return found[0]["content"] if found else None


async def read(visitor, path, status=200):
    async with visitor.get(path) as answer:
        assert answer.status == status
        assert answer.content_type == "text/html"
        return Page(await answer.text())


async def send(visitor, path, **fields):
    """Send a form as a browser without JavaScript does; returns status, address and text of what it gets."""
    async with visitor.post(path, data=fields, headers={"Sec-Fetch-Site": "same-origin"}) as answer:
        return answer.status, answer.url.path, await answer.text()


async def test_the_index_has_a_prompt_box_and_nine_examples(visitor):
    page = await read(visitor, "/")
    assert page.all("textarea", name="prompt")
    assert len(page.all("button", name="prompt")) == 9


@pytest.mark.parametrize("path", ["/", "/about", "/nothing", "/jobs/x", "/healthz", "/api/jobs/x"])
async def test_every_answer_carries_the_security_headers(visitor, path):
    async with visitor.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "aiohttp" not in answer.headers["Server"]


async def test_pages_hold_nothing_inline_and_nothing_from_elsewhere(site, visitor):
    job = await site.ask(visitor)
    await site.finish()
    for path in ["/", job["path"], job["path"] + "/report", "/about", "/nothing"]:
        async with visitor.get(path) as answer:
            page = Page(await answer.text())
        for tag, attributes in page.tags:
            assert tag != "style"
            assert tag != "script" or attributes.get("src")
            assert not [name for name in attributes if name == "style" or name.startswith("on")]
            for name in ("src", "action") + (("href",) if tag != "a" else ()):
                assert (attributes.get(name) or "/").startswith("/")


async def test_the_cookie_is_random_and_out_of_reach_of_scripts(site):
    values = set()
    for _ in range(2):
        async with site.visitor() as session, session.get("/") as answer:
            cookie = answer.cookies["nonet_visitor"]
            values.add(cookie.value)
            assert cookie["httponly"]
            assert cookie["samesite"] == "Lax"
    assert len(values) == 2


async def test_a_form_without_javascript_leads_to_the_page_of_the_job(visitor):
    page = await read(visitor, "/")
    key = page.all("input", name="key")[0]["value"]
    first = await send(visitor, "/jobs", key=key, prompt="a cat", seed="")
    again = await send(visitor, "/jobs", key=key, prompt="a cat", seed="")
    other = await send(visitor, "/jobs", key=key, prompt="a dog", seed="")
    assert first[0] == 200
    assert re.fullmatch(r"/jobs/[\w-]{16}", first[1])
    assert again[1] == first[1]
    assert other[1] != first[1]


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"prompt": "", "seed": "7"}, 400),
        ({"prompt": "x" * 10_000}, 400),
        ({"prompt": "a cat", "seed": "seven"}, 400),
        ({"prompt": "a cat", "seed": "9" * 30}, 400),
        ({"prompt": "a cat", "seed": "٣"}, 400),
        ({"prompt": "a cat", "seed": "4294967296"}, 400),
    ],
)
async def test_a_refused_form_keeps_what_was_typed(visitor, fields, status):
    got, _, text = await send(visitor, "/jobs", key="k", **fields)
    assert got == status
    page = Page(text)
    assert page.all("textarea", name="prompt")[0]["aria-invalid"] == "true"
    assert re.search(r'role="alert">[^<]{10,}<', text)
    assert fields["prompt"] in text
    assert page.all("input", name="seed")[0]["value"] == fields.get("seed", "")


STRANGE_FORMS = [
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\n"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"prompt="),
    ("application/x-www-form-urlencoded", b"prompt=%ff%fe\xff&seed=x"),
    ("application/x-www-form-urlencoded", b"a=1&" * 5_000),
    ("text/plain", b"prompt=a cat"),
    ("", b""),
]


@pytest.mark.parametrize(("content_type", "body"), STRANGE_FORMS)
async def test_a_form_in_a_strange_format_is_refused(visitor, content_type, body):
    headers = {"Content-Type": content_type}
    async with visitor.post("/jobs", data=body, headers=headers) as answer:
        assert answer.status == 400
        assert answer.content_type == "text/html"


async def test_a_form_over_the_body_limit_gets_a_page(visitor):
    status, _, text = await send(visitor, "/jobs", key="k", prompt="x" * 70_000)
    assert status == 413
    assert "shorter prompt" in text


async def test_a_waiting_page_refreshes_itself_without_javascript(site, visitor):
    job = await site.ask(visitor)
    async with visitor.get(job["path"]) as answer:
        assert '<noscript><meta http-equiv="refresh"' in await answer.text()
    page = await read(visitor, job["path"])
    assert page.all("progress")
    assert len(page.all("span", **{"class": "face"})) == 9


async def test_a_waiting_page_says_the_place_in_the_queue(site, visitor):
    await site.ask(visitor, "the first cat")
    job = await site.ask(visitor, "the second cat")
    async with visitor.get(job["path"]) as answer:
        assert "Number 2 in the queue." in await answer.text()


async def test_a_finished_page_shows_nine_described_pictures(site, visitor):
    job = await site.ask(visitor, "a cat")
    await site.finish()
    page = await read(visitor, job["path"])
    assert [image["alt"] for image in page.all("img") if image["alt"]] == [
        f"Picture {n} of 9: a cat" for n in range(1, 10)
    ]
    assert page.all("a", id="download")[0]["download"] == f"nonet-a-cat-{job['seed']}.png"


async def test_a_shared_link_has_a_card(site, visitor):
    job = await site.ask(visitor, 'a "cat" & a <dog>')
    await site.finish()
    page = await read(visitor, job["path"])
    assert page.meta("og:title") == 'a "cat" & a <dog>'
    assert page.meta("og:url") == site.url + job["path"]
    assert page.meta("twitter:card") == "summary_large_image"
    assert "Nine pictures" in (page.meta("og:image:alt") or "")
    picture_url = page.meta("og:image") or ""
    assert picture_url.startswith(site.url + "/images/")
    async with visitor.get(picture_url) as picture:
        assert picture.status == 200


async def test_a_prompt_can_not_write_html(site, visitor):
    job = await site.ask(visitor, '"><script src=//evil></script><img src=x onerror=alert(1)>')
    await site.finish()
    for path in ["/", job["path"], job["path"] + "/report"]:
        page = await read(visitor, path)
        assert len(page.all("script")) == 1
        assert not [image for image in page.all("img") if "onerror" in image]


async def test_a_failed_page_says_why(site, visitor):
    job = await site.ask(visitor)
    await site.fail("The model can't be loaded.")
    async with visitor.get(job["path"]) as answer:
        assert "The model can&#39;t be loaded." in await answer.text()


async def test_an_expired_page_offers_the_same_pictures_again(site, visitor):
    job = await site.ask(visitor, "a cat", seed=7)
    await site.finish()
    async with site.database.session() as session:
        await session.execute(update(JobRow).values(collage_key=None))
    page = await read(visitor, job["path"])
    assert {"type": "hidden", "name": "seed", "value": "7"} in page.all("input")
    assert page.meta("og:image") is None


async def test_a_private_job_is_shown_to_its_requester_only(site, visitor):
    job = await site.ask(visitor)
    async with site.database.session() as session:
        await session.execute(update(JobRow).values(private=True))
    await read(visitor, job["path"])
    async with site.visitor() as stranger:
        await read(stranger, job["path"], status=404)


async def test_the_index_lists_a_visitors_own_jobs(site, visitor):
    job = await site.ask(visitor, "my very own cat")
    async with visitor.get("/") as answer:
        assert job["path"] in await answer.text()
    async with site.visitor() as stranger, stranger.get("/") as answer:
        assert job["path"] not in await answer.text()


async def test_what_programs_asked_for_is_not_taken_for_a_new_visitors(site):
    async with ClientSession(site.url) as program:
        job = await site.ask(program, "a program's cat")
    async with site.visitor() as newcomer, newcomer.get(job["path"]) as answer:
        assert "Stop this one" not in await answer.text()
    async with site.visitor() as newcomer, newcomer.get("/") as answer:
        assert job["path"] not in await answer.text()


async def test_a_requester_can_stop_a_job_and_a_stranger_cannot(site, visitor):
    job = await site.ask(visitor)
    async with site.visitor() as stranger:
        await send(stranger, job["path"] + "/cancel")
    async with visitor.get(f"/api/jobs/{job['id']}") as answer:
        assert (await answer.json())["state"] == "waiting"
    status, path, text = await send(visitor, job["path"] + "/cancel")
    assert (status, path) == (200, job["path"])
    assert "Stopped" in text


async def test_the_tiny_model_says_how_to_get_a_better_one(visitor):
    async with visitor.get("/about") as answer:
        assert "nonet models fetch dalle-mega" in await answer.text()


async def test_an_unknown_address_gets_a_friendly_page(visitor):
    page = await read(visitor, "/nothing/here", status=404)
    assert page.all("a", href="/")


async def test_healthz(visitor):
    async with visitor.get("/healthz") as answer:
        assert await answer.json() == {"status": "ok"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
@pytest.mark.parametrize("path", ["/jobs", "/api/jobs"])
async def test_other_sites_cannot_act_in_a_visitors_name(visitor, path, headers):
    async with visitor.post(path, json={"prompt": "a cat"}, headers=headers) as answer:
        assert answer.status == 403


async def test_a_deleted_job_is_nowhere(site, visitor):
    job = await site.ask(visitor, "a fox that hides in the snow")
    await site.finish()
    await withdraw(site.database, site.store, site.board, job["id"])
    for path in (f"/jobs/{job['id']}", f"/jobs/{job['id']}/report"):
        await read(visitor, path, status=404)
    for path in (f"/api/jobs/{job['id']}", f"/api/jobs/{job['id']}/events"):
        async with visitor.get(path) as answer:
            assert await site.refusal(answer) == (404, "not_found")
    async with visitor.get("/") as answer:
        assert "hides in the snow" not in await answer.text()


async def test_a_private_job_of_another_platform_is_shown_to_nobody(site, visitor):
    job = await site.ask(visitor)
    async with site.database.session() as session:
        moved = {"platform": "discord", "front": "discord", "private": True}
        await session.execute(update(JobRow).values(**moved))  # the same id, even
    await read(visitor, f"/jobs/{job['id']}", status=404)
