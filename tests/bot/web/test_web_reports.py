"""The link by which anyone can say that pictures should not be shown."""

import pytest

from db import reports


async def report(visitor, job, **fields):
    async with visitor.post(job["path"] + "/report", data=fields) as answer:
        return answer.status, answer.url.path, await answer.text()


async def kept(site):
    async with site.database.reading() as session:
        return await reports.open_reports(session, limit=100)


async def test_every_page_of_a_job_links_to_its_form(site, visitor):
    job = await site.ask(visitor)
    await site.finish()
    async with visitor.get(job["path"]) as answer:
        assert f'href="{job["path"]}/report"' in await answer.text()
    async with visitor.get(job["path"] + "/report") as answer:
        assert answer.status == 200


async def test_a_report_is_kept_and_confirmed(site, visitor):
    job = await site.ask(visitor)
    status, path, text = await report(visitor, job, reason="prejudice", text="  all nurses are women ")
    assert (status, path) == (200, job["path"] + "/reported")
    assert "Your report is in" in text
    [one] = await kept(site)
    assert (one.job_id, one.reason, one.text) == (job["id"], "prejudice", "all nurses are women")


@pytest.mark.parametrize(
    "fields", [{}, {"reason": "nonsense"}, {"reason": "other", "text": "y" * 1_001}], ids=str
)
async def test_an_incomplete_report_comes_back_as_it_was(site, visitor, fields):
    job = await site.ask(visitor)
    status, _, text = await report(visitor, job, **fields)
    assert status == 400
    assert 'role="alert"' in text
    assert fields.get("text", "") in text
    assert await kept(site) == []


async def test_line_breaks_count_once(site, visitor):
    job = await site.ask(visitor)
    status, _, _ = await report(visitor, job, reason="other", text="y\r\n" * 500)
    assert status == 200


async def test_characters_that_postgresql_takes_from_nobody_are_left_out(site, visitor):
    job = await site.ask(visitor)
    await report(visitor, job, reason="other", text="no\0body")
    [one] = await kept(site)
    assert one.text == "nobody"


async def test_reports_are_limited(site, visitor):
    job = await site.ask(visitor)
    for _ in range(10):
        assert (await report(visitor, job, reason="other"))[0] == 200
    status, _, text = await report(visitor, job, reason="other", text="please look")
    assert status == 429
    assert "please look" in text


async def test_other_sites_cannot_report(site, visitor):
    job = await site.ask(visitor)
    async with visitor.post(
        job["path"] + "/report", data={"reason": "other"}, headers={"Origin": "https://evil.example"}
    ) as answer:
        assert answer.status == 403


async def test_there_is_no_form_for_an_unknown_job(visitor):
    async with visitor.get("/jobs/unknown/report") as answer:
        assert answer.status == 404
