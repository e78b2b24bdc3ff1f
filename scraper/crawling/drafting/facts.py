"""Makes the facts of a site's file out of what was seen of it, each with the doubt that is left."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scraper.crawling.drafting.links import Way, find_ways
from scraper.crawling.drafting.patterns import Pattern, propose_pattern
from scraper.crawling.drafting.sources import SourceDraft, find_sources
from scraper.crawling.drafting.survey import LANGS, PageSeen, Survey, home_of, lang_of_titles
from scraper.crawling.inspection.seen import host_of
from scraper.extraction.proposals import propose_selectors

if TYPE_CHECKING:
    from tldextract import ExtractResult

ZONES = {
    "ua": "Europe/Kyiv", "ru": "Europe/Moscow", "by": "Europe/Minsk", "pl": "Europe/Warsaw",
    "lt": "Europe/Vilnius", "lv": "Europe/Riga", "ee": "Europe/Tallinn", "ge": "Asia/Tbilisi",
    "md": "Europe/Chisinau", "kz": "Asia/Almaty", "uk": "Europe/London", "de": "Europe/Berlin",
}  # fmt: skip
"""Zones of countries whose newsrooms write in these languages."""


@dataclass(frozen=True, slots=True)
class EditionDraft:
    """One language: its home, its sources, what is in doubt."""

    home: str
    sources: tuple[SourceDraft, ...]
    doubt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The facts of a site as they seem to be; `doubts` maps a fact to what was not seen of it.

    `shares` are the parts of the articles, 0 to 1, that have a field which `expects` asks for.
    """

    name: str
    title: str
    timezone: str
    editions: Mapping[str, EditionDraft]
    pattern: Pattern | None
    ways: tuple[Way, ...]
    selectors: Mapping[str, tuple[str, ...]]
    per_day: float
    shares: Mapping[str, float] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)


def draft_site(survey: Survey) -> Draft:
    """The facts that a survey shows, as far as it shows them."""
    homes, doubts = _find_homes(survey)
    pattern = propose_pattern(_article_paths(survey, homes), _prefixes(homes))
    zone, doubts["timezone"] = _find_zone(survey)
    sources = find_sources(survey, homes, pattern)
    editions = {lang: EditionDraft(home, sources[lang]) for lang, home in homes.items()}
    ways = find_ways(survey, homes, pattern)
    selectors = propose_selectors(
        [(seen.traits.document.root, seen.article) for seen in survey.articles
         if seen.traits and seen.article]
    )  # fmt: skip
    doubts |= _doubts(survey, homes, pattern, ways, selectors)
    return Draft(
        name=name_of(survey.start),
        title=_find_title(survey),
        timezone=zone,
        editions=editions,
        pattern=pattern,
        ways=ways,
        selectors=selectors,
        per_day=_per_day(survey),
        shares=_shares(survey),
        doubts={fact: doubt for fact, doubt in doubts.items() if doubt},
    )


@cache
def _part_host(host: str) -> ExtractResult:
    """A host parted into its name and suffix, by the list that comes with the library."""
    from tldextract import TLDExtract  # with it comes a whole HTTP library, needed nowhere else

    return TLDExtract(suffix_list_urls=())(host)


def name_of(url: str) -> str:
    """The outlet's name as a module may be called: `ranok` for `www.ranok.com.ua`."""
    host = host_of(url)
    known = _part_host(host)
    label = known.domain if known.suffix else (host.split(".")[-2:] or [host])[0]
    named = (letter if f"_{letter}".isidentifier() else "_" for letter in label)
    name = "".join(named).strip("_").lower()
    return name if name.isidentifier() else f"site_{name}"


# --- editions -------------------------------------------------------------------------------------


def _find_homes(survey: Survey) -> tuple[dict[str, str], dict[str, str]]:
    """Each language's home, by the languages of the texts and titles below it; and the doubts."""
    homes: dict[str, str] = {}
    doubts: dict[str, str] = {}
    votes = _vote(survey)
    for home, langs in sorted(votes.items(), key=lambda item: (-item[1].total(), item[0])):
        lang, count = langs.most_common(1)[0]
        if homes.setdefault(lang, home) == home and count < 0.8 * langs.total():
            doubts[f"editions {lang}"] = "texts below this home are in several languages"
    for lang, home in (each for seen in survey.pages.values() for each in _declared_homes(seen)):
        if lang not in homes and home not in homes.values() and home in survey.pages:
            homes[lang] = home
            doubts[f"editions {lang}"] = "no article below this home could be read"
    ranked = sorted(homes, key=LANGS.index)
    return {lang: homes[lang] for lang in ranked}, doubts


