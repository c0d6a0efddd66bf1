"""What moderation has done is counted, and drawn, without anybody's name or words."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderating.appeal import appeal
from bot.moderating.decide import dismiss, remove, uphold
from bot.moderating.moderator import Office
from bot.moderating.plot import WIDTH_PX, report_svg
from bot.moderating.report import Report, read_report
from db.cases import CaseDecision, CaseKind
from db.jobs import Job
from db.models import ModeratorAction
from db.session import Database
from tests.bot.moderating.conftest import (
    MONA,
    OPERATOR,
    AddJob,
    only_case,
    refuse,
    report,
    review,
)

SVG = "{http://www.w3.org/2000/svg}"


async def everything(office: Office, database: Database, job: Job, add_job: AddJob) -> Report:
    """A report removed, a doubt dismissed, an appeal upheld and one that waits."""
    await report(database, job)
    await remove(office, MONA, (await only_case(database)).id)
    await review(database, await add_job(platform="discord", front="discord", server="cats"), "hate")
    await dismiss(office, MONA, (await only_case(database)).id)
    for number in range(2):
        refusal_id = await refuse(database, prompt="a secret gargoyle")
        await appeal(database, office.settings, "discord", "ann", refusal_id=refusal_id, text="Why?")
        if number == 0:
            await uphold(office, OPERATOR, (await only_case(database)).id)
    now = datetime.now(UTC)
    return await read_report(database, now - timedelta(days=1), now)


async def test_all_that_happened_is_counted(
    office: Office, database: Database, job: Job, add_job: AddJob
) -> None:
    found = await everything(office, database, job, add_job)
    assert found.refusals == {"violence": {"refuse": 2}, "hate": {"review": 1}, "harmful": {"remove": 1}}
    assert found.categories == ["violence", "harmful", "hate"]
    assert found.cases[CaseKind.REPORT] == {CaseDecision.REMOVED: 1}
    assert found.cases[CaseKind.REVIEW] == {CaseDecision.DISMISSED: 1}
    assert found.cases[CaseKind.APPEAL] == {CaseDecision.UPHELD: 1, None: 1}
    times = found.median_time.values()
    assert all(time is not None and time < timedelta(minutes=2) for time in times)
    assert found.actions[ModeratorAction.REMOVE] == 1


async def test_what_happened_before_is_not_counted(
    office: Office, database: Database, job: Job, add_job: AddJob
) -> None:
    await everything(office, database, job, add_job)
    later = datetime.now(UTC) + timedelta(seconds=1)
    found = await read_report(database, later, later)
    assert found.refusals == {}
    assert found.actions == {}
    assert set(found.median_time.values()) == {None}


async def test_nobodys_name_or_words_are_in_it(
    office: Office, database: Database, job: Job, add_job: AddJob
) -> None:
    found = await everything(office, database, job, add_job)
    for shown in (json.dumps(found.as_json()), report_svg(found)):
        assert not [word for word in ("ann", "gargoyle", "cats", "discord") if word in shown]


def made_up(refusals: dict[str, Counter[str]], appeals: int = 0) -> Report:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    cases: dict[CaseKind, Counter[CaseDecision | None]] = {kind: Counter() for kind in CaseKind}
    cases[CaseKind.APPEAL][None] = appeals
    return Report(
        since=now - timedelta(days=30),
        until=now,
        refusals=refusals,
        cases=cases,
        median_time=dict.fromkeys(CaseKind),
        actions=Counter(),
    )


COUNTS = st.builds(
    lambda refuse, review, remove: Counter(refuse=refuse, review=review, remove=remove),
    *(st.integers(0, 10**7) for _ in range(3)),
)


@given(
    st.dictionaries(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30), COUNTS, max_size=12)
)
def test_the_picture_is_well_formed_and_its_bars_stay_inside(refusals: dict[str, Counter[str]]) -> None:
    root = ElementTree.fromstring(report_svg(made_up(refusals)).replace("\ufffe", "").replace("\uffff", ""))
    for bar in root.iter(f"{SVG}rect"):
        if bar.get("width") != "100%":
            assert float(bar.get("x", 0)) + float(bar.get("width", 0)) <= WIDTH_PX


def test_bars_are_as_long_as_their_counts() -> None:
    root = ElementTree.fromstring(report_svg(made_up({"hate": Counter(refuse=30, remove=10)})))
    bars = [bar for bar in root.iter(f"{SVG}rect") if bar.find(f"{SVG}title") is not None]
    refused, removed = (float(bar.get("width", 0)) for bar in bars)
    assert refused == pytest.approx(3 * removed, rel=0.01)


def test_an_empty_time_says_so() -> None:
    assert report_svg(made_up({})).count("Nothing in this time.") == 2
