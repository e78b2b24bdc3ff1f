"""Judges the ways to other languages: are they on the pages, do they lead to what they say?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from scraper.crawling.inspection.findings import Finding, Verdict, tell, tell_parts
from scraper.crawling.inspection.languages import MOSTLY, misplaced
from scraper.crawling.inspection.pages import ENOUGH
from scraper.crawling.inspection.seen import ArticleSeen, Seen
from scraper.extraction.probes import LanguageLink
from scraper.items import Translation
from scraper.languages import badge
from scraper.sites import Hreflang, SameKey, SamePath, Switcher, TranslationRule


@dataclass(frozen=True, slots=True)
class Followed:
    """One declared translation and what stands at its address."""

    origin: ArticleSeen
    translation: Translation
    target: ArticleSeen

    @property
    def result(self) -> str:
        """What the link led to, in a few words."""
        article = self.target.article
        if article is None:
            rejected = self.target.reading.rejected if self.target.reading else None
            if self.target.answer.is_good and rejected:
                return f"no article ({rejected.reason.value})"
            return self.target.answer.said
        if article.lang != self.translation.lang:
            return f"{badge(article.lang)} instead of {badge(self.translation.lang)}"
        return "right"

    @property
    def is_right(self) -> bool:
        """Whether it led to an article in the language it says."""
        return self.result == "right"


def judge_links(seen: Seen) -> Iterator[Finding]:
    """The findings on every way by which the site's versions are said to be linked."""
    for rule in seen.site.translations:
        match rule:
            case Hreflang():
                yield _judge_shown(seen, rule, "Hreflang")
            case Switcher():
                yield _judge_shown(seen, rule, f"Switcher {rule.css}")
            case SamePath():
                yield _judge_same_path(seen, rule)
            case SameKey():
                yield _judge_same_key(seen, rule)


def _followed(seen: Seen, rule: TranslationRule) -> list[Followed]:
    """The declared translations of a rule whose targets were fetched."""
    return [
        Followed(origin, translation, target)
        for origin, by, translation in seen.translations()
        if by == rule and (target := seen.read(translation.url)) is not None
    ]


# --- links that stand on the page -----------------------------------------------------------------


def _judge_shown(seen: Seen, rule: TranslationRule, fact: str) -> Finding:
    pages = seen.readable()
    if not pages:
        return Finding(fact, Verdict.UNSURE, "no article page could be looked at")
    having = [page for page in pages if any(link.rule == rule for link in _links(page))]
    aims: Counter[str] = Counter(
        link.aim for page in pages for link in _links(page) if link.rule == rule
    )
    followed = _followed(seen, rule)
    right = sum(each.is_right for each in followed)
    told = (
        f"on pages of {tell_parts(_parts(seen, pages, having))}; leads to: {tell(aims)}; "
        f"followed {len(followed)}, right {right}{_told_faults(followed)}"
    )
    verdict = _weigh_shown(len(pages), len(having), aims, followed)
    if verdict is Verdict.WRONG and _is_misplaced(seen, followed):
        verdict = Verdict.UNSURE
    return Finding(fact, verdict, told, _example(followed, pages))


def _links(page: ArticleSeen) -> tuple[LanguageLink, ...]:
    return page.probe.links if page.probe else ()


def _parts(
    seen: Seen, pages: Sequence[ArticleSeen], having: Sequence[ArticleSeen]
) -> list[tuple[str, int, int]]:
    return [
        (lang, sum(page.lang == lang for page in having), sum(page.lang == lang for page in pages))
        for lang in seen.site.langs
    ]


def _weigh_shown(
    looked: int, having: int, aims: Counter[str], followed: Sequence[Followed]
) -> Verdict:
    right = sum(each.is_right for each in followed)
    if looked >= ENOUGH and (not having or not aims["translation"]):
        return Verdict.WRONG
    if followed and 2 * right < len(followed):
        return Verdict.WRONG
    if not followed or right < MOSTLY * len(followed):
        return Verdict.UNSURE
    return Verdict.OK


def _told_faults(followed: Sequence[Followed]) -> str:
    faults = Counter(each.result for each in followed if not each.is_right)
    return f" ({tell(faults)})" if faults else ""


def _example(followed: Sequence[Followed], pages: Sequence[ArticleSeen]) -> str | None:
    """A link that led astray, else one that is right, else a page that has none."""
    ordered = sorted(followed, key=lambda each: each.is_right)
    if ordered:
        return ordered[0].translation.url
    return pages[0].url if pages else None


def _is_misplaced(seen: Seen, followed: Sequence[Followed]) -> bool:
    """Whether a home that is wrong explains that languages do not agree."""
    wrong = misplaced(seen)
    langs = {lang for each in followed for lang in (each.origin.lang, each.translation.lang)}
    return bool(langs & wrong)


# --- links that are derived -----------------------------------------------------------------------


def _judge_same_path(seen: Seen, rule: SamePath) -> Finding:
    """Every pair of editions must share a path at least now and then, in one direction."""
    langs = rule.langs or seen.site.langs
    fact = f"SamePath {' '.join(badge(lang) for lang in langs)}"
    followed = _followed(seen, rule)
    verdicts, told = [], []
    for pair in combinations(langs, 2):
        of_pair = [
            each
            for each in followed
            if {each.origin.lang, each.translation.lang} == set(pair) and not _is_lost(each)
        ]
        verdicts.append(_weigh_pair(of_pair))
        right = sum(each.is_right for each in of_pair)
        name = "-".join(badge(lang) for lang in pair)
        told.append(f"{name} {right} of {len(of_pair)} there{_told_faults(of_pair)}")
    verdict = max(verdicts, key=_severity, default=Verdict.UNSURE)
    if verdict is Verdict.WRONG and _is_misplaced(seen, followed):
        verdict = Verdict.UNSURE
    return Finding(fact, verdict, "; ".join(told), _example(followed, seen.readable()))


def _is_lost(each: Followed) -> bool:
    """Whether nothing can be said of a target, since no answer came."""
    return each.target.answer.page is None or each.target.answer.is_refusal


def _weigh_pair(followed: Sequence[Followed]) -> Verdict:
    right = sum(each.is_right for each in followed)
    if right and 3 * right >= len(followed):  # many articles have no version there
        return Verdict.OK
    return Verdict.WRONG if len(followed) >= ENOUGH and not right else Verdict.UNSURE


def _severity(verdict: Verdict) -> int:
    return (Verdict.OK, Verdict.UNSURE, Verdict.WRONG).index(verdict)


def _judge_same_key(seen: Seen, rule: SameKey) -> Finding:
    """Editions that share keys have some in common among what their sources list."""
    langs = rule.langs or seen.site.langs
    fact = f"SameKey {' '.join(badge(lang) for lang in langs)}"
    keys = {lang: _keys(seen, lang) for lang in langs}
    told, verdicts = [], []
    for one, other in combinations(langs, 2):
        shared = keys[one] & keys[other]
        smaller = min(len(keys[one]), len(keys[other]))
        told.append(f"{badge(one)}-{badge(other)} {len(shared)} of {smaller} keys shared")
        is_enough = smaller >= 10
        verdicts.append(Verdict.OK if shared else Verdict.WRONG if is_enough else Verdict.UNSURE)
    return Finding(fact, max(verdicts, key=_severity, default=Verdict.UNSURE), "; ".join(told))


def _keys(seen: Seen, lang: str) -> set[str]:
    """The keys of an edition's articles as its sources list them."""
    site = seen.site
    urls = (entry.url for entry in seen.found() if site.edition_of(entry.url) == lang)
    return {key for url in urls if (key := site.key_of(url))}
