"""The replica with its answers changed on the way: ten ways to break a site, ten to renovate it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from lxml import html
from lxml.html import HtmlElement

from scraper.demo.addresses import EDITIONS, ENGLISH_HOST
from scraper.demo.answers import Answer, error
from scraper.demo.markup import fill
from scraper.demo.replica import Replica

Change = Callable[[str, str, Answer], Answer]
"""From host, path and the replica's answer to the changed answer."""

ARCHIVE = re.compile(r"archive/(\d{4}/\d\d/\d\d)$")


def is_article(path: str) -> bool:
    """Whether a path is that of an article's page."""
    return path.endswith(".html")


class Spoiled:
    """A replica whose answers pass through a change."""

    def __init__(self, replica: Replica, change: Change | None = None) -> None:
        self.replica = replica
        self.change = change

    def answer(self, host: str, path: str, now: datetime) -> Answer:
        """The changed answer; an archive may be asked to repeat the day before."""
        if self.change is repeat_yesterday:
            path = _yesterday(path)
        answer = self.replica.answer(host, path, now)
        return self.change(host, path, answer) if self.change else answer


def in_text(edit: Callable[[str], str], *, articles: bool = True) -> Change:
    """A change of the text of pages, of articles only or of every HTML page."""

    def change(host: str, path: str, answer: Answer) -> Answer:
        if "html" not in answer.content_type or (articles and not is_article(path)):
            return answer
        return replace(answer, body=edit(answer.body.decode()).encode())

    return change


def in_tree(edit: Callable[[HtmlElement], None]) -> Change:
    """A change of an article's tree."""

    def edited(text: str) -> str:
        root = html.document_fromstring(text)
        edit(root)
        return "<!DOCTYPE html>\n" + str(html.tostring(root, encoding="unicode"))

    return in_text(edited)


def _put(root: HtmlElement, css: str, markup: str, *, first: bool = False) -> None:
    for element in root.cssselect(css)[:1]:
        element.insert(0 if first else len(element), html.fragment_fromstring(markup))


# --- breakages -----------------------------------------------------------------------------------


def rename_classes(text: str) -> str:
    """A redesign names everything anew."""
    return text.replace('class="txt"', 'class="c-entry"').replace('class="info"', 'class="x3"')


def move_headline(root: HtmlElement) -> None:
    """The title is a styled box above the article, and the first heading names the section."""
    for headline in root.cssselect("article h1"):
        headline.tag = "div"
        headline.set("class", "post-title")


def drop_structured_data(text: str) -> str:
    """No JSON-LD any more."""
    return re.sub(r"<script type=\"application/ld\+json\">.*?</script>", "", text, flags=re.S)


def drop_switcher(root: HtmlElement) -> None:
    """The words `ua en ru` are gone."""
    for element in root.cssselect("span.lang-publication"):
        element.drop_tree()


def write_dates_anew(text: str) -> str:
    """Dates as weeks of the year, in data, meta and text."""
    text = re.sub(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d",
        lambda found: f"W{date.fromisoformat(found[0][:10]).isocalendar().week} of the year",
        text,
    )
    return re.sub(r'<span class="date">.*?</span>', '<span class="date">W47</span>', text)


