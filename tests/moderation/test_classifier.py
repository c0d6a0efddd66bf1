import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from moderation.classifier import MANIFEST, SHIPPED, WINDOW, Classifier, ClassifierError
from moderation.verdict import GRADED

HARMLESS = [
    "Thanos finds his mother at Walmart",
    "Drunk shirtless boys wandering through Mordor",
    "CCTV cam footage of Darth Vader breakdancing",
    "a hamster Godzilla in a sombrero attacking Tokyo",
]
GRAPHIC = "naked couple having sex, explicit hardcore porn"


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


def test_each_text_gets_a_probability_for_each_category(classifier: Classifier) -> None:
    scores = classifier.scores([*HARMLESS, GRAPHIC])
    assert scores.shape == (5, len(GRADED))
    assert scores.dtype == np.float32
    assert ((scores >= 0) & (scores <= 1)).all()


def test_what_is_explicit_scores_high_and_what_is_harmless_low(classifier: Classifier) -> None:
    assert classifier.scores([GRAPHIC])[0, GRADED.index("sexual")] > 0.8
    assert classifier.scores(HARMLESS).max() < 0.2


def test_of_no_texts_there_are_no_scores(classifier: Classifier) -> None:
    assert classifier.scores([]).shape == (0, len(GRADED))


def test_a_text_without_words_is_scored_too(classifier: Classifier) -> None:
    assert np.isfinite(classifier.scores(["", "   ", "🐹", "\u0000"])).all()


def test_a_text_scores_the_same_alone_and_beside_others(classifier: Classifier) -> None:
    texts = [*HARMLESS, GRAPHIC, "ein Hamster", "仓鼠", "x" * 500]
    alone = np.concatenate([classifier.scores([text]) for text in texts])
    np.testing.assert_array_equal(classifier.scores(texts), alone)


def test_several_threads_may_score_at_once(classifier: Classifier) -> None:
    expected = classifier.scores(HARMLESS)
    with ThreadPoolExecutor(4) as threads:
        for scores in threads.map(classifier.scores, [HARMLESS] * 8):
            np.testing.assert_array_equal(scores, expected)


@pytest.mark.parametrize("place", ["first", "in the middle", "last"])
def test_nothing_hides_behind_a_long_harmless_text(classifier: Classifier, place: str) -> None:
    padding = ["a quiet meadow with a small wooden house,"] * (WINDOW // 4)
    middle = {"first": 0, "in the middle": len(padding) // 2, "last": len(padding)}[place]
    text = " ".join([*padding[:middle], GRAPHIC, *padding[middle:]])
    sexual = GRADED.index("sexual")
    assert classifier.scores([text])[0, sexual] > 2 * classifier.scores([" ".join(padding)])[0, sexual]


def test_without_weights_nothing_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(ClassifierError, match="are not in"):
        Classifier.load(tmp_path)


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_weights_that_differ_from_their_checksums_are_refused(tmp_path: Path, damage: str) -> None:
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    pieces = tmp_path / "pieces.tsv"
    pieces.unlink()
    if damage == "changed":
        pieces.write_text("<s>\t0.0\n", encoding="utf-8")
    with pytest.raises(ClassifierError, match=r"pieces\.tsv"):
        Classifier.load(tmp_path)


def test_weights_for_other_categories_are_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"categories": ["weather"], "sha256": {}}', encoding="utf-8")
    with pytest.raises(ClassifierError, match="other categories"):
        Classifier.load(tmp_path)
