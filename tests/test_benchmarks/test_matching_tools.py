"""The benchmarks of matching: their generator, figures and picture."""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scraper.matching import match_site
from scraper.matching.features import Features, Kind, kind_of
from tests.benchmarks import match
from tests.benchmarks.generate import generate_features
from tests.benchmarks.match_report import measure
from tests.benchmarks.pictures import Curve, draw_curves
from tests.test_matching.newsroom import SITE, article, link


@pytest.fixture(scope="module")
def generated() -> list[Features]:
    return list(generate_features(1_500))


def test_generator_makes_about_so_many_in_order_of_time(generated: list[Features]) -> None:
    assert len(generated) == pytest.approx(1_500, rel=0.05)
    places = [(one.time, one.id) for one in generated]
    assert places == sorted(places)
    assert len({one.id for one in generated}) == len(generated)


def test_generated_versions_share_more_than_stories_of_one_template(
    generated: list[Features],
) -> None:
    stories: dict[str, list[set[int]]] = defaultdict(list)
    for one in generated:
        particular = {term for term in one.terms if kind_of(term) in (Kind.NAME, Kind.NUMBER)}
        stories[one.id[-7:]].append(particular)
    pairs = [versions[:2] for versions in stories.values() if len(versions) > 1]
    same = [len(one & other) for one, other in pairs]
    strangers = [len(one[0] & other[1]) for one, other in itertools.pairwise(pairs)]
    assert sum(same) > 5 * sum(strangers)


def test_same_seed_makes_the_same_features(generated: list[Features]) -> None:
    again = itertools.islice(generate_features(1_500), 200)
    assert list(again) == generated[:200]


def test_documents_are_read_and_claimed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = {
        "uk": "Школу в Лубомирі відкрили 15 серпня, вона коштувала 86,4 млн грн і має 24 класи.",
        "en": "The school in Lubomyr opened on August 15, cost UAH 86.4 million, has 24 classes.",
    }
    documents = tmp_path / "docs.jsonl"
    documents.write_text(
        "".join(
            json.dumps({"id": lang, "lang": lang, "title": said, "paragraphs": [said],
                        "published": "2026-08-15T10:00:00Z"}) + "\n"
            for lang, said in text.items()
        )
    )  # fmt: skip
    match.main(str(documents))
    (claim,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {claim["a"], claim["b"]} == {"uk", "en"}
    assert 0.5 < claim["score"] <= 1


def test_figures_by_hand() -> None:
    matcher = match_site(
        [
            article("uk", "a", link("en", "a")),
            article("en", "a"),
            article("ru", "a"),
            article("uk", "b", link("ru", "b")),
            article("ru", "b"),
        ],
        SITE,
    )
    told = {one: "a" if one.endswith(":a") else one for one in matcher.articles}
    found = measure(matcher, told)
    assert found.precision == 0.5  # uk-en right, uk-ru of b wrong
    assert found.recall == pytest.approx(1 / 3)
    assert found.macro_f1 == pytest.approx((1 + 0 + 0) / 3)
    assert (found.right, found.stories) == (0, 3)


def test_picture_is_xml_with_a_line_per_curve_and_panel() -> None:
    points = ((0.1, 0.9, 1.0), (0.5, 0.95, 0.98), (0.9, 1.0, 0.5))
    picture = ElementTree.fromstring(draw_curves([Curve("one", points), Curve("two", points)]))
    assert len(picture.findall(".//{*}polyline")) == 4
    assert "precision" in "".join(picture.itertext())