def split_body(root: HtmlElement) -> None:
    """The second half of the text comes in a box of its own, behind a banner."""
    for body in root.cssselect("div.txt"):
        rest = html.fragment_fromstring('<section class="part-two"><h3>1/2</h3></section>')
        for child in list(body)[len(body) // 3 :]:
            rest.append(child)
        body.getparent().getparent().append(rest)


def wall(host: str, path: str, answer: Answer) -> Answer:
    """A consent wall instead of every article."""
    if not is_article(path):
        return answer
    text = fill(
        "consent.html", lang="uk", outlet="РБК", heading="Ваша приватність", path=path,
        cookies="Ми використовуємо файли cookie.", accept="Прийняти", refuse="Відхилити",
    )  # fmt: skip
    return Answer(body=text.encode())


def challenge(host: str, path: str, answer: Answer) -> Answer:
    """A challenge with status 200 instead of everything."""
    return Answer(body=fill("challenge.html", host=host, path=path).encode())


def challenge_articles(host: str, path: str, answer: Answer) -> Answer:
    """The same in front of a third of the articles."""
    chosen = is_article(path) and int(path[-6]) % 3 == 0
    return challenge(host, path, answer) if chosen else answer


def close_english(host: str, path: str, answer: Answer) -> Answer:
    """The English host has nothing any more."""
    return error(404, "moved") if host == ENGLISH_HOST else answer


def empty_english(host: str, path: str, answer: Answer) -> Answer:
    """The English lists are loaded by a script that we do not run."""
    if host != ENGLISH_HOST or is_article(path):
        return answer
    return Answer(body=b"<html><body><div id=root></div></body></html>")


def empty_feed(host: str, path: str, answer: Answer) -> Answer:
    """The Russian feed answers without an item."""
    if path != EDITIONS["ru"].rss_path:
        return answer
    body = re.sub(rb"<item>.*</item>", b"", answer.body, flags=re.S)
    return replace(answer, body=body)


def repeat_yesterday(host: str, path: str, answer: Answer) -> Answer:
    """Every day's archive shows the day before; see `Spoiled`."""
    return answer


def _yesterday(path: str) -> str:
    found = ARCHIVE.search(path)
    if found is None:
        return path
    day = date.fromisoformat(found[1].replace("/", "-"))
    return path.replace(found[1], f"{min(day, date(2026, 11, 18)):%Y/%m/%d}")


def freeze_feed(host: str, path: str, answer: Answer) -> Answer:
    """The Ukrainian feed is no longer written; the list and the archive go on."""
    if path != EDITIONS["uk"].rss_path:
        return answer
    return Replica().answer(host, path, datetime(2026, 11, 18, 8, tzinfo=UTC))


def freeze_feed_anew(host: str, path: str, answer: Answer) -> Answer:
    """The same, with the time of making in it, so that it is sent each time."""
    frozen = freeze_feed(host, path, answer)
    if frozen is answer:
        return answer
    return replace(frozen, body=frozen.body + b"<!-- made at 22:00 -->")


def sign_with_slogan(root: HtmlElement) -> None:
    """Every description is the site's own, in data, meta and text."""
    for meta in root.cssselect("meta[name=description], meta[property='og:description']"):
        meta.set("content", "Головні новини дня: політика, економіка, суспільство та спорт")
    for script in root.cssselect("script[type='application/ld+json']"):
        script.drop_tree()
    for lead in root.cssselect("p.lead, div.txt > p:first-child"):
        lead.drop_tree()


def drop_pictures(text: str) -> str:
    """No picture is named any more."""
    text = re.sub(r'<meta property="og:image".*?>', "", text)
    text = re.sub(r'"image": \{.*?\},', "", text, flags=re.S)
    return re.sub(r'<div class="photo">.*?</div></div>', "", text, flags=re.S)


def drop_signatures(root: HtmlElement) -> None:
    """The author stands under another class, and no longer in the data."""
    for element in root.cssselect(".publication-wrapper-author"):
        element.set("class", "byline-x")
    for script in root.cssselect("script[type='application/ld+json']"):
        script.text = re.sub(r'"author": \{.*?\},', "", script.text or "", flags=re.S)


def pitch(root: HtmlElement) -> None:
    """A plea for money in the middle of every text, worded as a paragraph of it."""
    for body in root.cssselect("div.txt"):
        paragraph = html.fragment_fromstring(
            "<p>Наша редакція живе завдяки людям, які щомісяця складаються на неї, і сьогодні"
            " таких людей уже понад чотири тисячі по всій країні.</p>"
        )
        body.insert(len(body) // 2, paragraph)


# --- renovations ---------------------------------------------------------------------------------


def add_advertisement(root: HtmlElement) -> None:
    """A new box between the paragraphs and one above the title."""
    _put(root, "article", '<div class="adsens-wrap"><ins class="x">Реклама</ins></div>', first=True)
    _put(root, "div.txt", '<ins class="adsbygoogle" data-ad-slot="9">Реклама</ins>')


def new_footer(root: HtmlElement) -> None:
    """Another foot, with columns of links."""
    for footer in root.cssselect("footer"):
        footer.clear()
        columns = "".join(f'<li><a href="/rus/{n}/">Розділ {n}</a></li>' for n in range(20))
        footer.append(html.fragment_fromstring(f"<nav><ul>{columns}</ul></nav>"))


def other_class_order(text: str) -> str:
    """More classes, in another order."""
    return text.replace('class="txt"', 'class="m-b-2 txt x1"').replace(
        'class="publication-wrapper-author"', 'class="grid publication-wrapper-author"'
    )


def new_social_widget(root: HtmlElement) -> None:
    """Buttons of one more network, and a counter of shares."""
    widget = '<div class="share"><a href="https://threads.example/">Threads</a> <b>128</b></div>'
    _put(root, "article", widget)


def new_scripts(text: str) -> str:
    """Another tag manager, and a preload."""
    head = '<script src="/js/app.9f2c.js" defer></script><link rel="preload" href="/a.woff2">'
    return text.replace("</head>", f"{head}</head>")


def wrap_article(root: HtmlElement) -> None:
    """One more box around the article."""
    for article in root.cssselect("article"):
        box = html.Element("main")
        article.addprevious(box)
        box.append(article)


def new_menu(root: HtmlElement) -> None:
    """A menu with more sections, and a search field."""
    _put(root, "header", '<form action="/rus/search"><input name="q"><button>OK</button></form>')
    _put(root, "header nav", '<a href="/rus/special/">Спецпроєкти</a>')


def reorder_meta(root: HtmlElement) -> None:
    """The head's elements in another order."""
    head = root.find("head")
    for element in list(head)[1:][::-1]:
        head.append(element)


def minify(text: str) -> str:
    """No line ends between elements."""
    return re.sub(r">\n+<", "><", text)


def add_comments(root: HtmlElement) -> None:
    """Readers' comments below the article, and a column of what is most read."""
    column = "".join(f"<li><a href='/rus/top/{n}'>Найчитаніше {n}</a></li>" for n in range(9))
    _put(root, "div.container", f"<aside class='top'><ul>{column}</ul></aside>")
    _put(root, "div.container", "<div class='comments'><p>Дуже дякую за новину!</p></div>")


def add_open_graph(text: str) -> str:
    """More meta elements than before."""
    extra = '<meta name="twitter:card" content="summary"><meta property="fb:app_id" content="1">'
    return text.replace("</head>", f"{extra}</head>")
