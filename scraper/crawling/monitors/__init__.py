"""Monitors: what a crawl saw, held against what its site declares and what was usual before."""

from scraper.crawling.monitors.judging import judge
from scraper.crawling.monitors.sights import Sights
from scraper.crawling.monitors.verdicts import Alarm, Judgement, Verdict

__all__ = ["Alarm", "Judgement", "Sights", "Verdict", "judge"]
