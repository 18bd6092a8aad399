"""What the gateway counts, for Prometheus. Labels are codes from closed lists: no institution, no identifier, no id."""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

SECONDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


class Metrics:
    """The gateway's counters, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._problems = Counter("arasha_problems", "Requests refused", ["code"], registry=self.registry)
        self._seconds = Histogram(
            "arasha_screening_seconds", "From the oldest arrival in a micro-batch to its answers", buckets=SECONDS,
            registry=self.registry,
        )  # fmt: skip
        self._groups = Histogram(
            "arasha_group_payments", "Payments judged together", buckets=SIZES, registry=self.registry
        )
        lookups = Counter("arasha_registry_lookups", "Identifiers looked up", ["known"], registry=self.registry)
        self._known, self._unknown = lookups.labels("yes"), lookups.labels("no")
        self._gauges = Gauge("arasha_gateway", "How much is held or waits", ["what"], registry=self.registry)

    def count(self, counts: "Counts") -> None:
        """Let something be counted where it happens."""
        self.registry.register(counts)

    def group(self, payments: int, seconds: float) -> None:
        """A micro-batch was answered."""
        self._groups.observe(payments)
        self._seconds.observe(seconds)

    def problem(self, code: str) -> None:
        """A request was refused."""
        self._problems.labels(code).inc()

    def looked_up(self, known: int, unknown: int) -> None:
        """Identifiers were looked up in the registry."""
        self._known.inc(known)
        self._unknown.inc(unknown)

    def exposition(self, gauges: Mapping[str, float]) -> bytes:
        """Everything in Prometheus' text format."""
        for what, value in gauges.items():
            self._gauges.labels(what).set(value)
        return generate_latest(self.registry)


class Counts(Collector):
    """What was counted since the start under each word of a label, wherever that is done."""

    def __init__(self, named: tuple[str, str, str], words: Iterable[str], counts: Iterable[int]) -> None:
        self._named, self._words, self._counts = named, words, counts

    def collect(self) -> Iterable[Metric]:
        """The counters as they stand."""
        name, said, label = self._named
        family = CounterMetricFamily(name, said, labels=[label])
        for word, count in zip(self._words, self._counts, strict=True):
            family.add_metric([word], float(count))
        yield family
