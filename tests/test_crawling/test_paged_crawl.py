"""Whole crawls of articles on three pages each, of which something keeps the later ones back."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from lxml import html

from scraper.demo.addresses import MAIN_HOST, article_path, article_url
from scraper.demo.answers import Answer, error, page
from scraper.demo.articles import FIRST_VISIT, DemoStory, load_articles
from scraper.demo.check import SITE
from scraper.demo.newsroom import Newsroom
from scraper.demo.replica import Replica
from scraper.demo.server import DemoServer
from scraper.demo.visits import crawl_command
from scraper.extraction.pages import LACKING
from scraper.items import Article
from scraper.storage import Store, StoredArticle
from scraper.text.normalisation import normalise
from tests.test_crawling.spoiled import challenge, wall

PAGES = 3
STORIES = tuple(
    story
    for story in load_articles()
    if len(story.versions["uk"].blocks) >= 2 * PAGES and story.is_present("uk", FIRST_VISIT)
)[:9]
PASSING = ("challenge", "truncated")
"""Mishaps after which the article is due again, however old it is."""
Mishap = Callable[[str, Answer], Answer]


def _cut(_: str, answer: Answer) -> Answer:
    end = answer.body.index(b'<div class="txt">') + 60
    return replace(answer, body=answer.body[:end], announced=len(answer.body))


MISHAPS: dict[str, Mishap] = {
    "whole": lambda path, answer: answer,
    "robots": lambda path, answer: answer,
    "http-404": lambda path, answer: error(404, "not found"),
    "redirected": lambda path, answer: _redirect(f"https://{MAIN_HOST}/rus/"),
    "offsite": lambda path, answer: _redirect("https://tickets.example/"),
    "challenge": lambda path, answer: challenge(MAIN_HOST, path, answer),
    "consent": lambda path, answer: wall(MAIN_HOST, "/x.html", answer),
    "truncated": _cut,
}
"""What befalls the third page of the articles, one after the other; of `robots` nothing is asked
for."""
*PAGED, MOVED = STORIES
"""`MOVED` is an article whose own address leads to another site."""
BEFALLEN = dict(zip(MISHAPS, PAGED, strict=True))


def _redirect(url: str) -> Answer:
    return Answer(status=301, headers=(("Location", url),))


def _path(story: DemoStory, number: int) -> str:
    path = article_path(story, "uk")
    return path if number == 1 else f"{path}/page/{number}"


class Paged(Replica):
    """The Ukrainian edition, every article on three pages; `is_well` ends all mishaps."""

    def __init__(self) -> None:
        only_uk = [replace(each, versions={"uk": each.versions["uk"]}) for each in STORIES]
        super().__init__(Newsroom(only_uk, incidents=()))
        self.is_well = False
        self._pages = {
            _path(story, number): (name, story, number)
            for name, story in BEFALLEN.items()
            for number in range(1, PAGES + 1)
        }

    def answer(self, host: str, path: str, now: datetime) -> Answer:
        """One of the pages, or what the replica answers."""
        if path == "/robots.txt":
            rules = f"User-agent: *\nDisallow: {_path(BEFALLEN['robots'], PAGES)}\n"
            return Answer(body=rules.encode(), content_type="text/plain")
        if path == article_path(MOVED, "uk"):
            return _redirect("https://tickets.example/")
        if path not in self._pages:
            return super().answer(host, path, now)
        name, story, number = self._pages[path]
        whole = super().answer(host, _path(story, 1), now)
        answer = page(_part(whole.body.decode(), story, number), whole.changed_at)
        return answer if number < PAGES or self.is_well else MISHAPS[name](path, answer)


def _part(text: str, story: DemoStory, number: int) -> str:
    """One of the pages of an article, with a pager that names all."""
    root = html.document_fromstring(text)
    (body,) = root.cssselect("div.txt")
    blocks = list(body)
    size = -(-len(blocks) // PAGES)
    for block in (*blocks[: size * (number - 1)], *blocks[size * number :]):
        body.remove(block)
    links = "".join(f'<a href="{_path(story, n)}">{n}</a>' for n in range(1, PAGES + 1))
    body.addnext(html.fragment_fromstring(f'<div class="pagination">{links}</div>'))
    return f"<!DOCTYPE html>\n{html.tostring(root, encoding='unicode')}"


class _Site:
    """The paged outlet behind a port, and a store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = FIRST_VISIT
        self.replica = Paged()
        self.server = DemoServer(self.replica, lambda: self.now).start()
        self.url = f"sqlite:///{folder / 'store.db'}"

    def crawl(self) -> subprocess.CompletedProcess[str]:
        """A whole crawl of the Ukrainian edition."""
        command = crawl_command(
            self.server.connect_to, self.url, self.folder / "output", self.now, ARCHIVE_DAYS=1
        )
        given = [*command, "-a", "langs=ua"]
        return subprocess.run(given, capture_output=True, text=True, timeout=120)

    def stored(self, name: str) -> StoredArticle:
        """The article that a mishap befell, as the store has it."""
        with Store.open(self.url) as store:
            stored = store.article_by_url(article_url(BEFALLEN[name], "uk"))
        assert stored is not None
        return stored

    def article(self, name: str) -> Article:
        """The same as it was read."""
        return self.stored(name).article

    def stats(self) -> dict[str, object]:
        """What the last crawl counted."""
        with Store.open(self.url) as store:
            return dict(store.runs(SITE, limit=1)[0].stats)


