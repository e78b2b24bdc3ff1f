"""What kind of thing an article's page is: an article, live blog, gallery, video, podcast, digest.

Its data is believed; where that says no more than "article", two signs of the page must agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from scraper.extraction.pieces import Piece
from scraper.extraction.scene import Known
from scraper.extraction.structured import Structured, kind_of
from scraper.items import ArticleKind
from scraper.text.normalisation import fold

MANY_PICTURES = 5
PER_PICTURE = 250
"""Characters of text for each picture from which it is an article with pictures, no gallery."""
AROUND_A_PLAYER = 900
"""Characters of text that a page for its player may have beside it."""
PARTS = 3
"""So many parts about other articles make a text that says so a digest."""

_SECTIONS: Mapping[ArticleKind, re.Pattern[str]] = {
    "gallery": re.compile(r"^(?:photo\w*|foto\w*|galler(?:y|ies)|galere[iy]a)$"),
    "video": re.compile(r"^(?:videos?|videonews|tv|watch)$"),
    "podcast": re.compile(r"^(?:podcasts?|podkast\w*|audio|listen)$"),
    "live_blog": re.compile(r"^(?:live|liveblogs?|live-blog|onlines?|hronika|khronika|chronicle)$"),
    "digest": re.compile(r"^(?:digests?|daidzhest\w*|daydzhest\w*|daidjest\w*)$"),
}  # fmt: skip
_TITLES: Mapping[ArticleKind, re.Pattern[str]] = {
    "gallery": re.compile(r"\b(?:фото(?:репортаж|галерея)?|photos?|in pictures|gallery)\b", re.I),
    "video": re.compile(r"\b(?:відео|видео|video)\b", re.I),
    "podcast": re.compile(r"\b(?:подкаст\w*|podcast\w*)\b", re.I),
    "digest": re.compile(
        r"\bдайджест\w*|\bdigest\b|^(?:головн[еі]|главн(?:ое|ые)|підсумки|итоги|що сталося|"
        r"что (?:случилось|произошло)|the main|top stories|main (?:news|events)|what happened|"
        r"morning briefing|evening briefing)\b.{0,40}\b(?:за|дня|день|добу|сутки|тиж\w+|недел\w+|"
        r"ранок|утро|вечір|вечер|ніч|ночь|новини|новости|подробиц\w+|day|week|morning|evening|night|"
        r"news|today|листопад\w*)\b", re.I,
    ),
    "live_blog": re.compile(
        r"\b(?:онлайн[- ]?трансл[яі]ц\w+|текстов[иы]й онлайн|наживо|текстова трансляція|"
        r"текстовая трансляция|хроніка|хроника|live|"
        r"liveblog|live blog|as it happened)\b", re.I,
    ),
}  # fmt: skip
_VIDEO_HOSTS = re.compile(
    r"youtube\.com/embed|youtube-nocookie|player\.vimeo|dailymotion|rutube|/player|video", re.I
)
_AUDIO_HOSTS = re.compile(
    r"soundcloud|podcasts\.apple|open\.spotify|megaphone|buzzsprout|simplecast|podcast|audio", re.I
)
_ASIDE = frozenset(("nav", "aside", "footer", "header"))


@dataclass(frozen=True, slots=True)
class Media:
    """What stands around an article's text: pictures and players."""

    pictures: int = 0
    has_video: bool = False
    has_audio: bool = False


def read_media(scope: HtmlElement) -> Media:
    """The media below an element; to be read before players are cut away."""
    pictures = {
        each.get("data-src") or each.get("src") or ""
        for each in scope.iter("img", "amp-img")
        if not _is_aside(each, scope)
    }
    frames = " ".join(
        each.get("src") or each.get("data-src") or "" for each in scope.iter("iframe")
    )
    has_video = next(scope.iter("video", "amp-youtube"), None) is not None
    has_audio = next(scope.iter("audio"), None) is not None
    return Media(
        pictures=len(pictures - {""}),
        has_video=has_video or bool(_VIDEO_HOSTS.search(frames)),
        has_audio=has_audio or bool(_AUDIO_HOSTS.search(frames)),
    )


def _is_aside(element: HtmlElement, scope: HtmlElement) -> bool:
    """Whether a picture belongs to what stands around: a link's thumbnail, a column."""
    for above in element.iterancestors():
        if above is scope:
            return False
        if above.tag in _ASIDE or (above.tag == "a" and not _is_picture(above.get("href") or "")):
            return True
    return False


def _is_picture(href: str) -> bool:
    return re.search(r"\.(?:jpe?g|png|webp|avif)(?:$|\?)", href, re.I) is not None


def read_kind(
    structured: Structured, url: str, known: Known, media: Media, pieces: Sequence[Piece]
) -> ArticleKind:
    """The kind of an article, by its data, else by two signs of the page that agree."""
    stated = kind_of(structured)
    if stated != "article":
        return stated
    size = sum(len(piece.text) for piece in pieces if not piece.is_outside)
    said = _said(url, known.headline or "")
    if any(piece.is_entry for piece in pieces):
        return "live_blog"
    if _is_digest(said, pieces, known):
        return "digest"
    if "podcast" in said and media.has_audio:
        return "podcast"
    if "video" in said and media.has_video and size < AROUND_A_PLAYER:
        return "video"
    most = PER_PICTURE * media.pictures
    if media.pictures >= MANY_PICTURES and size < most and "gallery" in said:
        return "gallery"
    # nothing says so: twice the pictures and a third of the words must
    return "gallery" if media.pictures >= 2 * MANY_PICTURES and 3 * size < most else "article"


def _said(url: str, headline: str) -> frozenset[ArticleKind]:
    """The kinds that the address's sections or the headline's words name."""
    parts = urlsplit(url).path.lower().strip("/").split("/")
    return frozenset(
        kind
        for kind, section in _SECTIONS.items()
        if any(map(section.match, parts)) or _TITLES[kind].search(headline)
    )


def says_live(url: str, headline: str, structured: Structured) -> bool:
    """Whether address, headline or data call the page a live blog."""
    return "live_blog" in _said(url, headline) or states_live(url, structured)


def states_live(url: str, structured: Structured) -> bool:
    """Whether a section of the address or the data do: surer than a word of the headline."""
    return "live_blog" in _said(url, "") or "liveblogposting" in structured.types


def _is_digest(said: frozenset[ArticleKind], pieces: Sequence[Piece], known: Known) -> bool:
    """A text that is called a digest and has parts about other articles."""
    if "digest" not in said:
        return False
    parts = {piece.position for piece in pieces if piece.kind in ("heading", "list_item")}
    linked = {fold(href) for piece in pieces for href in piece.hrefs if known.is_article(href)}
    return max(len(parts), len(linked)) >= PARTS
