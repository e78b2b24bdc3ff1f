"""`/metrics`: what the service did and what the store holds, for Prometheus."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
from scraper.service.status import SiteStatus
from scraper.service.watch import Watch
from scraper.storage import Store

BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0, 60.0)

OPERATION = Operation(
    address="/metrics",
    name="metrics",
    summary="Figures for Prometheus",
    answers={200: Content("text in Prometheus's format", "text/plain")},
)


class Metrics:
    """The figures of one service, and their endpoint."""

    def __init__(self, store: Store, watch: Watch) -> None:
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
        self._registry.register(_StoreFigures(store, watch))
        ProcessCollector(registry=self._registry)

    def text(self) -> bytes:
        """Every figure in Prometheus's format."""
        return generate_latest(self._registry)

    async def serve(self, request: Request) -> Response:
        """Every figure, as an answer."""
        body = await run_sync(self.text)
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


Figure = Callable[[SiteStatus], float | None]


def _seconds(time: datetime | None) -> float | None:
    return None if time is None else time.timestamp()


SITE_FIGURES: Mapping[str, tuple[str, Figure]] = {
    "tlumach_site_problems": ("What is wrong; see `scrapy status`", lambda one: len(one.problems)),
    "tlumach_run_began": ("When the last run began", lambda one: _seconds(one.last_start)),
    "tlumach_run_finished": ("When a run last finished", lambda one: _seconds(one.last_success)),
    "tlumach_run_failures": ("Failed crawls in a row", lambda one: one.failures),
    "tlumach_run_next": ("When the next run is due", lambda one: _seconds(one.next_run)),
    "tlumach_waiting": ("Addresses that would be fetched now", lambda one: one.waiting),
    "tlumach_articles_day": ("Articles of 24 hours", lambda one: one.articles.day),
    "tlumach_articles_usual": ("Usual articles of a day", lambda one: one.articles.usual),
    "tlumach_complete_day": ("Complete stories of 24 hours", lambda one: one.complete.day),
    "tlumach_complete_usual": ("Usual complete stories of a day", lambda one: one.complete.usual),
    "tlumach_feed_delay_seconds": (
        "Median time from publication to feed",
        lambda one: None if one.delay is None else one.delay.total_seconds(),
    ),
}
"""Gauges of each site at work; where there is nothing to tell a site has none."""


class _StoreFigures(Collector):
    """What the store says, asked when the figures are read."""

    def __init__(self, store: Store, watch: Watch) -> None:
        self._store = store
        self._watch = watch

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand: registering must not ask the store."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """The figures of now; those of the sites perhaps of a moment ago."""
        sequence = GaugeMetricFamily("tlumach_sequence", "Last sequence number published")
        sequence.add_metric((), self._store.last_sequence())
        yield sequence
        sites = self._watch.look().values()
        for name, (says, figure) in SITE_FIGURES.items():
            yield _gauge(name, says, (), [((one.site,), figure(one)) for one in sites])
        states = [((one.site, state), n) for one in sites for state, n in one.addresses.items()]
        yield _gauge("tlumach_addresses", "Addresses in the frontier", ("state",), states)
        ends = [((one.site, str(one.last_outcome)), _seconds(one.last_end)) for one in sites]
        yield _gauge("tlumach_run_ended", "When the last run that ended did", ("outcome",), ends)


def _gauge(
    name: str,
    says: str,
    more: Sequence[str],
    values: Iterable[tuple[Sequence[str], float | None]],
) -> Metric:
    """One figure of every site that has it, by site and perhaps `more` labels."""
    gauge = GaugeMetricFamily(name, says, labels=("site", *more))
    for labels, value in values:
        if value is not None:
            gauge.add_metric(labels, value)
    return gauge
