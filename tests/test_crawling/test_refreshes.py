"""Refreshes in a page's head are followed; pages without the word are not looked through."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from scraper.crawling.refreshes import MetaRefresh

HEAD = '<html><head><title>Новини</title><meta http-equiv="{}" content="0; url=/nova"></head>'


def answer(body: bytes) -> Request | Response:
    request = Request("https://outlet.example/stara")
    response = HtmlResponse(request.url, body=body, request=request)
    return MetaRefresh.from_crawler(get_crawler()).process_response(request, response)


@pytest.mark.parametrize("word", ["refresh", "Refresh", "REFRESH"])
def test_a_refresh_is_followed(word: str) -> None:
    followed = answer(HEAD.format(word).encode())
    assert isinstance(followed, Request)
    assert followed.url == "https://outlet.example/nova"


def test_a_page_in_two_bytes_to_a_letter_is_followed_too() -> None:
    assert isinstance(answer(HEAD.format("refresh").encode("utf-16")), Request)


def test_a_refresh_behind_long_letters_is_within_what_is_looked_at() -> None:
    late = "\U0001f4f0" * 3900 + HEAD.format("refresh")
    assert isinstance(answer(late.encode()), Request)


def test_a_page_without_one_is_not_decoded() -> None:
    page = answer("<html><head></head><body>Міст відкрили</body>".encode())
    assert isinstance(page, HtmlResponse)
    assert page._cached_ubody is None


def test_the_word_alone_sends_nobody_on() -> None:
    assert isinstance(answer(b"<html><body>a refresh of the cabinet</body>"), HtmlResponse)
