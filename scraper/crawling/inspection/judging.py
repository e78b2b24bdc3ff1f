"""Puts the findings on a site together into a report."""

from __future__ import annotations

from scraper.crawling.inspection.findings import Report
from scraper.crawling.inspection.links import judge_links
from scraper.crawling.inspection.pages import judge_pages
from scraper.crawling.inspection.seen import Seen
from scraper.crawling.inspection.sources import judge_sources


def judge_site(seen: Seen, *, blocked_share: float) -> Report:
    """Every fact of a site with its verdict.

    `blocked_share` is the share of answers, 0 to 1, from which refusals mean that we are locked
    out, and the findings mean nothing.
    """
    answers = seen.answers()
    came = [answer for answer in answers if answer.page is not None]
    refused = sum(answer.is_refusal for answer in came)
    return Report(
        findings=(*judge_sources(seen), *judge_pages(seen), *judge_links(seen)),
        asked=sum(answer.was_asked for answer in answers),
        answers=len(came),
        refused=refused,
        is_refused=bool(refused) and refused >= blocked_share * len(came),
    )
