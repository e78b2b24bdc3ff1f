"""What the replica answers where something goes wrong."""

from __future__ import annotations

from datetime import datetime

from scraper.demo.addresses import EDITIONS, article_path, article_url
from scraper.demo.answers import Answer, error, page
from scraper.demo.incidents import Incident
from scraper.demo.markup import fill
from scraper.demo.newsroom import Newsroom
from scraper.demo.pages import render_article
from scraper.demo.words import WORDS

CONSENT = {
    "uk": ("Ваша приватність", "Прийняти все", "Відхилити все"),
    "ru": ("Ваша приватность", "Принять все", "Отклонить все"),
    "en": ("Your privacy", "Accept all", "Reject all"),
}
TRUNCATED_AFTER = 400
"""Bytes of the text that arrive before the connection ends."""


def answer_incident(newsroom: Newsroom, incident: Incident, now: datetime) -> Answer:
    """The answer at an incident's own address."""
    if not incident.is_listed(now):
        return error(404, "not found")
    match incident.kind:
        case "status":
            return error(incident.status, "not here")
        case "redirect":
            url = article_url(newsroom.target(incident), incident.lang)
            return Answer(status=301, headers=(("Location", url),))
        case "pdf":
            return Answer(body=b"%PDF-1.7\n%%EOF\n", content_type="application/pdf")
        case "empty":
            return Answer()
        case "too-large":
            return Answer(body=b"<!DOCTYPE html><html><body><p>", filler=incident.bytes)
        case "challenge":
            return _challenge(incident)
        case "consent":
            return _consent(incident)
        case "video":
            return _video(incident)
        case _:
            return _article(incident, now)


def _challenge(incident: Incident) -> Answer:
    host, path = EDITIONS[incident.lang].host, article_path(incident.as_story(), incident.lang)
    answer = page(fill("challenge.html", host=host, path=path))
    return Answer(body=answer.body, headers=(("Cache-Control", "no-store"),))


def _consent(incident: Incident) -> Answer:
    heading, accept, refuse = CONSENT[incident.lang]
    words = WORDS[incident.lang]
    text = fill(
        "consent.html",
        lang=incident.lang,
        outlet=words.outlet,
        heading=heading,
        cookies=words.cookies,
        accept=accept,
        refuse=refuse,
        path=article_path(incident.as_story(), incident.lang),
    )
    return page(text)


def _video(incident: Incident) -> Answer:
    outlet = WORDS[incident.lang].outlet
    return page(fill("video.html", lang=incident.lang, headline=incident.title, outlet=outlet))


def _article(incident: Incident, now: datetime) -> Answer:
    story = incident.as_story()
    whole = page(render_article(story, incident.lang, now), story.changed_at(now))
    if incident.kind != "truncated":
        return whole
    end = whole.body.index(b'<div class="txt">') + TRUNCATED_AFTER
    return Answer(body=whole.body[:end], announced=len(whole.body))
