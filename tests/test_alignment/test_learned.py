"""Words that two texts teach while they are aligned: no lexicon knows these languages."""

from __future__ import annotations

from scraper.alignment import align_texts
from scraper.alignment.beads import PairBead
from scraper.alignment.learned import learn_stems, stem_of, turn_round
from scraper.alignment.pairs import align_segments
from scraper.alignment.segments import Term, read_segments
from scraper.alignment.weights import TRANSLATION, somewhere
from scraper.text.knowledge import Knowledge

WORDS = [
    "zorka",
    "velim",
    "tapun",
    "mirge",
    "kodas",
    "lopit",
    "fenur",
    "sabek",
    "durov",
    "hilma",
    "jenta",
    "prask",
]
TWINS = [
    "quibe",
    "xanto",
    "wulig",
    "yorph",
    "gluth",
    "chemp",
    "ibbal",
    "oswyn",
    "aceph",
    "untra",
    "vyfle",
    "bromm",
]


def texts_of(words: list[str], count: int = 48) -> list[str]:
    """Sentences that repeat a few words; number k holds words k, 2 k and k // 4."""
    size = len(words)
    return [
        f"{words[k % size]} {words[2 * k % size]} {words[k // 4 % size]}." for k in range(count)
    ]


def straight(count: int, score: float = 0.9) -> list[PairBead]:
    return [PairBead((k,), (k,), score) for k in range(count)]


def test_stems_that_always_meet_answer_one_another() -> None:
    left, right = (read_segments(texts_of(w), lang) for w, lang in ((WORDS, "qaa"), (TWINS, "qab")))
    learned = learn_stems(left, right, straight(48))
    assert learned
    twins = dict(zip(WORDS, TWINS, strict=True))
    assert all(other == ("qab", twins[word]) for (_, word), other in learned.items())


def test_nothing_is_learned_from_doubtful_beads() -> None:
    left, right = (read_segments(texts_of(w), lang) for w, lang in ((WORDS, "qaa"), (TWINS, "qab")))
    assert not learn_stems(left, right, straight(48, score=0.4))


def test_a_few_sentences_teach_nothing() -> None:
    left, right = (
        read_segments(texts_of(w, 6), lang) for w, lang in ((WORDS, "qaa"), (TWINS, "qab"))
    )
    assert not learn_stems(left, right, straight(6))


def test_figures_and_marks_are_not_learned() -> None:
    assert stem_of(Term("number", "14")) is None
    assert stem_of(Term("mark", "quote")) is None
    assert stem_of(Term("word", "bergsteiger", "de")) == ("de", "bergs")


def test_what_is_learned_can_be_read_from_the_other_side() -> None:
    assert turn_round({("a", "one"): ("b", "eins")}) == {("b", "eins"): ("a", "one")}


def test_learned_words_make_beads_surer() -> None:
    """Sentences are of nearly one length, so only what is learned can tell them apart."""
    left, right = texts_of(WORDS, 60), texts_of(TWINS, 60)
    del right[30]
    beads = {(b.left, b.right): b.score for b in align_texts(left, right, "qaa", "qab")}
    assert ((30,), ()) in beads
    assert ((45,), (44,)) in beads


def test_a_long_text_may_vary_less_than_a_short_one() -> None:
    assert TRANSLATION.variance(30) > TRANSLATION.variance(100) > TRANSLATION.variance(1000)
    assert TRANSLATION.variance(100) == TRANSLATION.spread**2


def test_terms_that_can_be_recognised_have_a_rate_of_their_own() -> None:
    assert somewhere("word") != "word"


def test_stored_associations_decide_between_sentences() -> None:
    """Two beads are possible for the one sentence; only a learned word says which."""
    left = read_segments(["Zorka velim tapun.", "Fenur sabek.", "Mirge kodas lopit."], "qaa")
    right = read_segments(["Quibe xanto wulig."], "qab")
    for place, words in ((0, WORDS[:3]), (2, WORDS[3:6])):
        known = {("qaa", a): {("qab", b): 0.9} for a, b in zip(words, TWINS[:3], strict=True)}
        back = {("qab", b): {("qaa", a): 0.9} for a, b in zip(words, TWINS[:3], strict=True)}
        beads = align_segments(left, right, Knowledge(associations=known | back))
        [answer] = [bead for bead in beads if bead.right]
        assert place in answer.left
        assert 2 - place not in answer.left


def test_weak_associations_are_not_used() -> None:
    left = read_segments(["Zorka velim tapun.", "Mirge kodas lopit."], "qaa")
    right = read_segments(["Quibe xanto wulig."], "qab")
    weak = {("qaa", a): {("qab", b): 0.1} for a, b in zip(WORDS[:3], TWINS[:3], strict=True)}
    assert align_segments(left, right, Knowledge(associations=weak)) == align_segments(left, right)
