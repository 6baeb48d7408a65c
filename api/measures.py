"""Measures: what ``/metrics`` shows, by route and status and never by whom."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 10.0)


class Measures:
    """Counters of one installation."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        labels = ("method", "route", "status")
        self.requests = Counter("praktika_requests_total", "Requests answered.", labels, registry=registry)
        self.seconds = Histogram(
            "praktika_request_seconds",
            "Seconds to the answer.",
            ("method", "route"),
            buckets=BUCKETS,
            registry=registry,
        )
        self.runs = Gauge("praktika_runs", "Runs by state.", ("state",), registry=registry)
        self.workers = Gauge("praktika_workers", "Workers heard of within a minute.", registry=registry)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count an answer."""
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(method, route).observe(seconds)

    def text(self) -> bytes:
        """Return the text that a scraper reads."""
        return generate_latest(self.registry)
