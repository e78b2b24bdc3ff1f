"""Checks a site's declared facts against its live pages: what to look at, and what that proves.

`walk_site` names the pages to fetch, `judge_site` turns what came back into findings; neither
fetches, so that both can be tried on pages from anywhere. `InspectionSpider` does the fetching.
"""

from scraper.crawling.inspection.asking import Walk
from scraper.crawling.inspection.findings import Finding, Report, Verdict
from scraper.crawling.inspection.judging import judge_site
from scraper.crawling.inspection.seen import Answer, Ask, Seen
from scraper.crawling.inspection.spider import InspectionSpider
from scraper.crawling.inspection.walk import MOST_REQUESTS, walk_site

__all__ = [
    "MOST_REQUESTS",
    "Answer",
    "Ask",
    "Finding",
    "InspectionSpider",
    "Report",
    "Seen",
    "Verdict",
    "Walk",
    "judge_site",
    "walk_site",
]
