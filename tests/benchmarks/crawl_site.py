"""A site of many distinct articles on pages of real size, for measuring crawls; in its own process.

usage: python -m tests.benchmarks.crawl_site [--pages 600]

Articles are the demo's stories with other keys, names and numbers of words; their pages are padded
with menus, lists of other news, cards with pictures and inline scripts, as pages of newspapers are.
Prints its port and the addresses of the articles as one line of JSON, then serves until its input
ends. `/HOST/PATH` and `Host: HOST` with `/PATH` name the same page.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from aiohttp import web

from scraper.demo.addresses import EDITIONS, HOSTS, article_url
from scraper.demo.articles import FIRST_VISIT, DemoBlock, DemoStory, DemoVersion, load_articles
from scraper.demo.lists import Entry, render_list
from scraper.demo.pages import Neighbour, render_article

SECTIONS = 55
NEWSLINE = 24
CARDS = 24
SCRIPT_BYTES = 30_000
SYLLABLES = {"uk": "бавидіжекола", "ru": "бавыдежукоте", "en": "bavedijukola"}
"""Two letters each: invented names are made of four of them."""


def make_stories(count: int) -> list[DemoStory]:
    """So many stories with all three versions, no text of which stands in another one."""
    whole = [story for story in load_articles() if len(story.versions) == len(EDITIONS)]
    return [_vary(whole[number % len(whole)], number) for number in range(count)]


def _vary(story: DemoStory, number: int) -> DemoStory:
    chance = random.Random(number)
    key = 1_700_000_000 + number * 60
    versions = {
        lang: _vary_version(version, lang, key, chance) for lang, version in story.versions.items()
    }
    return replace(
        story,
        key=str(key),
        slug=f"{story.slug[:40].rstrip('-')}-{number}",
        number=number,
        versions=versions,
        edits={},
        withdrawn={},
    )


def _vary_version(version: DemoVersion, lang: str, key: int, chance: random.Random) -> DemoVersion:
    def vary(text: str) -> str:
        words = text.split(" ")
        words.insert(chance.randrange(1, len(words) + 1), _name(lang, chance))
        return " ".join(words)

    def vary_block(block: DemoBlock) -> DemoBlock:
        return replace(block, text=vary(block.text)) if block.text else block

    return replace(
        version,
        headline=vary(version.headline),
        lead=vary(version.lead),
        caption=vary(version.caption) if version.caption else "",
        blocks=tuple(map(vary_block, version.blocks)),
        key=str(key + 7) if lang == "en" else None,
        slug=f"{version.slug}-{key % 9973}" if lang == "en" else None,
        published="2026-11-19T12:00",
    )


def _name(lang: str, chance: random.Random) -> str:
    """An invented name."""
    letters = SYLLABLES[lang]
    starts = chance.choices(range(0, len(letters), 2), k=5)
    return "".join(letters[start : start + 2] for start in starts).capitalize()


def render_pages(stories: list[DemoStory]) -> Iterator[tuple[str, bytes]]:
    """The address and the page of every version."""
    entries = {lang: [_entry(story, lang) for story in stories] for lang in EDITIONS}
    for story in stories:
        for lang in story.versions:
            chance = random.Random(f"{story.key} {lang}")
            others = chance.sample(entries[lang], min(NEWSLINE + CARDS, len(stories)))
            near = [
                Neighbour(url=each.url, title=each.title, published_at=each.published_at)
                for each in others[:NEWSLINE]
            ]
            text = render_article(story, lang, FIRST_VISIT, neighbours=near)
            yield article_url(story, lang), _pad(text, lang, others[NEWSLINE:], chance).encode()
    for lang, edition in EDITIONS.items():
        yield edition.url(edition.news_path), render_list(edition, entries[lang], lang).encode()


def _entry(story: DemoStory, lang: str) -> Entry:
    version = story.versions[lang]
    return Entry(
        url=article_url(story, lang),
        lang=lang,
        title=version.headline,
        published_at=version.published_at,
    )


def _pad(text: str, lang: str, cards: list[Entry], chance: random.Random) -> str:
    """The page with what surrounds articles on real ones."""
    menu = "".join(
        f'<li class="menu__item menu__item--{n}"><i></i><a class="menu__link" href="/section/{n}/">'
        f"<span>{_name(lang, chance)}</span></a></li>"
        for n in range(SECTIONS)
    )
    shown = "".join(
        f'<div class="card card--small"><a class="card__image" href="{card.url}"><img '
        f'src="https://cdn.example/{n}_320.jpg" srcset="https://cdn.example/{n}_640.jpg 2x" '
        f'loading="lazy" alt=""></a><div class="card__body"><a class="card__title" '
        f'href="{card.url}">{card.title}</a><div class="card__info"><span class="card__time">'
        f'12:0{n % 10}</span> <i class="icon"></i> <span>{n * 7}</span></div></div></div>'
        for n, card in enumerate(cards)
    )
    state = json.dumps({"seed": [chance.random() for _ in range(400)]})
    code = "var a=function(b){return b+1};" * (SCRIPT_BYTES // 60)
    script = f"<script>window.__STATE__={state};{code}</script>"
    rules = ".c-a{display:block;margin:0 auto;color:#222}" * (SCRIPT_BYTES // 100)
    style = f"<style>{rules}</style>"
    text = text.replace("</head>", f"{style}{script}</head>", 1)
    text = text.replace("<nav>", f'<nav><ul class="menu">{menu}</ul>', 1)
    return text.replace("<footer", f'<aside class="cards">{shown}</aside><footer', 1)


def make_app(pages: dict[str, bytes]) -> web.Application:
    """Serves packed pages by host and path."""
    packed = {
        f"/{urlsplit(url).netloc}{urlsplit(url).path}": gzip.compress(body, 6)
        for url, body in pages.items()
    }
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}

    async def handle(request: web.Request) -> web.Response:
        host = request.host.partition(":")[0]
        path = f"/{host}{request.path}" if host in HOSTS else request.path
        body = packed.get(path) or packed.get(path.rstrip("/"))
        if body is None:
            return web.Response(status=404)
        return web.Response(body=body, headers=headers)

    app = web.Application()
    app.router.add_get("/{path:.*}", handle)
    return app


async def serve(pages: dict[str, bytes]) -> None:
    """Serve until standard input ends."""
    runner = web.AppRunner(make_app(pages), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    urls = [url for url in pages if url.endswith(".html")]
    sizes = sorted(len(body) for url, body in pages.items() if url in set(urls))
    told = {"port": runner.addresses[0][1], "urls": urls, "median": sizes[len(sizes) // 2]}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await runner.cleanup()


def main() -> None:
    """Make the site and serve it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=600)
    stories = make_stories(parser.parse_args().pages // len(EDITIONS))
    asyncio.run(serve(dict(render_pages(stories))))


if __name__ == "__main__":
    main()
