"""Every knob with its unit and its reason; the only reader of the environment.

A value can be changed for one run with `-s NAME=VALUE`, for good here. Environment variables begin
with `TLUMACH_` and win over the values below.
"""

import os
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_ENV = os.environ

# --- who we are, where things are -----------------------------------------------------------------

BOT_NAME = "tlumach"
SPIDER_MODULES = ["spiders"]
COMMANDS_MODULE = "scraper.commands"

CONTACT = _ENV.get("TLUMACH_CONTACT", "")
"""Address or page where a site's owner reaches the operator; sent in the user agent. Set it."""

USER_AGENT = f"Tlumach/0.1 (news research; {CONTACT or 'no contact set'})"
"""Says who we are. We never pose as a browser."""

STORE_URL = _ENV.get("TLUMACH_STORE", f"sqlite:///{_ROOT / 'data' / 'tlumach.db'}")
"""SQLAlchemy URL; `postgresql+psycopg://...` for several machines needs the extra `postgres`."""

OUTPUT_DIR = _ENV.get("TLUMACH_OUTPUT", str(_ROOT / "output"))
"""Folder that consumers read."""

PUBLIC_URL = _ENV.get("TLUMACH_PUBLIC_URL", "http://127.0.0.1:8000/")
"""Address under which OUTPUT_DIR is served; feeds need absolute links."""

TITLE = _ENV.get("TLUMACH_TITLE", "Tlumach")
"""Title of the feeds."""

LANGS = ["uk", "en", "ru"]
"""Order in which a story's title and text are chosen for `feed.json`."""

EXCERPT = 0
"""Characters of a version's text that are published, 0 for all; the store keeps all of it."""

OPT_OUT = "excerpt"
"""What is done with articles whose page says noindex, noarchive, nosnippet, noai or reserves text
mining: `ignore` it, publish an `excerpt`, or `skip` the article."""

OPT_OUT_EXCERPT = 300
"""Characters of such an article that are published; about what search engines show."""

ENCODER_DIR = ""
"""Folder with `model.onnx` and `tokenizer.json` of a multilingual sentence encoder, one more
witness in matching; empty for none. It needs the extra `neural`."""

SAME_EVENT = False
"""Relate articles of different sites in one language that tell the same event; `scrapy explain`
shows them. They never become one story."""

# --- a good guest ---------------------------------------------------------------------------------

ROBOTSTXT_OBEY = True
CRAWL_DELAY_MAX = 30.0
"""Seconds: a Crawl-delay of robots.txt is applied up to this; a longer one is logged and capped."""

DOWNLOAD_DELAY = 1.0
"""Seconds between two requests to one host."""

DOWNLOAD_DELAY_JITTER = 0.5
"""Share of DOWNLOAD_DELAY by which it varies, so that requests do not come in step."""

CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 2
"""A newspaper is a small server to us: two connections to a host at most."""

AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 0.25
"""Seconds; the stock 5 s makes the first pages of every run crawl."""

AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

SLOW_DOWN_FACTOR = 2.0
"""A 403, 429, 503 or challenge page multiplies the host's delay by this ..."""

SLOW_DOWN_MAX = 120.0
"""... up to this many seconds; a Retry-After header counts in full up to here."""

BLOCKED_SHARE = 0.5
"""A run in which at least this share of answers refused us ends as `blocked`."""

LEARN_MAX_AGE = 14 * 86400.0
"""Seconds for which a good run teaches what is usual on its site once the site's file was changed;
while the file is as it was it goes on teaching, so that a lasting break never becomes usual."""

NOTIFY_URL = _ENV.get("TLUMACH_NOTIFY_URL", "")
"""Address that a run's report is POSTed to as JSON when a site begins or ceases to be blocked or
changed; empty for none."""

NOTIFY_COMMAND = _ENV.get("TLUMACH_NOTIFY_COMMAND", "")
"""Command that gets the same report on its standard input; its words are split as a shell does."""

NOTIFY_TIMEOUT = 10.0
"""Seconds that either may take; the crawl has ended by then."""

COOKIES_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = 60
"""Seconds for one answer; less than LEASE, so that no page in flight loses its lease."""

DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
"""Bytes; the largest real news page seen is under 2 MiB, the stock limit is 1 GiB."""

DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False
"""A page that ends early is kept and rejected as `truncated`, not lost."""

RETRY_TIMES = 2
"""Tries after the first within one run, for server errors and lost connections."""

RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]
REDIRECT_MAX_TIMES = 5

# --- safety ---------------------------------------------------------------------------------------

REMOTE_CONTROL_ENABLED = False
"""Scrapy 2.19 opens a local port that runs any Python sent to it; nobody here needs that."""

TELNETCONSOLE_ENABLED = False
TWISTED_DNS_RESOLVER = "scraper.crawling.resolver.PublicAddressResolver"
"""Every address is checked when connecting: a link must not lead into the operator's network."""

ALLOWED_NETWORKS: list[str] = []
"""Networks in CIDR form that may be connected to although they are not public."""

