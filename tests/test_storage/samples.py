"""Small invented values that the store's tests put in and expect back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from scraper.items import Article, Block, Image, Page, Record, Translation, Version
from scraper.storage import NewLink, Outcome

SITE = "visnyk"
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LEASE = timedelta(minutes=5)


def address(number: int, lang: str = "uk") -> str:
    """The address of an invented article."""
    return f"https://visnyk.example/{lang}/novyna-{number}.html"


def make_link(
    url: str,
    kind: str = "article",
    priority: int = 0,
    published_at: datetime | None = None,
    edition: str = "uk",
    site: str = SITE,
) -> NewLink:
    """A link to an address of the invented site."""
    return NewLink(
        url=url,
        site=site,
        kind="source" if kind == "source" else "article",
        edition=edition,
        priority=priority,
        published_at=published_at,
    )


def make_page(url: str, body: bytes = b"<html>news</html>", at: datetime = NOW) -> Page:
    """A page of the invented site."""
    return Page(
        site=SITE,
        url=url,
        final_url=url,
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"), ("set-cookie", "a=1")),
        body=body,
        fetched_at=at,
    )


def make_article(
    number: int = 1,
    lang: str = "uk",
    text: str = "Міст через Случ відкрили для пішоходів.",
    translations: tuple[str, ...] = (),
    published_at: datetime | None = NOW,
    tags: tuple[str, ...] = (),
    url: str | None = None,
) -> Article:
    """An article of the invented site; `translations` are addresses of its English version."""
    return Article(
        id=f"{SITE}:{lang}:{number}",
        site=SITE,
        edition=lang,
        lang=lang,
        url=url or address(number, lang),
        headline="Міст відкрили",
        blocks=(Block(kind="paragraph", text=text),),
        image=Image(url="https://visnyk.example/mist.jpg", caption="Міст", credit="Вісник"),
        published_at=published_at,
        published_raw="24 листопада 2026, 12:00" if published_at else None,
        read_from={"published_at": "json-ld"} if published_at else {},
        translations=tuple(
            Translation(lang="en", url=url, declared_by="hreflang") for url in translations
        ),
        tags=tags,
    )


def make_outcome(
    article: Article, *, page: bytes | None = None, at: datetime = NOW, url: str | None = None
) -> Outcome:
    """A successful visit that gave an article; `page` is the body, None stores no page."""
    url = url or article.url
    return Outcome(
        site=SITE,
        url=url,
        state="done",
        page=None if page is None else make_page(url, page, at),
        article=article,
    )


def make_record(number: int = 1, text: str = "Міст відкрили.", site: str = SITE) -> Record:
    """A record of one version."""
    id = f"{site}:uk:{number}"
    version = Version(
        id=id,
        url=address(number),
        headline="Міст відкрили",
        blocks=(Block(kind="paragraph", text=text),),
        published_at=NOW,
    )
    return Record(
        id=id,
        site=site,
        langs=("uk",),
        complete=False,
        published_at=NOW,
        updated_at=NOW,
        versions={"uk": version},
    )
