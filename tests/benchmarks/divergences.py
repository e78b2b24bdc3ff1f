"""Plants divergences in the demo's stories, one at a time, and counts which are found.

`python -m tests.benchmarks.divergences [FILE] [-v]`, of the set or of the one in FILE: recall per
kind, alarms per 100 aligned sentences at places that a reader found to say the same, and in
untouched professional translations where `TLUMACH_EVAL` says they are. `-v` prints what was missed
and what was false.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from scraper.alignment import align_articles
from scraper.alignment.divergences import find_divergences
from scraper.demo.articles import DemoBlock, DemoStory, load_articles
from scraper.items import Article, Bead, Block, Divergence, Image

SET = Path(__file__).parents[1] / "test_alignment" / "planted_divergences.jsonl"
LANGS = ("uk", "en", "ru")

Line = Mapping[str, Any]
Articles = Mapping[str, Article]


@dataclass(frozen=True, slots=True)
class Found:
    """An aligned story and where its versions part."""

    articles: Articles
    beads: Sequence[Bead]
    divergences: Sequence[Divergence]


def read_lines(file: Path = SET) -> list[Line]:
    """The planted divergences and the untouched places."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


@cache
def _stories() -> Mapping[int, DemoStory]:
    return {story.number: story for story in load_articles()}


@cache
def find_untouched(story: int) -> Found:
    """A story as its newsroom wrote it."""
    return _find(_articles(_stories()[story]))


def _find(articles: Articles) -> Found:
    beads = align_articles(articles)
    return Found(articles, beads, find_divergences(articles, beads))


def _articles(story: DemoStory) -> Articles:
    return {
        lang: Article(
            id=lang,
            site="demo",
            edition=lang,
            lang=lang,
            url=lang,
            headline=version.headline,
            lead=version.lead,
            blocks=tuple(Block(kind=b.kind, text=_text(b)) for b in version.blocks),
            image=Image(url=lang, caption=version.caption),
            published_at=version.published_at,
        )
        for lang in LANGS
        if (version := story.versions.get(lang))
    }


def _text(block: DemoBlock) -> str:
    return "\n".join("\t".join(row) for row in block.rows) if block.rows else block.text


def apply_edit(article: Article, edit: Mapping[str, Any]) -> Article:
    """The article with one edit of the set."""
    blocks = list(article.blocks)
    if edit.get("block") == "headline":
        return replace(article, headline=article.headline.replace(edit["old"], edit["new"]))
    if "block" in edit:
        at = edit["block"]
        blocks[at] = replace(blocks[at], text=blocks[at].text.replace(edit["old"], edit["new"]))
    elif "drop_block" in edit:
        del blocks[edit["drop_block"]]
    elif "cut_from_block" in edit:
        del blocks[edit["cut_from_block"] :]
    elif "drop_sentence" in edit:
        at = edit["drop_sentence"]["block"]
        text = " ".join(blocks[at].text.replace(edit["drop_sentence"]["text"], "").split())
        blocks[at] = replace(blocks[at], text=text)
    else:
        new = edit["add_block"]
        blocks.insert(new["after"] + 1, Block(kind=new["kind"], text=new["text"]))
    return replace(article, blocks=tuple(blocks))


def is_found(line: Line) -> bool:
    """Whether the planted divergence is reported, and was not before it was planted."""
    before = find_untouched(line["story"])
    lang, edit, kind = line["lang"], line["edit"], line["expect"]["kind"]
    after = _find({**before.articles, lang: apply_edit(before.articles[lang], edit)})
    known = {_key(one) for one in before.divergences}
    new = [one for one in after.divergences if one.kind == kind and _key(one) not in known]
    if kind == "missing":
        return any(_is_missing(one, line, before.articles[lang]) for one in new)
    if kind == "headline":
        return any(lang in one.langs or lang in one.quotes for one in new)
    return any(
        one.bead is not None
        and lang in one.quotes
        and edit["block"] in after.beads[one.bead].blocks.get(lang, ())
        for one in new
    )


def _key(one: Divergence) -> tuple[object, ...]:
    return one.kind, one.langs, tuple(sorted(one.quotes.items())), one.because


def _is_missing(one: Divergence, line: Line, before: Article) -> bool:
    if "add_block" in line["edit"]:
        return any(
            line["edit"]["add_block"]["text"].startswith(quoted.rstrip(" …"))
            for quoted in one.quotes.values()
        )
    return line["lang"] in one.langs


def count_alarms(lines: Iterable[Line]) -> tuple[Counter[str], int]:
    """Divergences reported at untouched places, by kind, and the aligned sentences there."""
    alarms: Counter[str] = Counter()
    sentences = 0
    for line in lines:
        found = find_untouched(line["story"])
        for k in _beads_at(line, found.beads):
            bead = found.beads[k]
            sentences += sum(
                all(one.sentences.get(lang) for lang in line["langs"]) for one in bead.sentences
            )
            alarms.update(one.kind for one in _alarms_at(k, line, found))
    return alarms, sentences


