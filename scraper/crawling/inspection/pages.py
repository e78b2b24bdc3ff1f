"""Judges what is read off article pages: selectors field by field, what `expects` states, times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from scraper.crawling.inspection.findings import Finding, Verdict, is_below, tell, tell_parts
from scraper.crawling.inspection.languages import MOSTLY
from scraper.crawling.inspection.seen import ArticleSeen, Seen
from scraper.extraction.probes import FIELDS, Match
from scraper.items import Article
from scraper.languages import badge
from scraper.sites import DayArchive, Site
from scraper.text.normalisation import fold

NEEDED = frozenset({"headline", "body"})
"""Fields that every edition's pages must have; the others may be absent in one."""
ENOUGH = 3
"""Pages from which a selector that matches on none is wrong."""
EATS = 0.5
"""The share of the text from which a `strip` selector takes the article away."""


def judge_pages(seen: Seen) -> Iterator[Finding]:
    """The findings on the sampled articles; one line when no page could be read at all."""
    for lang in seen.site.langs:
        yield _judge_articles(seen, lang)
    pages = seen.readable()
    if not pages:
        yield Finding("selectors", Verdict.UNSURE, "no article page could be looked at")
        return
    for field in FIELDS:
        if field != "strip":
            yield from _judge_field(seen.site, field, pages)
    yield from (_judge_strip(css, pages) for css in seen.site.strip)
    yield _judge_repeats(seen)
    yield _judge_zone(seen)
    yield from judge_expectations(seen)


# --- the pages as a whole -------------------------------------------------------------------------


def _judge_articles(seen: Seen, lang: str) -> Finding:
    """Whether the articles of an edition can be fetched and read."""
    fact = f"{badge(lang)} articles"
    pages = [each for each in seen.articles if each.lang == lang]
    if not pages:
        return Finding(fact, Verdict.UNSURE, "no address to look at")
    read = sum(each.article is not None for each in pages)
    reasons = Counter(_why_not(each) for each in pages if each.article is None)
    told = f"{read} of {len(pages)} read" + (f", not: {tell(reasons)}" if reasons else "")
    example = next((each.url for each in pages if each.article is None), pages[0].url)
    if read >= MOSTLY * len(pages):
        return Finding(fact, Verdict.OK, told, example)
    is_lost = all(each.answer.page is None or each.answer.is_refusal for each in pages)
    is_wrong = 2 * read < len(pages) and not is_lost
    return Finding(fact, Verdict.WRONG if is_wrong else Verdict.UNSURE, told, example)


def _why_not(seen: ArticleSeen) -> str:
    if seen.reading is None or not seen.answer.is_good:
        return seen.answer.said
    return seen.reading.rejected.reason.value if seen.reading.rejected else "read"


# --- selectors ------------------------------------------------------------------------------------


def _judge_field(site: Site, field: str, pages: Sequence[ArticleSeen]) -> Iterator[Finding]:
    """A field over all its selectors, then, where there are several, each of them."""
    selectors: tuple[str, ...] = getattr(site, field)
    if not selectors:
        return
    serving = [page for page in pages if _serves(page, field, selectors)]
    parts = [
        (lang, sum(page.lang == lang for page in serving), sum(page.lang == lang for page in pages))
        for lang in site.langs
    ]
    told = f"{tell_parts(parts)}; read from: {tell(_sources(pages, field))}"
    example = next((page.url for page in pages if page not in serving), None)
    verdict = _weigh_field(field, parts)
    fault = _same_everywhere(field, selectors, serving)
    if fault:
        verdict, told = Verdict.WRONG, f"{told}; {fault}"
    name = field if len(selectors) > 1 else f"{field} {selectors[0]}"
    yield Finding(name, verdict, told, example)
    if len(selectors) > 1:
        for css in selectors:
            yield _judge_selector(field, css, pages, verdict)


