"""The moderators' cards: Discord takes them whatever people have typed, and nothing typed does anything."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.moderating.appeals import appeals_card
from bot.discord.moderating.layout import case_card, empty_card
from bot.discord.moderating.telling import alert_card
from bot.moderating.appeal import Appealable
from bot.moderating.look import NOTES_SHOWN, REPORTS_SHOWN, CaseView, PersonView
from bot.moderating.moderator import Moderator
from bot.pipeline.suspicion import Regard
from bot.texts.texts import LANGUAGES, texts_for
from db.appeals import Appeal, Outcome
from db.audit import Note
from db.cases import Case, CaseDecision, CaseKind, Which
from db.people import Person
from db.refusals import KnownRefusal
from db.reports import Report
from db.server_bans import ServerBan
from db.suspicions import Suspicion
from moderation.verdict import Category
from tests.bot.discord.card_samples import MOMENT, assert_discord_takes, job, texts_of

ANN = "80351110224678912"
MONA = Moderator("discord", "7", server="1")
LATER = datetime.now(UTC) + timedelta(days=99)
TYPED = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["@everyone", "<@123>", "||x||", "# big", "[a](https://b.c)", "`", "*" * 40]),
).map(lambda text: text * 40)


def case(kind: CaseKind, category: str, decision: CaseDecision | None, claimed_by: str | None) -> Case:
    return Case(
        id=10**17,
        kind=kind,
        front="discord",
        server="1",
        job_id="job",
        refusal_id=1,
        platform="discord",
        person_id=ANN,
        category=category,
        opened_at=MOMENT,
        claimed_by=claimed_by,
        claimed_until=LATER if claimed_by else None,
        decision=decision,
        decided_by=None,
        decided_at=None,
    )


def refusal(prompt: str, category: str) -> KnownRefusal:
    return KnownRefusal(
        id=10**17,
        front="discord",
        source_id="1",
        platform="discord",
        requester_id=ANN,
        server="1",
        decision="refuse",
        prompt=prompt,
        category=category,
        score=0.9,
        reason="",
        audit=prompt,
        policy="standard",
        filter_version="1",
        created_at=MOMENT,
    )


def appeal(text: str) -> Appeal:
    return Appeal(
        refusal_id=1,
        case_id=1,
        platform="discord",
        person_id=ANN,
        text=text,
        answer="",
        lets_pass=False,
        created_at=MOMENT,
        told_at=None,
    )


def person(text: str) -> PersonView:
    note = Note(
        platform="discord",
        person_id=ANN,
        front="discord",
        server="1",
        moderator="discord:7",
        text=text,
        created_at=MOMENT,
    )
    banned = ServerBan(platform="discord", person_id=ANN, until=LATER, reason=text, created_at=MOMENT)
    return PersonView(
        platform="discord",
        person_id=ANN,
        known=Person(banned_until=LATER, ban_reason=text),
        ban=banned,
        regard=Regard(99.9, 9_999, LATER),
        causes=[
            Suspicion(platform="discord", person_id=ANN, weight=1, cause=cause, at=MOMENT)
            for cause in (*Category, "upheld", "false-report")
        ],
        refusals=[refusal(text, "hate")] * 50,
        decisions=Counter(dict.fromkeys(CaseDecision, 50)),
        notes=[note] * NOTES_SHOWN,
    )


@settings(max_examples=60, deadline=None)
@given(
    typed=TYPED,
    kind=st.sampled_from(CaseKind),
    category=st.sampled_from([*Category, "harmful", "prejudice"]),
    decision=st.sampled_from([None, *CaseDecision]),
    claimed_by=st.sampled_from([None, "discord:7", "discord:8", "operator:cli"]),
    language=st.sampled_from(LANGUAGES),
    picture=st.sampled_from([None, "attachment://SPOILER_collage.webp"]),
)
def test_discord_takes_every_case(
    typed: str,
    kind: CaseKind,
    category: str,
    decision: CaseDecision | None,
    claimed_by: str | None,
    language: str,
    picture: str | None,
) -> None:
    view = CaseView(
        case=case(kind, category, decision, claimed_by),
        job=job(prompt=typed, requester_name=typed),
        reports=[Report("job", "other", typed, typed, "discord", ANN, MOMENT)] * REPORTS_SHOWN,
        refusal=refusal(typed, category),
        appeal=appeal(typed),
        person=person(typed),
        waiting=10**6,
        has_earlier=True,
        has_later=True,
    )
    texts = texts_for(language)
    card = case_card(view, MONA, Which.APPEALS, texts, picture=picture, said=texts("moderation-done-note"))
    assert_discord_takes(card)
    mentions = set(re.findall(r"(?<!\\)<@[^>]*>", texts_of(card)))
    assert mentions <= {f"<@{ANN}>", "<@8>"}
    assert "@everyone" not in texts_of(card)
    assert_discord_takes(alert_card(view.case, texts))


@settings(max_examples=30, deadline=None)
@given(typed=TYPED, language=st.sampled_from(LANGUAGES), category=st.sampled_from(Category))
def test_discord_takes_every_list_of_refusals(typed: str, language: str, category: str) -> None:
    outcome = Outcome(
        refusal_id=1,
        person_id=ANN,
        prompt=typed,
        server="1",
        decision=CaseDecision.DISMISSED,
        answer=typed,
        lets_pass=True,
    )
    mine = [
        Appealable(refusal(typed, category), appeal(typed), outcome),
        *[Appealable(refusal(typed, category), None, None)] * 9,
    ]
    card = appeals_card(mine, texts_for(language))
    assert_discord_takes(card)
    assert "@everyone" not in texts_of(card)


def test_discord_takes_an_empty_queue() -> None:
    for which in Which:
        for language in LANGUAGES:
            assert_discord_takes(empty_card(MONA, which, texts_for(language), "done"))
