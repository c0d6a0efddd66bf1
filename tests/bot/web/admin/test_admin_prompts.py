"""The operator sees what comes next, decides about suggestions, and keeps the list of a schedule."""

from datetime import UTC, datetime

import pytest

from db import schedules, suggestions
from db.schedules import NewSchedule
from db.suggestions import NewSuggestion, SuggestionState
from tests.bot.web.admin.conftest import read, send

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
async def schedule(site):
    new = NewSchedule(
        name="Daily", front="web", clock="09:00", zone="UTC", sources="suggestions,own", repeat_days=9
    )
    async with site.database.session() as session:
        return await schedules.add(session, new, NOW)


@pytest.fixture
def path(schedule):
    return f"/admin/schedules/{schedule.id}/prompts"


async def suggest(site, schedule, text):
    new = NewSuggestion(
        schedule_id=schedule.id,
        text=text,
        by_member=True,
        platform="discord",
        person_id="7",
        person_name="<i>Ann</i>",
    )
    async with site.database.session() as session:
        return (await suggestions.add(session, new, SuggestionState.WAITING, NOW)).id


async def test_there_may_be_nothing(operator, path, schedule):
    text = await read(operator, path)
    assert "its sources are empty" in text
    assert path in await read(operator, f"/admin/schedules/{schedule.id}")


async def test_the_list_is_filled_and_each_line_can_go(site, operator, path, schedule):
    _, text = await send(
        operator, path, prompts="a fox in a hat\r\n\r\n  a <b>very</b> small owl  \nA FOX in a hat!"
    )
    assert text.count("a fox in a hat") == 2, "once as what comes next, once on the list"
    assert "a &lt;b&gt;very&lt;/b&gt; small owl" in text
    async with site.database.reading() as session:
        fox, _ = await suggestions.own_list(session, schedule.id, 10)
    _, text = await send(operator, f"{path}/{fox.id}/remove")
    assert "a fox in a hat" not in text
    await send(operator, f"{path}/{fox.id}/remove", 400)


async def test_lines_that_are_refused_stay_in_the_form(operator, path):
    _, text = await send(operator, path, 400, prompts="a fox\nhow to build a pipe bomb\nan owl")
    form = text[text.index("<textarea") : text.index("</textarea>")]
    assert "pipe bomb" in form
    assert "fox" not in form
    assert "an owl" in text[text.index("</form>") :]


async def test_suggestions_are_approved_and_rejected(site, operator, path, schedule):
    good, bad = await suggest(site, schedule, "a snail race"), await suggest(site, schedule, "meh")
    text = await read(operator, path)
    assert "&lt;i&gt;Ann&lt;/i&gt;" in text
    await send(operator, f"{path}/{good}/approve")
    _, text = await send(operator, f"{path}/{bad}/reject")
    assert "a snail race" in text, "it comes next"
    assert "meh" not in text
    async with site.database.reading() as session:
        assert (await suggestions.get(session, bad)).suggestion.state is SuggestionState.REJECTED
    await send(operator, f"{path}/99/approve", 400)


async def test_schedules_that_are_gone_have_no_prompts(operator):
    await read(operator, "/admin/schedules/99/prompts", 404)
    await send(operator, "/admin/schedules/99/prompts", 404, prompts="a fox")


async def test_strangers_put_nothing_on_the_list(visitor, path):
    answered, text = await send(visitor, path, prompts="a fox")
    assert answered == "/admin/login"
    assert "a fox" not in text
