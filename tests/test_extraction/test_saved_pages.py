"""Real pages of known outlets: what a person found right once stays so (counts, digests)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

import pytest

from scraper.extraction import read_page
from tests.benchmarks.saved_sites import Saved, saved_pages


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One page: `headline`, `lead`, `text`, `image` and `caption` are digests."""

    lang: str
    published: str | None
    headline: str
    lead: str | None
    kinds: dict[str, int]
    text: str
    removed: dict[str, int]
    image: str | None = None
    caption: str | None = None
    authors: int = 0
    tags: int = 0
    translations: dict[str, int]


PAGES: dict[str, Expected] = {
    "24tv/24tv_n1419177_2020.uk.html": Expected(
        lang="uk",
        published="2020-09-21T08:00:00+00:00",
        headline="3ea1c14ccf09",
        lead="706e95f7537e",
        kinds={"paragraph": 15, "heading": 6},
        text="cd5b6e7fa6be",
        removed={"strip": 3, "caption": 2},
        image="65926808db40",
        caption=None,
        authors=1,
        tags=9,
        translations={"switcher": 1},
    ),
    "bbc/BBC_2026_04_25.en.html": Expected(
        lang="en",
        published="2012-05-10T14:29:05+00:00",
        headline="94486a3d8c18",
        lead="37e1213adc67",
        kinds={"paragraph": 42, "heading": 6},
        text="51dd6ea902f3",
        removed={"lead": 1},
        image="b65fb12f560d",
        caption=None,
        authors=1,
        tags=0,
        translations={},
    ),
    "dw/dw_uncork.en.html": Expected(
        lang="en",
        published="2013-06-09T22:00:00+00:00",
        headline="1f9635c66956",
        lead="bd3de8870363",
        kinds={"paragraph": 25, "heading": 2},
        text="48d275ee75ef",
        removed={"caption": 3},
        image="071218440ff6",
        caption=None,
        authors=1,
        tags=0,
        translations={},
    ),
    "euronews/EuronewsEN_2024_04_30.html": Expected(
        lang="en",
        published="2024-04-30T14:38:37+00:00",
        headline="c5312a746154",
        lead="cba69904de73",
        kinds={"paragraph": 12},
        text="490daf6b7664",
        removed={"strip": 3},
        image="39a69d6123f2",
        caption="72a82dc5e354",
        authors=1,
        tags=0,
        translations={},
    ),
    "euronews/EuronewsEN_2026_01_06.html": Expected(
        lang="en",
        published="2026-01-06T12:55:27+00:00",
        headline="88d7f634a522",
        lead="35d71443a87c",
        kinds={"paragraph": 38, "heading": 2},
        text="634da0660cc0",
        removed={"caption": 3},
        image="2c8eb4eab86b",
        caption="c67dedc405dd",
        authors=1,
        tags=5,
        translations={},
    ),
    "kommersant/Kommersant_2025_05_14.html": Expected(
        lang="ru",
        published="2025-05-14T17:28:12+00:00",
        headline="836f074f346c",
        lead="283507b3dfc9",
        kinds={"paragraph": 38},
        text="ff1ecf058b31",
        removed={"lead": 1, "caption": 12, "author": 1},
        image="d829ca475971",
        caption="b2403235d0e5",
        authors=1,
        tags=0,
        translations={},
    ),
    "pravda/Pravda_2026_01_08.html": Expected(
        lang="ru",
        published="2026-01-08T15:46:00+00:00",
        headline="aae2e89f3071",
        lead="2fdf63e67588",
        kinds={"paragraph": 29, "heading": 4},
        text="429f5e52cba8",
        removed={"lead": 1, "strip": 1, "caption": 4, "separator": 1, "author": 1},
        image="69f4af9eeb7c",
        caption="5a780879e915",
        authors=3,
        tags=3,
        translations={"hreflang": 1, "switcher": 1},
    ),
    "tass/tass_8836033_2020.ru.html": Expected(
        lang="ru",
        published="2020-06-28T21:16:15+00:00",
        headline="ec73c75f5985",
        lead="daa4c9e79eec",
        kinds={"paragraph": 7, "heading": 1},
        text="1c7aec34bbd6",
        removed={},
        image="589ee93883f8",
        caption=None,
        authors=1,
        tags=0,
        translations={},
    ),
    "ukrinform/ukrinform_3103218_2020.ru.html": Expected(
        lang="ru",
        published="2020-09-20T20:32:00+00:00",
        headline="e3b1fef34e0e",
        lead="6612e09ccfd6",
        kinds={"paragraph": 5},
        text="1855f795bd06",
        removed={"lead": 1, "strip": 1},
        image="12a34c162538",
        caption=None,
        authors=1,
        tags=4,
        translations={},
    ),
    "unn/unn_1906059_2020.ru.html": Expected(
        lang="ru",
        published="2020-12-03T16:47:00+00:00",
        headline="29e9c7f99100",
        lead="3be39557822f",
        kinds={"paragraph": 4},
        text="b615fc4cd018",
        removed={"lead": 1},
        image="5ee8f72616f3",
        caption=None,
        authors=1,
        tags=1,
        translations={"hreflang": 1},
    ),
    "zaxid/zaxid_1503302_2020.uk.html": Expected(
        lang="uk",
        published="2020-06-07T15:06:00+00:00",
        headline="bb0dd13cfc6e",
        lead="3de2ef3d5035",
        kinds={"paragraph": 5},
        text="938151ddc02c",
        removed={"headline": 1, "lead": 1, "outside": 14, "tags": 1},
        image="71ba65758bd4",
        caption=None,
        authors=1,
        tags=0,
        translations={},
    ),
}


def digest(text: str | None) -> str | None:
    return sha256(text.encode()).hexdigest()[:12] if text else None


def summary(saved: Saved) -> dict[str, object]:
    """What reading gives, in the terms of `Expected`."""
    article = read_page(saved.page, saved.site).article
    assert article is not None
    image = article.image
    caption = (
        f"{image.caption} | {image.credit}" if image and (image.caption or image.credit) else None
    )
    return {
        "lang": article.lang,
        "published": article.published_at.isoformat() if article.published_at else None,
        "headline": digest(article.headline),
        "lead": digest(article.lead),
        "kinds": dict(Counter(block.kind for block in article.blocks)),
        "text": digest(article.text),
        "removed": dict(Counter(removed.rule for removed in article.removed)),
        "image": digest(image.url) if image else None,
        "caption": digest(caption),
        "authors": len(article.authors),
        "tags": len(article.tags),
        "translations": dict(Counter(each.declared_by for each in article.translations)),
    }


@pytest.fixture(scope="module")
def summaries(evaluation: Path) -> dict[str, dict[str, object]]:
    return {saved.name: summary(saved) for saved in saved_pages(evaluation) if saved.name in PAGES}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("field", [field.name for field in fields(Expected)])
def test_field(summaries: dict[str, dict[str, object]], name: str, field: str) -> None:
    assert summaries[name][field] == getattr(PAGES[name], field)
