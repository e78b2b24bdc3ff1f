"""The replica's article pages: head, switcher, picture, text and AMP twin of one version."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from scraper.demo.addresses import EDITIONS, ENGLISH_HOST, article_path, article_url, image_url
from scraper.demo.articles import KYIV, DemoStory, DemoVersion
from scraper.demo.layout import Layout, choose_layout
from scraper.demo.markup import Html, fill, join, tag
from scraper.demo.text import render_plain, render_teaser, render_text
from scraper.demo.words import WORDS, local_iso, long_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another story as the page's side column names it."""

    url: str
    title: str
    published_at: datetime


def render_article(
    story: DemoStory,
    lang: str,
    now: datetime,
    *,
    neighbours: Sequence[Neighbour] = (),
    charset: str = "utf-8",
    teaser: bool = False,
) -> str:
    """The page of a version at a time; `teaser` leaves a subscriber's text out."""
    version = story.version(lang, now)
    layout = choose_layout(story)
    words = WORDS[lang]
    links = [neighbour.url for neighbour in neighbours]
    picture = _picture(story, version, lang, layout)
    if teaser:
        text = render_teaser(version, lang, layout)
    else:
        text = render_text(version, lang, layout, links)
    return fill(
        "article.html",
        **_common(story, version, lang, layout),
        charset=charset,
        keywords=", ".join(version.tags),
        lead=version.lead,
        rss_url=EDITIONS[lang].url(EDITIONS[lang].rss_path),
        hreflang=join(*_hreflang(story, lang, now, layout), between="\n"),
        og_locale="en_US" if lang == "en" else "uk_UA",  # wrong on Russian pages, as on real ones
        meta_times=join(*_meta_times(story, version, lang, now, layout), between="\n"),
        json_ld=_json_ld(story, version, lang, now, layout, teaser),
        home=EDITIONS[lang].home,
        navigation=render_navigation(lang),
        newsline=render_newsline(neighbours),
        switcher=_switcher(story, lang, now, layout),
        picture="" if layout.picture_in_text else picture,
        author=_author(version, lang),
        text=join(picture, "\n", text) if layout.picture_in_text else text,
        tags=join(*(tag("a", name, href="#") for name in version.tags), between=" "),
        cookies=words.cookies,
        google=words.google,
        share=words.share,
        foot="" if layout.copyright_inside else tag("p", words.copyright, class_="copyright"),
        copyright=words.copyright,
    )


def render_amp(story: DemoStory, lang: str, now: datetime) -> str:
    """The AMP twin: the same text without clutter, its canonical address that of the article."""
    version = story.version(lang, now)
    layout = choose_layout(story)
    text = render_plain(version, layout)
    return fill("amp.html", **_common(story, version, lang, layout), text=text)


def render_navigation(lang: str) -> Html:
    """The site's sections and languages; the languages lead to front pages, not to versions."""
    sections = [tag("a", name, href="#") for name in WORDS[lang].navigation]
    homes = [tag("a", WORDS[other].badge, href=EDITIONS[other].home) for other in EDITIONS]
    return join(*sections, *homes, between=" ")


def render_newsline(neighbours: Sequence[Neighbour]) -> Html:
    """The column of other news: times before the titles, and the white space of the real one."""
    return join(*map(_newsline_item, neighbours), between="\n")


def _newsline_item(neighbour: Neighbour) -> Html:
    time = f"{neighbour.published_at.astimezone(KYIV):%H:%M}"
    title = f"\n        {neighbour.title}{' ' * 40}"
    return tag(
        "div", tag("a", tag("span", time, class_="time"), title, href=neighbour.url), class_="item"
    )


def _common(story: DemoStory, version: DemoVersion, lang: str, layout: Layout) -> dict[str, str]:
    prefix_lang = {"uk": "ru", "ru": "uk"}.get(lang, lang)  # what the swapped prefix would say
    shown = tag("span", long_date(version.published_at, lang), class_="date")
    time = tag("time", shown, datetime=local_iso(version.published_at))
    return {
        "html_lang": prefix_lang if layout.html_lang_is_prefix else lang,
        "head_title": version.head_title or version.headline,
        "headline": version.headline,
        "outlet": WORDS[lang].outlet,
        "url": article_url(story, lang),
        "image": image_url(story),
        "date": tag("div", time, " ", tag("span", _reading_time(version, lang)), class_="info"),
    }


def _reading_time(version: DemoVersion, lang: str) -> str:
    words = sum(len(block.text.split()) for block in version.blocks)
    return f"{max(1, round(words / 120))} {WORDS[lang].minutes}"


# --- links to the other versions -----------------------------------------------------------------


def _hreflang(story: DemoStory, lang: str, now: datetime, layout: Layout) -> Iterator[Html]:
    style = layout.hreflang
    names_english = style in ("absolute", "x-default", "protocol-relative")
    if style == "none" or (lang == "en" and not names_english):
        return
    present = [other for other in story.present(now) if other != "en" or names_english]
    for other in present:
        yield tag("link", rel="alternate", hreflang=other, href=_href(story, other, layout))
    if style == "x-default" and "uk" in present:
        yield tag("link", rel="alternate", hreflang="x-default", href=article_url(story, "uk"))
    if style == "home-page":
        yield tag("link", rel="alternate", hreflang="en", href=EDITIONS["en"].home)


