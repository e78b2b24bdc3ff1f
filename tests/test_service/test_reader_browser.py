"""The pages in a real browser: each page's main use by clicking, keyboard, screen reader, looks.

Chromium is started from its path (`TLUMACH_CHROMIUM`, else where Debian has it). Screenshots go to
`tests/output/reader/`.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from scraper.items import Divergence, Record
from scraper.storage import Store
from tests.test_service.reading import (
    EDITED,
    HOUR,
    MISSING,
    NOW,
    NUMBER,
    Visitor,
    make_story,
    publish,
)

CHROMIUM = os.environ.get("TLUMACH_CHROMIUM") or shutil.which("chromium") or ""
PICTURES = Path(__file__).parents[1] / "output" / "reader"
WIDTHS = {"phone": 390, "tablet": 820, "wide": 1440}
PAGES = {
    "stories": "/",
    "story": "/stories/visnyk:uk:1",
    "revisions": "/revisions/visnyk:uk:1",
    "divergences": "/divergences",
    "sites": "/sites",
    "site": "/sites/visnyk",
    "nothing": "/?q=nowhere",
    "missing": "/stories/visnyk:uk:999",
}

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    if not CHROMIUM:
        if os.environ.get("CI") == "true":
            pytest.fail("no chromium; on Debian: apt-get install chromium")
        pytest.skip("no chromium on the path")
    with sync_playwright() as playwright:
        # as root, in containers, Chromium has no sandbox
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a reader over a store with some sixty stories."""
    folder = tmp_path_factory.mktemp("browser")
    with Store.open(f"sqlite:///{folder / 'store.db'}") as store:
        fill(store)
        visitor = Visitor(store)
        with serve(visitor.app) as address:
            yield address


def fill(store: Store) -> None:
    """Stories of two sites with divergences, and two weeks of runs."""
    publish(store, make_story(1, ("uk", "en"), (NUMBER,)))
    publish(store, make_story(1, divergences=(NUMBER, MISSING, EDITED)), *_stories())
    store.schedule_site("visnyk", "hourly", NOW, first=NOW + HOUR / 4)
    for day in range(14):
        run = store.start_run("visnyk", "host", 1, NOW - timedelta(days=day, minutes=30))
        stats: dict[str, object] = {"lang/uk": 20, "field/lead": 15, "field/image": 20}
        stats |= {"article/rejected/http-404": 4, "article/rejected/no-body": 1}
        stats["because"] = ["3 addresses failed: timeout"]
        outcome = {3: "blocked", 5: "partial"}.get(day, "finished")
        store.finish_run(run, outcome, stats, NOW - timedelta(days=day, minutes=20))


def _stories() -> Iterator[Record]:
    choices: list[tuple[tuple[str, ...], tuple[Divergence, ...]]] = [
        (("uk", "en", "ru"), (NUMBER,)),
        (("uk", "ru"), (replace(MISSING, langs=("ru",)),)),
        (("uk",), ()),
        (("uk", "en"), ()),
    ]
    for number in range(2, 66):
        langs, divergences = choices[number % 4]
        site = "chas" if number % 9 == 0 and "ru" not in langs else "visnyk"
        yield make_story(number, langs, divergences, site=site)