def _serves(page: ArticleSeen, field: str, selectors: Iterable[str]) -> bool:
    """Whether the site's selectors give a field on a page."""
    article = page.article
    if field == "body":
        return article is not None and article.read_from.get("blocks") == "site"
    texts = [match.text for css in selectors if (match := _match(page, field, css)).text]
    if field == "headline" and article is not None:
        return fold(article.headline) in map(fold, texts)
    return bool(texts)


def _match(page: ArticleSeen, field: str, css: str) -> Match:
    assert page.probe is not None
    return page.probe.matches[field, css]


def _weigh_field(field: str, parts: Sequence[tuple[str, int, int]]) -> Verdict:
    served = sum(count for _, count, _ in parts)
    looked = sum(total for _, _, total in parts)
    lacking = any(total > 1 and not count for _, count, total in parts)
    if (not served and looked >= ENOUGH) or (lacking and field in NEEDED):
        return Verdict.WRONG
    if lacking or not served or (field in NEEDED and served < MOSTLY * looked):
        return Verdict.UNSURE
    return Verdict.OK


def _sources(pages: Iterable[ArticleSeen], field: str) -> Counter[str]:
    """Where the reader took a field from, over the articles."""
    names = {"body": "blocks", "date": "published_at", "caption": "image"}
    articles = [page.article for page in pages if page.article is not None]
    return Counter(each.read_from.get(names.get(field, field), "nowhere") for each in articles)


def _same_everywhere(
    field: str, selectors: Iterable[str], pages: Sequence[ArticleSeen]
) -> str | None:
    """A headline or lead that is the same on every page is the site's name or slogan."""
    if field not in ("headline", "lead") or len(pages) < ENOUGH:
        return None
    texts = {_match(page, field, css).text for page in pages for css in selectors} - {""}
    return f'always "{texts.pop()[:60]}"' if len(texts) == 1 else None


def _judge_selector(
    field: str, css: str, pages: Sequence[ArticleSeen], of_field: Verdict
) -> Finding:
    """One of several selectors: a spare that matches nothing is only told."""
    hits = [page for page in pages if _match(page, field, css).count]
    told = f"on {len(hits)} of {len(pages)} pages"
    if hits:
        return Finding(f"{field} {css}", Verdict.OK, told)
    verdict = Verdict.WRONG if of_field is Verdict.WRONG else Verdict.UNSURE
    return Finding(f"{field} {css}", verdict, told, pages[0].url)


def _judge_strip(css: str, pages: Sequence[ArticleSeen]) -> Finding:
    """A selector of what is not the article: it must not take the article away."""
    matches = [_match(page, "strip", css) for page in pages]
    hits = [match for match in matches if match.count]
    told = f"on {len(hits)} of {len(pages)} pages"
    share = median([match.share for match in hits]) if hits else 0.0
    if share > EATS:
        told = f"{told}, where it holds {share:.0%} of the text"
        return Finding(f"strip {css}", Verdict.WRONG, told, pages[0].url)
    return Finding(f"strip {css}", Verdict.OK if hits else Verdict.UNSURE, told, None)


def _judge_repeats(seen: Seen) -> Finding:
    """Lines that stand in several articles are the page's own, and slipped through."""
    counts: Counter[str] = Counter()
    articles = [each.article for each in seen.articles if each.article is not None]
    for article in {article.id: article for article in articles}.values():
        counts.update({block.text for block in article.blocks if block.kind != "heading"})
    repeated = {text: count for text, count in counts.items() if count > 1}
    if not repeated:
        told = f"no line stands in two of {len(articles)} articles"
        return Finding("strip, boilerplate", Verdict.OK, told)
    text, count = max(repeated.items(), key=lambda item: item[1])
    told = f'{len(repeated)} lines stand in several articles, such as "{text[:80]}" in {count}'
    return Finding("strip, boilerplate", Verdict.UNSURE, told)


