"""What every page knows: its sites, the words and times of its visitor, and how to link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from scraper.languages import badge
from scraper.service.reader.times import Times, usual_zone
from scraper.service.reader.words import Words
from scraper.sites import Site


@dataclass(frozen=True, slots=True)
class Context:
    """One visit: `root` is the path under which the pages are mounted, `ui` what the address says.

    `ui` is empty when the browser's languages decided; links then say nothing either.
    """

    sites: Mapping[str, Site]
    words: Words
    root: str = ""
    ui: str = ""

    def link(self, path: str, **query: object) -> str:
        """The address of another page of ours, in the same language; `path` is a quoted path."""
        given = {name: str(value) for name, value in query.items() if value not in (None, "")}
        if self.ui:
            given.setdefault("ui", self.ui)
        return self.root + path + (f"?{urlencode(given)}" if given else "")

    def about(self, page: str, id: str, **query: object) -> str:
        """The address of a page about one record; slashes of its id do not part the path."""
        return self.link(f"/{page}/{quote(id, safe=':')}", **query)

    @property
    def times(self) -> Times:
        """Times in the zone of most sites, the same on every page."""
        return Times(usual_zone(site.timezone for site in self.sites.values()), self.words)

    def site_title(self, name: str) -> str:
        """The name people know a site by."""
        return self.sites[name].title if name in self.sites else name

    def langs(self) -> tuple[str, ...]:
        """Every language that a site has an edition in, in the order first met."""
        return tuple(dict.fromkeys(lang for site in self.sites.values() for lang in site.langs))

    def order(self, site: str, langs: Sequence[str]) -> tuple[str, ...]:
        """Languages in the order of the site's editions, others after them."""
        known = self.sites[site].langs if site in self.sites else ()
        return (*(lang for lang in known if lang in langs), *sorted(set(langs) - set(known)))

    def absent(self, site: str, langs: Sequence[str]) -> tuple[str, ...]:
        """The editions of a site that are not among the languages."""
        known = self.sites[site].langs if site in self.sites else ()
        return tuple(lang for lang in known if lang not in langs)

    def badge(self, lang: str) -> str:
        """The short name of a language."""
        return badge(lang)
