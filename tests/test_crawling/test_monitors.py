"""The verdict on a crawl."""

from __future__ import annotations

from typing import Any

import pytest

from scraper.crawling.monitors import Verdict, judge
from spiders.rbc_ukraine import RbcUkraine

HEALTHY: dict[str, Any] = {
    "page/fetched": 110,
    "lang/uk": 50,
    "lang/ru": 50,
    "field/lead": 98,
    "field/image": 97,
    "field/author": 60,
    "field/date": 100,
    "article/rejected/http-404": 3,
    "finish_reason": "finished",
}


def _verdict(**changes: Any) -> tuple[Verdict, str]:  # noqa: ANN401
    stats = {**HEALTHY, **{name.replace("__", "/"): n for name, n in changes.items()}}
    judgement = judge(stats, RbcUkraine.site, blocked_share=0.5)
    return judgement.verdict, " ".join(judgement.because)


def test_a_healthy_crawl_is_finished() -> None:
    assert _verdict() == (Verdict.FINISHED, "")


def test_a_quiet_night_is_no_alarm() -> None:
    quiet = {"page/fetched": 6, "page/not-modified": 12, "finish_reason": "finished"}
    assert judge(quiet, RbcUkraine.site, blocked_share=0.5).verdict is Verdict.FINISHED


def test_a_field_that_fell_is_named_with_its_counts() -> None:
    verdict, because = _verdict(field__lead=20)
    assert verdict is Verdict.LAYOUT_CHANGED
    assert because == "lead: 20 of 100 articles have one, expected 90%"


def test_pages_that_are_rejected_by_the_dozen_are_a_changed_layout() -> None:
    stats = {"page/fetched": 60, "article/rejected/no-body": 58, "lang/uk": 2}
    judgement = judge(stats, RbcUkraine.site, blocked_share=0.5)
    assert judgement.verdict is Verdict.LAYOUT_CHANGED
    assert judgement.because == ("58 of 60 article pages were rejected: 58 no-body",)


@pytest.mark.parametrize("name", ["page/blocked/http-403", "article/rejected/challenge"])
def test_refusals_are_blocked(name: str) -> None:
    verdict = judge({**HEALTHY, name: 120}, RbcUkraine.site, blocked_share=0.5).verdict
    assert verdict is Verdict.BLOCKED


def test_failed_addresses_leave_the_run_partial() -> None:
    verdict, because = _verdict(**{"page/failed/http-500": 2})
    assert verdict is Verdict.PARTIAL
    assert because == "2 addresses failed: http-500"


def test_a_run_that_was_stopped_is_partial() -> None:
    assert _verdict(finish_reason="shutdown")[0] is Verdict.PARTIAL


def test_only_finished_has_exit_code_zero() -> None:
    codes = {verdict.exit_code for verdict in Verdict}
    assert Verdict.FINISHED.exit_code == 0
    assert len(codes) == len(Verdict)
    assert not codes & {1, 2}
