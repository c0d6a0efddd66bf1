"""Operators look at people, keep them out and let them in again, without a case."""

from datetime import UTC, datetime

import pytest

from bot.web.admin import case_words
from db import audit, people
from db.audit import ModeratorAction
from db.cases import CaseDecision, CaseKind
from tests.bot.web.admin.conftest import read, send
from tests.bot.web.admin.test_admin_moderation import QUEUE, appealed, refuse, report

PEOPLE = f"{QUEUE}/people"
ANN = f"{PEOPLE}/discord/5"


async def banned_until(site, person_id="5"):
    async with site.database.reading() as session:
        return (await people.get(session, "discord", person_id)).banned_until


async def test_a_person_is_found_by_their_id(operator):
    async with operator.get(PEOPLE, params={"platform": "discord", "id": " 5 "}) as answer:
        assert answer.url.path == ANN
        assert "0 refused or doubted" in await answer.text()
    for wrong in ({"platform": "fax", "id": "5"}, {"platform": "discord", "id": ""}, {"id": "a/b"}, {}):
        async with operator.get(PEOPLE, params=wrong) as answer:
            assert answer.status == 400


async def test_strange_ids_are_escaped(operator):
    async with operator.get(PEOPLE, params={"platform": "web", "id": '"><i>?#'}) as answer:
        text = await answer.text()
        assert answer.status == 200
    assert "<i>" not in text
    assert "&lt;i&gt;" in text


async def test_what_the_filter_said_to_them_is_there(site, operator):
    await refuse(site)
    text = await read(operator, ANN)
    assert "1 refused or doubted" in text
    assert "a &lt;u&gt;gargoyle&lt;/u&gt;" in text


async def test_an_appeal_that_was_right_is_no_decision_against_them(site, operator):
    path = await appealed(site)
    await send(operator, f"{path}/uphold")
    assert "against them" not in await read(operator, ANN)


async def test_a_report_that_was_right_is_one(site, operator, visitor):
    await site.ask(visitor, "an owl")
    job = await site.finish()
    await report(site, job)
    await send(operator, f"{QUEUE}/1/uphold")
    assert "decided against them" in await read(operator, f"{PEOPLE}/web/{job.requester_id}")


async def test_someone_is_kept_out_and_let_in_again_without_a_case(site, operator):
    path, text = await send(operator, f"{ANN}/ban", days="3", words="Be kind.")
    assert path == ANN
    assert "banned everywhere until" in text
    assert await banned_until(site) > datetime.now(UTC)
    assert f'href="{ANN}"' in await read(operator, f"{QUEUE}/log")
    await send(operator, f"{ANN}/unban")
    assert await banned_until(site) is None
    _, text = await send(operator, f"{ANN}/note", words="<em>Sorry</em> now")
    assert "&lt;em&gt;Sorry&lt;/em&gt; now" in text


@pytest.mark.parametrize(("deed", "fields"), [("ban", {"days": "soon"}), ("note", {"words": " "})])
async def test_what_can_not_be_done_stays_in_the_form(site, operator, deed, fields):
    _, text = await send(operator, f"{ANN}/{deed}", 400, **fields)
    assert 'role="alert"' in text
    assert fields.get("days", "") in text
    assert await banned_until(site) is None


async def test_strangers_and_other_sites_change_nothing(site, operator, visitor):
    answered, _ = await send(visitor, f"{ANN}/ban", days="3")
    assert answered == "/admin/login"
    async with visitor.get(ANN) as answer:
        assert answer.url.path == "/admin/login"
    headers = {"Sec-Fetch-Site": "cross-site"}
    async with operator.post(f"{ANN}/ban", data={"days": "3"}, headers=headers) as answer:
        assert answer.status == 403
    assert await banned_until(site) is None
    async with site.database.reading() as session:
        assert await audit.newest(session, None, 9) == []


def test_everything_that_the_database_knows_by_a_word_has_words():
    assert set(case_words.ACTIONS) == set(ModeratorAction)
    assert set(case_words.KINDS) == set(case_words.RIGHT) == set(case_words.WRONG) == set(CaseKind)
    assert set(case_words.FOLLOWS) == set(CaseKind)
    assert set(case_words.DECISIONS) == set(case_words.ENDED) == set(CaseDecision)
