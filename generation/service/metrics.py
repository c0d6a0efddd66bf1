"""What the engine does, as Prometheus reads it."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from generation.engine.engine import Engine


class EngineCollector(Collector):
    """Reads an engine's own counts whenever they are asked for, so that nothing is counted twice."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def collect(self) -> Iterator[Metric]:
        """The metrics as they are now."""
        engine = self._engine
        requests = CounterMetricFamily(
            "nonet_generation_requests", "Requests by how they ended.", labels=["outcome"]
        )
        for outcome in ("finished", "failed", "cancelled", "refused"):
            requests.add_metric([outcome], engine.outcomes[outcome])
        yield requests
        yield CounterMetricFamily("nonet_generation_steps", "Steps of the models.", value=engine.steps)
        yield CounterMetricFamily(
            "nonet_generation_painting_seconds", "Seconds spent painting.", value=engine.painting_s
        )
        yield GaugeMetricFamily(
            "nonet_generation_waiting", "Requests that wait to be painted.", value=engine.waiting
        )
        yield GaugeMetricFamily(
            "nonet_generation_busy", "1 while a request is being painted.", value=engine.busy
        )


def metrics_text(engine: Engine) -> bytes:
    """All metrics in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(EngineCollector(engine))
    return generate_latest(registry)
