"""`nonet moderate`: JSON lines in, JSON lines out."""

import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from moderation.jsonl import LINE_BYTES, moderate_lines
from moderation.policy import Policy
from moderation.text import TextFilter
from moderation.verdict import GRADED

FILTER, STANDARD = TextFilter(), Policy.named("standard")


def moderate(source: bytes) -> tuple[list[dict[str, Any]], int]:
    sink = io.StringIO()
    wrong = moderate_lines(io.BytesIO(source), sink, FILTER, STANDARD)
    return [json.loads(line) for line in sink.getvalue().splitlines()], wrong


def test_answers_come_in_order_with_line_and_id() -> None:
    answers, wrong = moderate(
        b'{"id": "a", "text": "a cat"}\n\n{"id": 7, "text": "nude cat"}\n{"text": "dog"}'
    )
    assert wrong == 0
    assert [(answer["line"], answer["id"], answer["decision"]) for answer in answers] == [
        (1, "a", "allow"),
        (3, 7, "refuse"),
        (4, None, "allow"),
    ]


def test_a_refusal_has_everything_an_evaluation_needs() -> None:
    [answer], _ = moderate(b'{"text": "nude cat"}\n')
    assert answer == {
        "line": 1,
        "id": None,
        "decision": "refuse",
        "blocked": True,
        "category": "sexual",
        "score": answer["score"],
        "scores": answer["scores"],
        "reason": answer["reason"],
        "advice": answer["advice"],
    }
    assert answer["reason"]
    assert answer["score"] >= 0.5
    assert set(answer["scores"]) == set(GRADED)


def test_a_bad_line_gives_an_error_and_the_rest_goes_on() -> None:
    bad = [
        b"not json",
        b"[1, 2]",
        b'{"text": 5}',
        b'{"prompt": "x"}',
        b'{"text": ""}',
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"text": "' + b"a" * 10_001 + b'"}',
        b'{"text": "' + b"a" * 3 * LINE_BYTES + b'"}',
    ]
    answers, wrong = moderate(b"\n".join([*bad, b'{"text": "a cat"}']))
    assert wrong == len(bad)
    assert [answer["line"] for answer in answers] == list(range(1, len(bad) + 2))
    assert all(answer["error"].endswith(".") for answer in answers[:-1])
    assert answers[-1]["decision"] == "allow"


def test_half_a_surrogate_pair_is_no_trouble() -> None:
    answers, wrong = moderate(b'{"id": "\\ud800", "text": "cat \\ud800"}')
    assert (wrong, answers[0]["decision"]) == (0, "allow")


@given(st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line and line.strip())))
def test_any_lines_give_as_many_answers(lines: list[bytes]) -> None:
    answers, _ = moderate(b"\n".join(lines))
    assert len(answers) == len(lines)
