"""What every file in `spiders/` must be, whoever writes it."""

from __future__ import annotations

import ast
from statistics import median

import pytest

from scraper.languages import badge
from tests.test_sites.outlets import NAMES, ROOT, SPIDERS, saved_stories, site_of, spiders_in

README = (ROOT / "README.md").read_text("utf-8")
LONGEST = 100
MEDIAN = 35


def lines_of(name: str) -> int:
    return len((SPIDERS / f"{name}.py").read_text("utf-8").splitlines())


def tree_of(name: str) -> ast.Module:
    return ast.parse((SPIDERS / f"{name}.py").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_file_name_and_class_are_called_alike(name: str) -> None:
    (spider,) = spiders_in(name)
    assert spider.name == name
    assert spider.__name__ == "".join(part.capitalize() for part in name.split("_"))


@pytest.mark.parametrize("name", NAMES)
def test_docstring_tells_what_is_special(name: str) -> None:
    docstring = ast.get_docstring(tree_of(name))
    assert docstring
    assert len(docstring.splitlines()[0]) > 30


@pytest.mark.parametrize("name", NAMES)
def test_no_site_imports_another(name: str) -> None:
    imports = [node for node in ast.walk(tree_of(name)) if isinstance(node, ast.ImportFrom)]
    assert {node.module for node in imports} <= {"scraper.crawling", "scraper.sites"}
    assert not [node for node in ast.walk(tree_of(name)) if isinstance(node, ast.Import)]


@pytest.mark.parametrize("name", NAMES)
def test_a_site_is_facts_and_no_function(name: str) -> None:
    functions = [node for node in ast.walk(tree_of(name)) if isinstance(node, ast.FunctionDef)]
    assert not functions
    assert lines_of(name) <= LONGEST


def test_most_sites_are_short() -> None:
    assert median(map(lines_of, NAMES)) <= MEDIAN


@pytest.mark.parametrize("name", NAMES)
def test_a_site_has_more_than_one_language(name: str) -> None:
    assert len(site_of(name).langs) > 1


@pytest.mark.parametrize("name", NAMES)
def test_front_pages_are_no_articles(name: str) -> None:
    site = site_of(name)
    for edition in site.editions.values():
        assert site.match_article(edition.home) is None
        for source in edition.sources:
            assert site.match_article(edition.url(source.path)) is None


@pytest.mark.parametrize("name", NAMES)
def test_an_unverified_site_says_where_its_facts_come_from(name: str) -> None:
    """[C] is claimed by a public repository, [?] a guess; `verified` waits for a real page."""
    text = (SPIDERS / f"{name}.py").read_text("utf-8")
    assert "verified = " in text
    if site_of(name).verified is None:
        assert "[C]" in text or "[?]" in text


@pytest.mark.parametrize("name", NAMES)
def test_a_story_in_two_languages_is_saved(name: str) -> None:
    langs = {len(story.pages) for story in saved_stories() if story.site == name}
    assert langs, f"no story in tests/fixtures/{name}: see `scrapy fixture`"
    assert max(langs) >= 2


def test_every_saved_story_is_of_a_site() -> None:
    assert {story.site for story in saved_stories()} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_readme_lists_it_with_what_is_known_of_it(name: str) -> None:
    site = site_of(name)
    langs = " ".join(badge(lang) for lang in site.langs)
    row = f"| `{name}` | {site.title} | {langs} | {site.verified or '*unverified*'} |"
    assert row in README.splitlines()
