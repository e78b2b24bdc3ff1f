"""The pages: each reads its question, asks the store and fills its template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from scraper.items import Record
from scraper.languages import parse_lang
from scraper.service.reader.context import Context
from scraper.service.reader.downloads import write_json, write_tmx
from scraper.service.reader.ledger import make_entries, write_csv
from scraper.service.reader.questions import (
    ID_MAX,
    KINDS,
    SEVERITIES,
    BadQuestionError,
    read_question,
    write_place,
)
from scraper.service.reader.rendering import SAFETY, Pages
from scraper.service.reader.revisions import make_changes, make_histories
from scraper.service.reader.site_charts import LIMITS
from scraper.service.reader.sites import make_glance, make_report
from scraper.service.reader.stories import make_days
from scraper.service.reader.story import make_page
from scraper.service.reader.words import Catalogue, Words, choose_ui, load_catalogue
from scraper.service.watch import Watch
from scraper.sites import Site
from scraper.storage import QuestionError, Store

STORIES_SHOWN = 30
DIVERGENCES_SHOWN = 50
FORMATS = ("json", "tmx")

Endpoint = Callable[["Reader", Request], Response]


def told_when_wrong(endpoint: Endpoint) -> Endpoint:
    """An endpoint that answers a bad question with a page that says what is wrong with it."""

    @wraps(endpoint)
    def asked(reader: Reader, request: Request) -> Response:
        try:
            return endpoint(reader, request)
        except BadQuestionError as error:
            return reader.show_question(request, error)
        except QuestionError as error:
            return reader.show_question(request, BadQuestionError("q", error.wrong, **error.values))

    return asked


@dataclass(frozen=True, slots=True)
class Reader:
    """What the pages need: the store, the sites and the time."""

    store: Store
    sites: Mapping[str, Site]
    watch: Watch
    pages: Pages
    now: Callable[[], datetime]
    catalogue: Catalogue = field(default_factory=load_catalogue)

    # --- lists -----------------------------------------------------------------------------------

    @told_when_wrong
    def stories(self, request: Request) -> Response:
        """The list of stories, or the next part of it for the page to append."""
        context = self._context(request)
        question = read_question(request.query_params, self.sites, context.times.zone)
        found = self.store.browse(question.wanted, before=question.before, limit=STORIES_SHOWN + 1)
        shown = found[:STORIES_SHOWN]
        more = write_place(shown[-1].place) if len(found) > STORIES_SHOWN else None
        days = make_days(context, shown)
        if days and question.before is not None:
            before = context.times.local(question.before.shown_at).date()
            days[0] = days[0].going_on(before)
        values = {"question": question, "days": days, "more": more, "kinds": KINDS}
        template = "stories_part.html" if question.part else "stories.html"
        return self.pages.show(request, context, template, values)

    @told_when_wrong
    def divergences(self, request: Request) -> Response:
        """The list of divergences, or the next part of it."""
        context = self._context(request)
        question = read_question(request.query_params, self.sites, context.times.zone)
        found = self.store.browse_divergences(
            question.wanted,
            order=question.order,
            before=question.before,
            limit=DIVERGENCES_SHOWN + 1,
        )
        shown = found[:DIVERGENCES_SHOWN]
        values = {
            "question": question,
            "entries": make_entries(context, shown),
            "more": write_place(shown[-1].place) if len(found) > DIVERGENCES_SHOWN else None,
            "kinds": KINDS,
            "severities": SEVERITIES,
        }
        template = "divergences_part.html" if question.part else "divergences.html"
        return self.pages.show(request, context, template, values)

    @told_when_wrong
    def divergences_csv(self, request: Request) -> Response:
        """The same list as a file for spreadsheets."""
        context = self._context(request)
        question = read_question(request.query_params, self.sites, context.times.zone)
        base = str(request.base_url).rstrip("/") + "/stories/"
        return StreamingResponse(
            write_csv(context, self.store, question, base),
            media_type="text/csv; charset=utf-8",
            headers=_as_file("divergences.csv"),
        )

    # --- one story -------------------------------------------------------------------------------

    @told_when_wrong
    def story(self, request: Request) -> Response:
        """One story, its versions side by side."""
        context = self._context(request)
        record = self._record(request)
        if record is None or record.removed:
            return self._missing(request, record)
        page = make_page(context, record, _langs(request.query_params.get("langs", "")))
        return self.pages.show(request, context, "story.html", {"page": page})

    @told_when_wrong
    def revisions(self, request: Request) -> Response:
        """What a story's versions and record were before."""
        context = self._context(request)
        record = self._record(request)
        if record is None or record.removed:
            return self._missing(request, record)
        values = {
            "record": record,
            "histories": make_histories(context, self.store, record),
            "changes": make_changes(context, record.site, self.store.record_states(record.id)),
        }
        return self.pages.show(request, context, "revisions.html", values)

    @told_when_wrong
    def download(self, request: Request) -> Response:
        """One story as a file."""
        record = self._record(request)
        if record is None or record.removed or request.path_params["format"] not in FORMATS:
            return self._missing(request, record)
        name = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in record.id)
        if request.path_params["format"] == "tmx":
            headers = _as_file(f"{name[:80]}.tmx")
            return Response(write_tmx(record), headers=headers, media_type="application/x-tmx+xml")
        headers = _as_file(f"{name[:80]}.json")
        return Response(write_json(record), headers=headers, media_type="application/json")

    # --- sites -----------------------------------------------------------------------------------

    def site_list(self, request: Request) -> Response:
        """Every site at a glance."""
        context = self._context(request)
        at_work = self.watch.look()
        glances = [
            make_glance(context, self.store, site, at_work.get(name), self.now())
            for name, site in self.sites.items()
        ]
        return self.pages.show(request, context, "sites.html", {"glances": glances})

    def site(self, request: Request) -> Response:
        """One site in all figures."""
        context = self._context(request)
        site = self.sites.get(request.path_params["name"])
        if site is None:
            return self.show_error(request, "not-found", 404)
        status = self.watch.look().get(site.name)
        report = make_report(context, self.store, site, status, self.now())
        return self.pages.show(request, context, "site.html", {"report": report, "limits": LIMITS})

    # --- the rest --------------------------------------------------------------------------------

    def static(self, request: Request) -> Response:
        """A file that the pages need."""
        found = self.pages.send_static(request.path_params["name"])
        return found or self.show_error(request, "not-found", 404)

    def unknown(self, request: Request) -> Response:
        """What is no page: told to people as a page, to programs as their application does."""
        if "text/html" in request.headers.get("accept", ""):
            return self.show_error(request, "not-found", 404)
        raise HTTPException(404)

    def show_error(self, request: Request, name: str, status: int, heir: str = "") -> Response:
        """A page that says what is wrong; `heir` is the story that took another's place."""
        values = {"name": name, "detail": "", "heir": heir}
        return self.pages.show(request, self._context(request), "error.html", values, status)

    def show_question(self, request: Request, error: BadQuestionError) -> Response:
        """A page that says what is wrong with what was asked."""
        context = self._context(request)
        detail = context.words(f"question.{error.wrong}", **error.values)
        values = {"name": "bad-question", "parameter": error.parameter, "detail": detail}
        return self.pages.show(request, context, "error.html", {**values, "heir": ""}, 400)

    def _missing(self, request: Request, record: Record | None) -> Response:
        if record is None or not record.removed:
            return self.show_error(request, "not-found", 404)
        return self.show_error(request, "gone", 410, heir=record.replaced_by or "")

    def _context(self, request: Request) -> Context:
        asked = request.query_params.get("ui")
        ui = choose_ui(asked, request.headers.get("accept-language"))
        root = str(request.scope.get("root_path", ""))
        return Context(self.sites, Words(ui, self.catalogue), root, asked if asked == ui else "")

    def _record(self, request: Request) -> Record | None:
        id = request.path_params["id"]
        if len(id) > ID_MAX or "\0" in id:
            return None
        return self.store.record(id)


def _langs(text: str) -> tuple[str, ...]:
    """Languages parted by commas."""
    try:
        return tuple(parse_lang(part) for part in text[:80].split(",") if part.strip())
    except ValueError:
        raise BadQuestionError("langs", "langs") from None


def _as_file(name: str) -> dict[str, str]:
    return {**SAFETY, "Content-Disposition": f'attachment; filename="{name}"'}
