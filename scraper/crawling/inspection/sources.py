"""Judges where articles are found: robots.txt, homes, the address pattern, every source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from scraper.crawling.inspection.findings import Finding, Verdict, tell_langs
from scraper.crawling.inspection.languages import (
    is_mostly,
    langs_of_edition,
    langs_of_titles,
    misplaced,
)
from scraper.crawling.inspection.seen import Answer, Seen, SourceSeen
from scraper.extraction import same_address
from scraper.languages import badge
from scraper.sites import DayArchive, Listing, Site, Sitemap

Judged = tuple[Verdict, str]


def judge_sources(seen: Seen) -> Iterator[Finding]:
    """The findings on everything that leads to articles."""
    for host, answer in seen.robots.items():
        yield _judge_robots(seen, host, answer)
    yield _judge_pattern(seen)
    for lang in seen.site.langs:
        yield _judge_home(seen, lang)
        yield from _judge_edition(seen, lang)


# --- robots, pattern, homes -----------------------------------------------------------------------


def _judge_robots(seen: Seen, host: str, answer: Answer) -> Finding:
    fact = f"robots.txt of {host}"
    url = f"https://{host}/robots.txt"
    page = answer.page
    if page is not None and page.status in (404, 410):
        return Finding(fact, Verdict.OK, f"there is none (HTTP {page.status}): all is allowed", url)
    if page is None or not answer.is_good or answer.is_refusal:
        return Finding(fact, Verdict.UNSURE, answer.said, url)
    if b"<html" in page.body[:2000].lower():
        return Finding(fact, Verdict.UNSURE, "answers with a page, not with rules", url)
    delay = seen.delays.get(host, 0.0)
    asks = f"asks for {delay:g} s between requests" if delay else "asks for no delay"
    return Finding(fact, Verdict.OK, f"readable, {asks}", url)


def _judge_pattern(seen: Seen) -> Finding:
    """Whether `article_url` matches what the sources name."""
    fact = f"article_url {seen.site.article_url.pattern}"
    named = list(dict.fromkeys(url for source in seen.sources for url in source.named))
    matching = [url for url in named if seen.site.match_article(url)]
    if not named:
        return Finding(fact, Verdict.UNSURE, "no source named any address")
    told = f"matches {len(matching)} of the {len(named)} addresses that the sources name"
    if matching:
        return Finding(fact, Verdict.OK, told, matching[0])
    return Finding(fact, Verdict.WRONG, told, max(named, key=len))


def _judge_home(seen: Seen, lang: str) -> Finding:
    """Whether an edition's language is what is spoken below its home."""
    site = seen.site
    home = site.editions[lang].home
    fact = f"{badge(lang)} home {home}"
    below = [entry.url for entry in seen.found() if site.edition_of(entry.url) == lang]
    if not below:
        verdict = Verdict.WRONG if next(seen.found(), None) else Verdict.UNSURE
        return Finding(fact, verdict, "no article that the sources list lies below it", home)
    langs = langs_of_edition(seen, lang)
    told = f"{len(below)} articles lie below it, in {tell_langs(langs.elements())}"
    if not langs:
        return Finding(fact, Verdict.UNSURE, told, below[0])
    return Finding(fact, Verdict.OK if is_mostly(langs, lang) else Verdict.WRONG, told, below[0])


# --- sources --------------------------------------------------------------------------------------


def _judge_edition(seen: Seen, lang: str) -> Iterator[Finding]:
    sources = [source for source in seen.sources if source.lang == lang]
    for source in seen.site.editions[lang].sources:
        pages = [each for each in sources if each.source == source]
        if pages:
            verdict, told = _judge_source(seen, pages)
            fact = f"{badge(lang)} {type(source).__name__} {source.path}"
            yield Finding(fact, verdict, told, pages[-1].url)


def _judge_source(seen: Seen, pages: Sequence[SourceSeen]) -> Judged:
    failed = _judge_answer(seen, pages[-1])  # of an archive yesterday: today may still be empty
    if failed is not None:
        return failed
    if not any(page.found for page in pages):
        return _judge_empty(seen, pages)
    if isinstance(pages[0].source, DayArchive):
        fault = _judge_days(pages)
        if fault is not None:
            return fault
    return _judge_entries(seen, pages)


