"""`/metrics`: what the service did and what the store holds, for Prometheus."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import datetime

from anyio.to_thread import run_sync
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scraper.service.operations import Content, Operation
from scraper.storage import Run, Store

LOOK_EVERY = 15.0  # seconds that what the store said is passed on: counting a frontier takes time
BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0, 60.0)

OPERATION = Operation(
    address="/metrics",
    name="metrics",
    summary="Figures for Prometheus",
    answers={200: Content("text in Prometheus's format", "text/plain")},
)


class Metrics:
    """The figures of one service, and their endpoint."""

    def __init__(self, store: Store, sites: Iterable[str]) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "tlumach_http_requests",
            "Answers given",
            ["endpoint", "status"],
            registry=self._registry,
        )
        self.seconds = Histogram(
            "tlumach_http_seconds",
            "Seconds until an answer began",
            ["endpoint"],
            registry=self._registry,
            buckets=BUCKETS,
        )
        self._registry.register(_StoreFigures(store, tuple(sites)))
        ProcessCollector(registry=self._registry)

    async def serve(self, request: Request) -> Response:
        """Every figure as text."""
        body = await run_sync(generate_latest, self._registry)
        return Response(
            body, headers={"cache-control": "no-store", "content-type": CONTENT_TYPE_LATEST}
        )


class MetricsMiddleware:
    """Counts answers and the time until each began, by endpoint."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and count its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def count(message: Message) -> None:
            if message["type"] == "http.response.start":
                name = _name_of(scope)
                self._metrics.requests.labels(name, str(message["status"])).inc()
                self._metrics.seconds.labels(name).observe(time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, count)


def _name_of(scope: Scope) -> str:
    """The endpoint that answers, by the name of its function: never by what was asked."""
    endpoint = scope.get("endpoint")
    if endpoint is None:
        return "none"
    name = getattr(endpoint, "__qualname__", type(endpoint).__qualname__)
    return str(name).removesuffix(".serve").replace(".", "_").lower()


class _StoreFigures(Collector):
    """What the store says, asked when the figures are read, but not too often."""

    def __init__(self, store: Store, sites: tuple[str, ...]) -> None:
        self._store = store
        self._sites = sites
        self._said: tuple[Metric, ...] = ()
        self._said_at = -LOOK_EVERY

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand: registering must not ask the store."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """The figures of now, or of a moment ago."""
        if time.monotonic() - self._said_at >= LOOK_EVERY:
            self._said = tuple(self._ask())
            self._said_at = time.monotonic()
        return self._said

    def _ask(self) -> Iterator[Metric]:
        sequence = GaugeMetricFamily("tlumach_sequence", "Last sequence number published")
        sequence.add_metric((), self._store.last_sequence())
        yield sequence
        addresses = GaugeMetricFamily(
            "tlumach_addresses", "Addresses in the frontier", labels=("site", "state")
        )
        for site in self._sites:
            for state, count in sorted(self._store.counts(site).items()):
                addresses.add_metric((site, state), count)
        yield addresses
        yield from self._ask_runs()

    def _ask_runs(self) -> Iterator[Metric]:
        ended = GaugeMetricFamily(
            "tlumach_run_ended", "When the last run that ended did", labels=("site", "outcome")
        )
        began = GaugeMetricFamily("tlumach_run_began", "When the last run began", labels=("site",))
        for site in self._sites:
            runs = self._store.runs(site, limit=10)
            if runs:
                began.add_metric((site,), runs[0].started_at.timestamp())
            last = next((run for run in runs if run.finished_at), None)
            if last is not None:
                ended.add_metric((site, str(last.outcome)), _finished(last).timestamp())
        yield began
        yield ended


def _finished(run: Run) -> datetime:
    assert run.finished_at is not None
    return run.finished_at
