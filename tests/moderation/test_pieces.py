from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moderation.pieces import END, START, UNKNOWN, Pieces

MARKS = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
LISTED = {"▁": -2.0, "▁ham": -3.0, "ster": -3.5, "▁hamster": -9.0, "st": -3.0, "a": -4.0, "m": -4.2}
PIECES = Pieces([*MARKS, *LISTED.items()])


def cut(text: str) -> list[str]:
    return [PIECES.texts[piece] for piece in PIECES.encode(text)]


def test_a_text_lies_between_the_marks_of_its_beginning_and_end() -> None:
    assert cut("") == ["<s>", "</s>"]
    assert cut("ham ham") == ["<s>", "▁ham", "▁ham", "</s>"]


def test_the_likeliest_pieces_are_taken_not_the_longest() -> None:
    assert cut("hamster") == ["<s>", "▁ham", "ster", "</s>"]


def test_characters_that_no_piece_holds_are_one_unknown_piece() -> None:
    assert cut("ham 日本") == ["<s>", "▁ham", "▁", "<unk>", "</s>"]


def test_compatibility_forms_are_read_as_plain_letters() -> None:
    assert cut("\uff48\uff41\uff4d") == cut("ham")


def test_marks_are_not_found_in_a_text() -> None:
    assert UNKNOWN not in PIECES.encode("ham")
    assert PIECES.encode("</s>").count(END) == 1
    assert PIECES.encode("<s>").count(START) == 1


@given(st.text("hamst ", max_size=9))
def test_no_other_way_to_cut_a_word_is_likelier(text: str) -> None:
    for word in text.split():
        marked = "▁" + word
        ways = (
            [marked[start:end] for start, end in zip((0, *cuts), (*cuts, len(marked)), strict=True)]
            for count in range(len(marked))
            for cuts in combinations(range(1, len(marked)), count)
        )
        best = max(sum(map(score, way)) for way in ways)
        # unknown characters in a row are one piece, so only words without any can be compared by their pieces
        if "<unk>" not in cut(word):
            assert sum(LISTED[piece] for piece in cut(word)[1:-1]) == pytest.approx(best)


def score(piece: str) -> float:
    unknown = min(LISTED.values()) - 10 if len(piece) == 1 else float("-inf")
    return LISTED.get(piece, unknown)


@given(st.text(max_size=60))
def test_any_text_can_be_cut(text: str) -> None:
    ids = PIECES.encode(text)
    assert len(ids) <= 2 * len(text) * 18 + 2  # NFKC makes at most 18 characters of one
    assert ids[0] == START
    assert ids[-1] == END


def test_pieces_are_written_and_read_as_they_are(tmp_path: Path) -> None:
    odd = Pieces([*MARKS, ("\u2028", -1.0), ("▁\u00a0", -2.0), ("🐹", -3.0), ("a", -4.0)])
    odd.write(tmp_path / "pieces.tsv")
    assert Pieces.read(tmp_path / "pieces.tsv").texts == odd.texts
