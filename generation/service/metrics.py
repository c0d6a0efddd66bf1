"""What the service does, as Prometheus reads it. docs/generation-service.md tells what each metric is for."""

from collections.abc import Iterator

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from generation.engine.engine import Engine
from generation.engine.stats import EngineStats, Histogram
from generation.service.request_ids import route_of

PREFIX = "nonet_generation"
GONE = 499
"""Counted as the status of a request whose client went before its answer began, as nginx does."""


class ServiceMetrics:
    """The metrics of one service.

    Args:
        engine: whose own counts are read whenever they are asked for, so that nothing is counted twice.
    """

    def __init__(self, engine: Engine) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_EngineCollector(engine))
        self._http = Counter(
            f"{PREFIX}_http_requests",
            "HTTP requests by what was asked and how it was answered.",
            ["method", "route", "status"],
            registry=self._registry,
        )

    def text(self) -> bytes:
        """All metrics in Prometheus' text format."""
        return generate_latest(self._registry)

    @property
    def count(self) -> Middleware:
        """The middleware that counts requests."""

        @web.middleware
        async def count(request: web.Request, handler: Handler) -> web.StreamResponse:
            status = GONE
            try:
                response = await handler(request)
                status = response.status
                return response
            finally:
                route = route_of(request)
                method = "unknown" if route == "unknown" else request.method  # anyone can invent methods
                self._http.labels(method, route, str(status)).inc()

        return count


class _EngineCollector(Collector):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def collect(self) -> Iterator[Metric]:
        """The metrics as they are now."""
        stats = self._engine.stats()
        yield from _of_requests(stats)
        yield from _of_models(stats)


def _of_requests(stats: EngineStats) -> Iterator[Metric]:
    outcomes = CounterMetricFamily(f"{PREFIX}_requests", "Requests by how they ended.", labels=["outcome"])
    for outcome in ("finished", "failed", "cancelled", "refused"):
        outcomes.add_metric([outcome], stats.outcomes.get(outcome, 0))
    yield outcomes
    waiting = GaugeMetricFamily(
        f"{PREFIX}_requests_waiting", "Requests that wait to be painted.", labels=["priority"]
    )
    for priority, requests in stats.waiting.items():
        waiting.add_metric([priority], requests)
    yield waiting
    yield GaugeMetricFamily(
        f"{PREFIX}_requests_painting", "Requests that are being painted or drawn.", value=stats.painting
    )
    stages = HistogramMetricFamily(
        f"{PREFIX}_stage_seconds", "Seconds that requests spent in each stage.", labels=["stage"]
    )
    for stage, seconds in stats.stages.items():
        stages.add_metric([stage], _buckets(seconds), seconds.sum_s)
    yield stages


def _of_models(stats: EngineStats) -> Iterator[Metric]:
    label = ["model"]
    steps = CounterMetricFamily(f"{PREFIX}_steps", "Steps that the model has done.", labels=label)
    seconds = HistogramMetricFamily(f"{PREFIX}_step_seconds", "Seconds that a step took.", labels=label)
    rows = GaugeMetricFamily(f"{PREFIX}_rows_in_use", "Samples that the model has in hand.", labels=label)
    slots = GaugeMetricFamily(f"{PREFIX}_slots", "Samples that it can have in hand at once.", labels=label)
    memory = GaugeMetricFamily(
        f"{PREFIX}_model_memory_bytes", "Memory of its weights and slots; 0 if not loaded.", labels=label
    )
    loads = CounterMetricFamily(f"{PREFIX}_model_loads", "How often it was loaded.", labels=label)
    for model in stats.models:
        name = [model.name]
        steps.add_metric(name, model.steps)
        seconds.add_metric(name, _buckets(model.step_s), model.step_s.sum_s)
        rows.add_metric(name, model.rows_in_use)
        slots.add_metric(name, model.slots)
        memory.add_metric(name, model.memory_bytes)
        loads.add_metric(name, model.loads)
    yield from (steps, seconds, rows, slots, memory, loads)


def _buckets(histogram: Histogram) -> list[tuple[str, float]]:
    bounds = [*map(floatToGoString, histogram.bounds_s), "+Inf"]
    return list(zip(bounds, map(float, histogram.cumulative), strict=True))
