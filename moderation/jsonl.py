"""Verdicts for many prompts at once: JSON lines in, JSON lines out."""

import json
from typing import Any, BinaryIO, TextIO

from moderation.normalise import PROMPT_CHARS, PromptError
from moderation.policy import Policy
from moderation.text import TextFilter
from moderation.verdict import Decision

LINE_BYTES = 1_000_000
"""Longest line that is read; the rest of a longer one is skipped."""


class LineError(ValueError):
    """A line is not what it should be; the message says what is wrong with it."""


def moderate_lines(source: BinaryIO, sink: TextIO, text_filter: TextFilter, policy: Policy) -> int:
    """Judge one `{"text": ..., "id": ...}` per line and write one JSON object per line, in the same order.

    An answer has `line`, `id`, `decision`, `blocked`, `category`, `score`, `scores`, `reason` and `advice`;
    for a line that can't be judged it has `line`, `id` and `error`. Empty lines are passed over. The scores
    are for whoever runs the filter, not for the person who wrote the prompt.

    Returns:
        How many lines could not be judged.
    """
    wrong = number = 0
    while line := source.readline(LINE_BYTES + 1):
        number += 1
        if not line.strip():
            continue
        answer = {"line": number, "id": None} | _answer(line, text_filter, policy)
        wrong += "error" in answer
        sink.write(json.dumps(answer) + "\n")
        while len(line) > LINE_BYTES and not line.endswith(b"\n"):
            line = source.readline(LINE_BYTES + 1)
    return wrong


def _answer(line: bytes, text_filter: TextFilter, policy: Policy) -> dict[str, Any]:
    answer: dict[str, Any] = {}
    try:
        row = _parse(line)
        answer["id"] = row.get("id")
        return answer | _judge(row.get("text"), text_filter, policy)
    except (LineError, PromptError) as error:
        return answer | {"error": str(error)}


def _parse(line: bytes) -> dict[str, Any]:
    if len(line) > LINE_BYTES:
        raise LineError(f"The line is longer than {LINE_BYTES:,} bytes.")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:  # RecursionError: thousands of opening brackets
        raise LineError("The line is not JSON in UTF-8.") from error
    if not isinstance(row, dict):
        raise LineError("The line is not a JSON object.")
    return row


def _judge(text: object, text_filter: TextFilter, policy: Policy) -> dict[str, Any]:
    if not isinstance(text, str):
        raise LineError('The line has no string "text".')
    if len(text) > PROMPT_CHARS:
        raise LineError(f"The text is longer than {PROMPT_CHARS:,} characters.")
    verdict = text_filter.check(text, policy)
    return {
        "decision": verdict.decision,
        "blocked": verdict.decision is Decision.REFUSE,
        "category": verdict.category,
        "score": verdict.score,
        "scores": dict(verdict.scores),
        "reason": verdict.reason,
        "advice": verdict.advice,
    }
