"""Page to article: puts together what structured data, selectors and cleaning found.

It decides which page becomes an article; it knows no Scrapy, clock or network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zlib import crc32

from scraper.extraction.addresses import join_address
from scraper.extraction.bodies import stated_lines
from scraper.extraction.cleaning import Cleaned
from scraper.extraction.documents import Document
from scraper.extraction.fields import (
    Sheet,
    read_authors,
    read_images,
    read_section,
)
from scraper.extraction.headlines import read_headline
from scraper.extraction.memory import NOTHING, LineMemory
from scraper.extraction.opt_outs import read_opt_outs
from scraper.extraction.paging import first_page
from scraper.extraction.readings import Reading, Reason, Rejected
from scraper.extraction.refusals import open_document
from scraper.extraction.structured import (
    Structured,
    read_structured,
)
from scraper.extraction.times import read_dates
from scraper.extraction.translations import read_switcher, read_translations
from scraper.extraction.wholes import SHORTEST_BODY, Whole, read_whole
from scraper.items import Article, Page, Removed, Translation
from scraper.languages import OTHER, UNDETERMINED, Verdict, identify
from scraper.sites import Site

_LANG_TAG = re.compile(r"([a-z]{2,3})(?:[-_]\w+)*$", re.I)
LACKING = "further page"
"""In place of a rule: a page that continues the article and is not in it."""
SAMPLE = 50
"""Of so many pages one is shown to the language models although its letters leave no doubt."""


def read_page(
    page: Page,
    site: Site,
    *,
    more: Sequence[Page] = (),
    memory: LineMemory = NOTHING,
    now: datetime | None = None,
) -> Reading:
    """The article of a page, or the reason why it has none; it never raises for what a page holds.

    `more` are the pages that continue it, in their order; one that continues another is no article.
    `memory` knows lines that other pages of the site have too. `now` bounds dates and gives written
    ones their year; it is the time of fetching by default.
    """
    asked = _spellings((page.url, page.final_url))
    final = join_address(page.final_url, page.final_url)
    if final is None:
        return Reading(rejected=Rejected(Reason.NOT_ARTICLE, "no web address"), aliases=asked)
    document = open_document(page)
    if isinstance(document, Rejected):
        return Reading(rejected=document, aliases=asked)
    first = first_page(document)
    if first is not None and UNDETERMINED not in site.editions and site.match_article(first):
        rejected = Rejected(Reason.NOT_ARTICLE, f"continues {first}")
        return Reading(rejected=rejected, links=(first,), aliases=asked, continues_from=first)
    structured = read_structured(document)
    url = _own_address(document, structured, site, final)
    translations = read_translations(document.root, document.base, url, site, structured)
    sheet = Sheet(document, site, structured, url, now or page.fetched_at, memory)
    outcome = _read_article(sheet, translations, more)
    asked = (*asked, *_spellings(url for each in more for url in (each.url, each.final_url)))
    return Reading(
        article=outcome if isinstance(outcome, Article) else None,
        rejected=outcome if isinstance(outcome, Rejected) else None,
        links=tuple(dict.fromkeys(translation.url for translation in translations)),
        aliases=tuple(alias for alias in (*asked, *_twins(document, structured)) if alias != url),
        continues=_continues(outcome) if isinstance(outcome, Article) and not more else None,
    )


def _continues(article: Article) -> str | None:
    """The address of the page after the first one."""
    return next((each.text for each in article.removed if each.rule == LACKING), None)


def _spellings(urls: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(url for raw in urls if (url := join_address(raw, raw))))


def _twins(document: Document, structured: Structured) -> Iterator[str]:
    """AMP twins that have an address of their own form, so that it leads to this article too."""
    for rel, _, href in structured.links:
        address = join_address(document.base, href) if rel == "amphtml" else None
        if address is not None:
            yield address


def _own_address(document: Document, structured: Structured, site: Site, final: str) -> str:
    """The page's own address: the canonical one when it is the same article, else the final one."""
    hrefs = [href for rel, _, href in structured.links if rel == "canonical"]
    for href in (*hrefs, *structured.meta.get("og:url", ())):
        address = join_address(document.base, href)
        if address is not None and _is_same_article(address, final, site):
            return address
    return final


def _is_same_article(address: str, final: str, site: Site) -> bool:
    """Whether a canonical address can be believed: an article of this edition, of the same key."""
    match = site.match_article(address)
    if match is None or site.edition_of(address) != site.edition_of(final):
        return False
    own = site.match_article(final)
    return own is None or own.groupdict().get("key") == match.groupdict().get("key")


