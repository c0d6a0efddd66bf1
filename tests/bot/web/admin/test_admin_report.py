"""Operators see what moderation has done in a time, as tables and as the picture of the command line."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from bot.moderating.appeal import appeal
from tests.bot.web.admin.conftest import read, send
from tests.bot.web.admin.test_admin_moderation import refuse

PATH = "/admin/report"
PICTURE = f"{PATH}/moderation.svg"


async def test_the_report_may_be_empty(operator):
    text = await read(operator, PATH)
    assert "the last 30 days" in text
    assert "<p>Nothing.</p>" in text


async def test_refusals_and_appeals_are_counted_in_a_time(site, operator):
    refusal_id = await refuse(site)
    await refuse(site, category="hate", source_id="8", created_at=datetime.now(UTC) - timedelta(days=60))
    await appeal(site.database, site.settings, "discord", "5", refusal_id=refusal_id, text="It is art.")
    await send(operator, "/admin/moderation/1/uphold")
    text = await read(operator, PATH)
    assert "Violence" in text
    assert "Hate" not in text
    appeals = text[text.rindex("Appeal") :]
    assert appeals.index(">1<") < appeals.index(">0<"), "one was right"
    assert "0 min" in appeals
    assert "Hate" in await read(operator, f"{PATH}?days=90")
    for secret in ("gargoyle", "It is art", "discord"):
        assert secret not in text


@pytest.mark.parametrize("days", ["30", "90", "365"])
async def test_the_picture_can_be_downloaded(site, operator, days):
    await refuse(site)
    assert f'download="moderation-{days}-days.svg"' in await read(operator, f"{PATH}?days={days}")
    async with operator.get(f"{PICTURE}?days={days}") as answer:
        assert answer.content_type == "image/svg+xml"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        picture = ET.fromstring(await answer.text())
    assert "violence" in "".join(picture.itertext())


async def test_other_times_are_the_usual_one(operator):
    for strange in ("", "31", "-1", "<b>", "9" * 99):
        assert "the last 30 days" in await read(operator, f"{PATH}?days={strange}")


async def test_strangers_see_no_counts(visitor):
    for path in (PATH, PICTURE):
        async with visitor.get(path) as answer:
            assert answer.url.path == "/admin/login"
