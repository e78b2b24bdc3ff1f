"""Pages that are built in the browser: the text stands in their scripts, and is read only there."""

from __future__ import annotations

import json

import pytest

from tests.test_extraction.newspage import (
    FIRST,
    HEADLINE,
    PARAGRAPHS,
    SECOND,
    THIRD,
    article_of,
    body_of,
    markup,
    read_reason,
    texts,
)

BODY = "".join(f'<p class="x">{text}</p>' for text in (*PARAGRAPHS, "Далі буде, обіцяють у місті."))


def page(script: str) -> str:
    return markup('<div id="root"></div>').replace("</body>", f"<script>{script}</script></body>")


def state(body: str) -> str:
    return json.dumps({"props": {"article": {"title": HEADLINE, "body": body}}})


SCRIPTS = {
    "plain state": f"window.__STATE__ = {state(BODY)}",
    "escaped state": f"window.__STATE__ = {state(BODY).replace('<', chr(92) + 'u003c')}",
    "state in a string": f"self.__next_f.push([1,{json.dumps('7:' + state(BODY))}])",
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_text_is_read_from_the_script(name: str) -> None:
    article = article_of(page(SCRIPTS[name]))
    assert [text for text in texts(article) if text in PARAGRAPHS] == [FIRST, SECOND, THIRD]
    assert article.read_from["blocks"] == "script"


def test_the_longest_text_is_taken() -> None:
    teaser = "".join(f"<p>{text[:150]}</p>" for text in PARAGRAPHS)
    script = f"a = {state(teaser)}; b = {state(BODY)}"
    assert FIRST in texts(article_of(page(script)))


def test_a_page_that_shows_its_text_is_read_as_it_shows_it() -> None:
    other = "".join(f"<p>{text[::-1]}</p>" for text in PARAGRAPHS)
    content = markup().replace("</body>", f"<script>a = {state(other)}</script></body>")
    article = article_of(content)
    assert texts(article) == PARAGRAPHS
    assert article.read_from["blocks"] != "script"


@pytest.mark.parametrize(
    "script",
    [
        "a = 1",
        f"a = {json.dumps(body_of(FIRST))}",
        f"a = {json.dumps(' '.join(PARAGRAPHS))}",
        f"a = {state(BODY)[:300]}",
        'a = "' + r"\x </p></p></p>" + "x" * 500 + '"',
    ],
)
def test_scripts_without_a_text_in_paragraphs_give_none(script: str) -> None:
    assert read_reason(page(script)) == "no-body"


def test_scripts_inside_the_text_are_no_text() -> None:
    body = BODY + "<script>track('шпигун')</script><button>Поширити</button>"
    article = article_of(page(f"a = {state(body)}".replace("</script>", r"<\/script>")))
    assert not any("track" in text or "Поширити" in text for text in texts(article))
