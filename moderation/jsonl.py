"""Verdicts for many prompts at once: JSON lines in, JSON lines out."""

import json
import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Any, BinaryIO, TextIO

from moderation.normalise import PROMPT_CHARS, PromptError
from moderation.policy import Policy
from moderation.text import TextFilter
from moderation.verdict import Decision

LINE_BYTES = 1_000_000
"""Longest line that is read; the rest of a longer one is skipped."""

BATCH_LINES = 64

_Answer = dict[str, Any]
_Batch = list[tuple[int, bytes]]


class LineError(ValueError):
    """A line is not what it should be; the message says what is wrong with it."""


def moderate_lines(source: BinaryIO, sink: TextIO, text_filter: TextFilter, policy: Policy) -> int:
    """Judge one `{"text": ..., "id": ...}` per line and write one JSON object per line, in the same order.

    An answer has `line`, `id`, `decision`, `blocked`, `category`, `score`, `scores`, `reason` and `advice`.
    For a line that can't be judged it has `line`, `id` and `error`; with nothing to paint, also `score` 0 and
    `blocked` false. Empty lines are passed over. The scores are for whoever runs the filter, not
    for the person who wrote the prompt. Batches of lines are judged side by side, on all cores.

    Returns:
        How many lines could not be judged.
    """
    wrong = 0
    judge = partial(_answers, text_filter=text_filter, policy=policy)
    for answers in _in_order(judge, _batches(source)):
        wrong += sum("error" in answer for answer in answers)
        sink.writelines(json.dumps(answer) + "\n" for answer in answers)
    return wrong


def _in_order(judge: Callable[[_Batch], list[_Answer]], batches: Iterator[_Batch]) -> Iterator[list[_Answer]]:
    """The answers to each batch, with as many batches under way as there are cores."""
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as threads:
        under_way: deque[Future[list[_Answer]]] = deque()
        for batch in batches:
            under_way.append(threads.submit(judge, batch))
            if len(under_way) > cores:
                yield under_way.popleft().result()
        yield from (future.result() for future in under_way)


def _batches(source: BinaryIO) -> Iterator[_Batch]:
    """Numbered lines, without empty ones, a few at a time."""
    lines = ((number, line) for number, line in enumerate(_lines(source), 1) if line.strip())
    while batch := list(islice(lines, BATCH_LINES)):
        yield batch


def _lines(source: BinaryIO) -> Iterator[bytes]:
    while line := source.readline(LINE_BYTES + 1):
        yield line
        while len(line) > LINE_BYTES and not line.endswith(b"\n"):
            line = source.readline(LINE_BYTES + 1)


def _answers(batch: _Batch, text_filter: TextFilter, policy: Policy) -> list[_Answer]:
    return [{"line": number, "id": None} | _answer(line, text_filter, policy) for number, line in batch]


def _answer(line: bytes, text_filter: TextFilter, policy: Policy) -> _Answer:
    answer: _Answer = {}
    try:
        row = _parse(line)
        answer["id"] = row.get("id")
        return answer | _judge(row.get("text"), text_filter, policy)
    except LineError as error:
        return answer | {"error": str(error)}
    except PromptError as error:
        return answer | {"error": str(error), "score": 0.0, "blocked": False}


def _parse(line: bytes) -> _Answer:
    if len(line) > LINE_BYTES:
        raise LineError(f"The line is longer than {LINE_BYTES:,} bytes.")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:  # RecursionError: thousands of opening brackets
        raise LineError("The line is not JSON in UTF-8.") from error
    if not isinstance(row, dict):
        raise LineError("The line is not a JSON object.")
    return row


def _judge(text: object, text_filter: TextFilter, policy: Policy) -> _Answer:
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
