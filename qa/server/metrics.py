"""What is counted and timed, for Prometheus."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info
from prometheus_client.exposition import generate_latest

from corpus.store import Counts
from qa.answers import Abstained, Outcome

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """One service's measures, in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        registry = self._registry
        self._requests = Counter(
            "dateline_requests",
            "Requests answered",
            ("method", "route", "status"),
            registry=registry,
        )
        self._latency = Histogram(
            "dateline_request_seconds",
            "Time from a request to its answer",
            ("route",),
            buckets=_SECONDS,
            registry=registry,
        )
        self._questions = Counter(
            "dateline_questions", "Questions by outcome", ("outcome",), registry=registry
        )
        self._stations = Histogram(
            "dateline_station_seconds",
            "Time that a question spends at each station",
            ("station",),
            buckets=_SECONDS,
            registry=registry,
        )
        self.in_flight = Gauge(
            "dateline_requests_in_flight", "Requests being answered", registry=registry
        )
        self._articles = Gauge("dateline_articles", "Articles that may answer", registry=registry)
        self._passages = Gauge("dateline_passages", "Passages that may answer", registry=registry)
        self._generation = Info(
            "dateline_generation", "The generation of the index in use", registry=registry
        )
        for outcome in ("answered", "abstained"):
            self._questions.labels(outcome)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered. ``method`` and ``route`` come from small closed sets."""
        self._requests.labels(method, route, str(status)).inc()
        self._latency.labels(route).observe(seconds)

    def asked(self, outcome: Outcome) -> None:
        """A question has its outcome."""
        kind = "abstained" if isinstance(outcome, Abstained) else "answered"
        self._questions.labels(kind).inc()
        for station, milliseconds in outcome.timings_ms.items():
            self._stations.labels(station).observe(milliseconds / 1000)

    def standing(self, counts: Counts, generation: str) -> None:
        """What is stored and indexed now."""
        self._articles.set(counts.documents)
        self._passages.set(counts.passages)
        self._generation.info({"generation": generation})

    def exposition(self) -> bytes:
        """All of it in Prometheus' text format."""
        return generate_latest(self._registry)
