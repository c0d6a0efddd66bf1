from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from moderation.ngrams import BUCKETS, NgramTable, buckets


@given(st.text(max_size=80))
def test_every_text_has_buckets_each_once(text: str) -> None:
    found = buckets(text)
    assert len(found) > 0
    assert (np.diff(found) > 0).all()
    assert found[0] >= 0
    assert found[-1] < BUCKETS


def test_case_and_spaces_say_nothing_and_word_order_does() -> None:
    np.testing.assert_array_equal(buckets("A  Hamster"), buckets("a hamster"))
    assert set(buckets("man bites dog")) != set(buckets("dog bites man"))


def test_a_text_gets_the_sum_of_its_runs_over_the_root_of_their_number(tmp_path: Path) -> None:
    weights = np.zeros((BUCKETS, 2), np.int8)
    weights[buckets("knife")] = [100, -3]
    np.save(tmp_path / "table.npy", weights)
    table = NgramTable.read(tmp_path / "table.npy", np.array([0.5, 1.0], np.float32))
    number = len(buckets("knife"))
    np.testing.assert_allclose(table.logits("knife"), [50 * number**0.5, -3 * number**0.5], rtol=1e-5)
    assert table.logits("hats")[0] < 10
