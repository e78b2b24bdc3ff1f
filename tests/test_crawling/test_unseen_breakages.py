"""Five breakages and five renovations that were drawn without sight of the monitors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import escape

import pytest
from lxml import html
from lxml.html import HtmlElement

from scraper.crawling.monitors import Judgement, Verdict
from scraper.demo.addresses import EDITIONS, MAIN_HOST
from scraper.demo.answers import Answer
from scraper.demo.replica import Replica
from tests.test_crawling.desk import Desk, Memory
from tests.test_crawling.spoiled import Change, Spoiled, in_text, in_tree, is_article

BEFORE = datetime(2026, 11, 18, 8, tzinfo=UTC)
AFTER = datetime(2026, 11, 19, 20, tzinfo=UTC)

# --- breakages -----------------------------------------------------------------------------------

IN_THE_APP = {
    "uk": "Повний текст матеріалу доступний у нашому застосунку",
    "ru": "Продолжение материала читайте в нашем приложении",
    "en": "Open the app to carry on reading this story",
}
SLOGAN = {
    "uk": "Новини, яким довіряють: Україна і світ цієї хвилини",
    "ru": "Новости, которым доверяют: Украина и мир в эту минуту",
    "en": "News you can rely on: Ukraine and the world this minute",
}


def move_into_the_app(root: HtmlElement) -> None:
    """Of every text the first sentence is left, then a button to the application."""
    invitation = IN_THE_APP[root.get("lang", "uk")[:2]]
    for body in root.cssselect("div.txt"):
        summary = re.split(r"(?<=\.)\s", body.cssselect("p")[0].text_content(), maxsplit=1)[0]
        body.clear()
        body.set("class", "txt")
        for markup in (
            f"<p>{escape(summary)}</p>",
            f'<p><a href="https://a.example/">{invitation}</a></p>',
        ):
            body.append(html.fragment_fromstring(markup))


def serve_ukrainian(host: str, path: str, answer: Answer) -> Answer:
    """Russian pages keep their frame and address, and what they tell is the Ukrainian text."""
    if host != MAIN_HOST or not is_article(path) or not path.startswith(EDITIONS["ru"].prefix):
        return answer
    twin = path.replace(EDITIONS["ru"].prefix, EDITIONS["uk"].prefix, 1)
    other = Replica().answer(host, twin, AFTER)
    if (answer.status, other.status) != (200, 200):
        return answer
    page, source = (html.document_fromstring(each.body.decode()) for each in (answer, other))
    for css in ("h1", "div.txt", "title", "script[type='application/ld+json']"):
        for old, new in zip(page.cssselect(css), source.cssselect(css), strict=False):
            new.tail = old.tail
            parent = old.getparent()
            assert parent is not None
            parent.replace(old, new)
    for css in ("[name=description]", "[property='og:title']", "[property='og:description']"):
        for old, new in zip(page.cssselect(css), source.cssselect(css), strict=False):
            old.set("content", new.get("content", ""))
    text = str(html.tostring(page, encoding="unicode"))
    return replace(answer, body=f"<!DOCTYPE html>\n{text}".encode())


def stamp_with_deploy(text: str) -> str:
    """Every time on the page is that of last night's deploy."""
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", "2026-11-19T03:17:44+02:00", text)
    return re.sub(
        r'<span class="date">.*?</span>', '<span class="date">19.11.2026 03:17</span>', text
    )


def shout_slogan(root: HtmlElement) -> None:
    """Every headline, wherever it is written, is the slogan of the edition."""
    slogan = SLOGAN[root.get("lang", "uk")[:2]]
    for element in root.cssselect("h1, title"):
        element.text = slogan
    for meta in root.cssselect("meta[property='og:title']"):
        meta.set("content", slogan)
    for script in root.cssselect("script[type='application/ld+json']"):
        script.text = re.sub(r'"headline": ".*",', f'"headline": "{slogan}",', script.text or "")


def sell_list(host: str, path: str, answer: Answer) -> Answer:
    """The Ukrainian list leads to a partner's shop; feed and archive go on."""
    if host != MAIN_HOST or path != EDITIONS["uk"].news_path:
        return answer
    body = re.sub(
        rb'https://[^"]*?([\w-]+)\.html"', rb'https://deals.partner.example/\1.html"', answer.body
    )
    return replace(answer, body=body)


