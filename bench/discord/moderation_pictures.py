"""Pictures of the moderators' queue, appeals and settings: `python -m bench.discord.moderation_pictures`."""

import asyncio
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import discord

from bench.discord.card_pictures import COLLAGE, Scene, a_job, photograph
from bot.discord.moderating.appeals import appeals_card
from bot.discord.moderating.layout import case_card
from bot.discord.moderating.telling import alert_card
from bot.discord.panel.book import page_view
from bot.discord.panel.state import PanelState
from bot.moderating.appeal import Appealable
from bot.moderating.look import CaseView, PersonView
from bot.moderating.moderator import Moderator
from bot.pipeline.suspicion import Regard
from bot.texts.texts import Texts
from db.appeals import Appeal, Outcome
from db.audit import Note
from db.cases import Case, CaseDecision, CaseKind, Which
from db.people import Person
from db.refusals import KnownRefusal
from db.reports import Report
from db.server_filter import FilterChoices
from db.servers import ServerChoices
from db.suspicions import Suspicion

HEIGHT_PX = 1_200
PICTURE = "attachment://SPOILER_picture.png"


def scenes(texts: Texts, person_id: str, now: datetime) -> Iterator[Scene]:
    """The queue with a report and with an appeal, the alert, what people see, and the panel's pages."""
    mona = Moderator("discord", person_id, "mona", server="1")
    report = _report_view(person_id, now)
    file = discord.File(io.BytesIO(COLLAGE.read_bytes()), "picture.png", spoiler=True)
    yield "moderation", case_card(report, mona, Which.OPEN, texts, picture=PICTURE), [file]
    appeal = _appeal_view(person_id, now)
    yield "moderation-appeal", case_card(appeal, mona, Which.APPEALS, texts, picture=None), []
    yield "moderation-alert", alert_card(report.case, texts), []
    yield "appeals", appeals_card(_appealable(person_id, now), texts), []
    chosen = FilterChoices(
        levels={"hate": "strict", "harassment": "strict"}, extra_words=("broccoli", "sad clowns")
    )
    state = PanelState(ServerChoices(policy="standard"), [], [], filter=chosen, schedules=[])
    yield "settings-filter", page_view("safety", state, texts), []


def _report_view(person_id: str, now: datetime) -> CaseView:
    case = _case(CaseKind.REPORT, "harmful", person_id, now)
    said = [
        Report("job", "harmful", "The poor tanks!", "", "discord", person_id, now),
        Report("job", "other", "", "", None, None, now),
    ]
    return _view(case, person_id, now, reports=said, refusal=None, appeal=None)


def _appeal_view(person_id: str, now: datetime) -> CaseView:
    case = _case(CaseKind.APPEAL, "violence", person_id, now)
    refusal = _refusal(person_id, now, "a knight slaying a gummy bear, blood made of jam")
    appeal = _appeal(person_id, now, "It is jam. Nobody is hurt but a gummy bear.")
    return replace(_view(case, person_id, now, reports=[], refusal=refusal, appeal=appeal), job=None)


def _view(
    case: Case,
    person_id: str,
    now: datetime,
    *,
    reports: list[Report],
    refusal: KnownRefusal | None,
    appeal: Appeal | None,
) -> CaseView:
    note = Note(
        platform="discord",
        person_id=person_id,
        front="discord",
        server="1",
        moderator="discord:1",
        text="Likes to test where the limits are; was friendly when asked.",
        created_at=now - timedelta(days=2),
    )
    person = PersonView(
        platform="discord",
        person_id=person_id,
        known=Person(),
        ban=None,
        regard=Regard(2.8, 68, None),
        causes=[_cause("violence", now)] * 3 + [_cause("upheld", now)],
        refusals=[_refusal(person_id, now, "")] * 3,
        decisions=Counter({CaseDecision.UPHELD: 1, CaseDecision.DISMISSED: 2}),
        notes=[note],
    )
    return CaseView(
        case=case,
        job=a_job(person_id, now - timedelta(minutes=9)),
        reports=reports,
        refusal=refusal,
        appeal=appeal,
        person=person,
        waiting=3,
        has_earlier=False,
        has_later=True,
    )


def _cause(cause: str, now: datetime) -> Suspicion:
    return Suspicion(platform="discord", person_id="", weight=1.0, cause=cause, at=now)


def _case(kind: CaseKind, category: str, person_id: str, now: datetime) -> Case:
    return Case(
        id=12,
        kind=kind,
        front="discord",
        server="1",
        job_id="Zk3v9QmTr1aXw8Ld",
        refusal_id=7,
        platform="discord",
        person_id=person_id,
        category=category,
        opened_at=now - timedelta(minutes=5),
        claimed_by=f"discord:{person_id}",
        claimed_until=now + timedelta(days=9_000),
        decision=None,
        decided_by=None,
        decided_at=None,
    )


def _refusal(person_id: str, now: datetime, prompt: str, refusal_id: int = 7) -> KnownRefusal:
    return KnownRefusal(
        id=refusal_id,
        front="discord",
        source_id="1",
        platform="discord",
        requester_id=person_id,
        server="1",
        decision="refuse",
        prompt=prompt,
        category="violence",
        score=0.81,
        reason="",
        audit="violence list 1: slaying; blood",
        policy="standard",
        filter_version="1",
        created_at=now - timedelta(hours=1),
    )


def _appeal(person_id: str, now: datetime, text: str) -> Appeal:
    return Appeal(
        refusal_id=7,
        case_id=12,
        platform="discord",
        person_id=person_id,
        text=text,
        answer="",
        lets_pass=False,
        created_at=now,
        told_at=None,
    )


def _appealable(person_id: str, now: datetime) -> list[Appealable]:
    jam = _refusal(person_id, now, "a knight slaying a gummy bear, blood made of jam")
    clown = _refusal(person_id, now, "a sad clown shot out of a cannon", 6)
    duel = _refusal(person_id, now, "two bananas fighting a duel to the death", 5)
    outcome = Outcome(
        refusal_id=6,
        person_id=person_id,
        prompt=clown.prompt,
        server="1",
        decision=CaseDecision.UPHELD,
        answer="You are right, circus is fine.",
        lets_pass=True,
    )
    made = _appeal(person_id, now, "")
    return [Appealable(jam, made, None), Appealable(clown, made, outcome), Appealable(duel, None, None)]


if __name__ == "__main__":
    asyncio.run(photograph(scenes, HEIGHT_PX))
