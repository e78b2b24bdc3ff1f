"""Sentences that answer one another across beads of blocks; records that stay whole with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.alignment import align_articles
from scraper.alignment.links import Link, Side
from scraper.alignment.many import ManyBead
from scraper.alignment.strays import Placed, bring_home
from scraper.items import Article, Bead, Block
from scraper.text.sentences import split_sentences

# --- on whole articles ---------------------------------------------------------------------------

UK = (
    "Міст через Стрижну в Любомирі відкрили 14 листопада. Стрічку перерізала міська голова Ірина "
    "Соломаха. Будівництво коштувало 340 млн грн. Рух транспорту дозволили о 10:30.",
    "Старий міст збудували 1968 року, а в жовтні 2023-го закрили. Експертиза виявила руйнування "
    "двох опор. Його демонтують у березні 2027 року.",
)
EN_MOVED = (
    "A bridge across the Stryzhna in Lubomyr opened on November 14. Mayor Iryna Solomakha cut the "
    "ribbon. Traffic was allowed at 10:30 a.m.",
    "The old bridge was built in 1968 and closed in October 2023. An inspection found that two "
    "piers were crumbling. It will be dismantled in March 2027. Construction cost UAH 340 million.",
)


def an_article(lang: str, texts: Sequence[str]) -> Article:
    return Article(
        id=lang,
        site="outlet",
        edition=lang,
        lang=lang,
        url="",
        headline="",
        blocks=tuple(Block(kind="paragraph", text=text) for text in texts),
    )


def align(versions: Mapping[str, Sequence[str]]) -> list[Bead]:
    articles = {lang: an_article(lang, texts) for lang, texts in versions.items()}
    return [bead for bead in align_articles(articles) if bead.blocks]


def test_a_sentence_moved_over_the_border_of_its_paragraph_is_answered() -> None:
    first, second = align({"uk": UK, "en": EN_MOVED})
    assert [first.blocks, second.blocks] == [{"uk": (0,), "en": (0,)}, {"uk": (1,), "en": (1,)}]
    cost = first.sentences[2]
    assert cost.sentences == {
        "uk": ("Будівництво коштувало 340 млн грн.",),
        "en": ("Construction cost UAH 340 million.",),
    }
    assert cost.elsewhere == {"en": (1,)}
    assert all("340" not in text for one in second.sentences for text in one.sentences["en"])
    others = (*first.sentences[:2], *first.sentences[3:], *second.sentences)
    assert all(one.elsewhere == {} for one in others)


WORDS = {
    "uk": ("Місто", "міст", "річка", "14", "2,5 млн", "Київ", "сказав", "лікарня", "340"),
    "ru": ("Город", "мост", "река", "14", "2,5 млн", "Киев", "сказал", "больница", "340"),
    "en": ("Town", "bridge", "river", "14", "2.5 million", "Kyiv", "said", "hospital", "340"),
}


def blocks_of(lang: str) -> st.SearchStrategy[list[str]]:
    words = st.lists(st.sampled_from(WORDS[lang]), min_size=1, max_size=6)
    sentence = words.map(lambda some: f"{' '.join(some).capitalize()}.")
    return st.lists(st.lists(sentence, min_size=1, max_size=4).map(" ".join), max_size=5)


stories = st.fixed_dictionaries({}, optional={lang: blocks_of(lang) for lang in WORDS})


@given(stories)
@settings(max_examples=80, deadline=None)
def test_a_record_never_contradicts_itself(story: dict[str, list[str]]) -> None:
    beads = align(story)
    held = Counter((lang, i) for bead in beads for lang, at in bead.blocks.items() for i in at)
    assert held == Counter((lang, i) for lang, texts in story.items() for i in range(len(texts)))
    for lang, texts in story.items():
        told = Counter(
            text for bead in beads for one in bead.sentences for text in one.sentences[lang]
        )
        assert told == Counter(text for block in texts for text in split_sentences(block, lang))
    for bead in beads:
        _check_places(bead, story)


def _check_places(bead: Bead, story: Mapping[str, Sequence[str]]) -> None:
    """Every sentence stands where its bead says, and every block keeps a part in its bead."""
    for one in bead.sentences:
        assert any(one.sentences.values())
        for lang, texts in one.sentences.items():
            blocks = (*bead.blocks.get(lang, ()), *one.elsewhere.get(lang, ()))
            around = "\n".join(story[lang][i] for i in blocks)
            assert all(text in around for text in texts)
            assert not {*one.elsewhere.get(lang, ())} & {*bead.blocks.get(lang, ())}
        assert one.elsewhere.keys() <= {lang for lang, texts in one.sentences.items() if texts}
    for lang in bead.blocks:
        assert any(one.sentences[lang] and lang not in one.elsewhere for one in bead.sentences)


# --- on numbers alone ----------------------------------------------------------------------------


def placed(home: int, /, score: float = 0.9, **places: tuple[int, ...]) -> Placed:
    return Placed(home, ManyBead(places, score))


def a_link(uk: tuple[int, ...], en: tuple[int, ...], score: float = 0.95) -> Link:
    return Link(score, Side("uk", uk), Side("en", en))


def bring(beads: Sequence[Placed], *links: Link) -> set[tuple[int, tuple[tuple[str, object], ...]]]:
    return {(one.home, tuple(sorted(one.bead.places.items()))) for one in bring_home(beads, links)}


BEADS = (
    placed(0, uk=(0,), en=(0,), ru=(0,)),
    placed(0, uk=(1,), ru=(1,)),
    placed(1, uk=(2,), en=(1, 2), ru=(2,)),
)
MOVED = {
    (0, (("en", (0,)), ("ru", (0,)), ("uk", (0,)))),
    (0, (("en", (2,)), ("ru", (1,)), ("uk", (1,)))),
    (1, (("en", (1,)), ("ru", (2,)), ("uk", (2,)))),
}


def test_a_part_of_a_bead_is_taken_out_for_the_sentence_that_it_answers() -> None:
    assert bring(BEADS, a_link((1,), (2,))) == MOVED


@pytest.mark.parametrize(
    "link",
    [
        a_link((1,), (2,), score=0.7),  # not sure
        a_link((1,), (1, 2)),  # would empty a block of its language
        a_link((0,), (2,)),  # has an answer
        a_link((0, 1), (2,)),  # holds two beads
        a_link((2,), (1,)),  # inside a bead of blocks the order of sentences decides
    ],
)
def test_what_is_unsure_or_answered_stays(link: Link) -> None:
    assert bring(BEADS, link) == bring(BEADS)
