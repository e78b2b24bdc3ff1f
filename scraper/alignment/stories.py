"""From a story and its articles to the record: versions, beads of blocks and of sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime

from scraper.alignment.calibration import Trust, rate_beads
from scraper.alignment.divergences import find_divergences
from scraper.alignment.halves import join_halves
from scraper.alignment.links import Link, find_links
from scraper.alignment.many import ManyBead, align_many, in_reading_order
from scraper.alignment.order import find_moved_beads
from scraper.alignment.reading import Reading, read_version
from scraper.alignment.strays import Placed, bring_home
from scraper.items import Article, Bead, BeadKind, Block, Record, SentenceBead, Story, Version
from scraper.text.knowledge import Knowledge

DIGITS = 6
"""Digits of a probability that are kept until it is rated."""


def align_story(
    story: Story,
    articles: Mapping[str, Article],
    *,
    editions: Sequence[str],
    updated_at: datetime,
    knowledge: Knowledge | None = None,
    revisions: Mapping[str, int] | None = None,
    gone: Collection[str] = (),
    edits: Mapping[str, Sequence[tuple[Article, Article]]] | None = None,
) -> Record:
    """The story as an aligned record, with sequence 0 and revision 1 (publishing counts both).

    `articles` maps languages to the story's articles, `editions` are all languages of the site.
    A version of which only a teaser is free is published, its blocks are in no bead. `edits`
    holds, per language, the states before and after each edit by the newsroom, oldest first;
    what only better rules changed is not among them.
    """
    langs = tuple(sorted(articles, key=_order_of(editions)))
    whole = {lang: articles[lang] for lang in langs if articles[lang].access == "free"}
    beads, trust = _align(whole, knowledge)
    dates = [date for a in articles.values() if (date := a.published_at)]
    return Record(
        id=story.id,
        site=story.site,
        langs=langs,
        complete=set(editions) <= set(langs),
        published_at=min(dates, default=None),
        updated_at=updated_at,
        versions={
            lang: _version(articles[lang], (revisions or {}).get(lang, 1), lang in gone)
            for lang in langs
        },
        evidence=story.evidence,
        beads=rate_beads(beads, trust),
        divergences=find_divergences(whole, beads, edits=edits, knowledge=knowledge),
    )


def align_articles(
    articles: Mapping[str, Article], knowledge: Knowledge | None = None
) -> tuple[Bead, ...]:
    """Beads of headline, lead, caption and blocks over all languages.

    Their scores are probabilities among all ways to align the versions; a record has them rated.
    """
    return _align(articles, knowledge)[0]


def _align(
    articles: Mapping[str, Article], knowledge: Knowledge | None
) -> tuple[tuple[Bead, ...], Trust]:
    parts: Sequence[tuple[BeadKind, dict[str, str]]] = (
        ("headline", {lang: a.headline for lang, a in articles.items()}),
        ("lead", {lang: a.lead or "" for lang, a in articles.items()}),
        ("caption", {lang: (a.image and a.image.caption) or "" for lang, a in articles.items()}),
    )
    versions = {lang: read_version(a.blocks, lang) for lang, a in articles.items()}
    links = find_links(versions, knowledge)
    beads = [_text_bead(kind, texts, knowledge) for kind, texts in parts if any(texts.values())]
    return (*beads, *_block_beads(articles, versions, links.found, knowledge)), links.trust


def _text_bead(kind: BeadKind, texts: Mapping[str, str], knowledge: Knowledge | None) -> Bead:
    versions = {
        lang: read_version([Block(kind="paragraph", text=text)] if text else [], lang)
        for lang, text in texts.items()
    }
    whole = ManyBead({lang: (0,) for lang, text in texts.items() if text}, 1.0)
    inside = _align_within(whole, versions, knowledge)
    sentences = _sentence_beads(inside, whole, versions)
    score = max((bead.score for bead in sentences), default=0.0)
    return Bead(kind=kind, score=score, sentences=sentences)


def _block_beads(
    articles: Mapping[str, Article],
    versions: Mapping[str, Reading],
    links: Sequence[Link],
    knowledge: Knowledge | None,
) -> list[Bead]:
    blocks = align_many({lang: one.blocks for lang, one in versions.items()}, knowledge)
    beads = join_halves(blocks, versions, links)
    moved = find_moved_beads([bead.places for bead in beads])
    placed = [
        Placed(k, inner)
        for k, bead in enumerate(beads)
        for inner in _align_within(bead, versions, knowledge)
    ]
    inside: dict[int, list[ManyBead]] = {k: [] for k in range(len(beads))}
    for one in bring_home(placed, links):
        inside[one.home].append(one.bead)
    return [
        Bead(
            kind=_kind_of(bead, articles),
            blocks={lang: bead.places[lang] for lang in articles if lang in bead.places},
            score=round(bead.score, DIGITS),
            moved=k in moved,
            sentences=_sentence_beads(inside[k], bead, versions),
        )
        for k, bead in enumerate(beads)
    ]


def _align_within(
    bead: ManyBead, versions: Mapping[str, Reading], knowledge: Knowledge | None
) -> list[ManyBead]:
    """The beads of the sentences of some blocks, numbered over each whole version."""
    places = {lang: versions[lang].within(blocks) for lang, blocks in bead.places.items()}
    segments = {
        lang: [versions[lang].sentences[place] for place in some] for lang, some in places.items()
    }
    return [
        ManyBead(
            {lang: tuple(places[lang][i] for i in some) for lang, some in inner.places.items()},
            inner.score,
        )
        for inner in align_many(segments, knowledge)
    ]


def _kind_of(bead: ManyBead, articles: Mapping[str, Article]) -> BeadKind:
    lang = next(lang for lang in articles if lang in bead.places)
    return articles[lang].blocks[bead.places[lang][0]].kind


def _sentence_beads(
    beads: Sequence[ManyBead], around: ManyBead, versions: Mapping[str, Reading]
) -> tuple[SentenceBead, ...]:
    """The beads of sentences as published; `around` is the bead of blocks that they are in."""
    return tuple(
        SentenceBead(
            sentences={
                lang: tuple(one.sentences[place].text for place in bead.places.get(lang, ()))
                for lang, one in versions.items()
            },
            score=round(bead.score, DIGITS),
            elsewhere=dict(_elsewhere(bead, around, versions)),
        )
        for bead in in_reading_order(beads, tuple(versions))
    )


def _elsewhere(
    bead: ManyBead, around: ManyBead, versions: Mapping[str, Reading]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    for lang, places in bead.places.items():
        homes = {versions[lang].homes[place] for place in places}
        if outside := homes - {*around.places.get(lang, ())}:
            yield lang, tuple(sorted(outside))


def _order_of(editions: Sequence[str]) -> Callable[[str], tuple[int, str]]:
    places = {lang: place for place, lang in enumerate(editions)}
    return lambda lang: (places.get(lang, len(places)), lang)


def _version(article: Article, revision: int, gone: bool) -> Version:
    return Version(
        id=article.id,
        url=article.url,
        headline=article.headline,
        lead=article.lead,
        blocks=article.blocks,
        image=article.image,
        authors=article.authors,
        section=article.section,
        tags=article.tags,
        published_at=article.published_at,
        modified_at=article.modified_at,
        kind=article.kind,
        access=article.access,
        revision=revision,
        gone=gone,
        read_from=article.read_from,
    )
