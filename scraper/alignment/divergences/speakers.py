"""Who says a sentence: the words that name a source next to a verb or phrase of saying."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scraper.alignment.segments import Term, read_segment
from scraper.text.lemmas import lemma
from scraper.text.sentences import split_sentences

REACH = 9
"""Most words on either side of a verb of saying among which its speaker stands."""

TITLE = 5
"""Words before a name that may be its bearer's title."""

_VERBS = {
    "uk": r"сказа\w+|заяви\w+|повідоми\w+|розпові\w+|наголоси\w+|зазначи\w+|підкресли\w+|поясни\w+|"
    r"пояснює|дода\w+|уточни\w+|відпові\w+|написа\w+|запевни\w+|вважає|каже|кажуть|говорить|"
    r"стверджу\w+|повідомля\w+|розповіда\w+|зауважи\w+|прокоментува\w+|заперечи\w+|згаду\w+|"
    r"пообіця\w+|обіця\w+|попереди\w+|звернул\w+|прогнозу\w+|свідч\w+|радит\w+|порадив|порадила|нагада\w+|розрахову\w+|очіку\w+|оголосив|оголосила",
    "ru": r"сказа\w+|заяви\w+|сообщи\w+|сообща\w+|рассказа\w+|подчеркну\w+|отмети\w+|поясни\w+|"
    r"объясни\w+|добави\w+|уточни\w+|ответи\w+|написа\w+|завери\w+|считает|говор\w+|утвержда\w+|"
    r"замети\w+|прокомментирова\w+|возрази\w+|вспомина\w+|пообеща\w+|обещает|предупреди\w+|"
    r"обратил\w+|прогнозиру\w+|свидетельству\w+|советует|посоветовал\w*|напомни\w+|рассчитыва\w+|ожида\w+|объяви\w+",
    "en": r"said|says|told|stated|announced|added|explained|noted|stressed|emphasized|claimed|"
    r"wrote|recalled|warned|promised|argued|commented|reckons|advised|estimates|predicts|forecasts|expects|reminded",
}
_PHRASES = {
    "uk": r"за словами|за даними|за інформацією|за оцінкою|за прогнозом|на думку|як передає|"
    r"з посиланням на",
    "ru": r"по словам|по данным|по информации|по оценке|по оценкам|по прогнозу|по мнению|"
    r"как передает|со ссылкой на",
    "en": r"according to|citing",
}
_SPEECH_BEFORE = re.compile(r"^.*[»”\"],?\s[–—-]\s|^.*[,.?!][”\"](?=\s)", re.DOTALL)
_SPEECH_AFTER = re.compile(r"(?::\s|[–—-]\s)?[«“\"][^«»“”\"]{40,}[»”\"]?[.!?]?$")
_NAME_NEXT = re.compile(r"\s*[A-Z]\w+")
_SHORT_PHRASE_NEXT = re.compile(r"\s*(?:the|an?|its|his|her|their|one)\s(?:[\w’'-]+\s?){1,3}[.,]")
_OBJECT = frozenset(("про", "о", "об", "як", "как", "це", "это", "об", "такі", "такие"))
_WORD = re.compile(r"(?<![\d-])[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_BREAK = re.compile(r"[;:.!?…]|\s[–—-]\s|\bthat\b|,?\s(?:що|что)\b")
_EMPTY = frozenset(
    " ".join(
        (
            "він вона вони воно його її їх який яка але про на у в при там тут також це о свій",
            "он она они оно его ее их который которая но о об на в при там здесь также это",
            "he she they it his her their i we who which the a an that this but also there now",
        )
    ).split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to say something, in the version's words and as terms."""

    text: str
    terms: frozenset[Term]

    @property
    def names(self) -> frozenset[Term]:
        """The terms that are names."""
        return frozenset(term for term in self.terms if term.kind == "name")


@lru_cache(maxsize=4096)
def find_speaker(text: str, lang: str) -> Speaker | None:
    """The speaker that a sentence names outside its quotes; None where it names nobody."""
    words = _words_of_speaker(_without_speech(text), lang)
    terms = frozenset(_telling(" ".join(words), lang))
    return Speaker(" ".join(words), terms) if terms else None


def _without_speech(text: str) -> str:
    """What the version says itself; what is quoted before or behind it is three dots."""
    plain = _SPEECH_BEFORE.sub("… ", text)
    return _SPEECH_AFTER.sub(" …", plain)


def _words_of_speaker(text: str, lang: str) -> list[str]:
    """Words that name the speaker: behind a phrase of saying, or around a verb."""
    if lang not in _VERBS:
        return []
    phrase = re.search(rf"\b(?:{_PHRASES[lang]})\b", text, re.IGNORECASE)
    if phrase:
        return _WORD.findall(_first_part(text[phrase.end() :]).split(",")[0])[:REACH]
    verb = re.search(rf"\b(?:{_VERBS[lang]})\b", text, re.IGNORECASE)
    if not verb:
        return []
    before, after = text[: verb.start()].rstrip(), text[verb.end() :]
    behind = _WORD.findall(_first_part(after))[:REACH]
    if before.endswith(("…", "–", "—", " -")) or _is_inverted(before, after, lang):
        return behind
    words = _WORD.findall(_last_part(before))[-REACH:]
    if not words or words[0].lower() in _OBJECT:
        return behind
    if _EMPTY.issuperset(map(str.lower, words)):
        return [] if lang == "en" else behind
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
    verbs = re.compile(_VERBS.get(lang, r"$^"), re.IGNORECASE)
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