def _judge_answer(seen: Seen, page: SourceSeen) -> Judged | None:
    """A verdict when the source does not answer as what it is declared to be."""
    answer = page.answer
    if answer.page is None:
        return _judge_silence(seen, answer)
    if answer.is_refusal or answer.page.status >= 500:
        return Verdict.UNSURE, answer.said
    if not answer.is_good:
        return Verdict.WRONG, answer.said
    if page.listing.rejected is not None:
        kind = (answer.page.header("content-type") or "no type").partition(";")[0]
        detail = page.listing.rejected.detail
        return Verdict.WRONG, f"answers, but is no {type(page.source).__name__}: {kind}, {detail}"
    return None


def _judge_silence(seen: Seen, answer: Answer) -> Judged:
    """A host that is not found is wrong only where another one is: else there is no network."""
    wrong = {"robots", "offsite"}
    if any(each.page for each in seen.answers()):
        wrong.add("host-not-found")
    told = "robots.txt forbids it" if answer.reason == "robots" else answer.said
    return (Verdict.WRONG if answer.reason in wrong else Verdict.UNSURE), told


def _judge_empty(seen: Seen, pages: Sequence[SourceSeen]) -> Judged:
    named = len({url for page in pages for url in page.named})
    told = f"answers and names {named} addresses of the site, none of an article"
    if not any(source.found for source in seen.sources):
        return Verdict.UNSURE, f"{told}, as every source: see article_url"
    return Verdict.WRONG, told


def _judge_days(pages: Sequence[SourceSeen]) -> Judged | None:
    """Whether an archive lists each day apart from the other."""
    told = ", ".join(f"{len(page.found)} articles of {page.day}" for page in pages)
    today, yesterday = pages[0], pages[-1]
    if not yesterday.found:
        return Verdict.WRONG, told
    if not today.found:
        return Verdict.UNSURE, f"{told} ({today.answer.said})"
    if {entry.url for entry in today.found} == {entry.url for entry in yesterday.found}:
        return Verdict.WRONG, f"{told}, and they are the same"
    return None


def _judge_entries(seen: Seen, pages: Sequence[SourceSeen]) -> Judged:
    """Whether the articles listed are of the edition, by their addresses and their titles."""
    site, lang = seen.site, pages[0].lang
    found = [entry for page in pages for entry in page.found]
    if isinstance(pages[0].source, Sitemap):  # one may serve all editions of a host
        found = [entry for entry in found if site.edition_of(entry.url) == lang] or found
    editions = Counter(site.edition_of(entry.url) or "und" for entry in found)
    langs = langs_of_titles(found, site)
    told = (
        f"{_counts(pages)}, below the homes of {tell_langs(editions.elements())}, "
        f"titles {tell_langs(langs.elements()) if langs else 'without a language'}"
    )
    verdict, why = _weigh(seen, lang, editions, langs)
    strays = _strays(pages, site)
    if verdict is Verdict.OK and strays:
        verdict, why = Verdict.UNSURE, f"article_url leaves out {strays}"
    moved = [page for page in pages if page.answer.page and not _same_place(page)]
    if moved and moved[0].answer.page:
        verdict = Verdict.UNSURE if verdict is Verdict.OK else verdict
        why = f"leads to {moved[0].answer.page.final_url}"
    return verdict, f"{told}{'; ' if why else ''}{why}"


def _counts(pages: Sequence[SourceSeen]) -> str:
    if len(pages) == 1:
        return f"{len(pages[0].found)} articles"
    return ", ".join(f"{len(page.found)} of {page.day or page.url}" for page in pages)


def _weigh(
    seen: Seen, lang: str, editions: Counter[str], langs: Counter[str]
) -> tuple[Verdict, str]:
    """The verdict on a source's entries; where a home is wrong, the source is not to blame."""
    if is_mostly(editions, lang) and (is_mostly(langs, lang) or not langs):
        return Verdict.OK, ""
    wrong_homes = misplaced(seen) & set(editions)
    if wrong_homes:
        homes = ", ".join(f"{badge(each)} home" for each in sorted(wrong_homes))
        return Verdict.UNSURE, f"see {homes}"
    return Verdict.WRONG, ""


def _strays(pages: Sequence[SourceSeen], site: Site) -> str:
    """What a feed or sitemap names and `article_url` does not match, where that is its bulk."""
    if isinstance(pages[0].source, Listing | DayArchive):
        return ""  # pages link to sections, tags and much else
    named = [url for page in pages for url in page.named]
    strays = [url for url in named if site.match_article(url) is None]
    if 2 * len(strays) < len(named) or not strays:
        return ""
    return f"{len(strays)} of {len(named)}, such as {strays[0]}"


def _same_place(page: SourceSeen) -> bool:
    answered = page.answer.page
    return answered is None or same_address(answered.final_url, page.url)
