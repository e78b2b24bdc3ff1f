"""Which of the page's habits a story shows: they vary over the stories, fixed by their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from scraper.demo.articles import DemoStory

StructuredData = Literal["plain", "graph", "list", "broken", "none"]
HreflangStyle = Literal[
    "absolute", "x-default", "protocol-relative", "partial", "relative", "home-page", "none"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one story's pages are dressed; the numbers choose among the forms of a piece of markup.

    `hreflang` styles up to `protocol-relative` name the English version where there is one; those
    after it name only the Ukrainian and Russian ones, or the English home page, or nothing.
    """

    structured: StructuredData
    hreflang: HreflangStyle
    switcher_names_english: bool
    switcher_shows_english_home: bool
    has_meta_times: bool
    html_lang_is_prefix: bool
    lead_is_bold_paragraph: bool
    picture_in_text: bool
    caption: int
    read_also: int
    telegram: int
    signature: int
    has_soft_hyphens: bool
    copyright_inside: bool


def choose_layout(story: DemoStory) -> Layout:
    """The layout of a story's pages, the same on every call."""
    number = story.number
    structured: tuple[StructuredData, ...] = ("plain", "graph", "none", "list", "broken")
    link = story.english_link
    return Layout(
        structured=structured[number % 5],
        hreflang=_hreflang_style(story),
        switcher_names_english=link in ("switcher", "both"),
        switcher_shows_english_home=number % 2 == 0,
        has_meta_times=number % 7 != 3,
        html_lang_is_prefix=number % 11 == 5,
        lead_is_bold_paragraph=number % 2 == 1,
        picture_in_text=number % 4 == 2,
        caption=number % 3,
        read_also=number % 5,
        telegram=number % 4,
        signature=number % 3,
        has_soft_hyphens=number % 9 == 4,
        copyright_inside=number % 4 == 1,
    )


def _hreflang_style(story: DemoStory) -> HreflangStyle:
    full: tuple[HreflangStyle, ...] = ("absolute", "x-default", "protocol-relative")
    rest: tuple[HreflangStyle, ...] = ("partial", "relative", "home-page", "none")
    if story.english_link in ("hreflang", "both"):
        return full[story.number % 3]
    return rest[story.number % 4]
