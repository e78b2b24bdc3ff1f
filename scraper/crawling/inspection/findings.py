"""What an inspection says about a fact, and the words it is said in; it judges nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import comb

from scraper.languages import badge


class Verdict(StrEnum):
    """Whether a fact is as the site's file declares it."""

    OK = "ok"
    WRONG = "wrong"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact of a site's file, the verdict, what was seen, and an address to look at."""

    fact: str
    verdict: Verdict
    seen: str
    example: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings; of `asked` addresses `answers` brought a page, `refused` of them a refusal."""

    findings: tuple[Finding, ...]
    asked: int
    answers: int
    refused: int
    is_refused: bool

    def count(self, verdict: Verdict) -> int:
        """How many facts got a verdict."""
        return sum(finding.verdict is verdict for finding in self.findings)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The names of the facts that are wrong."""
        return tuple(each.fact for each in self.findings if each.verdict is Verdict.WRONG)

    @property
    def exit_code(self) -> int:
        """4 when the site refused us, 5 when a fact is wrong, 3 without any answer, else 0."""
        if self.is_refused:
            return 4
        if self.wrong:
            return 5
        return 0 if self.answers else 3


def tell(counts: Mapping[str, int]) -> str:
    """Counts in words, the largest first: `12 og, 3 json-ld`."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count} {name}" for name, count in ordered) or "none"


def tell_langs(langs: Iterable[str]) -> str:
    """Languages in words, as readers of these sites know them."""
    return tell(Counter(badge(lang) for lang in langs))


def tell_parts(parts: Iterable[tuple[str, int, int]]) -> str:
    """Parts per language: `ua 4 of 4, en 0 of 4`."""
    return ", ".join(f"{badge(lang)} {count} of {total}" for lang, count, total in parts)


def is_below(count: int, total: int, share: float) -> bool:
    """Whether so few of `total` are too few to be chance when `share` is to be expected.

    The binomial tail: less than 5 % of samples of that size would show so few.
    """
    tail = sum(
        comb(total, n) * share**n * (1 - share) ** (total - n) for n in range(min(count, total) + 1)
    )
    return bool(total) and tail < 0.05