def _vote(survey: Survey) -> dict[str, Counter[str]]:
    """How often each language was met below what may be a home, by texts and by titles."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for seen in survey.articles:
        if seen.article and seen.lang in LANGS:
            votes[home_of(seen.article.url)][seen.lang] += 3
    for each in survey.lists:
        lang = lang_of_titles(each.found)
        for found in each.found[:15] if lang in LANGS else ():
            if host_of(found.url) in survey.robots:
                votes[home_of(found.url)][lang or ""] += 1
    return votes


def _declared_homes(seen: PageSeen) -> list[tuple[str, str]]:
    said = (*seen.traits.hreflang, *seen.traits.switcher) if seen.traits else ()
    return [(each.lang, home_of(each.url)) for each in said if each.lang in LANGS]


def _prefixes(homes: Mapping[str, str]) -> list[str]:
    return [urlsplit(home).path for home in homes.values()]


def _article_paths(survey: Survey, homes: Mapping[str, str]) -> list[str]:
    """Paths of what lists name below the homes and of what was read as an article."""
    read = [seen.article.url for seen in survey.articles if seen.article]
    named = [found.url for found in survey.found()]
    hosts = {host_of(home) for home in homes.values()}
    urls = [url for url in (*read, *named) if host_of(url) in hosts and url not in homes.values()]
    return [urlsplit(url).path for url in dict.fromkeys(urls)]


# --- the rest -------------------------------------------------------------------------------------


def _find_title(survey: Survey) -> str:
    names = Counter(seen.traits.name for seen in survey.pages.values() if seen.traits)
    del names[None]
    return names.most_common(1)[0][0] or "" if names else name_of(survey.start).capitalize()


def _find_zone(survey: Survey) -> tuple[str, str]:
    """The zone of the domain's country, held against the offsets that times state."""
    suffix = _part_host(host_of(survey.start)).suffix.rpartition(".")[2]
    zone = ZONES.get(suffix)
    if zone is None:
        langs = {seen.lang for seen in survey.articles}
        zone = "Europe/Kyiv" if "uk" in langs else "UTC"
        return zone, "guessed from the languages"
    return zone, "" if _fits(survey, zone) else "times that were seen state another offset"


def _fits(survey: Survey, zone: str) -> bool:
    stated = []
    for seen in survey.articles:
        raw = seen.article.published_raw if seen.article else None
        at = seen.article.published_at if seen.article else None
        if raw and at and raw[-6:-5] in "+-" and raw[-3:-2] == ":":
            hours, minutes = int(raw[-6:-3]), int(raw[-2:])
            offset = timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
            if offset:
                stated.append(offset == at.astimezone(ZoneInfo(zone)).utcoffset())
    return not stated or 2 * sum(stated) >= len(stated)


def _shares(survey: Survey) -> dict[str, float]:
    articles = [seen.article for seen in survey.articles if seen.article]
    has = {
        "lead": sum(article.lead is not None for article in articles),
        "image": sum(article.image is not None for article in articles),
        "date": sum(article.published_at is not None for article in articles),
    }
    return {name: count / len(articles) for name, count in has.items()} if articles else {}


def _per_day(survey: Survey) -> float:
    """Articles a day of all feeds together, by the times that they state."""
    total = 0.0
    seen: set[str] = set()
    for each in survey.lists:
        new = {found.url: found.published_at for found in each.found if found.url not in seen}
        times = sorted(at for at in new.values() if at)
        seen |= new.keys()
        if each.kind == "feed" and len(times) > 2:
            days = max((times[-1] - times[0]) / timedelta(days=1), 0.1)
            total += (len(times) - 1) / days
    return total


def _doubts(
    survey: Survey,
    homes: Mapping[str, str],
    pattern: Pattern | None,
    ways: Sequence[Way],
    selectors: Mapping[str, tuple[str, ...]],
) -> dict[str, str]:
    """What the survey leaves open, by fact."""
    found = {}
    if len(homes) < 2:
        found["editions"] = "only one language was found"
    if pattern is None:
        found["article_url"] = "no address of an article was seen"
    elif pattern.fits < 0.8 * pattern.of:
        found["article_url"] = f"matches {pattern.fits} of {pattern.of} addresses that lists name"
    if not ways:
        found["translations"] = "no link between versions was seen; they are matched by content"
    if "body" not in selectors:
        found["body"] = "no selector holds the texts; they are read by generic rules"
    if len(survey.articles) < 3:
        found.setdefault("body", f"seen on {len(survey.articles)} pages only")
    return found