def _judge_zone(seen: Seen) -> Finding:
    """Whether times that say their offset from UTC say that of the site's time zone."""
    fact = f"timezone {seen.site.timezone}"
    zone = ZoneInfo(seen.site.timezone)
    articles = [each.article for each in seen.articles if each.article is not None]
    offsets = [
        (stated, zone.utcoffset(article.published_at.astimezone(zone).replace(tzinfo=None)))
        for article in articles
        if article.published_at and (stated := _stated_offset(article))
    ]
    fitting = sum(stated == own for stated, own in offsets)
    told = f"{fitting} of {len(offsets)} times with an offset have that of the zone"
    if not offsets:
        return Finding(fact, Verdict.UNSURE, "no time says its offset from UTC")
    is_right = fitting >= MOSTLY * len(offsets)
    return Finding(fact, Verdict.OK if is_right else Verdict.WRONG, told)


def _stated_offset(article: Article) -> timedelta | None:
    """The offset that a machine-readable time states; UTC is what systems write without meaning."""
    try:
        stated = datetime.fromisoformat(article.published_raw or "").utcoffset()
    except ValueError:
        return None
    return stated or None


# --- what the site's file expects -----------------------------------------------------------------


def judge_expectations(seen: Seen) -> Iterator[Finding]:
    """The findings on `expects`: a share is wrong when chance cannot explain what was seen."""
    expects = seen.site.expects
    articles = [each.article for each in seen.articles if each.article is not None]
    has = {
        "lead": [article.lead is not None for article in articles],
        "image": [article.image is not None for article in articles],
        "author": [bool(article.authors) for article in articles],
        "date": [article.published_at is not None for article in articles],
    }
    for name, values in has.items():
        yield _judge_share(name, getattr(expects, name), values, articles)
    yield _judge_complete(seen, articles)
    yield _judge_per_day(seen)


def _judge_share(
    name: str, least: float, values: Sequence[bool], articles: Sequence[Article]
) -> Finding:
    count, total = sum(values), len(values)
    field = {"author": "authors", "date": "published_at"}.get(name, name)
    places = Counter(article.read_from.get(field, "nowhere") for article in articles)
    told = f"{count} of {total} articles; read from: {tell(places)}"
    if is_below(count, total, least):
        verdict = Verdict.WRONG
    else:
        verdict = Verdict.OK if total and count >= least * total else Verdict.UNSURE
    lacking = (a.url for a, value in zip(articles, values, strict=True) if not value)
    return Finding(f"expects {name} {least:.0%}", verdict, told, next(lacking, None))


def _judge_complete(seen: Seen, articles: Sequence[Article]) -> Finding:
    """Articles that name all other editions; matching finds more, so a lack proves nothing."""
    least = seen.site.expects.complete
    others = len(seen.site.langs) - 1
    complete = [
        article
        for article in articles
        if len({link.lang for link in article.translations if _is_there(seen, link.url)}) == others
    ]
    told = f"{len(complete)} of {len(articles)} articles declare every other language"
    is_ok = articles and len(complete) >= least * len(articles)
    example = complete[0].url if complete else None
    return Finding(
        f"expects complete {least:.0%}", Verdict.OK if is_ok else Verdict.UNSURE, told, example
    )


def _is_there(seen: Seen, url: str) -> bool:
    """Whether an address was not found missing."""
    target = seen.read(url)
    return target is None or target.answer.is_good


def _judge_per_day(seen: Seen) -> Finding:
    """What yesterday's archives list; editions without one are missing in the sum."""
    least = seen.site.expects.articles_per_day
    archives = [each for each in seen.sources if isinstance(each.source, DayArchive) and each.day]
    days = sorted({each.day for each in archives if each.day})
    yesterday = [each for each in archives if each.day == days[0]]
    count = len({entry.url for each in yesterday for entry in each.found})
    langs = ", ".join(badge(each.lang) for each in yesterday) or "no edition"
    told = f"{count} articles in yesterday's archives ({langs})"
    verdict = Verdict.OK if yesterday and count >= least else Verdict.UNSURE
    return Finding(f"expects articles_per_day {least:g}", verdict, told)
