"""Page to article: reads bytes into text, fields and clean blocks; it knows no Scrapy and no clock.

`read_page` reads an article's page, `read_source` a feed, sitemap or listing, `normalise_url` is
the one spelling of an address that everything else compares by.
"""

from scraper.extraction.addresses import normalise_url, same_address
from scraper.extraction.memory import LineMemory, learn_lines
from scraper.extraction.pages import read_page
from scraper.extraction.readings import Found, Listing, Reading, Reason, Rejected
from scraper.extraction.refusals import open_document
from scraper.extraction.sources import read_source
from scraper.extraction.unknown import read_unknown, unknown_site

__all__ = [
    "Found",
    "LineMemory",
    "Listing",
    "Reading",
    "Reason",
    "Rejected",
    "learn_lines",
    "normalise_url",
    "open_document",
    "read_page",
    "read_source",
    "read_unknown",
    "same_address",
    "unknown_site",
]