DOWNLOAD_HANDLERS = {
    "http": "scraper.crawling.connect.ConnectToHandler",
    "https": "scraper.crawling.connect.ConnectToHandler",
    "file": None,
    "ftp": None,
    "s3": None,
    "data": None,
}
CONNECT_TO: dict[str, str] = {}
"""Host to `address:port`: connect there in plain HTTP instead, as curl's option; for the demo."""

# --- the frontier ---------------------------------------------------------------------------------

DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
"""Duplicates are known to the frontier; a second memory of them would only disagree."""

CLAIM_BATCH = 32
"""Addresses taken from the frontier at once."""

LEASE = 900.0
"""Seconds after which the claim of a silent run is void; longer than CLAIM_BATCH delayed pages."""

REVISIT_AFTER = [900, 3600, 21600, 86400]
"""Seconds after its first visit at which a recent article is read again, for edits."""

REVISIT_SHARE = 0.1
"""Share of an article's age that passes before it is read again: a young one is edited more often.
An edit that a visit finds adds a visit, and repeats the wait before it."""

REVISIT_MAX_AGE = 7 * 86400
"""Seconds; an article older than this at its first visit is not visited again."""

TRIES_MAX = 5
"""Runs in which an address may fail before it is given up."""

RETRY_AFTER = 600.0
"""Seconds until an address that failed is due again; doubles with each run that fails."""

ARCHIVE_DAYS = 2
"""Days of the day archives that a run without `since` looks at: today and the days before."""

CLOCK_START = _ENV.get("TLUMACH_CLOCK", "")
"""ISO time at which the run's clock starts, for demos and tests; empty means now."""

# --- the scheduled crawl --------------------------------------------------------------------------

SCHEDULE_CRAWLS = 2
"""Sites crawled at once by one scheduler; a crawl takes most of a core and some 300 MB."""

SCHEDULE_LEASE = 120.0
"""Seconds after which the sites of a silent scheduler are free for others."""

CRAWL_TIME_MAX = 3600.0
"""Seconds after which a scheduled crawl is asked to stop; what it has not read stays due."""

CRAWL_STOP_MAX = 300.0
"""Seconds that a stopping crawl has for its pages in flight and its job before it is killed."""

CRAWL_MEMORY_MAX = 3 * 1024**3
"""Bytes of address space of a scheduled crawl; three times what one of 160 pages reserves."""

BACK_OFF = 900.0
"""Seconds that a site is left alone after a crawl failed (blocked, crashed, nothing read) ..."""

BACK_OFF_MAX = 6 * 3600.0
"""... doubling with each failure in a row up to this."""

# --- what is kept ---------------------------------------------------------------------------------

PAGES_MAX_AGE = 0.0
"""Seconds since its last fetch after which a page is deleted, 0 for never; its article stays, but
cannot be read again by better rules."""

PAGES_MAX_BYTES = 0
"""Bytes that all pages may take, compressed, 0 for no limit; the oldest are deleted. A page takes
some 10 KB, a site of 300 articles a day some 10 MB."""

RUNS_MAX_AGE = 180 * 86400.0
"""Seconds after which an ended run is forgotten, 0 for never."""

# --- what a page costs ----------------------------------------------------------------------------

CONCURRENT_ITEMS = 1
"""Items of one page handled at a time: a page gives one outcome, and so many tasks are started for
every response; the stock value is 100."""

STORE_BATCH = 16
"""Pages to a commit, at most."""

STORE_WAIT = 0.25
"""Seconds that a page waits for others to share its commit; each costs a tenth of one alone."""

# --- Scrapy, arranged -----------------------------------------------------------------------------

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
ITEM_PIPELINES = {"scraper.crawling.pipelines.StorePipeline": 500}
EXTENSIONS = {
    "scraper.crawling.politeness.Politeness": 100,
    "scraper.crawling.progress.Progress": 200,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.throttle.AutoThrottle": None,  # Politeness is one
}
DOWNLOADER_MIDDLEWARES = {
    "scraper.crawling.offsite.Offsite": 50,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # Offsite is one
    "scraper.crawling.reservations.Reservations": 120,  # after robots.txt, which may forbid a page
    "scraper.crawling.refreshes.MetaRefresh": 580,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,  # MetaRefresh is one
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,  # answers are counted by outcome
}
SPIDER_MIDDLEWARES = {  # each makes a page's outcome pass one more asynchronous generator
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # the frontier bounds them
}
REFERRER_POLICY = "no-referrer"
SPIDER_LOADER_WARN_ONLY = False
"""A site file with a wrong fact stops every command with file and attribute named."""

# --- the log --------------------------------------------------------------------------------------

LOG_LEVEL = _ENV.get("TLUMACH_LOG_LEVEL", "INFO")
LOG_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
LOG_DATEFORMAT = "%H:%M:%S"
STATS_DUMP = False
"""The summary says what matters; all stats of a run are in the store."""

LOG_VERSIONS: list[str] = []
LOG_FORMATTER = "scraper.crawling.progress.QuietLog"
PROGRESS_ENABLED = True
"""Show how a crawl goes: a live line on a terminal, a log line every 10 seconds elsewhere."""

FEED_EXPORT_ENCODING = "utf-8"
