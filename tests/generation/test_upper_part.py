"""What a variation keeps of a sample."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generation.protocol import upper_part

SIDES = st.integers(2, 40)


def tokens_of(side):
    return range(1 + side * side)


@pytest.mark.parametrize(("share", "rows"), [(0.5, 6), (0.25, 3), (0.33, 4), (0.01, 1), (0.0, 1), (1.0, 11)])
def test_the_start_token_and_the_upper_rows_are_kept(share, rows):
    assert upper_part(tokens_of(12), share) == tuple(range(1 + rows * 12))


@given(SIDES, st.floats(0, 1))
def test_whole_rows_are_kept_but_neither_none_nor_all(side, share):
    kept = upper_part(tokens_of(side), share)
    assert kept == tuple(tokens_of(side)[: len(kept)])
    assert len(kept) % side == 1 % side
    assert 1 < len(kept) < 1 + side * side


@given(SIDES, st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_keeps_no_less(side, one, other):
    small, large = sorted((one, other))
    assert len(upper_part(tokens_of(side), small)) <= len(upper_part(tokens_of(side), large))
