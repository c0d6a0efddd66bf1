"""What an appeal lets pass afterwards, and what it does not."""

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.errors import RefusedError
from bot.image_store import ImageStore
from bot.moderating.appeal import appeal
from bot.moderating.decide import uphold
from bot.moderating.moderator import Moderator, Office
from bot.pipeline.progress import ProgressBoard
from bot.pipeline.request import Place
from db import cases, server_filter
from db.cases import Which
from db.session import Database
from moderation.text import TextFilter
from moderation.verdict import GRADED, Category
from tests.bot.pipeline.conftest import Pipeline

CATS = Place("web", "page", "cats")
MONA = Moderator("web", "mona", server="cats")
OPERATOR = Moderator("operator", "cli")


class Grim:
    """Finds violence in grim texts, and in nothing else."""

    def scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        scores = np.full((len(texts), len(GRADED)), 0.001, np.float32)
        for row, text in enumerate(texts):
            if "grim" in text:
                scores[row, GRADED.index(Category.VIOLENCE)] = 0.999
        return scores


@pytest.fixture
def judging(pipeline: Pipeline) -> Pipeline:
    pipeline.acceptor._judge._text_filter = TextFilter(Grim())
    return pipeline


async def refused(pipeline: Pipeline, prompt: str, place: Place = CATS) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        await pipeline.accept(prompt, prompt=prompt, place=place)
    return caught.value


async def own_words(database: Database, *words: str) -> None:
    async with database.session() as session:
        await server_filter.set_words(session, "web", "cats", extra=list(words), allowed=[])


async def right(pipeline: Pipeline, said: RefusedError, moderator: Moderator) -> None:
    """Ann appeals against a refusal, and a moderator says that she is right."""
    database, settings = pipeline.database, pipeline.settings
    assert said.refusal_id is not None
    await appeal(database, settings, "web", "ann", refusal_id=said.refusal_id, text="It is of stone.")
    office = Office(settings, database, ImageStore(settings.images_dir), ProgressBoard())
    async with database.reading() as session:
        case = await cases.neighbour(
            session, Which.OPEN, moderator.scope, moderator=moderator.key, now=datetime.now(UTC)
        )
    assert case is not None
    await uphold(office, moderator, case.id)


async def test_a_server_lets_pass_what_its_own_words_refused(judging: Pipeline, database: Database) -> None:
    await own_words(database, "gargoyle")
    await right(judging, await refused(judging, "a gargoyle"), MONA)
    assert (await judging.accept("again", prompt="a gargoyle", place=CATS)).prompt == "a gargoyle"


async def test_a_server_lets_nothing_pass_by_putting_it_among_its_own_words(
    judging: Pipeline, database: Database
) -> None:
    await own_words(database, "gargoyle")
    said = await refused(judging, "a grim gargoyle")
    assert said.category == Category.OWN_WORDS
    await right(judging, said, MONA)
    assert (await refused(judging, "a grim gargoyle")).category == Category.VIOLENCE
    await own_words(database)
    assert (await refused(judging, "a grim gargoyle")).category == Category.VIOLENCE


async def test_a_server_does_not_overrule_the_operators_words(judging: Pipeline) -> None:
    settings = judging.settings.moderation.model_copy(update={"extra_words": ("gargoyle",)})
    judging.acceptor._judge._settings = settings
    await right(judging, await refused(judging, "a gargoyle"), MONA)
    assert (await refused(judging, "a gargoyle")).category == Category.OWN_WORDS


async def test_what_may_be_asked_among_adults_may_not_be_asked_everywhere(judging: Pipeline) -> None:
    adults = Place("web", "page", "cats", age_restricted=True)
    await right(judging, await refused(judging, "a grim fox", adults), OPERATOR)
    await judging.accept("again", prompt="a grim fox", place=adults)
    assert (await refused(judging, "a grim fox")).category == Category.VIOLENCE
