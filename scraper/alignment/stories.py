"""From a story and its articles to the record: versions, beads of blocks and of sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from scraper.alignment.divergences import find_divergences
from scraper.alignment.halves import join_halves
from scraper.alignment.many import ManyBead, align_many
from scraper.alignment.order import find_moved_beads
from scraper.alignment.segments import Segment, read_segment, read_segments
from scraper.items import Article, Bead, BeadKind, Block, Record, SentenceBead, Story, Version
from scraper.text.knowledge import Knowledge
from scraper.text.sentences import split_sentences


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
    beads = align_articles(whole, knowledge)
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
        beads=beads,
        divergences=find_divergences(whole, beads, edits=edits, knowledge=knowledge),
    )


def align_articles(
    articles: Mapping[str, Article], knowledge: Knowledge | None = None
) -> tuple[Bead, ...]:
    """Beads of headline, lead, caption and blocks over all languages."""
    parts: Sequence[tuple[BeadKind, dict[str, str]]] = (
        ("headline", {lang: a.headline for lang, a in articles.items()}),
        ("lead", {lang: a.lead or "" for lang, a in articles.items()}),
        ("caption", {lang: (a.image and a.image.caption) or "" for lang, a in articles.items()}),
    )
    beads = [_text_bead(kind, texts, knowledge) for kind, texts in parts if any(texts.values())]
    return (*beads, *_block_beads(articles, knowledge))


def _text_bead(kind: BeadKind, texts: Mapping[str, str], knowledge: Knowledge | None) -> Bead:
    found = {lang: (text,) if text else () for lang, text in texts.items()}
    sentences = _sentence_beads(found, knowledge)
    score = max((bead.score for bead in sentences), default=0.0)
    return Bead(kind=kind, score=score, sentences=sentences)


def _block_beads(articles: Mapping[str, Article], knowledge: Knowledge | None) -> list[Bead]:
    segments = {
        lang: [read_segment(b.text, lang, is_heading=b.kind == "heading") for b in a.blocks]
        for lang, a in articles.items()
    }
    sentences = {
        lang: [_sentences_of(block, lang) for block in a.blocks] for lang, a in articles.items()
    }
    beads = join_halves(align_many(segments, knowledge), sentences, knowledge)
    moved = find_moved_beads([bead.places for bead in beads])
    return [_block_bead(articles, b, k in moved, knowledge) for k, b in enumerate(beads)]


def _sentences_of(block: Block, lang: str) -> Sequence[Segment]:
    if block.kind == "heading":
        return ()
    return read_segments(split_sentences(block.text, lang), lang)


def _block_bead(
    articles: Mapping[str, Article], bead: ManyBead, moved: bool, knowledge: Knowledge | None
) -> Bead:
    langs = [lang for lang in articles if lang in bead.places]
    blocks = {lang: [articles[lang].blocks[i] for i in bead.places[lang]] for lang in langs}
    texts = {lang: [block.text for block in blocks.get(lang, ())] for lang in articles}
    return Bead(
        kind=blocks[langs[0]][0].kind,
        blocks={lang: bead.places[lang] for lang in langs},
        score=round(bead.score, 3),
        moved=moved,
        sentences=_sentence_beads(texts, knowledge),
    )


def _sentence_beads(
    texts: Mapping[str, Sequence[str]], knowledge: Knowledge | None
) -> tuple[SentenceBead, ...]:
    sentences = {
        lang: [sentence for text in found for sentence in split_sentences(text, lang)]
        for lang, found in texts.items()
    }
    segments = {lang: read_segments(found, lang) for lang, found in sentences.items()}
    return tuple(
        SentenceBead(
            sentences={
                lang: tuple(sentences[lang][i] for i in bead.places.get(lang, ()))
                for lang in sentences
            },
            score=round(bead.score, 3),
        )
        for bead in align_many(segments, knowledge)
    )


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
