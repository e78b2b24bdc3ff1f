"""Tells whoever asked when a site's state changes: a webhook or a command gets the run's report.

A site's state is `well`, `blocked` or `layout-changed`; it is read off the runs in the store, so
each change is told once. A message that cannot be delivered is a line in the log, no failed crawl;
the next run sends it again, unless the state is by then as it was last told.
"""

from __future__ import annotations

import json
import logging
import shlex
import subprocess
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, Protocol

from scrapy.settings import BaseSettings

from scraper.crawling.monitors import Judgement
from scraper.sites import Site
from scraper.storage import Run

logger = logging.getLogger(__name__)

State = Literal["well", "blocked", "layout-changed"]
WELL = ("finished", "partial")
SCHEMA = "tlumach/alarm/1"
NONE_TOLD = -1
"""In place of a run's number: no run was told yet, and the first could not be."""


def state_after(runs: Sequence[Run]) -> State:
    """A site's state after its runs, newest first.

    A run that read no article neither starts a changed layout nor ends one; any run that got
    answers ends being blocked.
    """
    for place, run in enumerate(runs):
        if run.outcome == "layout-changed":
            return "layout-changed"
        if run.outcome == "blocked":
            answered = any(map(_got_answers, runs[:place]))
            return "well" if answered else "blocked"
        if run.outcome in WELL and _read_articles(run):
            return "well"
    return "well"


def _read_articles(run: Run) -> bool:
    return any(name.startswith("lang/") for name in run.stats)


def _got_answers(run: Run) -> bool:
    answers = (run.stats.get(f"page/{kind}") for kind in ("fetched", "not-modified"))
    return run.outcome in WELL and any(answers)


class Marks(Protocol):
    """What remembers up to which run a site's state was told; the store does."""

    def mark(self, name: str) -> int:
        """The number of a run; 0 when nothing was ever told."""

    def set_mark(self, name: str, value: int) -> None:
        """Remember the number of a run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notifier:
    """Where reports go: a web address, a command, both or neither; `timeout` in seconds."""

    url: str = ""
    command: str = ""
    timeout: float = 10.0

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Notifier:
        """As the settings say."""
        return cls(
            url=settings["NOTIFY_URL"] or "",
            command=settings["NOTIFY_COMMAND"] or "",
            timeout=settings.getfloat("NOTIFY_TIMEOUT"),
        )

    def tell(
        self,
        site: Site,
        run: Run,
        judgement: Judgement,
        earlier: Sequence[Run],
        marks: Marks | None = None,
    ) -> bool:
        """Send a report when the site's state is not what was told last; says whether it was not.

        `earlier` are the runs before this one, newest first. `marks` remember for each way of
        telling the last run that it knows of; without them every earlier run counts as told.
        """
        after = state_after((run, *earlier))
        changed = False
        for way, send in self._ways():
            name = f"told/{way}/{site.name}"
            known = 0 if marks is None else marks.mark(name)
            before = state_after([one for one in earlier if not known or one.id <= known])
            delivered = before == after
            if not delivered:
                changed = True
                report = make_report(site, run, judgement, before, after)
                delivered = send(json.dumps(report, ensure_ascii=False, default=str).encode())
            if marks is not None and delivered:
                marks.set_mark(name, run.id)
            elif marks is not None and not known:
                marks.set_mark(name, max((one.id for one in earlier), default=NONE_TOLD))
        return changed

    def _ways(self) -> Iterator[tuple[str, Callable[[bytes], bool]]]:
        if self.url:
            yield "url", self._post
        if self.command:
            yield "command", self._run

    def _post(self, body: bytes) -> bool:
        headers = {"Content-Type": "application/json", "User-Agent": "Tlumach"}
        try:
            request = urllib.request.Request(self.url, body, headers, method="POST")
            with urllib.request.urlopen(request, timeout=self.timeout):
                return True
        except (OSError, ValueError) as error:  # URLError is an OSError
            logger.warning("The report could not be sent to NOTIFY_URL: %s", error)
            return False

    def _run(self, body: bytes) -> bool:
        try:
            subprocess.run(
                shlex.split(self.command),
                input=body,
                stdout=subprocess.DEVNULL,
                timeout=self.timeout,
                check=True,
            )
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            logger.warning("NOTIFY_COMMAND did not take the report: %s", error)
            return False
        return True


def make_report(
    site: Site, run: Run, judgement: Judgement, before: State, after: State
) -> Mapping[str, object]:
    """The report of a run as plain values."""
    return {
        "schema": SCHEMA,
        "site": site.name,
        "title": site.title,
        "before": before,
        "after": after,
        "outcome": judgement.verdict.value,
        "run": run.id,
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "because": list(judgement.because),
        "alarms": [asdict(alarm) for alarm in judgement.alarms],
        "stats": {name: n for name, n in run.stats.items() if isinstance(n, int | float)},
    }