def _share(article: Article, name: str) -> float:
    """How many of the story's paragraphs the article has."""
    blocks = BEFALLEN[name].versions["uk"].blocks
    wanted = [normalise(block.text) for block in blocks if block.kind == "paragraph"]
    return sum(text in article.text for text in wanted) / len(wanted)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Site]:
    site = _Site(tmp_path_factory.mktemp("paged"))
    yield site
    site.server.close()


@pytest.fixture(scope="module")
def first(site: _Site) -> subprocess.CompletedProcess[str]:
    """What the first crawl printed."""
    return site.crawl()


@pytest.fixture(scope="module")
def shortened(site: _Site, first: object) -> dict[str, Article]:
    """The articles as the first crawl left them."""
    return {name: site.article(name) for name in MISHAPS}


def test_all_pages_are_one_article(shortened: dict[str, Article]) -> None:
    assert _share(shortened["whole"], "whole") == 1.0
    assert LACKING not in {removed.rule for removed in shortened["whole"].removed}


@pytest.mark.parametrize("name", [name for name in MISHAPS if name != "whole"])
def test_what_could_be_had_is_stored_and_says_what_it_lacks(
    name: str, shortened: dict[str, Article]
) -> None:
    article = shortened[name]
    assert 0.3 < _share(article, name) < 1.0
    (lack,) = [removed for removed in article.removed if removed.rule == LACKING]
    assert lack.text == f"https://{MAIN_HOST}{_path(BEFALLEN[name], PAGES)}"
    assert lack.because == "could not be had"


def test_every_reason_is_counted_and_shown(
    site: _Site, first: subprocess.CompletedProcess[str]
) -> None:
    stats = site.stats()
    for name in MISHAPS:
        assert stats.get(f"unfinished/{name}") == (None if name == "whole" else 1), name
    assert "lacking a further page" in first.stdout


def test_a_forbidden_page_was_not_asked_for(site: _Site, first: object) -> None:
    asked = [one.path for one in site.server.served]
    assert _path(BEFALLEN["robots"], 2) in asked
    assert _path(BEFALLEN["robots"], PAGES) not in asked


def test_an_article_that_moved_to_another_site_does_not_hold_the_crawl(
    site: _Site, first: subprocess.CompletedProcess[str]
) -> None:
    assert first.returncode == 0, first.stdout + first.stderr
    assert site.stats()["page/blocked/offsite"] == 1


def test_a_challenge_slows_the_crawl(first: subprocess.CompletedProcess[str]) -> None:
    lines = [line for line in first.stderr.splitlines() if "refuses us: one request" in line]
    assert len(lines) == 1
    assert MAIN_HOST in lines[0]


def test_the_next_visit_takes_up_what_was_kept_back(
    site: _Site, shortened: dict[str, Article]
) -> None:
    site.replica.is_well = True
    site.now = FIRST_VISIT + timedelta(hours=2)
    done = site.crawl()
    assert done.returncode == 0, done.stdout + done.stderr
    assert {name: _share(site.article(name), name) for name in PASSING} == dict.fromkeys(PASSING, 1)
    assert _share(site.article("robots"), "robots") == _share(shortened["robots"], "robots")
    assert {site.stored(name).cause for name in PASSING} == {"rules"}, "the newsroom edited nothing"
