"""What the benchmark is for: a few figures, beside the goals that Nonet has set itself."""

import statistics
from collections.abc import Iterator

from bench.common.figures import Figure, at_most
from bench.generation.agreement import LOGIT_LIMIT
from bench.generation.contenders import THEIRS
from bench.generation.floor import floor_s, roofline_s
from bench.generation.results import Results
from bench.generation.visit import Visit
from generation.protocol import SAMPLES_PER_JOB

WEIGHT_BYTES = {"fp32": 4, "bf16": 2}
PEAK_GOAL_GB = {"fp32": 2.2, "bf16": 1.3}
CROWD = 16
"""Prompts at once that count as full load."""


def figures(results: Results) -> Iterator[Figure]:
    """All that can be told of what was measured."""
    if results.compared:
        yield from _beside_min_dalle(results)
    for name in results.ours:
        yield from _alone(name, results)
    for name in results.crowds:
        yield from _under_load(name, results)


def _beside_min_dalle(results: Results) -> Iterator[Figure]:
    exact, fastest = "nonet fp32", results.fastest
    grid_s, single_s = results.grid_s(THEIRS), results.single_s(THEIRS)
    if exact in results.grids:
        yield _at_least("one grid of nine, fp32: times as fast", grid_s / results.grid_s(exact), 8, "x")
    yield _at_least(f"one grid of nine, {fastest}: times as fast", grid_s / results.grid_s(fastest), 12, "x")
    single = min(results.ours, key=results.single_s)
    yield _at_least(f"one image, {single}: times as fast", single_s / results.single_s(single), 8, "x")
    for name, crowds in results.crowds.items():
        for crowd, visits in crowds:
            theirs = max(finished for _, finished in results.their_visits_s(crowd))
            ratio = theirs / _all_done_s(visits)
            what = f"{crowd.prompts} prompts at once, {crowd.samples} of each, {name}: times as fast"
            yield _at_least(what, ratio, 16, "x") if crowd.prompts == CROWD else Figure(what, ratio, "x")
    for name, agreement in results.agreements.items():
        if results.precisions[name] == "fp32":
            yield at_most(f"{name}: largest difference of a logit", agreement.logits, LOGIT_LIMIT, "")
        else:
            yield Figure(f"{name}: largest difference of a logit", agreement.logits)
        yield Figure(f"{name}: largest difference of a guided logit", agreement.guided)
        yield Figure(f"{name}: same token likeliest", 100 * agreement.likeliest, "%")
        yield Figure(f"{name}: largest difference of a pixel, of 255", agreement.pixels)


def _alone(name: str, results: Results) -> Iterator[Figure]:
    precision, peak_gb = results.precisions[name], results.peak_bytes(name) / 1e9
    if results.compared and precision in PEAK_GOAL_GB:
        yield at_most(f"{name}: peak memory, one grid", peak_gb, PEAK_GOAL_GB[precision], "GB")
    else:
        yield Figure(f"{name}: peak memory, one grid", peak_gb, "GB")
    yield Figure(f"{name}: cold start to first picture", results.cold_s[name], "s")
    if precision in results.rates:
        yield from _of_the_floor(name, results)


def _of_the_floor(name: str, results: Results) -> Iterator[Figure]:
    precision, work = results.precisions[name], results.work
    rates = results.rates[precision]
    both = (("one grid", SAMPLES_PER_JOB, results.grid_s), ("one image", 1, results.single_s))
    for what, samples, took_s in both:
        share = 100 * floor_s(work, rates, samples) / took_s(name)
        title = f"{name}: share of the machine's floor, {what}"
        yield _at_least(title, share, 60, "%") if samples == SAMPLES_PER_JOB else Figure(title, share, "%")
        strict = roofline_s(work, rates, samples, WEIGHT_BYTES[precision])
        yield Figure(f"{name}: share of the roofline, {what}", 100 * strict / took_s(name), "%")


def _under_load(name: str, results: Results) -> Iterator[Figure]:
    visits = [visit for crowd, visits in results.crowds[name] for visit in visits if crowd.prompts > 1]
    if visits:
        error = 100 * statistics.median(visit.error for visit in visits)
        yield at_most(f"{name}: error of the time told on arrival, median", error, 10, "%")
        waited = [visit.steps_waited for visit in visits if visit.slots_free]
        if waited:
            title = f"{name}: steps from arrival to the first, slots being free, at most"
            yield at_most(title, max(waited), 2, "")
    if name in results.http:
        times = results.http[name]
        wall = [statistics.median(one.wall for one in times[way]) for way in ("direct", "http")]
        yield at_most(f"{name}: HTTP and streaming on top", 100 * (wall[1] / wall[0] - 1), 3, "%")


def _all_done_s(visits: list[Visit]) -> float:
    return max(visit.finished_s for visit in visits)


def _at_least(name: str, value: float, goal: float, unit: str) -> Figure:
    return Figure(name, value, unit, f">= {goal:g} {unit}", value >= goal)