@contextmanager
def serve(app: Any) -> Iterator[str]:  # noqa: ANN401
    """The application on a free port of this machine."""
    config = uvicorn.Config(app, port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a fresh visitor; at the end nothing was complained about or asked elsewhere."""
    with visit(browser, address) as page:
        yield page


@contextmanager
def visit(browser: Browser, address: str, **given: Any) -> Iterator[Page]:  # noqa: ANN401
    """A visit with nothing but our own requests, no error and no word on the console."""
    settings: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, **given}
    context = browser.new_context(base_url=address, locale="en-GB", **settings)
    page = context.new_page()
    page.set_default_timeout(10_000)
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.extend(_complaint(message)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: complaints.extend(_broken(answer.url, answer.status)))
    yield page
    context.close()
    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []


def _complaint(message: ConsoleMessage) -> list[str]:
    """What the console says, but for the page that is meant to be missing."""
    missing = PAGES["missing"] in message.location["url"]
    return [] if missing and "404" in message.text else [message.text]


def _broken(url: str, status: int) -> list[str]:
    return [f"{status} {url}"] if status >= 400 and "/static/" in url else []


# --- the main use of each page -------------------------------------------------------------------


def test_stories_are_filtered_and_opened(page: Page) -> None:
    page.goto("/")
    expect(page.locator("article.story")).to_have_count(30)
    page.get_by_label("Lacks version").select_option("en")
    page.wait_for_url(re.compile("missing=en"))
    assert "lang=" not in page.url  # empty fields stay out of the address
    for badge in page.locator("article.story .versions").all()[:5]:
        expect(badge.locator(".absent .badge").first).to_be_visible()
    page.get_by_label("Words in any version").fill("раніше 5")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile("q="))
    expect(page.locator("article.story")).to_have_count(1)
    page.locator("h3.headline a").click()
    expect(page.locator("h1")).to_have_text("Міст через Лубень відкрили раніше 5")
    page.go_back()
    expect(page.get_by_label("Lacks version")).to_have_value("en")
    page.get_by_role("link", name="Clear filters").click()
    expect(page.locator("article.story")).to_have_count(30)


def test_the_list_of_stories_goes_on_by_scrolling(page: Page) -> None:
    page.goto("/")
    expect(page.locator("article.story")).to_have_count(30)
    for _ in range(3):
        page.mouse.wheel(0, 30_000)
        page.wait_for_timeout(300)
    expect(page.locator("article.story")).to_have_count(65)
    expect(page.locator(".end")).to_be_visible()
    numbers = [text.rpartition(" ")[2] for text in page.locator("h3.headline").all_inner_texts()]
    assert numbers == [str(number) for number in range(1, 66)]
    days = page.locator("h2.day").all_inner_texts()
    assert len(days) == len(set(days))


def test_the_list_goes_on_without_scripts(browser: Browser, address: str) -> None:
    with visit(browser, address, java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_role("link", name="Show more").click()
        page.get_by_role("link", name="Show more").click()
        expect(page.locator("article.story")).to_have_count(5)
        page.locator("h3.headline a").first.click()
        expect(page.locator("h1")).to_contain_text("Міст")


def test_partner_sentences_light_up(page: Page) -> None:
    page.goto("/stories/visnyk:uk:1")
    row = page.locator("#b2")
    assert _lit(row) == []
    row.locator("td[lang=en] .s0").hover()
    page.wait_for_timeout(250)
    assert _lit(row) == ["будинків.", "houses.", "домов."]
    page.mouse.move(2, 2)
    page.wait_for_timeout(250)
    assert _lit(row) == []
    row.locator("td[lang=ru] .s1").focus()
    page.wait_for_timeout(250)
    assert _lit(row) == ["10:00.", "a.m.", "10:00."]


def test_partner_sentences_light_up_without_scripts(browser: Browser, address: str) -> None:
    with visit(browser, address, java_script_enabled=False) as page:
        page.goto("/stories/visnyk:uk:1")
        row = page.locator("#b2")
        assert _lit(row) == []
        row.locator("td[lang=uk] .s0").hover()
        page.wait_for_timeout(250)
        assert _lit(row) == ["будинків.", "houses.", "домов."]
        page.screenshot(path=_picture("lit", "wide", "light"))


def _lit(row: Locator) -> list[str]:
    """The last word of each sentence in a row that stands out."""
    texts: list[str] = row.evaluate(
        """row => [...row.querySelectorAll('.s')]
          .filter(s => getComputedStyle(s).backgroundColor !== 'rgba(0, 0, 0, 0)')
          .map(s => s.textContent)"""
    )
    return [text.split()[-1] for text in texts]


def test_sentences_are_walked_by_arrow_keys(page: Page) -> None:
    page.goto("/stories/visnyk:uk:1")
    assert page.locator(".beads .s[tabindex='0']").count() == 1
    page.locator("#b2 td[lang=uk] .s0").focus()
    for key, expected in (
        ("ArrowRight", "Inspectors counted 1,340 houses."),
        ("ArrowRight", "Комиссия обследовала 1 340 домов."),
        ("ArrowDown", "Движение разрешили в 10:00."),
        ("ArrowLeft", "Traffic was allowed at 10 a.m."),
        ("ArrowUp", "Inspectors counted 1,340 houses."),
    ):
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.textContent") == expected
    assert page.locator(".beads .s[tabindex='0']").count() == 1


def test_a_divergence_leads_to_where_it_stands(page: Page) -> None:
    page.goto("/stories/visnyk:uk:1")
    page.locator("#divergences").get_by_role("link", name="number").click()
    expect(page.locator("#d0")).to_be_in_viewport()
    expect(page.locator("#d0")).to_contain_text(NUMBER.says)
    head = page.locator("thead th").nth(1).bounding_box()
    note = page.locator("#d0").bounding_box()
    assert head is not None
    assert note is not None
    assert note["y"] >= head["y"] + head["height"] - 1  # not hidden by the columns' heads


def test_evidence_opens_and_two_versions_are_compared(page: Page) -> None:
    page.goto("/stories/visnyk:uk:1")
    expect(page.locator(".proofs").first).to_be_hidden()
    page.locator(".pair summary").first.click()
    expect(page.locator(".proofs").first).to_contain_text("4 names: Luben; same image")
    page.get_by_role("link", name="ua – ru").click()
    expect(page.locator("thead .column-head")).to_have_count(2)
    page.get_by_role("link", name="Revisions").click()
    expect(page.locator("h1")).to_have_text("Revisions")
    page.get_by_role("link", name="Back to the story").click()
    expect(page.locator("thead .column-head")).to_have_count(3)


def test_a_story_is_downloaded(page: Page) -> None:
    page.goto("/stories/visnyk:uk:1")
    for name, suffix in (("JSON", ".json"), ("TMX", ".tmx")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        assert download.value.suggested_filename.endswith(suffix)
        assert Path(download.value.path()).stat().st_size > 500


def test_divergences_are_sorted_filtered_exported_and_followed(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Divergences").click()
    expect(page.locator(".entry").first).to_contain_text(NUMBER.says)
    page.get_by_role("link", name="time", exact=True).click()
    page.wait_for_url(re.compile("sort=newest"))
    page.get_by_label("Kind").select_option("missing")
    page.wait_for_url(re.compile("kind=missing"))
    assert "sort=newest" in page.url
    expect(page.locator(".entry").first).to_contain_text(MISSING.says)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export as CSV").click()
    table = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert table[0].startswith("severity,kind,")
    assert len(table) == 1 + page.locator(".entry").count()
    page.locator(".entry-says a").first.click()
    expect(page.locator("#d1")).to_be_in_viewport()


def test_a_site_is_looked_into(page: Page) -> None:
    page.goto("/sites")
    expect(page.locator(".strip").first.locator("li")).to_have_count(30)
    page.get_by_role("link", name="Вісник").first.click()
    expect(page.locator("h1")).to_have_text("Вісник")
    expect(page.get_by_text("http-404")).to_be_visible()
    expect(page.get_by_text("3 addresses failed: timeout").first).to_be_visible()
    expect(page.locator("svg.chart").first).to_be_visible()


def test_the_language_of_the_pages_is_switched_and_kept(page: Page) -> None:
    page.goto("/stories/visnyk:uk:1")
    page.get_by_role("link", name="Українська").click()
    expect(page.locator("html")).to_have_attribute("lang", "uk")
    page.get_by_role("link", name="Розбіжності").first.click()
    expect(page.locator("h1")).to_have_text("Розбіжності")
    page.get_by_label("Вид").select_option("number")
    page.wait_for_url(re.compile("kind=number"))
    expect(page.locator("h1")).to_have_text("Розбіжності")


def test_the_keyboard_alone_reaches_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Words in any version")).to_be_focused()
    page.keyboard.type("раніше 7")
    page.keyboard.press("Enter")
    expect(page.locator("article.story")).to_have_count(1)


def test_filters_are_folded_on_a_phone(browser: Browser, address: str) -> None:
    with visit(browser, address, viewport={"width": 390, "height": 800}) as page:
        page.goto("/")
        expect(page.get_by_label("Lacks version")).to_be_hidden()
        page.get_by_text("More filters").click()
        page.get_by_label("Lacks version").select_option("ru")
        page.wait_for_url(re.compile("missing=ru"))
        expect(page.get_by_label("Lacks version")).to_be_visible()


# --- looks and screen readers --------------------------------------------------------------------


def _picture(name: str, width: str, scheme: str) -> Path:
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES / f"{name}-{width}-{scheme}.png"


def _violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ui", ["en", "uk"])
def test_every_page_fits_and_reads_well(
    browser: Browser, address: str, width: str, scheme: str, ui: str
) -> None:
    """No violation that axe-core finds, nothing wider than the window; pictures are kept."""
    viewport = {"width": WIDTHS[width], "height": 900}
    with visit(browser, address, viewport=viewport, color_scheme=scheme) as page:
        for name, path in PAGES.items():
            page.goto(f"{path}{'&' if '?' in path else '?'}ui={ui}")
            picture = _picture(name, width, f"{scheme}-{ui}")
            page.screenshot(path=picture, full_page=name != "stories")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= WIDTHS[width], f"{name} is {wide} wide"
            assert _violations(page) == [], name
