"""The prompt of the day hangs at /today; those of other days hang beside it."""

from datetime import UTC, datetime, timedelta

import pytest
import structlog
from sqlalchemy import update

from bot.pipeline.withdraw import withdraw
from bot.web.stage import WebStage
from db import schedules
from db.models import JobRow, SampleRow
from tests.bot.web.test_web_pages import Page, read

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)


async def text_of(visitor, path, status=200):
    async with visitor.get(path) as answer:
        assert answer.status == status
        return await answer.text()


async def test_before_the_first_day_the_page_says_so(visitor):
    for path in ("/today", "/today/archive"):
        assert "no prompt of the day yet" in await text_of(visitor, path)
    await read(visitor, "/today/2026-11-23", 404)


async def test_the_newest_day_is_shown_with_its_nine_pictures(site, visitor):
    await site.show_day(MONDAY - DAY, "an owl")
    job = await site.show_day(MONDAY, "a snail race")
    page = await read(visitor, "/today")
    assert len([image for image in page.all("img") if "a snail race" in (image["alt"] or "")]) == 9
    assert page.all("time", datetime="2026-11-23")
    assert [link["href"] for link in page.all("a", rel="prev")] == ["/today/2026-11-22"]
    assert page.all("a", rel="next") == []
    assert page.all("a", id="download")[0]["href"].startswith("/images/")
    assert page.all("a", href=f"/jobs/{job.id}/report")
    assert page.all("input", id="link")[0]["value"] == f"{site.url}/today/2026-11-23"


async def test_days_lead_to_one_another_over_gaps(site, visitor):
    for days in (0, 3, 10):
        await site.show_day(MONDAY + days * DAY, f"{days + 2} foxes")
    middle = await read(visitor, "/today/2026-11-26")
    assert [link["href"] for link in middle.all("a", rel="prev")] == ["/today/2026-11-23"]
    assert [link["href"] for link in middle.all("a", rel="next")] == ["/today/2026-12-03"]


@pytest.mark.parametrize(
    "path",
    [
        "/today/2026-11-24",
        "/today/2026-02-30",
        "/today/tomorrow",
        "/today/0000-01-01",
        "/today/0001-01-01",
        "/today/9999-12-31",
        "/today/archive/9999",
    ],
)
async def test_there_is_nothing_at_other_days(site, visitor, path):
    await site.show_day(MONDAY, "a snail race")
    await read(visitor, path, 404)


async def test_a_day_is_that_of_the_schedules_zone(site, visitor):
    await site.show_day(MONDAY.replace(hour=22), "late in Auckland", zone="Pacific/Auckland")
    assert "late in Auckland" in await text_of(visitor, "/today/2026-11-24")
    await read(visitor, "/today/2026-11-23", 404)


async def test_the_prompt_is_in_the_form_to_be_changed(site, visitor):
    await site.show_day(MONDAY, "a <b>snail</b> race")
    text = await text_of(visitor, "/today")
    assert "&lt;b&gt;snail&lt;/b&gt; race</textarea>" in text
    assert "<b>" not in text


async def test_a_shared_link_has_a_card(site, visitor):
    await site.show_day(MONDAY, "a snail race")
    page = await read(visitor, "/today")
    assert page.meta("og:title") == "a snail race"
    assert page.meta("og:url") == f"{site.url}/today/2026-11-23"
    assert page.meta("og:image").startswith(f"{site.url}/images/")
    assert page.meta("og:image:alt")
    assert page.all("link", rel="canonical")[0]["href"] == f"{site.url}/today/2026-11-23"


async def test_every_page_tells_of_the_feeds(visitor):
    for path in ("/", "/about", "/today"):
        page = await read(visitor, path)
        assert [link["href"] for link in page.all("link", rel="alternate")] == [
            "/today/rss.xml",
            "/today/atom.xml",
        ]


async def test_two_on_one_day_are_both_there(site, visitor):
    morning = await site.show_day(MONDAY, "a snail race")
    await site.show_day(MONDAY + timedelta(hours=9), "an owl")
    page = await read(visitor, "/today")
    assert page.meta("og:title") == "an owl"
    assert page.all("a", href=f"/jobs/{morning.id}")


@pytest.mark.parametrize("hidden", [{"private": True}, {"spoiler": True}, {"collage_key": None}])
async def test_what_is_not_for_everyone_is_not_shown(site, visitor, hidden):
    job = await site.show_day(MONDAY, "a snail race")
    async with site.database.session() as session:
        await session.execute(update(JobRow).where(JobRow.id == job.id).values(**hidden))
    assert "a snail race" not in await text_of(visitor, "/today")
    await read(visitor, "/today/2026-11-23", 404)


async def test_deleted_pictures_are_nowhere(site, visitor):
    job = await site.show_day(MONDAY, "a snail race")
    await withdraw(site.database, site.store, site.board, job.id)
    for path in ("/today", "/today/archive"):
        assert "a snail race" not in await text_of(visitor, path)


async def test_servers_own_days_are_not_on_the_page(site, visitor):
    await site.show_day(MONDAY, "a secret of the server", front="discord", server="1")
    assert "no prompt of the day yet" in await text_of(visitor, "/today")


async def test_the_archive_has_years_and_months_and_loads_pictures_late(site, visitor):
    await site.show_day(datetime(2025, 12, 31, 9, tzinfo=UTC), "of last year")
    await site.show_day(datetime(2026, 10, 31, 9, tzinfo=UTC), "of October")
    await site.show_day(MONDAY, "of November")
    text = await text_of(visitor, "/today/archive")
    page = Page(text)
    assert [link["href"] for link in page.all("a") if link["href"].startswith("/today/2")] == [
        "/today/2026-11-23",
        "/today/2026-10-31",
    ]
    assert {image["loading"] for image in page.all("img") if image["src"].startswith("/images")} == {"lazy"}
    assert text.index("November 2026") < text.index("October 2026")
    assert page.all("a", href="/today/archive/2025")
    assert "of last year" in await text_of(visitor, "/today/archive/2025")
    await read(visitor, "/today/archive/2024", 404)


async def test_without_pictures_of_its_own_a_day_has_the_collage(site, visitor):
    job = await site.show_day(MONDAY, "a snail race")
    async with site.database.session() as session:
        await session.execute(update(SampleRow).where(SampleRow.job_id == job.id).values(image_key=None))
    page = await read(visitor, "/today")
    assert [image for image in page.all("img") if image.get("class") == "collage"]
    assert "a snail race" in await text_of(visitor, "/today/archive")


async def test_the_page_is_a_stage_that_can_always_be_posted_on(site, visitor):
    job = await site.show_day(MONDAY, "a snail race")
    async with site.database.reading() as session:
        (schedule,) = await schedules.of_server(session, "web", None)
    stage = WebStage()
    place = stage.place(schedule)
    assert (stage.name, place.front, place.server) == ("web", "web", None)
    assert (job.front, job.address) == (place.front, place.address)
    assert not stage.hidden_channels(schedule)
    with structlog.testing.capture_logs() as lines:
        await stage.alert(schedule, "There is no prompt to take.")
    assert lines[0]["reason"] == "There is no prompt to take."
