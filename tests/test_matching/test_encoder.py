"""The optional encoder in matching: one witness among others."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.matching import match_site
from scraper.text.encoder import Encodes, Meaning
from tests.test_matching.newsroom import SITE, article
from tests.test_matching.test_content import BRIDGE_EN, BRIDGE_UK, HOSPITAL_RU


class Saying:
    """An encoder that says of every text the same, or of each something else."""

    def __init__(self, *, alike: bool) -> None:
        self.alike = alike

    def encode(self, texts: Sequence[str]) -> list[Meaning]:
        if self.alike:
            return [(1.0, 0.0, 0.0)] * len(texts)
        axes = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
        return [axes[at % 3] for at in range(len(texts))]


def odds(encoder: Encodes | None) -> float:
    pair = [article("uk", "mist", text=BRIDGE_UK), article("en", "bridge", text=BRIDGE_EN)]
    (score,) = match_site(pair, SITE, encoder=encoder).matcher.scores.values()
    return score.odds


def test_encoder_speaks_for_and_against() -> None:
    assert odds(Saying(alike=True)) > odds(None) > odds(Saying(alike=False))


def test_encoder_alone_joins_nothing() -> None:
    strangers = [article("uk", "mist", text=BRIDGE_UK), article("ru", "most", text=HOSPITAL_RU)]
    matched = match_site(strangers, SITE, encoder=Saying(alike=True))
    assert [len(story.articles) for story in matched.stories()] == [1, 1]


def test_its_word_is_in_the_evidence() -> None:
    pair = [article("uk", "mist", text=BRIDGE_UK), article("en", "bridge", text=BRIDGE_EN)]
    (story,) = match_site(pair, SITE, encoder=Saying(alike=True)).stories()
    assert "encoder 1.00" in story.evidence[0].because