def _href(story: DemoStory, lang: str, layout: Layout) -> str:
    match layout.hreflang:
        case "protocol-relative":
            return article_url(story, lang).removeprefix("https:")
        case "relative":
            return article_path(story, lang)
        case _:
            return article_url(story, lang)


def _switcher(story: DemoStory, lang: str, now: datetime, layout: Layout) -> Html:
    """The words "ua en ru" that stand before the title; only some of them lead to a version."""
    places = {other: _switcher_place(story, lang, other, now, layout) for other in EDITIONS}
    order = ("uk", "en", "ru")
    anchors = [
        tag("a", WORDS[other].badge, href=href, class_="active" if other == lang else None)
        for other in order
        if (href := places[other]) is not None
    ]
    return tag("span", *_spaced(anchors), class_="lang-publication")


def _switcher_place(
    story: DemoStory, lang: str, other: str, now: datetime, layout: Layout
) -> str | None:
    """Where the switcher's word leads: a version, an edition's front page, or it is not there."""
    crosses = "en" in (lang, other) and lang != other
    if story.is_present(other, now) and (layout.switcher_names_english or not crosses):
        return article_url(story, other)
    if other == "en" and layout.switcher_shows_english_home:
        return f"https://{ENGLISH_HOST}/"
    return None


def _spaced(parts: Sequence[Html]) -> Iterator[str]:
    for place, part in enumerate(parts):
        if place:
            yield " "
        yield part


# --- picture, author, structured data ------------------------------------------------------------


def _picture(story: DemoStory, version: DemoVersion, lang: str, layout: Layout) -> Html:
    """The picture, its alt the title, glued to caption and credit as on the real pages."""
    image = tag("img", src=image_url(story), alt=version.headline, width="1200", height="675")
    caption = tag("div", _caption(version, lang, layout), class_="caption")
    return tag("div", image, caption, class_="photo")


def _caption(version: DemoVersion, lang: str, layout: Layout) -> str:
    photo = WORDS[lang].photo
    if not version.credit:
        return version.caption
    if not version.caption:
        return f"({photo}: {version.credit})"
    inner = photo.lower() if lang == "en" else photo
    match layout.caption:
        case 0:
            return f"{photo}: {version.caption} ({version.credit})"
        case 1:
            return f"{version.caption} ({inner}: {version.credit})"
        case _:
            return f"{version.caption}. {photo}: {version.credit}"


def _author(version: DemoVersion, lang: str) -> Html:
    if not version.author:
        return Html("")
    link = tag("a", version.author, href=f"{EDITIONS[lang].home}author/1")
    label = tag("span", f"{WORDS[lang].author}:")
    return tag("div", label, " ", link, class_="publication-wrapper-author")


def _meta_times(
    story: DemoStory, version: DemoVersion, lang: str, now: datetime, layout: Layout
) -> Iterator[Html]:
    if not layout.has_meta_times:
        return
    published = local_iso(version.published_at)
    yield tag("meta", property="article:published_time", content=published)
    modified = story.modified_at(lang, now)
    if modified:
        yield tag("meta", property="article:modified_time", content=local_iso(modified))
    yield tag("meta", property="article:section", content=story.section.get(lang, ""))


def _json_ld(
    story: DemoStory,
    version: DemoVersion,
    lang: str,
    now: datetime,
    layout: Layout,
    teaser: bool,
) -> Html:
    if layout.structured == "none" and not teaser:
        return Html("")
    article = _json_article(story, version, lang, now)
    if teaser:
        article |= {"isAccessibleForFree": False}
    written = json.dumps(_wrap(article, layout), ensure_ascii=False, indent=1)
    if layout.structured == "broken":
        # a trailing comma and a raw line end in a string, the two faults seen most
        written = written.replace('"\n}', '",\n}').replace(". ", ".\n", 1)
    # "<" cannot stand in a script element as it is, and html.escape would not be JSON
    return Html(
        f'<script type="application/ld+json">{written.replace("<", chr(92) + "u003c")}</script>'
    )


def _json_article(
    story: DemoStory, version: DemoVersion, lang: str, now: datetime
) -> dict[str, object]:
    modified = story.modified_at(lang, now) or version.published_at
    return {
        "@type": "NewsArticle",
        "mainEntityOfPage": article_url(story, lang),
        "headline": version.headline,
        "description": version.lead,
        "articleSection": story.section.get(lang, ""),
        "keywords": list(version.tags),
        "image": {"@type": "ImageObject", "url": image_url(story), "width": 1200, "height": 675},
        "datePublished": local_iso(version.published_at),
        "dateModified": local_iso(modified),
        "author": {"@type": "Person", "name": version.author},
        "publisher": {"@type": "NewsMediaOrganization", "name": WORDS[lang].outlet},
        "inLanguage": lang,
    }


def _wrap(article: dict[str, object], layout: Layout) -> object:
    context = {"@context": "https://schema.org"}
    crumbs = {"@type": "BreadcrumbList", "itemListElement": []}
    match layout.structured:
        case "graph":
            return context | {"@graph": [crumbs, article]}
        case "list":
            return [context | crumbs, context | article]
        case _:
            return context | article
