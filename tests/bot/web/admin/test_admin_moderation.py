"""What operators see of cases on the admin page, and what they decide there."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.image_store import ImageStore
from bot.moderating import decide
from bot.moderating.appeal import appeal
from bot.moderating.moderator import Moderator, Office
from bot.pipeline.progress import ProgressBoard
from db import audit, cases, jobs, people, refusals, reports
from db.audit import Done, ModeratorAction
from db.cases import CaseDecision, CaseKind
from db.refusals import Refusal
from tests.bot.web.admin.conftest import SAME_ORIGIN, log_in, read, send
from tests.bot.web.test_web_pages import Page

QUEUE = "/admin/moderation"
PROMPT = "a <b>fox</b> & an owl"
DEEDS = ("claim", "uphold", "dismiss", "remove", "ban", "unban", "note")


@pytest.fixture
async def other_operator(site):
    """Somebody else with the same key, in a browser of their own."""
    async with site.visitor() as session:
        await log_in(session)
        yield session


@pytest.fixture
async def job(site, visitor):
    """With pictures, and reported."""
    await site.ask(visitor, PROMPT)
    done = await site.finish()
    await report(site, done)
    async with site.database.reading() as session:
        return await jobs.get(session, done.id)


@pytest.fixture
async def case(site, job):
    return await only_case(site)


@pytest.fixture
def path(case):
    return f"{QUEUE}/{case.id}"


async def report(site, job, text="Look <i>there</i>!"):
    async with site.database.session() as session:
        await reports.report(
            session,
            job.id,
            reason="harmful",
            text=text,
            contact="",
            now=datetime.now(UTC),
            platform="discord",
            person_id="77",
        )


async def only_case(site):
    async with site.database.reading() as session:
        return await cases.get(session, 1, None)


async def done(site):
    """The audit log, newest first."""
    async with site.database.reading() as session:
        return await audit.newest(session, None, 99)


async def refuse(site, **fields):
    given = {
        "front": "discord",
        "source_id": "7",
        "platform": "discord",
        "requester_id": "5",
        "server": "123",
        "decision": "refuse",
        "prompt": "a <u>gargoyle</u>",
        "category": "violence",
        "reason": "No.",
        "score": 0.91,
        "audit": "violence 0.91 of 0.70; list 1: <s>gargoyle</s>",
        "policy": "standard",
        "filter_version": "1",
        "created_at": datetime.now(UTC),
    }
    async with site.database.session() as session:
        return await refusals.record(session, Refusal(**(given | fields)))


async def appealed(site):
    """An appeal against a refusal; the path of its case."""
    refusal_id = await refuse(site)
    await appeal(
        site.database, site.settings, "discord", "5", refusal_id=refusal_id, text="It is <q>art</q>."
    )
    return f"{QUEUE}/1"


async def test_the_queue_may_be_empty(operator):
    assert "Enjoy the quiet" in await read(operator, QUEUE)
    assert "claimed nothing" in await read(operator, f"{QUEUE}?part=mine")
    assert "Nobody has appealed" in await read(operator, f"{QUEUE}?part=appeals")
    assert "Enjoy the quiet" in await read(operator, f"{QUEUE}?part=<b>")


async def test_a_case_is_listed_and_shown_with_its_pictures_covered(operator, job, path):
    text = await read(operator, QUEUE)
    assert f'href="{path}?part=open"' in text
    assert "Hateful, violent or cruel" in text
    assert "fox" not in text, "the list spares whoever opens it"
    text = await read(operator, path)
    assert "a &lt;b&gt;fox&lt;/b&gt; &amp; an owl" in text
    assert "Look &lt;i&gt;there&lt;/i&gt;!" in text
    assert "<i>" not in text
    covered = text[text.index('<details class="covered">') : text.index("</details>")]
    assert f"/images/{job.collage_key}" in covered
    assert text.count(job.collage_key) == 1
    async with operator.get(f"/images/{job.collage_key}") as answer:
        assert answer.status == 200


async def test_what_the_filter_said_is_shown_and_escaped(site, operator, job):
    refusal_id = await refuse(site, decision="review", job_id=job.id)
    async with site.database.session() as session:
        await cases.decide(session, 1, None, CaseDecision.DISMISSED, moderator="x", now=datetime.now(UTC))
        await cases.open_for_job(
            session, job, CaseKind.REVIEW, "violence", now=datetime.now(UTC), refusal_id=refusal_id
        )
    text = await read(operator, f"{QUEUE}/2")
    assert "&lt;s&gt;gargoyle&lt;/s&gt;" in text
    assert "<s>" not in text
    assert "0.91" in text


async def test_what_is_not_there_is_not_found(operator, path):
    for missing in (f"{QUEUE}/99", f"{QUEUE}/0", f"{QUEUE}/x", f"{QUEUE}/9999999999"):
        await read(operator, missing, 404)
    await send(operator, f"{QUEUE}/99/dismiss", 404)
    await send(operator, f"{path}/explode", 404)


@pytest.mark.parametrize(("deed", "decision"), [("uphold", "upheld"), ("dismiss", "dismissed")])
async def test_a_case_is_decided_once(site, operator, other_operator, path, deed, decision):
    answered, text = await send(operator, f"{path}/{deed}", words=" Nothing to see. ")
    assert answered == QUEUE, "no other case waits"
    assert "Case 1 is decided" in text
    assert (await only_case(site)).decision == decision
    log = (await done(site))[0]
    assert (log.action, log.note) == (ModeratorAction(deed), "Nothing to see.")
    assert log.moderator.startswith("operator:web-")

    _, text = await send(other_operator, f"{path}/dismiss", 400)
    assert "This has been decided already." in text
    assert (await only_case(site)).decision == decision
    assert len(await done(site)) == 1
    assert '<textarea id="words"' not in text, "there is nothing left to decide"


async def test_of_two_decisions_at_once_only_one_counts(site, operator, other_operator, path):
    async def decide_as(browser, deed):
        async with browser.post(f"{path}/{deed}", headers=SAME_ORIGIN, data={}) as answer:
            return answer.status

    statuses = await asyncio.gather(
        decide_as(operator, "uphold"), decide_as(other_operator, "dismiss"), decide_as(operator, "dismiss")
    )
    assert sorted(statuses) == [200, 400, 400]
    assert len(await done(site)) == 1


async def test_of_two_operators_only_one_works_on_a_case(site, operator, other_operator, path):
    answered, text = await send(operator, f"{path}/claim")
    assert answered == path
    assert "It is yours now." in text
    assert "Yours until" in text
    assert "Nothing to decide" in await read(other_operator, QUEUE)
    for deed in ("claim", "uphold", "dismiss", "remove"):
        _, text = await send(other_operator, f"{path}/{deed}", 400)
        assert "Another moderator works on this one." in text
        assert "works on it until" in text
    assert (await only_case(site)).decision is None
    assert path in await read(operator, f"{QUEUE}?part=mine")
    assert "claimed nothing" in await read(other_operator, f"{QUEUE}?part=mine")
    await send(operator, f"{path}/dismiss")
    assert (await only_case(site)).decision is CaseDecision.DISMISSED


async def test_the_next_case_follows(site, visitor, operator, job, path):
    await site.ask(visitor, "an owl")
    await report(site, await site.finish())
    answered, text = await send(operator, f"{path}/dismiss?part=open")
    assert answered == f"{QUEUE}/2"
    assert "Case 1 is decided" in text


async def test_the_queue_is_leafed_through(site, visitor, operator, job, path):
    await site.ask(visitor, "an owl")
    await report(site, await site.finish())
    assert '<dt><a href="/admin/moderation">Cases to decide</a></dt><dd>2</dd>' in await read(
        operator, "/admin"
    )
    first = await read(operator, path)
    assert "Later" in first
    assert "Earlier" not in first
    second = await read(operator, f"{path}/later?part=open")
    assert "Report 2" in second
    assert "Report 1" in await read(operator, f"{QUEUE}/2/earlier?part=open")
    async with operator.get(f"{QUEUE}/2/later?part=open") as answer:
        assert answer.url.path == QUEUE, "nothing comes after it"


async def test_a_job_is_removed_everywhere(site, operator, job, path):
    await send(operator, f"{path}/remove", words="Too <b>gory</b>.")
    async with site.database.reading() as session:
        assert await jobs.get(session, job.id) is None
        (refusal,) = await refusals.newest(session, 9)
    assert "Too <b>gory</b>." in refusal.reason
    assert not site.store.path(job.collage_key).exists()
    text = await read(operator, path)
    assert "removed everywhere" in text
    assert "no pictures" in text
    assert "Too &lt;b&gt;gory" not in text, "that is between them and the person"
    assert "Too &lt;b&gt;gory" in await read(operator, f"{QUEUE}/log")


async def test_a_job_that_is_gone_can_not_be_removed(site, operator, job, path):
    async with site.database.session() as session:
        await jobs.delete_all(session, [job.id], datetime.now(UTC))
    text = await read(operator, path)
    assert "deleted before" in text
    await send(operator, f"{path}/remove", 400)


async def test_someone_is_kept_out_and_let_in_again(site, operator, case, path):
    assert "Let them in again" not in await read(operator, path)
    _, text = await send(operator, f"{path}/ban", days="1,5", words="Be <em>kind</em>.")
    assert "Be &lt;em&gt;kind&lt;/em&gt;." in text
    async with site.database.reading() as session:
        known = await people.get(session, case.platform, case.person_id)
    left = known.banned_until - datetime.now(UTC)
    assert timedelta(days=1.4) < left < timedelta(days=1.6)
    _, text = await send(operator, f"{path}/unban")
    assert "banned everywhere" not in text
    assert [one.action for one in await done(site)] == [ModeratorAction.UNBAN, ModeratorAction.BAN]


@pytest.mark.parametrize("days", ["", "soon", "0", "-1", "nan", "inf", "99999"])
async def test_a_ban_that_can_not_be_stays_in_the_form(operator, path, days):
    _, text = await send(operator, f"{path}/ban", 400, days=days, words="Be kind.")
    assert "A ban lasts up to" in text
    form = text[text.index(f'action="{path}/ban') :]
    assert "Be kind." in form
    assert f'value="{days}"' in form
    assert "banned everywhere" not in text


async def test_operators_remember_something_of_a_person(operator, path):
    _, text = await send(operator, f"{path}/note", words="Means <well>")
    assert "Means &lt;well&gt;" in text
    _, text = await send(operator, f"{path}/note", 400, words="  ")
    assert "A note has 1 to" in text


async def test_an_appeal_is_answered(site, operator):
    path = await appealed(site)
    assert path in await read(operator, f"{QUEUE}?part=appeals")
    text = await read(operator, path)
    assert "It is &lt;q&gt;art&lt;/q&gt;." in text
    assert "a &lt;u&gt;gargoyle&lt;/u&gt;" in text
    assert "Remove everywhere" not in text
    await send(operator, f"{path}/uphold", words="You are right.")
    assert "Answered: <bdi>You are right.</bdi>" in await read(operator, path)
    assert (await only_case(site)).decision is CaseDecision.UPHELD


async def test_the_history_of_a_person_is_there_but_what_must_not_be_kept(site, operator):
    path = await appealed(site)
    await refuse(site, prompt="", prompt_hash="ab" * 32, category="sexual_minors", source_id="8")
    text = await read(operator, path)
    assert "2 refused or doubted" in text
    assert "not kept; hash abababababab" in text


async def test_the_log_has_pages(site, operator):
    first = Done(at=datetime.now(UTC), moderator="discord:1", action=ModeratorAction.NOTE, note="<first>")
    async with site.database.session() as session:
        await audit.log(session, first)
        for number in range(60):
            await audit.log(session, Done(at=datetime.now(UTC), moderator=f"m{number}", action="claim"))
    text = await read(operator, f"{QUEUE}/log")
    assert len(Page(text).all("tr")) == 51
    assert 'rel="prev"' not in text
    assert "first" not in text
    text = await read(operator, f"{QUEUE}/log?page=2")
    assert len(Page(text).all("tr")) == 12
    assert "&lt;first&gt;" in text
    assert 'rel="next"' not in text
    for strange in ("0", "-3", "x", "9" * 30):
        await read(operator, f"{QUEUE}/log?page={strange}")


async def test_notes_come_from_a_list(operator, path):
    text = await read(operator, f"{QUEUE}?done=<b>hi</b>&of=<b>1</b>")
    assert 'role="status"' not in text
    text = await read(operator, f"{path}?done=dismiss&of=<b>1</b>")
    assert "Case  is decided" in text


async def test_strangers_see_and_decide_nothing(site, visitor, path):
    for hidden in (QUEUE, f"{QUEUE}/log", path):
        async with visitor.get(hidden) as answer:
            assert answer.url.path == "/admin/login"
            assert "owl" not in await answer.text()
    for deed in DEEDS:
        answered, _ = await send(visitor, f"{path}/{deed}", days="7", words="x")
        assert answered == "/admin/login"
    assert (await only_case(site)).decision is None
    assert await done(site) == []


async def test_other_sites_decide_nothing(site, operator, path):
    for deed in DEEDS:
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
            async with operator.post(f"{path}/{deed}", data={"days": "7"}, headers=headers) as answer:
                assert answer.status == 403
    assert (await only_case(site)).decision is None
    assert await done(site) == []


async def test_nothing_is_changed_by_a_link(operator, path):
    for deed in DEEDS:
        async with operator.get(f"{path}/{deed}", headers=SAME_ORIGIN) as answer:
            assert answer.status == 405


async def test_what_moderators_in_discord_claim_is_theirs(site, operator, path):
    office = Office(site.settings, site.database, ImageStore(site.settings.images_dir), ProgressBoard())
    await decide.claim(office, Moderator("discord", "42"), 1)
    assert "discord:42 works on it until" in await read(operator, path)
    _, text = await send(operator, f"{path}/dismiss", 400)
    assert "Another moderator" in text
