"""More is painted than shown; what fits the prompt best is shown, and stays the same sample ever after."""

import numpy as np
import pytest
import structlog

from generation.models.base import finish
from generation.models.loading import load
from generation.models.reranking import RerankingModel, best

NINE = range(1, 10)


class Bright:
    """Likes bright pictures, whatever the prompt."""

    memory_bytes = 50

    def __init__(self):
        self.prompts, self.scored = [], 0

    def read(self, prompt):
        self.prompts.append(prompt)
        return self.score

    def score(self, picture):
        self.scored += 1
        return float(picture.mean())


class Blind(Bright):
    """Sees nothing from its third picture on."""

    wrong: float | Exception = RuntimeError("out of memory")

    def score(self, picture):
        if super().score(picture) and self.scored < 3:
            return 1000.0
        if isinstance(self.wrong, Exception):
            raise self.wrong
        return self.wrong


def paint(model, samples, seed=7):
    return finish(model, model.begin("a cat", seed, samples, model.defaults))


@pytest.fixture
def scorer():
    return Bright()


@pytest.fixture
def picky(gradient, scorer):
    """A model that paints three candidates of gradients, and shows the brightest."""
    return RerankingModel(gradient, scorer, 3)


def test_each_sample_is_the_best_of_its_candidates(gradient, picky):
    candidates = paint(gradient, range(1, 28)).reshape(3, 9, 32, 32, 3)
    brightest = candidates.mean(axis=(2, 3, 4)).argmax(axis=0)
    assert len(set(brightest)) == 3  # or the test would show little

    shown = paint(picky, NINE)

    assert (shown == candidates[brightest, range(9)]).all()


def test_a_sample_is_the_same_alone_and_among_nine(picky):
    together = paint(picky, NINE)
    for sample in NINE:
        assert (paint(picky, [sample])[0] == together[sample - 1]).all()


def test_the_prompt_is_read_once_and_each_picture_scored_once(picky, scorer):
    paint(picky, NINE)
    assert scorer.prompts == ["a cat"]
    assert scorer.scored == 27


def test_scoring_a_picture_is_a_slice_of_its_own(picky, scorer):
    painting = picky.begin("a cat", 7, NINE, picky.defaults)
    while painting.done < painting.steps:
        picky.step([painting])
    scored = [scorer.scored for _ in painting.draw()]
    assert (scored[0], scored[-1]) == (0, 27)
    assert max(np.diff(scored)) == 1


def test_previews_are_of_the_first_candidates_and_cost_no_more_than_theirs(gradient, picky, scorer):
    painting = picky.begin("a cat", 7, NINE, picky.defaults)
    alone = gradient.begin("a cat", 7, NINE, gradient.defaults)
    for _ in range(4):
        picky.step([painting])
        gradient.step([alone])
    gradient.pictures_at_once = 9
    slices = list(painting.draw())
    assert (np.concatenate(slices) == np.concatenate(list(alone.draw()))).all()
    assert len(slices) == len(list(alone.draw()))
    assert scorer.scored == 0


def test_previews_end_within_a_slice_if_need_be(picky):
    painting = picky.begin("a cat", 7, NINE, picky.defaults)  # the model gives four at a time
    assert len(np.concatenate(list(painting.draw()))) == 9


def test_slots_are_shared_out_and_given_back(gradient, picky):
    assert picky.slots == 12  # of 36
    painting = picky.begin("a cat", 7, NINE, picky.defaults)
    assert gradient.taken == 27
    painting.close()
    assert gradient.taken == 0
    assert picky.memory_bytes == gradient.memory_bytes + 50


def test_with_few_slots_there_are_fewer_candidates_for_any_request(gradient, scorer):
    gradient.slots = 20
    with structlog.testing.capture_logs() as logs:
        model = RerankingModel(gradient, scorer, 3)
    assert model.candidates == 2
    assert model.slots == 10
    assert [(line["event"], line["candidates"], line["wanted"]) for line in logs] == [
        ("slots for fewer candidates than wanted", 2, 3)
    ]
    assert (paint(model, [3])[0] == paint(model, NINE)[2]).all()


def test_without_slots_for_a_choice_nothing_is_scored(gradient, scorer):
    gradient.slots = 9
    assert (paint(RerankingModel(gradient, scorer, 2), NINE) == paint(gradient, NINE)).all()
    assert scorer.scored == 0


@pytest.mark.parametrize("wrong", [RuntimeError("no"), MemoryError(), float("nan"), float("inf")])
def test_a_scorer_that_fails_is_logged_and_the_first_are_shown(gradient, wrong):
    scorer = Blind()
    scorer.wrong = wrong
    with structlog.testing.capture_logs() as logs:
        shown = paint(RerankingModel(gradient, scorer, 2), NINE)
    assert (shown == paint(gradient, NINE)).all()
    assert [line["event"] for line in logs] == ["candidates not scored: the first are shown"]
    assert logs[0]["log_level"] == "warning"
    assert gradient.taken == 0


def test_tokens_are_those_of_what_is_shown_and_can_be_varied(quick_checkpoint, scorer):
    tiny = load(quick_checkpoint)
    model = RerankingModel(tiny, scorer, 2)
    painting = model.begin("a cat", 7, [1, 2, 3], model.defaults)
    while painting.done < painting.steps:
        model.step([painting])
    (shown,) = [pictures for pictures in painting.draw() if len(pictures)]
    tokens = painting.tokens()
    painting.close()

    numbers = [1, 2, 3, 10, 11, 12]
    alone = tiny.begin("a cat", 7, numbers, tiny.defaults)
    while alone.done < alone.steps:
        tiny.step([alone])
    everything = np.concatenate(list(alone.draw()))
    chosen = best([picture.mean() for picture in everything], 3)
    assert chosen != [0, 1, 2]  # or the test would show little
    assert (shown == everything[chosen]).all()
    assert (tokens == alone.tokens()[chosen]).all()
    alone.close()

    kept = tokens[0][: 1 + 4 * 8].tolist()
    varied = model.begin("a cat", 8, [1], model.defaults, prefix=kept)
    while varied.done < varied.steps:
        model.step([varied])
    list(varied.draw())
    assert varied.tokens()[0].tolist()[: len(kept)] == kept


def test_of_equals_the_first_is_shown():
    assert best([1, 2, 3, 1, 3, 3], samples=3) == [0, 4, 2]
