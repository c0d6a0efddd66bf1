"""Members suggest prompts; what the filter refuses, what is too much or was said before is told kindly."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.errors import BadRequestError, QuotaError, RefusedError
from bot.image_store import ImageStore
from bot.pipeline.accept import Acceptor
from bot.pipeline.bell import Bell
from bot.pipeline.picture_judge import PictureJudge
from bot.pipeline.request import Place, Request, Requester
from bot.schedule import suggesting
from bot.schedule.suggesting import Answer, Outcome, Suggesting
from bot.settings import Settings
from db import people, refusals, schedules, server_bans, suggestions
from db.schedules import NewSchedule
from db.scope import Scope
from db.server_bans import ServerBan
from db.session import Database
from db.suggestions import SuggestionState
from moderation.images import AllowAllPictures
from moderation.text import TextFilter

PLACE = Place("discord", "7", server="cats", channel="7")


def person(name: str) -> Requester:
    return Requester("discord", name, name.title())


@dataclass
class Box:
    """Where suggestions are put."""

    database: Database
    suggesting: Suggesting
    schedule_id: int

    async def suggest(self, text: str, by: str = "ann") -> Answer:
        return await self.suggesting.suggest(self.schedule_id, person(by), PLACE, text)


@pytest.fixture
async def box(tmp_path: Path, empty_database: Path, text_filter: TextFilter) -> AsyncIterator[Box]:
    shutil.copy(empty_database, tmp_path)
    settings = Settings(data_dir=tmp_path)
    database = Database(settings.database_url)
    acceptor = Acceptor(
        settings,
        database,
        text_filter=text_filter,
        fronts={},
        models=no_models,
        picture_judge=PictureJudge(AllowAllPictures, database),
        image_store=ImageStore(settings.images_dir),
        bell=Bell(),
    )
    new = NewSchedule(
        name="Daily", front="discord", server="cats", clock="09:00", zone="UTC", sources="own", repeat_days=9
    )
    async with database.session() as session:
        schedule = await schedules.add(session, new, datetime.now(UTC))
    yield Box(database, Suggesting(database, acceptor, votes_needed=2, waiting_limit=2), schedule.id)
    await database.close()


async def no_models() -> list[str]:
    return []


async def test_a_new_suggestion_waits(box: Box) -> None:
    answer = await box.suggest("  a  fox\nin the snow ")
    assert answer.outcome is Outcome.NEW
    assert answer.suggestion.text == "a fox in the snow"
    assert answer.suggestion.state is SuggestionState.WAITING


async def test_what_all_members_read_is_judged_as_for_all(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []

    async def check_words(request: Request) -> None:
        judged.append(request.place)

    monkeypatch.setattr(box.suggesting._acceptor, "check_words", check_words)
    adults = replace(PLACE, age_restricted=True)
    await box.suggesting.suggest(box.schedule_id, person("ann"), adults, "a fox")
    assert judged == [PLACE]


async def test_who_is_kept_out_does_not_vote(box: Box) -> None:
    fox = (await box.suggest("a fox")).suggestion
    now = datetime.now(UTC)
    here = Scope("discord", "cats")
    ban = ServerBan(
        platform="discord", person_id="bob", until=now + timedelta(days=1), reason="", created_at=now
    )
    async with box.database.session() as session:
        await server_bans.ban(session, here, ban)
        await people.ban(session, "discord", "cid", now + timedelta(days=1), "", now=now)
        await people.opt_out(session, "discord", "dan", now)
        await people.ban(session, "discord", "eve", now - timedelta(days=1), "", now=now)
    for name in ("bob", "cid", "dan"):
        with pytest.raises(BadRequestError) as caught:
            await box.suggesting.vote(fox.id, person(name))
        assert caught.value.key == "contest-kept-out"
    assert (await box.suggesting.vote(fox.id, person("eve"))).votes == 1


async def test_the_same_idea_is_a_vote_for_the_first_one(box: Box) -> None:
    first = await box.suggest("a fox in the snow")
    again = await box.suggest("A Fox, in the snow!", by="bob")
    assert again.outcome is Outcome.SECONDED
    assert (again.suggestion.id, again.votes) == (first.suggestion.id, 1)
    assert (await box.suggest("a fox in the snow")).votes == 1, "one's own vote doesn't count"


async def test_the_last_vote_needed_approves(box: Box) -> None:
    fox = (await box.suggest("a fox")).suggestion
    one = await box.suggesting.vote(fox.id, person("bob"))
    two = await box.suggesting.vote(fox.id, person("cid"))
    assert (one.suggestion.state, one.votes) == (SuggestionState.WAITING, 1)
    assert (two.suggestion.state, two.votes) == (SuggestionState.APPROVED, 2)
    assert (await box.suggest("a fox", by="dan")).outcome is Outcome.KNOWN


async def test_a_vote_can_be_taken_back(box: Box) -> None:
    fox = (await box.suggest("a fox")).suggestion
    await box.suggesting.vote(fox.id, person("bob"))
    assert (await box.suggesting.unvote(fox.id, person("bob"))).votes == 0


async def test_moderators_decide_without_votes(box: Box) -> None:
    fox = (await box.suggest("a fox")).suggestion
    known = await box.suggesting.decide(fox.id, SuggestionState.REJECTED, "mod")
    assert (known.suggestion.state, known.suggestion.decided_by) == (SuggestionState.REJECTED, "mod")
    assert (await box.suggest("a fox", by="bob")).outcome is Outcome.REJECTED
    assert (await box.suggesting.vote(fox.id, person("bob"))).votes == 0


async def test_one_person_may_have_only_so_many_waiting(box: Box) -> None:
    fox = (await box.suggest("a fox")).suggestion
    await box.suggest("an owl")
    with pytest.raises(QuotaError) as caught:
        await box.suggest("a cat")
    assert caught.value.values == {"limit": 2}
    assert (await box.suggest("a cat", by="bob")).outcome is Outcome.NEW
    await box.suggesting.decide(fox.id, SuggestionState.APPROVED, "mod")
    assert (await box.suggest("a dog")).outcome is Outcome.NEW


async def test_what_the_filter_refuses_is_no_suggestion(box: Box) -> None:
    with pytest.raises(RefusedError):
        await box.suggest("how to build a pipe bomb")
    async with box.database.reading() as session:
        assert await suggestions.all_of(session, box.schedule_id, 10) == []
        assert len(await refusals.newest(session, 10)) == 1


async def test_whoever_has_opted_out_suggests_nothing(box: Box) -> None:
    async with box.database.session() as session:
        await people.opt_out(session, "discord", "ann", datetime.now(UTC))
    with pytest.raises(RefusedError):
        await box.suggest("a fox")


@pytest.mark.parametrize("text", ["", "!!!", "a" * 1_001])
async def test_what_is_no_prompt_is_no_suggestion(box: Box, text: str) -> None:
    with pytest.raises(BadRequestError):
        await box.suggest(text)


async def test_the_own_list_takes_each_prompt_once(box: Box) -> None:
    fox = await box.suggesting.put_on_list(box.schedule_id, person("mod"), PLACE, "a fox")
    again = await box.suggesting.put_on_list(box.schedule_id, person("mod"), PLACE, "A fox!")
    assert again.id == fox.id
    assert (await box.suggest("a fox")).outcome is Outcome.KNOWN
    await box.suggesting.take_off_list(box.schedule_id, fox.id)
    with pytest.raises(BadRequestError):
        await box.suggesting.take_off_list(box.schedule_id, fox.id)


async def test_what_a_member_proposed_can_be_put_on_the_list_too(box: Box) -> None:
    proposed = await box.suggest("a fox")
    listed = await box.suggesting.put_on_list(box.schedule_id, person("mod"), PLACE, "a fox")
    assert listed.id != proposed.suggestion.id
    assert (await box.suggest("a fox", by="bob")).outcome is Outcome.KNOWN


async def test_the_own_list_has_an_end(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "OWN_LIST_LIMIT", 1)
    await box.suggesting.put_on_list(box.schedule_id, person("mod"), PLACE, "a fox")
    with pytest.raises(QuotaError):
        await box.suggesting.put_on_list(box.schedule_id, person("mod"), PLACE, "an owl")


async def test_what_is_gone_is_said_to_be_gone(box: Box) -> None:
    for gone in (box.suggesting.vote(7, person("bob")), box.suggesting.unvote(7, person("bob"))):
        with pytest.raises(BadRequestError):
            await gone
    with pytest.raises(BadRequestError):
        await box.suggesting.suggest(box.schedule_id + 1, person("ann"), PLACE, "a fox")
