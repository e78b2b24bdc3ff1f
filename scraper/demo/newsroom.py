"""Everything the replica has published at a time, as its lists name it; it answers no request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from scraper.demo.addresses import article_url, image_url
from scraper.demo.articles import KYIV, DemoStory, load_articles
from scraper.demo.incidents import Incident, IncidentKind, load_incidents
from scraper.demo.lists import Entry
from scraper.demo.pages import Neighbour

NEIGHBOURS = 5


class Newsroom:
    """The stories and what goes wrong; incidents of stories that are not there are left out."""

    def __init__(
        self,
        stories: Sequence[DemoStory] | None = None,
        incidents: Sequence[Incident] | None = None,
    ) -> None:
        self.stories = load_articles() if stories is None else tuple(stories)
        numbers = {story.number for story in self.stories}
        every = load_incidents() if incidents is None else tuple(incidents)
        self.incidents = tuple(one for one in every if one.story is None or one.story in numbers)
        self._befallen = {(one.story, one.lang, one.kind): one for one in self.incidents}

    def incident_of(self, story: DemoStory, lang: str, kind: IncidentKind) -> Incident | None:
        """The incident of that kind that befalls a version."""
        return self._befallen.get((story.number, lang, kind))

    def target(self, incident: Incident) -> DemoStory:
        """The story that an incident befalls or leads to."""
        return next(story for story in self.stories if story.number == incident.story)

    def entries(self, lang: str, now: datetime) -> list[Entry]:
        """Everything an edition's feeds name at a time, newest first."""
        own = [one for one in self.incidents if one.lang == lang and one.is_listed(now)]
        entries = [_entry(one.as_story(), lang, now) for one in own]
        return newest_first([*_present(self.stories, lang, now), *entries])

    def listed(self, lang: str, now: datetime) -> list[Entry]:
        """The same as lists for people name it: some stories by the address of their AMP twin."""
        amp = {
            article_url(self.target(one), one.lang)
            for one in self.incidents
            if one.kind == "amp-link"
        }
        return [
            replace(entry, url=f"{entry.url}/amp") if entry.url in amp else entry
            for entry in self.entries(lang, now)
        ]

    def neighbours(self, story: DemoStory, lang: str) -> list[Neighbour]:
        """The newest stories before this one: the same for as long as its page stands."""
        then = story.versions[lang].published_at
        others = [other for other in self.stories if other is not story]
        return [
            Neighbour(url=entry.url, title=entry.title, published_at=entry.published_at)
            for entry in newest_first(_present(others, lang, then))[:NEIGHBOURS]
        ]


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """The entries by time of publication, the newest first, ties by address."""
    return sorted(entries, key=lambda entry: (entry.published_at, entry.url), reverse=True)


def local_day(entry: Entry) -> date:
    """The day in Kyiv on which the entry went out."""
    return entry.published_at.astimezone(KYIV).date()


def _present(stories: Iterable[DemoStory], lang: str, now: datetime) -> list[Entry]:
    return [_entry(story, lang, now) for story in stories if story.is_present(lang, now)]


def _entry(story: DemoStory, lang: str, now: datetime) -> Entry:
    version = story.version(lang, now)
    others = story.present(now)
    return Entry(
        url=article_url(story, lang),
        lang=lang,
        title=version.headline,
        published_at=version.published_at,
        lead=version.lead,
        section=story.section.get(lang, ""),
        image=image_url(story),
        alternates=tuple((other, article_url(story, other)) for other in others if other != "en"),
    )