BREAKAGES: dict[str, tuple[Change, str, int]] = {
    "text only in the app": (in_tree(move_into_the_app), r"text of|body|access|rejected", 3),
    "Russian pages in Ukrainian": (serve_ukrainian, r"(edition|lang|language)[ /]ru", 3),
    "times of the deploy": (in_text(stamp_with_deploy), r"\bdate|\btime", 3),
    "headlines are the slogan": (in_tree(shout_slogan), r"headline", 3),
    "list sold to a partner": (sell_list, r"source ua /rus/news/", 1),
}
"""How it is broken, what an operator must be told has fallen, and how many addresses show it."""

# --- renovations ---------------------------------------------------------------------------------


def _beside(root: HtmlElement, css: str, before: str, after: str) -> None:
    for element in root.cssselect(css)[:1]:
        element.addprevious(html.fragment_fromstring(before))
        element.addnext(html.fragment_fromstring(after))


def add_most_read(root: HtmlElement) -> None:
    """What is most read above the article, the newsletter's form below it."""
    links = "".join(f'<li><a href="/rus/hot/{n}">Популярне {n}</a></li>' for n in range(5))
    form = (
        '<form class="letter"><label>Розсилка</label><input name="mail"><button>OK</button></form>'
    )
    _beside(root, "article", f'<div class="hot"><ol>{links}</ol></div>', form)


def wrap_text(root: HtmlElement) -> None:
    """The text in two boxes more, with attributes for tests and screen readers."""
    for body in root.cssselect("div.txt"):
        outer = html.fragment_fromstring(
            '<section data-testid="story" aria-live="off"><div></div></section>'
        )
        body.addprevious(outer)
        outer[0].append(body)


def add_ticker(text: str) -> str:
    """Breaking news run above every page, and a notice on cookies lies below."""
    ticker = '<div class="ticker" role="marquee"><b>LIVE</b> Оновлюється: засідання уряду</div>'
    notice = (
        '<div class="gdpr" hidden><p>Ми використовуємо cookies.</p><button>Гаразд</button></div>'
    )
    return text.replace("<body>", f"<body>{ticker}").replace("</body>", f"{notice}</body>")


def move_photos(text: str) -> str:
    """Pictures come from another host, cut to size by query and loaded late."""
    text = re.sub(
        r"https://www\.rbc\.ua/static/img/([\w/-]+\.jpg)",
        r"https://cdn.photo.example/r/\1?w=1200&amp;q=80",
        text,
    )
    return text.replace("<img ", '<img loading="lazy" decoding="async" ')


def count_clicks(host: str, path: str, answer: Answer) -> Answer:
    """Links carry marks of the campaign, and pages have no white space between elements."""
    if "html" not in answer.content_type:
        return answer
    body = re.sub(rb">\s+<", b"><", answer.body)
    if not is_article(path):
        body = re.sub(
            rb'(<a [^>]*?href="[^"]+\.html)"', rb'\1?utm_source=front&amp;utm_medium=list"', body
        )
    return replace(answer, body=body)


HARMLESS: dict[str, Change] = {
    "most read and newsletter": in_tree(add_most_read),
    "two wrappers": in_tree(wrap_text),
    "ticker and notice": in_text(add_ticker, articles=False),
    "pictures elsewhere": in_text(move_photos),
    "marked links, minified": count_clicks,
}

# --- what the monitors say -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    yield desk
    desk.store.close()


@pytest.fixture(scope="module")
def healthy(desk: Desk) -> Memory:
    """After a first run of the site as it is."""
    return desk.crawl(Spoiled(Replica()), BEFORE, Memory())[1]


@pytest.mark.parametrize("name", BREAKAGES)
def test_what_fell_is_named_with_counts_and_addresses(
    name: str, desk: Desk, healthy: Memory
) -> None:
    change, fallen, pages = BREAKAGES[name]
    judgement = desk.crawl(Spoiled(Replica(), change), AFTER, healthy)[0]
    assert judgement.verdict is Verdict.LAYOUT_CHANGED
    named = [alarm for alarm in judgement.alarms if re.search(fallen, alarm.what)]
    assert named, judgement.because
    assert re.search(r"\d+ of \d+|\b\d+ ", named[0].says)
    assert len(named[0].examples) == pages
    assert all(url.startswith("https://") for url in named[0].examples)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_harmless_change_raises_nothing(name: str, desk: Desk, healthy: Memory) -> None:
    judgement = desk.crawl(Spoiled(Replica(), HARMLESS[name]), AFTER, healthy)[0]
    assert judgement == Judgement(Verdict.FINISHED)
