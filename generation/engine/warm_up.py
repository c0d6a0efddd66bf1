"""Letting a model do a little of everything, so that the first request is quick and its time is known."""

import time

from generation.engine.failures import is_out_of_memory
from generation.engine.shelf import LoadedModel
from generation.models.base import Painting
from generation.protocol import SAMPLES_PER_JOB

SECONDS = 0.5
"""About how long it steps with nine samples, and at most with other counts; else requests will teach it."""
STEPS = 3
"""At the least, after a first one that is slow as caches fill and kernels are chosen."""


def warm_up(loaded: LoadedModel) -> None:
    """Paint a little with nine samples, with one and with as many as fit in, for the model's pace to learn.

    Raises:
        Exception: whatever goes wrong inside the model.
    """
    first = min(SAMPLES_PER_JOB, loaded.limit)
    _paint(loaded, first, SECONDS, draw=True)
    for rows in {1, loaded.limit} - {first}:
        if _expected_s(loaded, rows) <= SECONDS:
            _try(loaded, rows)


def _try(loaded: LoadedModel, rows: int) -> None:
    try:
        _paint(loaded, rows, 0.0, draw=False)
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        loaded.shrink()


def _expected_s(loaded: LoadedModel, rows: int) -> float:
    pace = loaded.record.pace
    return rows / SAMPLES_PER_JOB * pace.begin_s.or_else(0.0) + (1 + STEPS) * pace.step_s(rows, 0.0)


def _paint(loaded: LoadedModel, rows: int, seconds: float, *, draw: bool) -> None:
    paintings: list[Painting] = []
    try:
        while rows > len(paintings) * SAMPLES_PER_JOB:
            samples = min(SAMPLES_PER_JOB, rows - len(paintings) * SAMPLES_PER_JOB)
            paintings.append(_begin(loaded, samples))
        _step(loaded, paintings, rows, seconds)
        if draw:
            _draw(loaded, paintings[0])
    finally:
        for painting in paintings:
            painting.close()


def _begin(loaded: LoadedModel, samples: int) -> Painting:
    model, pace = loaded.model, loaded.record.pace
    began = time.monotonic()
    painting = model.begin("warm up", 0, range(1, samples + 1), model.defaults)
    pace.begin_s.learn(time.monotonic() - began)
    pace.steps = painting.steps
    return painting


def _step(loaded: LoadedModel, paintings: list[Painting], rows: int, seconds: float) -> None:
    steps = paintings[0].steps
    loaded.model.step(paintings)
    warm_at = time.monotonic()
    for done in range(1, steps):
        began = time.monotonic()
        if done > STEPS and began - warm_at > seconds:
            break
        loaded.model.step(paintings)
        loaded.record.pace.learn_step(rows, rows * done / steps, time.monotonic() - began)


def _draw(loaded: LoadedModel, painting: Painting) -> None:
    """Until a picture is there: all of them would take long with some models."""
    began = time.monotonic()
    for pictures in painting.draw():
        if len(pictures):
            loaded.record.pace.draw_s.learn((time.monotonic() - began) / len(pictures))
            return
