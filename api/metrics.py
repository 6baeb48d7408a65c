"""Metrics: what Prometheus may ask of an installation; numbers only, no ids."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from api.store import claims
from api.store.runs import STATES
from api.store.transactions import Store


class Metrics:
    """The registry of one server, and what its requests count. Make one an app; nothing is global."""

    def __init__(self, store: Store) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "praktika_requests", "Requests answered", ("method", "route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "praktika_request_seconds", "Seconds a request took", ("method", "route"), registry=self.registry
        )
        self.registry.register(_Runs(store))


class _Runs(Collector):
    """Reads the state of runs and workers from the database when asked: every server tells the same."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Return nothing: what there is to tell is known when it is asked for."""
        return ()

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Yield the number of runs in each state and of workers heard of."""
        found = claims.counts(self.store)
        by_state = GaugeMetricFamily("praktika_runs", "Runs by state", labels=("state",))
        for state in STATES:
            by_state.add_metric((state,), found.get(state, 0))
        yield by_state
        yield GaugeMetricFamily("praktika_workers", "Workers heard of lately", claims.workers_seen(self.store))
