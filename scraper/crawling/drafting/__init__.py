"""Looks at a site nobody stated facts about and drafts its file: what to fetch, what that shows.

`explore` names the pages to fetch, `draft_site` makes facts of what came back, `write_file` a file
of the facts; none of them fetches.
"""

from scraper.crawling.drafting.explore import MOST_REQUESTS, explore
from scraper.crawling.drafting.facts import Draft, draft_site
from scraper.crawling.drafting.survey import Survey
from scraper.crawling.drafting.telling import tell_survey
from scraper.crawling.drafting.writing import write_file

__all__ = [
    "MOST_REQUESTS",
    "Draft",
    "Survey",
    "draft_site",
    "explore",
    "tell_survey",
    "write_file",
]
