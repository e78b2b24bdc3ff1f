"""Who says a sentence: the words that name a source next to a verb or phrase of saying."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scraper.alignment.divergences.sayings import PHRASES, VERBS
from scraper.alignment.divergences.sources import find_kinds
from scraper.alignment.segments import Term, read_segment
from scraper.text.dates import MONTHS
from scraper.text.lemmas import is_ordinary, lemma
from scraper.text.lexicon import concepts
from scraper.text.sentences import split_sentences

REACH = 9
"""Most words on either side of a verb of saying among which its speaker stands."""

TITLE_LETTERS = 2
"""Letters of the shortest word that may be a name."""
TITLE = 5
"""Words before a name that may be its bearer's title."""

_PASSIVE = r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbeing )(?<!\bbe )(?<!\bis )(?<!\bare )"
_WHOSE = re.compile(
    r"\b(за|на|по|зі|со)\s(його|її|его|ее|её)\s((?:сл[оі]в|дан[ин]|інформ|информ|"
    r"відом|сведен|оцін|оценк|підрахун|подсчет|розрах|расчет|прогноз|думк|мнени|погляд|взгляд|"
    r"переконан|убежден|верс|твердж|утвержд)\w*)",
    re.IGNORECASE,
)
"""За її словами: the pronoun is read behind the phrase, where any other speaker stands."""
_SPEECH_BEFORE = re.compile(r"^.*[»”\"],?\s[–—-]\s|^.*[,.?!][”\"](?=\s)", re.DOTALL)
_SPEECH_AFTER = re.compile(r"(?::\s|[–—-]\s)?[«“\"][^«»“”\"]{40,}[»”\"]?[.!?]?$")
_NAME_NEXT = re.compile(r"\s*[A-Z]\w+")
_SHORT_PHRASE_NEXT = re.compile(r"\s*(?:the|an?|its|his|her|their|one)\s(?:[\w’'-]+\s?){1,3}[.,]")
_OBJECT = frozenset(("про", "о", "об", "як", "как", "це", "это", "об", "такі", "такие"))
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_BREAK = re.compile(
    r"[;:.!?…]|\s[–—-]\s|\bthat\b|,?\s(?:що|что)\b|,?\s(?:who|which)\b|"
    r",\s(?:як(?:ий|а|е|і|ого|ої)|котор(?:ый|ая|ое|ые|ого|ой))\b"
)
_AS_IN = re.compile(r"^\W*(?:як|как|as)\s", re.IGNORECASE)
"""Begins a sentence whose speaker ends at the comma: Как рассказали в Минобороны, ..."""
_EMPTY = frozenset(
    " ".join(
        (
            "він вона вони воно його її їх який яка яке які про на у в при там тут це о свій я ми",
            "он она они оно его ее их который которая которые о но об на в при здесь это я мы",
            "he she they it his her their i we you who which the a an that this there",
        )
    ).split()
)
_BY_THE_WAY = frozenset(
    " ".join(
        (
            "коли хоча якщо щоб а але і й та тоді тепер також раніше згодом потім учора вчора нині",
            "сьогодні пізніше водночас при цьому утім однак адже бо до того ж після зустрічі чого",
            "когда хотя если чтобы а но и да тогда теперь также ранее потом вчера сегодня позже",
            "позднее при этом однако ведь затем после встречи чего тем временем",
            "when while although if now then also earlier later and but both yesterday today has",
            "have had previously meanwhile however after before since as",
        )
    ).split()
)
"""What may stand beside a speaker and is none of it."""
_PRONOUNS = frozenset(
    ("він", "вона", "вони", "ми", "усі", "он", "она", "они", "мы", "все",
     "he", "she", "they", "we", "i", "it", "you", "who")
)  # fmt: skip
_PERSON = frozenset(
    ("він", "вона", "його", "її", "нього", "неї", "он", "она", "его", "ее", "её", "него", "нее",
     "he", "she", "his", "her", "him")
)  # fmt: skip
"""Pronouns of one person."""
_IN = frozenset(("у", "в", "во", "на", "on", "in", "at"))
_TIMES = frozenset(
    " ".join(
        (
            "понеділок вівторок середу четвер п’ятницю суботу неділю п'ятницю тижня минулого",
            "понедельник вторник среду четверг пятницу субботу воскресенье прошлой неделе",
            "monday tuesday wednesday thursday friday saturday sunday last week",
        )
    ).split()
)
_SOMEBODY = frozenset(
    " ".join(
        (
            "чиновник посадовець представник представниця влада джерело співрозмовник експерт",
            "чиновник представитель власть источник собеседник лицо эксперт должностной",
            "официальный official authority representative source expert",
        )
    ).split()
)
"""Sources without a name; any of them may be any other."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to say something, in the version's words and as terms."""

    text: str
    lang: str
    terms: frozenset[Term]

    @property
    def names(self) -> tuple[str, ...]:
        """The words that are a name: capitalised, and none that the dictionary or lexicon has."""
        return tuple(word for word in _WORD.findall(self.text) if _is_name(word, self.lang))

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of source that the words tell."""
        return find_kinds(_WORD.findall(self.text), self.lang)

    @property
    def is_anybody(self) -> bool:
        """Whether only a source without a name is told."""
        return not self.names and not _SOMEBODY.isdisjoint(term.key for term in self.terms)


@lru_cache(maxsize=4096)
def find_speaker(text: str, lang: str, before: Speaker | None = None) -> Speaker | None:
    """The speaker that a sentence names outside its quotes; None where it names nobody.

    He and she are the speaker `before`, if that is named.
    """
    words = _strip(_words_of_speaker(_without_speech(text), lang), lang)
    if words and _PERSON.issuperset(map(str.lower, words)):
        return before if before and before.names else None
    if not _PRONOUNS.isdisjoint(map(str.lower, words)):
        return None
    terms = frozenset(_telling(" ".join(words), lang))
    speaker = Speaker(" ".join(words), lang, terms)
    is_told = speaker.names or speaker.kinds or any(term.kind == "concept" for term in terms)
    return speaker if is_told else None


def _strip(words: list[str], lang: str) -> list[str]:
    """The words without those on time and circumstance at either end."""
    aside = _BY_THE_WAY | _TIMES | MONTHS.get(lang, {}).keys()
    kept = list(words)
    while kept and (kept[0].lower() in aside or _leads_aside(kept, aside)):
        del kept[0]
    while kept and kept[-1].lower() in aside:
        del kept[-1]
    return kept


def _leads_aside(words: list[str], aside: Collection[str]) -> bool:
    """Whether a preposition and a time follow: in July, у п’ятницю."""
    return len(words) > 1 and words[0].lower() in _IN and words[1].lower() in aside


def _is_name(word: str, lang: str) -> bool:
    aside = _TIMES | MONTHS.get(lang, {}).keys()
    if len(word) < TITLE_LETTERS or not word[0].isupper() or word.lower() in aside:
        return False
    return word.isupper() or not (is_ordinary(word, lang) or concepts(lemma(word, lang), lang))


def _without_speech(text: str) -> str:
    """What the version says itself; what is quoted before or behind it is three dots."""
    plain = _SPEECH_BEFORE.sub("… ", _WHOSE.sub(r"\1 \3 \2", text))
    return _SPEECH_AFTER.sub(" …", plain)


def _words_of_speaker(text: str, lang: str) -> list[str]:
    """Words that name the speaker: behind a phrase of saying, or around a verb."""
    if lang not in VERBS:
        return []
    phrase = re.search(rf"\b(?:{PHRASES[lang]})\b", text, re.IGNORECASE)
    if phrase:
        return _WORD.findall(_first_part(text[phrase.end() :]).split(",")[0])[:REACH]
    verb = re.search(rf"{_PASSIVE}\b(?:{VERBS[lang]})\b", text, re.IGNORECASE)
    if not verb:
        return []
    before, after = text[: verb.start()].rstrip(), text[verb.end() :]
    said_by = after.split(",")[0] if _AS_IN.match(text) else after
    behind = _WORD.findall(_first_part(said_by))[:REACH]
    if before.endswith(("…", "–", "—", " -")) or _is_inverted(before, after, lang):
        return behind
    words = _WORD.findall(_last_part(before))[-REACH:]
    if not words or words[0].lower() in _OBJECT:
        return behind
    if _EMPTY.issuperset(map(str.lower, words)):
        return (
            words
            if lang == "en" and not _PERSON.isdisjoint(map(str.lower, words))
            else ([] if lang == "en" else behind)
        )
    return words


def _is_inverted(before: str, after: str, lang: str) -> bool:
    """Whether the speaker follows: `..., said Hrabchuk`, not `Zhytnyk, head of it, said`."""
    if not before.endswith(","):
        return False
    if lang != "en":
        return True
    return bool(_NAME_NEXT.match(after) or _SHORT_PHRASE_NEXT.match(after))


def _first_part(text: str) -> str:
    return _BREAK.split(text, maxsplit=1)[0]


def _last_part(text: str) -> str:
    """What stands right before the verb; behind an apposition's comma, all of the subject."""
    parts = _BREAK.split(text.rstrip())
    clauses = [clause for clause in parts[-1].rstrip(",").split(",") if clause.strip()]
    if parts[-1].endswith(",") and len(clauses) > 1:
        return " ".join(clauses[-2:])
    return clauses[-1] if clauses else ""


def _telling(text: str, lang: str) -> Iterator[Term]:
    """Names and words with a meaning; no pronouns, no verbs of saying."""
    verbs = re.compile(VERBS.get(lang, r"$^"), re.IGNORECASE)
    for term in read_segment(f"… {text}", lang).terms:
        is_word = term.kind in ("name", "concept", "word") and term.key not in _EMPTY
        if is_word and not verbs.fullmatch(term.key):
            yield term


def find_roles(text: str, lang: str) -> Mapping[tuple[str, str], frozenset[Term]]:
    """Per name and its language, the words before it: what the person is called otherwise."""
    roles: dict[tuple[str, str], set[Term]] = {}
    for sentence in split_sentences(text, lang):
        words = _WORD.findall(sentence)
        for place, word in enumerate(words):
            if word[0].isupper() and len(word) > 2:
                title = " ".join(words[max(0, place - TITLE) : place])
                known = roles.setdefault((lemma(word, lang), lang), set())
                known.update(term for term in _telling(title, lang) if term.kind == "concept")
    return {name: frozenset(terms) for name, terms in roles.items()}
