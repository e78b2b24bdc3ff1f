"""Translations that nobody linked are found from the text, and a wrong pair is refused."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations

import pytest

from scraper.items import Article, Story
from scraper.matching import match_stories
from tests.test_matching.demo_news import DemoNews, read_demo
from tests.test_matching.newsroom import SITES, article, link, partition

BRIDGE_UK = (
    "У Лубомирі відкрили міст через річку Тихвин після ремонту, який тривав 14 місяців.",
    "На роботи витратили 86,4 млн грн, повідомив міський голова Остап Кравчишин 17 листопада.",
    "Рух вантажівок обмежили до 20 тонн, а швидкість на мосту не перевищує 40 км/год.",
)
BRIDGE_EN = (
    "A bridge across the Tykhvyn river reopened in Lubomyr after repairs that took 14 months.",
    "The works cost UAH 86.4 million, mayor Ostap Kravchyshyn said on November 17.",
    "Trucks are limited to 20 tonnes, and the speed on the bridge to 40 km/h.",
)
QUEUE_EN = (
    "A queue of cars formed at the bridge in Lubomyr on the second day after it was reopened.",
    "Drivers waited for 55 minutes, the patrol police reported on Facebook.",
    "Mayor Ostap Kravchyshyn promised to set the traffic lights anew by November 25.",
)
HOSPITAL_RU = (
    "Областная больница в Надозёрске получила ангиограф стоимостью 1,2 млн евро.",
    "Аппарат примет первых пациентов 3 декабря, сообщила главный врач Мария Вельможная.",
    "Раньше жителей области возили на такие исследования в Киев за 310 километров.",
)


def match(*articles: Article) -> set[frozenset[str]]:
    return partition(match_stories(articles, sites=SITES))


def test_translation_is_found_without_any_link() -> None:
    found = match_stories(
        [
            article("uk", "mist", headline="У Лубомирі відкрили міст", text=BRIDGE_UK),
            article(
                "en", "bridge", headline="Bridge reopens in Lubomyr", text=BRIDGE_EN, minutes=50
            ),
            article("ru", "angiograf", headline="Больница получила ангиограф", text=HOSPITAL_RU),
        ],
        sites=SITES,
    )
    assert partition(found) == {frozenset({"uk:mist", "en:bridge"}), frozenset({"ru:angiograf"})}
    (proof,) = next(story for story in found if len(story.articles) == 2).evidence
    assert proof.kind == "content"
    assert proof.score > 0.9
    said = " | ".join(proof.because)
    for word in ("name", "Kravchyshyn", "number", "86.4 million", "date", "50 min apart"):
        assert word in said


def test_follow_up_of_the_same_event_is_no_translation() -> None:
    assert match(
        article("uk", "mist", headline="У Лубомирі відкрили міст", text=BRIDGE_UK),
        article("en", "queue", headline="Queue at Lubomyr bridge", text=QUEUE_EN, minutes=90),
    ) == {frozenset({"uk:mist"}), frozenset({"en:queue"})}


def test_translation_is_preferred_to_the_follow_up() -> None:
    assert match(
        article("uk", "mist", headline="У Лубомирі відкрили міст", text=BRIDGE_UK),
        article("en", "bridge", headline="Bridge reopens in Lubomyr", text=BRIDGE_EN, minutes=90),
        article("en", "queue", headline="Queue at Lubomyr bridge", text=QUEUE_EN, minutes=30),
    ) == {frozenset({"uk:mist", "en:bridge"}), frozenset({"en:queue"})}


def test_same_image_speaks_for_a_pair() -> None:
    def proof(image: str) -> list[str]:
        stories = match_stories(
            [
                article("uk", "mist", text=BRIDGE_UK, image="https://i.example/650x410/mist.jpg"),
                article("en", "bridge", text=BRIDGE_EN, image=f"https://i.example/{image}"),
            ],
            sites=SITES,
        )
        return [said for story in stories for one in story.evidence for said in one.because]

    assert "same image" in proof("1200x675/mist.jpg")
    assert "same image" not in proof("1200x675/river.jpg")


def test_days_later_is_too_late_for_content_but_not_for_a_link() -> None:
    late = 60 * 24 * 9
    uk = article("uk", "mist", text=BRIDGE_UK)
    assert len(match(uk, article("en", "bridge", text=BRIDGE_EN, minutes=late))) == 2
    linked = article("en", "bridge", link("uk", "mist"), text=BRIDGE_EN, minutes=late)
    assert len(match(uk, linked)) == 1


def test_article_without_a_time_is_matched_by_links_only() -> None:
    uk = article("uk", "mist", text=BRIDGE_UK)
    assert len(match(uk, article("en", "bridge", text=BRIDGE_EN, minutes=None))) == 2
    linked = article("en", "bridge", link("uk", "mist"), text=BRIDGE_EN, minutes=None)
    assert len(match(uk, linked)) == 1


def test_few_words_speak_neither_for_nor_against() -> None:
    assert (
        len(match(article("uk", "a", text=["Лубомир"]), article("en", "b", text=["Lubomyr"]))) == 2
    )


def test_content_decides_between_two_links_of_one_strength() -> None:
    assert match(
        article("uk", "mist", link("en", "bridge"), text=BRIDGE_UK),
        article("uk", "likarnia", link("en", "bridge"), text=[
            "Обласна лікарня отримала новий ангіограф вартістю 1,2 млн євро.",
            "Апарат прийме перших пацієнтів 3 грудня, повідомила головна лікарка.",
        ]),
        article("en", "bridge", text=BRIDGE_EN),
    ) == {frozenset({"uk:mist", "en:bridge"}), frozenset({"uk:likarnia"})}  # fmt: skip


def test_stricter_acceptance_leaves_articles_alone() -> None:
    articles = [
        article("uk", "mist", text=BRIDGE_UK),
        article("en", "bridge", text=BRIDGE_EN, minutes=50),
    ]
    assert len(match_stories(articles, sites=SITES, accept=0.5)) == 1
    assert len(match_stories(articles, sites=SITES, accept=1 - 1e-9)) == 2


# --- the demo's articles, as one site whose links are lost ---------------------------------------


@pytest.fixture(scope="module")
def whole() -> tuple[DemoNews, tuple[Story, ...]]:
    news = read_demo("visnyk")
    return news, match_stories(news.articles, sites=SITES)


def rates(news: DemoNews, stories: tuple[Story, ...]) -> tuple[float, float]:
    """Precision and recall over pairs of articles."""
    claimed = {
        frozenset(pair) for story in stories for pair in combinations(story.articles.values(), 2)
    }
    true = {
        frozenset(pair)
        for pair in combinations(news.story, 2)
        if news.story[pair[0]] == news.story[pair[1]]
    }
    right = len(claimed & true)
    return right / max(len(claimed), 1), right / len(true)


def test_demo_whole_articles(whole: tuple[DemoNews, tuple[Story, ...]]) -> None:
    precision, recall = rates(*whole)
    assert precision == 1.0
    assert recall >= 0.98


def test_demo_cut_to_two_paragraphs() -> None:
    news = read_demo("visnyk", paragraphs=2)
    precision, recall = rates(news, match_stories(news.articles, sites=SITES))
    assert precision == 1.0
    assert recall >= 0.95


def test_demo_in_any_order_gives_the_same_stories(
    whole: tuple[DemoNews, tuple[Story, ...]],
) -> None:
    news, stories = whole
    shuffled = random.Random(3).sample(news.articles, len(news.articles))
    assert match_stories(shuffled, sites=SITES) == stories


def test_demo_events_have_follow_ups(whole: tuple[DemoNews, tuple[Story, ...]]) -> None:
    news, _ = whole
    stories_of_event = {news.story[one]: news.event[one] for one in news.story}
    assert max(Counter(stories_of_event.values()).values()) >= 3
