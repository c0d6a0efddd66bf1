"""Pictures and the page's own files."""

import re

import pytest

from bot.errors import SettingsError
from bot.settings import Settings
from bot.web.server import WebServer


async def test_pictures_are_kept_by_browsers_for_ever(site, visitor):
    job = await site.ask(visitor)
    await site.finish()
    async with visitor.get(f"/api/jobs/{job['id']}") as answer:
        url = (await answer.json())["collage"]["url"]
    async with visitor.get(url) as picture:
        assert picture.headers["Content-Type"] == "image/png"
        assert "immutable" in picture.headers["Cache-Control"]
        assert picture.headers["X-Content-Type-Options"] == "nosniff"
        assert (await picture.read()).startswith(b"\x89PNG")
        etag = picture.headers["ETag"]
    async with visitor.get(url, headers={"If-None-Match": etag}) as picture:
        assert picture.status == 304


@pytest.mark.parametrize(
    "key",
    [
        "../nonet.db",
        "..%2fnonet.db",
        "%2e%2e/nonet.db",
        "aa/../../nonet.db",
        "aa/" + "a" * 64 + ".svg",
        "aa/" + "a" * 64 + ".png",
        "aa/bb" + "a" * 62 + ".png",
        "aa",
        "",
        "aa/%00.png",
    ],
)
async def test_only_pictures_can_be_had(visitor, key):
    async with visitor.get(f"/images/{key}") as answer:
        assert answer.status == 404
        assert "immutable" not in answer.headers.get("Cache-Control", "")


async def test_the_pages_own_files_have_types_and_are_kept_for_ever(visitor):
    async with visitor.get("/") as answer:
        urls = re.findall(r'"(/static/[^"]+)"', await answer.text())
    types = {}
    for url in urls:
        async with visitor.get(url) as file:
            assert file.status == 200
            assert "immutable" in file.headers["Cache-Control"]
            types[url.rpartition(".")[2]] = file.headers["Content-Type"]
    assert types == {
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml",
        "woff2": "font/woff2",
    }


async def test_a_file_that_has_not_changed_is_not_sent_again(visitor):
    async with visitor.get("/static/old/style.css") as file:
        assert file.headers["Cache-Control"] == "no-cache"
        etag = file.headers["ETag"]
    async with visitor.get("/static/old/style.css", headers={"If-None-Match": etag}) as file:
        assert file.status == 304
        assert await file.read() == b""


@pytest.mark.parametrize("path", ["../server.py", "..%2fserver.py", "%2e%2e/server.py", "fonts", "fonts/"])
async def test_nothing_but_those_files_can_be_had(visitor, path):
    async with visitor.get(f"/static/x/{path}") as answer:
        assert answer.status == 404


async def test_a_port_in_use_is_said_in_a_sentence(site):
    taken = int(site.url.rpartition(":")[2])
    settings = Settings(data_dir=site.settings.data_dir, web={"port": taken})
    second = WebServer(settings, None, site.board, site.database, site.store, queue_view=None)
    with pytest.raises(SettingsError, match=f"Port {taken} .* in use"):
        await second.start()
