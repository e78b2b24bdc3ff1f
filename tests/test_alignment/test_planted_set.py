"""The form of the hand-made test sets; no detector and no aligner takes part.

`planted_divergences.jsonl` is one edit of one version a line, or a place that says the same in two.
A block's number counts from 0; `headline` stands for the headline, and a table's text has its cells
parted by tabs and its rows by line breaks. `add_block` goes in after the block `after`. `against`
names the versions that say it otherwise, or for `missing` that carry (`added`: lack) the passage.

`hand_aligned.jsonl` pairs the sentences of two versions' blocks: each heading and list item is a
sentence of its own, and the headline, the lead and tables are left out. A bead's sentences need not
be neighbours: one that merges two far apart answers both. Headings answer when they open the same
section, whatever their words.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scraper.demo.articles import DemoBlock, DemoVersion, load_articles

HERE = Path(__file__).parent
STORIES = {story.number: story for story in load_articles()}
Line = dict[str, Any]


def _read(name: str) -> list[Line]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


PLACES = _read("planted_divergences.jsonl")
PLANTED = [line for line in PLACES if line["expect"]]
UNTOUCHED = [line for line in PLACES if not line["expect"]]
ALIGNED = _read("hand_aligned.jsonl")


def _name(line: Line) -> str:
    langs = line.get("langs") or [line.get("lang") or f"{line['src_lang']}-{line['tgt_lang']}"]
    return f"{line['story']:03}-{'-'.join(langs)}"


def _text(block: DemoBlock) -> str:
    return "\n".join("\t".join(row) for row in block.rows) if block.rows else block.text


def _place(version: DemoVersion, block: int | str) -> str:
    return version.headline if block == "headline" else _text(version.blocks[int(block)])


def _without_spaces(texts: list[str]) -> str:
    return "".join("".join(texts).split())


def _removed(version: DemoVersion, edit: Line) -> tuple[DemoBlock, ...]:
    """The blocks that an edit takes away, whole or in part."""
    if "cut_from_block" in edit:
        return version.blocks[edit["cut_from_block"] :]
    number = edit["drop_block"] if "drop_block" in edit else edit["drop_sentence"]["block"]
    return (version.blocks[number],)


def _touched(version: DemoVersion, edit: Line) -> set[str]:
    blocks = _removed(version, edit) if "block" not in edit else (version.blocks[edit["block"]],)
    return {label for block in blocks for label in block.units}


def test_the_planted_set_is_large_and_spread() -> None:
    kinds = Counter(line["expect"]["kind"] for line in PLANTED)
    wanted = {"missing": 40, "number": 35, "name": 25, "attribution": 15, "headline": 10}
    assert set(kinds) == set(wanted)
    assert all(kinds[kind] >= least for kind, least in wanted.items())
    assert len(PLANTED) >= 130
    assert len(UNTOUCHED) >= 130
    assert len({json.dumps(line["edit"]) + _name(line) for line in PLANTED}) == len(PLANTED)
    assert {line["lang"] for line in PLANTED} == {"uk", "en", "ru"}
    assert len({line["story"] for line in PLACES}) >= 40


@pytest.mark.parametrize("line", PLANTED, ids=_name)
def test_a_planted_divergence_can_be_applied(line: Line) -> None:
    version = STORIES[line["story"]].versions[line["lang"]]
    [change] = {"block", "drop_block", "drop_sentence", "cut_from_block", "add_block"} & set(
        line["edit"]
    )
    edit = line["edit"]
    if change == "block":
        assert _place(version, edit["block"]).count(edit["old"]) == 1
        assert edit["new"] != edit["old"]
    elif change == "drop_sentence":
        text = version.blocks[edit[change]["block"]].text
        assert text.count(edit[change]["text"]) == 1
        assert text != edit[change]["text"]
    elif change == "add_block":
        assert 0 <= edit[change]["after"] < len(version.blocks)
        assert edit[change]["text"] not in {block.text for block in version.blocks}
    else:
        assert 0 < edit[change] < len(version.blocks) - 1
    assert line["note"]


@pytest.mark.parametrize("line", PLANTED, ids=_name)
def test_a_planted_divergence_says_what_is_expected(line: Line) -> None:
    expect, edit, versions = line["expect"], line["edit"], STORIES[line["story"]].versions
    assert expect["against"]
    assert set(expect["against"]) <= set(versions) - {line["lang"]}
    changed = {
        "missing": {"cut_from_block", "drop_block", "drop_sentence", "add_block"},
        "headline": {"block"},
    }.get(expect["kind"], {"block"})
    assert changed & set(edit)
    assert (edit.get("block") == "headline") == (expect["kind"] == "headline")
    subs = {"cut_from_block": "cut_tail", "add_block": "added"}
    sub = next((subs.get(key, "dropped") for key in edit), None)
    assert expect.get("sub") == (sub if expect["kind"] == "missing" else None)


@pytest.mark.parametrize("line", PLANTED, ids=_name)
def test_the_quotes_of_a_planted_divergence_are_there(line: Line) -> None:
    expect, edit, lang = line["expect"], line["edit"], line["lang"]
    story, quotes = STORIES[line["story"]], line["expect"]["quotes"]
    own = "block" in edit or "add_block" in edit
    others = [] if "add_block" in edit else expect["against"]
    assert set(quotes) == {*others, *([lang] if own else [])}
    if "block" in edit:
        before = _place(story.versions[lang], edit["block"])
        assert quotes[lang] in before.replace(edit["old"], edit["new"])
        assert quotes[lang] not in before
    for other in others:
        version = story.versions[other]
        if expect["kind"] == "headline":
            assert quotes[other] == version.headline
            continue
        labels = _touched(story.versions[lang], edit)
        answers = [block for block in version.blocks if labels & set(block.units)]
        assert any(quotes[other] in _text(block) for block in answers)


@pytest.mark.parametrize("line", UNTOUCHED, ids=_name)
def test_an_untouched_place_is_the_same_in_both_versions(line: Line) -> None:
    versions = STORIES[line["story"]].versions
    assert len(line["langs"]) == 2
    assert set(line["block"]) == set(line["langs"])
    first, second = (versions[lang].blocks[line["block"][lang]] for lang in line["langs"])
    assert set(first.units) == set(second.units)
    assert _text(first) != _text(second)


def test_the_hand_aligned_set_is_large() -> None:
    beads = [bead for line in ALIGNED for bead in line["beads"]]
    assert len(ALIGNED) >= 30
    assert len(beads) >= 400
    assert len({_name(line) for line in ALIGNED}) == len(ALIGNED)


@pytest.mark.parametrize("line", ALIGNED, ids=_name)
def test_every_sentence_stands_in_one_bead(line: Line) -> None:
    for side, sentences in enumerate((line["src"], line["tgt"])):
        numbers = [number for bead in line["beads"] for number in bead[side]]
        assert sorted(numbers) == list(range(len(sentences)))
    for source, target in line["beads"]:
        assert source or target
        assert source == sorted(source)
        assert target == sorted(target)
        assert max(len(source), len(target)) <= 5


@pytest.mark.parametrize("line", ALIGNED, ids=_name)
def test_the_sentences_are_those_of_the_story(line: Line) -> None:
    versions = STORIES[line["story"]].versions
    for side in ("src", "tgt"):
        blocks = [block.text for block in versions[line[f"{side}_lang"]].blocks if not block.rows]
        assert _without_spaces(line[side]) == _without_spaces(blocks)


@pytest.mark.parametrize("line", ALIGNED, ids=_name)
def test_crossing_is_marked_where_beads_cross(line: Line) -> None:
    links = [
        (number, source, target)
        for number, (sources, targets) in enumerate(line["beads"])
        for source in sources
        for target in targets
    ]
    crossing = any(
        first != second and source < later and target > earlier
        for first, source, target in links
        for second, later, earlier in links
    )
    assert line.get("crossing", False) == crossing
