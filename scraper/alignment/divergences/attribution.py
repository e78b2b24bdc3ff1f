"""The detector of statements that two versions put into different mouths."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from scraper.alignment.answers import Answers
from scraper.alignment.divergences.telling import is_telling
from scraper.alignment.divergences.versions import Versions, begin, name_version, quote
from scraper.alignment.segments import Term, read_segment
from scraper.items import Bead, Divergence, SentenceBead
from scraper.text.lemmas import lemma

REACH = 9
"""Words around a verb of saying among which its speaker stands."""

_SAYING = {
    "uk": re.compile(
        r"\b(?:сказа|заяви|повідоми|розпові|наголоси|зазначи|підкресли|пояснюва|поясни|дода|уточни|"
        r"відповi|відпові|написа|запевни|вважає|каже|кажуть|говорить|стверджу|повідомля|розповіда|"
        r"зауважи|прокоментува|заперечи|згаду|пообіця|попереди|звернул|за словами|за даними|"
        r"за інформацією|на думку|як передає|з посиланням на)[’\w-]*",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:сказа|заяви|сообщи|рассказа|подчеркну|отмети|поясни|объясни|добави|уточни|ответи|"
        r"написа|завери|считает|говорит|говорят|утвержда|сообща|замети|прокомментирова|возрази|"
        r"вспомина|пообеща|предупреди|обратил|по словам|по данным|по информации|по мнению|"
        r"как передает|со ссылкой на)[\w-]*",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:said|says|told|stated|announced|added|explained|noted|stressed|emphasized|claimed|"
        r"wrote|reported|recalled|warned|promised|argued|commented|according to|citing)\b",
        re.IGNORECASE,
    ),
}
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"|„[^“”]*[“”]")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says a sentence: names near the verb of saying, and all terms there."""

    names: tuple[str, ...]
    terms: frozenset[Term]


def find_attribution(text: str, lang: str, known: Collection[str]) -> Attribution | None:
    """Who is said to say it, read off the part of a sentence outside its quotes.

    `known` are the lemmas of names that the version has somewhere inside a sentence.
    """
    pattern = _SAYING.get(lang)
    plain = _QUOTED.sub(" … ", text)
    found = pattern.search(plain) if pattern else None
    if not found:
        return None
    words = [*_WORD.findall(plain[: found.start()])[-REACH:], found.group()]
    words += _WORD.findall(plain[found.end() :])[:REACH]
    names = [word for word in words if word[0].isupper() and lemma(word, lang) in known]
    return Attribution(
        tuple(name for name in names if is_telling(name, lang)),
        read_segment(" ".join(words), lang).terms,
    )


def find_attributions(beads: Sequence[Bead], versions: Versions) -> Iterator[Divergence]:
    """Answering sentences whose speakers share no name and no word."""
    for k, bead in enumerate(beads):
        for one in bead.sentences:
            held = [lang for lang, found in one.sentences.items() if found]
            for left, right in combinations(held, 2):
                yield from _compare(k, one, left, right, versions)


def _compare(
    k: int, one: SentenceBead, left: str, right: str, versions: Versions
) -> Iterator[Divergence]:
    lefts, rights = (
        find_attribution(" ".join(one.sentences[lang]), lang, versions.names[lang])
        for lang in (left, right)
    )
    if not lefts or not rights or not lefts.names or not rights.names:
        return
    if _is_shared(lefts, rights, left, versions) or _is_shared(rights, lefts, right, versions):
        return
    yield Divergence(
        kind="attribution",
        langs=(right,) if right != versions.original else (left,),
        severity="high",
        says=begin(
            f"{name_version(left)} ascribes it to {' '.join(lefts.names)}, "
            f"{name_version(right)} to {' '.join(rights.names)}."
        ),
        bead=k,
        quotes={lang: quote(" ".join(one.sentences[lang])) for lang in (left, right)},
        because=(f"{left}: {' '.join(lefts.names)}", f"{right}: {' '.join(rights.names)}"),
        score=0.8,
    )


def _is_shared(one: Attribution, other: Attribution, lang: str, versions: Versions) -> bool:
    answers = Answers(sorted(other.terms), versions.knowledge)
    return any(answers.find(Term("name", lemma(name, lang), lang)) for name in one.names)