def _beads_at(line: Line, beads: Sequence[Bead]) -> list[int]:
    return [
        k
        for k, bead in enumerate(beads)
        if any(line["block"][lang] in bead.blocks.get(lang, ()) for lang in line["langs"])
    ]


def _alarms_at(k: int, line: Line, found: Found) -> Iterator[Divergence]:
    """Alarms between the two versions of the line in one bead, of the line's blocks alone."""
    texts = [found.articles[lang].blocks[line["block"][lang]].text for lang in line["langs"]]
    for one in found.divergences:
        if one.bead != k or one.kind == "moved" or not set(one.langs) & set(line["langs"]):
            continue
        quotes = [one.quotes.get(lang, "") for lang in line["langs"]]
        if any(
            quoted and quoted.rstrip(" …") in " ".join(text.split())
            for quoted, text in zip(quotes, texts, strict=True)
        ):
            yield one


@dataclass(frozen=True, slots=True)
class Result:
    """Planted divergences that were found, by kind, and alarms where there is nothing to find."""

    found: Mapping[str, Sequence[bool]]
    alarms: Mapping[str, int]
    sentences: int

    def recall(self, kind: str) -> float:
        """Share of a kind's planted divergences that is reported."""
        return sum(self.found[kind]) / len(self.found[kind])

    def rate(self, kind: str) -> float:
        """Alarms of a kind per 100 aligned sentences."""
        return 100 * self.alarms.get(kind, 0) / self.sentences


def score_set(lines: Sequence[Line]) -> Result:
    """Looks for every planted divergence of the set, and at its untouched places."""
    found: dict[str, list[bool]] = defaultdict(list)
    for line in lines:
        if line["expect"]:
            found[line["expect"]["kind"]].append(is_found(line))
    alarms, sentences = count_alarms(line for line in lines if not line["expect"])
    return Result(found, alarms, sentences)


def read_translations(evaluation: Path) -> Iterator[Articles]:
    """The stories of the development documents: professional translations, untouched."""
    data = evaluation / "benchmarks" / "data"
    gold = {row["id"]: row["story"] for row in _rows(data / "docs_dev.gold.jsonl")}
    stories: dict[str, dict[str, Article]] = defaultdict(dict)
    for row in _rows(data / "docs_dev.jsonl"):
        stories[gold[row["id"]]][row["lang"]] = Article(
            id=row["id"],
            site="dev",
            edition=row["lang"],
            lang=row["lang"],
            url=row["id"],
            headline=row["title"],
            blocks=tuple(Block(kind="paragraph", text=text) for text in row["paragraphs"]),
            published_at=datetime.fromisoformat(row["published"]),
        )
    for _, articles in sorted(stories.items()):
        if len(articles) > 1:
            yield {lang: articles[lang] for lang in LANGS if lang in articles}


def _rows(path: Path) -> Iterator[Line]:
    yield from map(json.loads, path.read_text("utf-8").splitlines())


def score_translations(stories: Iterable[Articles]) -> Result:
    """Alarms in stories whose versions say the same throughout; every one is false."""
    alarms: Counter[str] = Counter()
    sentences = 0
    for articles in stories:
        found = _find(articles)
        alarms.update(one.kind for one in found.divergences)
        sentences += sum(
            sum(map(bool, one.sentences.values())) > 1
            for bead in found.beads
            for one in bead.sentences
        )
    return Result({}, alarms, sentences)


def _tell_set(lines: Sequence[Line]) -> None:
    result = score_set(lines)
    for kind, found in result.found.items():
        sys.stdout.write(f"{kind:12} {sum(found):3} of {len(found):3}  {result.recall(kind):.3f}\n")
    _tell_alarms("untouched places", result)


def _tell_alarms(where: str, result: Result) -> None:
    for kind, count in sorted(result.alarms.items()):
        sys.stdout.write(
            f"{where}: {kind:12} {count:3}  {result.rate(kind):.2f} per 100 of "
            f"{result.sentences} sentences\n"
        )


def _tell_lines(lines: Sequence[Line]) -> None:
    """What was missed and what was false, line by line."""
    for line in lines:
        if line["expect"]:
            if not is_found(line):
                sys.stdout.write(f"missed {json.dumps(line, ensure_ascii=False)}\n")
            continue
        found = find_untouched(line["story"])
        for k in _beads_at(line, found.beads):
            for one in _alarms_at(k, line, found):
                sys.stdout.write(f"false {line['story']} {one.kind} {one.says} {one.quotes}\n")


def main() -> None:
    """Scores the set, and the development documents where they are."""
    files = [Path(argument) for argument in sys.argv[1:] if argument != "-v"]
    lines = read_lines(*files[:1])
    _tell_set(lines)
    if "-v" in sys.argv:
        _tell_lines(lines)
    if evaluation := os.environ.get("TLUMACH_EVAL"):
        stories = read_translations(Path(evaluation))
        _tell_alarms("translations", score_translations(stories))


if __name__ == "__main__":
    main()