def _read_article(
    sheet: Sheet, translations: tuple[Translation, ...], more: Sequence[Page]
) -> Article | Rejected:
    match = sheet.site.match_article(sheet.url)
    edition = sheet.site.edition_of(sheet.url)
    if match is None or edition is None:
        return Rejected(Reason.NOT_ARTICLE, f"not the address of an article: {sheet.url}")
    headline = read_headline(sheet)
    if headline is None:
        return Rejected(Reason.NO_HEADLINE, "neither data nor page has one")
    whole = read_whole(sheet, headline, more)
    missing = _missing_body(sheet, whole)
    if missing is not None:
        return missing
    verdict = _identify(sheet, edition, whole.cleaned, headline)
    if verdict.lang in (OTHER, UNDETERMINED) and edition != UNDETERMINED:
        votes = ", ".join(f"{vote.voter} {vote.lang}" for vote in verdict.votes)
        return Rejected(Reason.WRONG_LANGUAGE, votes)
    key = sheet.site.key_of(sheet.url)
    return _assemble(sheet, edition, key, whole, verdict, translations)


def _missing_body(sheet: Sheet, whole: Whole) -> Rejected | None:
    """Why what is left is no body: nothing, a few words, or much less than the data holds.

    Of a page that keeps its text back the headline is worth having.
    """
    cleaned = whole.cleaned
    size = sum(len(block.text) for block in cleaned.blocks)
    if any(removed.rule == "cookies" for removed in cleaned.removed) and size < SHORTEST_BODY:
        return Rejected(Reason.CONSENT, "a consent text is all there is")
    if whole.access == "blocked":
        return None
    if size + len(cleaned.lead or "") * bool(cleaned.blocks) < SHORTEST_BODY:
        return Rejected(Reason.NO_BODY, f"{size} characters of text")
    stated = sum(map(len, stated_lines(sheet)))
    if 3 * size < stated and not sheet.document.is_closed:
        return Rejected(Reason.TRUNCATED, f"{size} of {stated} characters, and not closed")
    return None


def _identify(sheet: Sheet, edition: str, cleaned: Cleaned, headline: str) -> Verdict:
    if edition == UNDETERMINED:
        return Verdict(_declared_lang(sheet), (), agreed=False)
    texts = [headline, cleaned.lead or "", *(block.text for block in cleaned.blocks)]
    declared = {
        "html-lang": sheet.structured.html_lang or "",
        "json-ld": sheet.structured.said("inLanguage") or "",
        "og:locale": sheet.structured.first("og:locale") or "",
        "edition": edition,
    }
    sample = crc32(sheet.url.encode()) % SAMPLE == 0  # the same pages in every process
    return identify("\n".join(texts), langs=sheet.site.langs, declared=declared, sample=sample)


def _declared_lang(sheet: Sheet) -> str:
    """The first language tag that the page states about itself, without its region."""
    said = (
        sheet.structured.html_lang,
        sheet.structured.said("inLanguage"),
        sheet.structured.first("og:locale"),
    )
    tags = (_LANG_TAG.match(tag.strip()) for tag in said if tag)
    return next((match[1].lower() for match in tags if match), UNDETERMINED)


def _offers(sheet: Sheet, cleaned: Cleaned, lang: str) -> tuple[str, ...]:
    """The languages that the page says it exists in, its own among them."""
    said = cleaned.offers or read_switcher(sheet.root, sheet.site)
    return said if not said or lang in said else (lang, *said)


def _lacking(whole: Whole) -> Iterator[Removed]:
    """The further page that the article does without, so that it can be told why it is short."""
    if whole.lack is not None:
        position = len(whole.cleaned.blocks) + len(whole.cleaned.removed)
        yield Removed(
            position=position, text=whole.lack.url, rule=LACKING, because=whole.lack.because
        )


def _assemble(
    sheet: Sheet,
    edition: str,
    key: str | None,
    whole: Whole,
    verdict: Verdict,
    translations: tuple[Translation, ...],
) -> Article:
    cleaned = whole.cleaned
    published, modified = read_dates(sheet)
    image, images = read_images(sheet, cleaned)
    if cleaned.lead_from is not None:
        sheet.read_from["lead"] = cleaned.lead_from
    return Article(
        id=f"{sheet.site.name}:{edition}:{key or sheet.url.rstrip('/')}",
        site=sheet.site.name,
        edition=edition,
        lang=verdict.lang,
        url=sheet.url,
        headline=cleaned.headline or "",
        key=key,
        lead=cleaned.lead,
        blocks=cleaned.blocks,
        image=image,
        images=images,
        authors=read_authors(sheet),
        section=read_section(sheet),
        tags=whole.known.tags,
        published_at=published.at if published else None,
        published_raw=published.raw if published else None,
        modified_at=modified.at if modified else None,
        modified_raw=modified.raw if modified else None,
        kind=whole.kind,
        access=whole.access,
        translations=translations,
        offers=_offers(sheet, cleaned, verdict.lang),
        read_from=sheet.read_from,
        votes=verdict.votes,
        removed=(*cleaned.removed, *_lacking(whole)),
        opt_out=read_opt_outs(sheet.document.page, sheet.structured),
        fetched_at=sheet.document.page.fetched_at,
    )
