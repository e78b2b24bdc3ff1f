"""The text of an article's page: the blocks in `div.txt` and all that a site puts between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from scraper.demo.articles import DemoBlock, DemoVersion
from scraper.demo.layout import Layout
from scraper.demo.markup import Html, join, tag
from scraper.demo.words import WORDS

TELEGRAM = "https://t.me/tlumach_demo"
SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACE = "\u00a0"
TEASER_BLOCKS = 2
TAG_PAGE = "https://www.rbc.ua/rus/tag/1"
UNIT = re.compile(r"(?<=\d) (?=(?:грн|млн|млрд|тис|тыс|км|UAH|million|billion)\b)")
LONG_WORD = re.compile(r"\b(\w{7})(\w{5,})\b")


def render_text(version: DemoVersion, lang: str, layout: Layout, links: Sequence[str]) -> Html:
    """Everything inside `div.txt`; `links` are addresses for the boxes that name other stories."""
    return join(
        *_lead(version, layout),
        *_subheading(version),
        *_blocks_with_clutter(version, lang, layout, links),
        *_closing(version, lang, layout),
        between="\n",
    )


def render_teaser(version: DemoVersion, lang: str, layout: Layout) -> Html:
    """What a reader without a subscription gets of the text."""
    words = WORDS[lang]
    shown = (render_block(block, 0, layout) for block in version.blocks[:TEASER_BLOCKS])
    wall = tag("div", tag("h3", words.teaser), tag("p", words.subscribe), class_="paywall")
    return join(*_lead(version, layout), *shown, wall, between="\n")


def render_plain(version: DemoVersion, layout: Layout) -> Html:
    """The text without clutter, as the AMP page has it."""
    blocks = (render_block(block, place, layout) for place, block in enumerate(version.blocks))
    return join(tag("p", version.lead), *blocks, between="\n")


def render_block(block: DemoBlock, place: int, layout: Layout) -> Html:
    """One block; lists are put together by the caller."""
    match block.kind:
        case "heading":
            return tag("h2", block.text)
        case "quote":
            return tag("blockquote", tag("p", _inline(block.text, place, layout)))
        case "list_item":
            return tag("li", _inline(block.text, place, layout))
        case "table":
            return _table(block.rows)
        case _:
            return tag("p", _inline(block.text, place, layout))


def _lead(version: DemoVersion, layout: Layout) -> Iterator[Html]:
    if layout.lead_is_bold_paragraph:
        yield tag("p", tag("strong", version.lead))
    else:
        yield tag("p", version.lead, class_="lead")


def _subheading(version: DemoVersion) -> Iterator[Html]:
    if version.subheading:
        yield tag("h2", version.subheading)


def _blocks_with_clutter(
    version: DemoVersion, lang: str, layout: Layout, links: Sequence[str]
) -> Iterator[Html]:
    waiting = sorted(version.read_also, key=lambda box: box.after)
    for element, place in _elements(version.blocks, layout):
        yield element
        yield from _advertisement(place, lang)
        while waiting and waiting[0].after <= place:
            yield from read_also_box(waiting.pop(0).text, lang, layout.read_also, links)
    for box in waiting:
        yield from read_also_box(box.text, lang, layout.read_also, links)


def _elements(blocks: Sequence[DemoBlock], layout: Layout) -> Iterator[tuple[Html, int]]:
    """Each element with the number of blocks shown up to it; neighbouring items are one list."""
    place = 0
    for is_list, group in groupby(blocks, key=lambda block: block.kind == "list_item"):
        rendered = []
        for block in group:
            rendered.append(render_block(block, place, layout))
            place += 1
            if not is_list:
                yield rendered[-1], place
        if is_list:
            yield tag("ul", *rendered), place


def read_also_box(text: str, lang: str, form: int, links: Sequence[str]) -> Iterator[Html]:
    """The headline of another story in one of the five forms that sites use for it."""
    bare, colon, more = WORDS[lang].read_also
    link = links[len(text) % len(links)] if links else "#"
    anchor = tag("a", text, href=link)
    match form:
        case 0:
            yield tag("p", tag("strong", colon), " ", anchor)
        case 1:
            yield tag("div", tag("span", bare), anchor, class_="read-also")
        case 2:
            yield tag("p", tag("a", f"{colon} {text}", href=link))
        case 3:
            yield tag("p", more)
            yield tag("ul", tag("li", anchor))
        case _:
            yield tag("blockquote", tag("p", f"{bare}: ", anchor), class_="read-more")


def _advertisement(place: int, lang: str) -> Iterator[Html]:
    label = WORDS[lang].advertising
    match place:
        case 1:
            yield tag("ins", label, class_="adsbygoogle", data_ad_slot="1")
        case 3:
            yield tag("div", tag("span", label), id="bn_20311")
        case 4:
            yield tag("div", data_type="_mgwidget", data_widget_id="77")
        case 6:
            yield tag("div", tag("p", label), class_="vidverto-wrapper")


def _closing(version: DemoVersion, lang: str, layout: Layout) -> Iterator[Html]:
    words = WORDS[lang]
    match layout.telegram:
        case 0:
            channel = tag("a", words.telegram_channel, href=TELEGRAM)
            yield tag("p", tag("strong", tag("em", words.telegram, " ", channel)))
        case 1:
            channel = tag("a", words.telegram_channel, href=TELEGRAM)
            yield tag("div", words.telegram, " ", channel, class_="read-in-socials")
        case 2:
            yield tag("p", words.subscribe_channel, " ", tag("a", TELEGRAM, href=TELEGRAM))
    match layout.signature:
        case 1 if version.author:
            yield tag("p", tag("em", version.author))
        case 2 if version.author:
            yield tag("p", f"{words.author}: {version.author}")
    if layout.copyright_inside:
        yield tag("p", words.copyright)


def _table(rows: Sequence[Sequence[str]]) -> Html:
    head, *body = rows
    lines = [tag("tr", *(tag("th", cell) for cell in head))]
    lines += [tag("tr", *(tag("td", cell) for cell in row)) for row in body]
    return tag("table", tag("tbody", *lines))


def _inline(text: str, place: int, layout: Layout) -> Html:
    """The text with the marks that newsrooms leave: links, bold, hard spaces, soft hyphens."""
    text = UNIT.sub(NO_BREAK_SPACE, text)
    if layout.has_soft_hyphens:
        text = LONG_WORD.sub(lambda word: f"{word[1]}{SOFT_HYPHEN}{word[2]}", text)
    words = text.split(" ")
    if len(words) < 9 or place % 3 == 0:
        return join(text)
    marked = " ".join(words[3:5])
    element = tag("a", marked, href=TAG_PAGE) if place % 3 == 1 else tag("b", marked)
    return join(" ".join(words[:3]) + " ", element, " " + " ".join(words[5:]))
