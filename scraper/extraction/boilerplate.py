"""Lines of the page's own that stand among the article's, one rule and its evidence for each kind.

A rule sees one line and its place; what needs several lines together is in `related`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from scraper.extraction.phrases import Words, holds_word, opening
from scraper.extraction.scene import Line, Scene, words_of_names

Rule = Callable[[Line, Scene], str | None]

_SHORT = 330
"""Characters; a call that is longer is a paragraph about something."""
_CHANNELS = re.compile(
    r"(?:^|\.)(?:t\.me|telegram\.(?:me|org)|facebook\.com|fb\.com|instagram\.com|twitter\.com|x\.com|"
    r"youtube\.com|viber\.com|invite\.viber\.com|whatsapp\.com|wa\.me|tiktok\.com|threads\.net|"
    r"linkedin\.com|news\.google\.com|discord\.gg|patreon\.com|buymeacoffee\.com)$"
)
_QUOTES = "\"«“„'‘(["
_SEPARATOR = re.compile(r"^[\s*•·●◆♦■–—_=~#.\-]{1,40}$")
_NUMBER = r"\d[\d\s.,]*\s*(?:тис|тыс|k|млн|m)?\.?"
_COUNTERS = re.compile(
    rf"^(?:{_NUMBER}\s*(?:перегляд\w*|просмотр\w*|views?|коментар\w*|комментари\w*|comments?|"
    rf"shares?|likes?|поширен\w*|голос\w*|хв(?:илин\w*)?(?: читання)?|мин(?:ут\w*)?(?: чтения)?|"
    rf"min(?:utes?|s)?(?: read)?)\.?|\d{{1,3}}\s*[-–]?\s*minute read)$",
    re.I,
)
_MONTHS = (
    "січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листопад|груд|янв|фев|март|апр|мая|май|июн|"
    "июл|авг|сент|окт|нояб|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
)
_DAYS = (
    "понеділ|вівтор|серед|четвер|п.?ятниц|субот|неділ|понедельн|вторн|сред|четверг|пятниц|суббот|"
    "воскресен|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|"
    "пн|вт|ср|чт|пт|сб|нд|вс"
)
_TIME_WORDS = re.compile(
    rf"^(?:\d{{1,4}}|\d{{1,2}}(?:st|nd|rd|th)|(?:{_MONTHS})\w*|(?:{_DAYS})\w*|сьогодні|вчора|сегодня|"
    r"вчера|today|yesterday|о|об|в|у|at|on|р|рік|року|г|год|года|am|pm|utc|gmt|cet|eet|kyiv|київ|"
    r"киев|time|тому|назад|ago|годин\w*|хвилин\w*|часов|часа|час|минут\w*|hours?|minutes?|дн\w*)$"
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}|\b(?:19|20)\d{2}\b")
_IN_FIGURES = re.compile(r"\d{1,2}[./]\d{1,2}[./](?:20)?\d{2},?\s+\d{1,2}:\d{2}")
"""Day and clock alone, the time of another article wherever it stands."""


def _is_quoted(line: Line) -> bool:
    return line.text[0] in _QUOTES


def _names_channel(line: Line) -> str | None:
    """The channel that a line names or links to."""
    for href in line.piece.hrefs:
        host = _host(href)
        if _CHANNELS.search(host):
            return f"links to {host}"
    word = holds_word("channel", line.words)
    return f"names {word}" if word is not None else None


def _host(href: str) -> str:
    try:
        return (urlsplit(href).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def _begins(phrase: Words) -> str:
    return f'begins "{" ".join(phrase)}"'


def call_to_follow(line: Line, scene: Scene) -> str | None:
    """`Subscribe to our channel`: begins as a call, is short, names a channel."""
    phrase = opening("follow", line.words)
    if phrase is None or len(line.text) > _SHORT or _is_quoted(line):
        return None
    channel = _names_channel(line)
    return f"{_begins(phrase)}, {channel}" if channel is not None else None


def channel_link(line: Line, scene: Scene) -> str | None:
    """A line that is only a link to a channel, or an address of one."""
    if len(line.text) > 120 or not line.is_link or line.piece.kind == "table":
        return None
    hosts = [_host(href) for href in line.piece.hrefs]
    if hosts and all(_CHANNELS.search(host) for host in hosts):
        return f"is only a link to {hosts[0]}"
    return None


def newsletter(line: Line, scene: Scene) -> str | None:
    """A call to take a newsletter or an app: begins as one and is short."""
    phrase = opening("newsletter", line.words)
    return _begins(phrase) if phrase and len(line.text) <= _SHORT and not _is_quoted(line) else None


def donation(line: Line, scene: Scene) -> str | None:
    """A call for money: begins as one and speaks of the newsroom."""
    phrase = opening("donate", line.words)
    if phrase is None or len(line.text) > _SHORT or _is_quoted(line):
        return None
    word = holds_word("newsroom", line.words[1:])
    return f'{_begins(phrase)}, says "{word}"' if word is not None else None


def copyright_line(line: Line, scene: Scene) -> str | None:
    """Who may use the text: a sign, or a known beginning with a word of law or linking."""
    if line.text.startswith("©") and len(line.text) <= _SHORT:
        return "begins with ©"
    phrase = opening("copyright", line.words)
    if phrase is None or len(line.text) > 600 or _is_quoted(line):
        return None
    word = holds_word("copyright-word", line.words)
    return f'{_begins(phrase)}, says "{word}"' if word is not None else None


def cookie_text(line: Line, scene: Scene) -> str | None:
    """A consent text: begins as one and names cookies."""
    phrase = opening("cookie", line.words)
    word = holds_word("cookie-word", line.words) if phrase and not _is_quoted(line) else None
    return f'{_begins(phrase)}, says "{word}"' if phrase and word else None


def paywall(line: Line, scene: Scene) -> str | None:
    """The hint that the rest is for subscribers: begins as one, stands at the end of the text."""
    phrase = opening("paywall", line.words)
    if phrase is None or len(line.text) > _SHORT or _is_quoted(line):
        return None
    return f"{_begins(phrase)}, no text follows" if scene.is_after_text(line) else None


def comments(line: Line, scene: Scene) -> str | None:
    """Forms under the article and calls to report slips: begins as one and is short."""
    phrase = opening("comments", line.words)
    if phrase is None or len(line.text) > 200 or _is_quoted(line):
        return None
    if len(phrase) == 1 and len(line.words) > 2:  # "Comments" may open a sentence
        return None
    return _begins(phrase)


def control(line: Line, scene: Scene) -> str | None:
    """A button or label: the line is nothing else."""
    phrase = opening("control", line.words)
    return f'is only "{" ".join(phrase)}"' if phrase is not None and phrase == line.words else None


def tags(line: Line, scene: Scene) -> str | None:
    """Key words: a label with a colon, or nothing but the page's own tags."""
    phrase = opening("tags", line.words)
    if phrase is not None and len(line.text) < 300:
        rest = line.text[len(" ".join(phrase)) :].lstrip()
        if rest.startswith(":") or not rest:
            return _begins(phrase)
    if line.text.startswith("#") and all(word.startswith("#") for word in line.text.split()):
        return "holds only hash tags"
    known = words_of_names(scene.known.tags)
    if line.is_link and known and set(line.words) <= known and line.piece.kind != "heading":
        return "links only to the page's tags"
    return None


def author(line: Line, scene: Scene) -> str | None:
    """A signature before or behind the text: known names only, or a label and few words."""
    if not scene.is_at_edge(line) or line.piece.kind == "heading":
        return None
    names = words_of_names((*scene.known.authors, *scene.known.outlets))
    phrase = opening("author", line.words) or ()
    rest = [word for word in line.words[len(phrase) :] if word not in _CONNECTORS]
    if names and rest and set(rest) <= names and len(rest) <= 16:
        return "repeats the author"
    if (
        phrase
        and 1 <= len(rest) <= 5
        and line.text.rstrip(".") == line.text
        and _is_names(line, phrase)
    ):
        return f"{_begins(phrase)}, a name follows"
    return None


_CONNECTORS = frozenset(
    {"та", "і", "й", "и", "and", "для", "for", "of", "спеціально", "специально"}
)


def _is_names(line: Line, label: Words) -> bool:
    """Whether what follows a label is written in capitals, as names are."""
    words = re.findall(r"[^\W\d_][\w’.-]*", line.text)[len(label) :]
    names = [word for word in words if word.casefold() not in _CONNECTORS]
    return bool(names) and all(word[0].isupper() for word in names)


def source(line: Line, scene: Scene) -> str | None:
    """`Source: ...` behind the text: a label with a colon and a few words."""
    phrase = opening("source", line.words)
    if phrase is None or ":" not in line.text[: len(" ".join(phrase)) + 2] or len(line.words) > 12:
        return None
    return f"{_begins(phrase)}, stands behind the text" if scene.is_after_text(line) else None


def counter(line: Line, scene: Scene) -> str | None:
    """Numbers about the page: views, comments, reading time."""
    if len(line.text) > 60 or line.piece.kind in ("heading", "table"):
        return None
    if _COUNTERS.match(line.text):
        return "counts something"
    phrase = opening("counter", line.words)
    if phrase is not None and any(char.isdigit() for char in line.text) and len(line.words) <= 6:
        return f"{_begins(phrase)}, a number follows"
    return None


def timestamp(line: Line, scene: Scene) -> str | None:
    """A time before or behind the text: nothing but words of a date, with a clock or a year."""
    if len(line.text) > 90 or line.piece.kind in ("heading", "table"):
        return None
    phrase = opening("stamp", line.words) or ()
    rest = line.words[len(phrase) :]
    if not rest or not all(_TIME_WORDS.match(word) for word in rest):
        return None
    if not phrase and not scene.is_at_edge(line) and not _IN_FIGURES.fullmatch(line.text):
        return None
    return "is only a time" if phrase or _CLOCK.search(line.text) else None


def separator(line: Line, scene: Scene) -> str | None:
    """Asterisks, dashes or dots that part sections."""
    return "holds only signs" if _SEPARATOR.match(line.text) else None


def outlet(line: Line, scene: Scene) -> str | None:
    """A dateline of its own before the text: the outlet's name with at most a place."""
    names = words_of_names(scene.known.outlets)
    if not names or len(line.words) > 5 or not scene.is_before_text(line):
        return None
    is_name = names <= set(line.words) or set(line.words) <= names
    return "is only the outlet's name" if is_name and line.piece.kind != "heading" else None


RULES: tuple[tuple[str, Rule], ...] = (
    ("separator", separator),
    ("control", control),
    ("cookies", cookie_text),
    ("paywall", paywall),
    ("newsletter", newsletter),
    ("donation", donation),
    ("follow", call_to_follow),
    ("follow", channel_link),
    ("copyright", copyright_line),
    ("comments", comments),
    ("tags", tags),
    ("counter", counter),
    ("timestamp", timestamp),
    ("author", author),
    ("source", source),
    ("outlet", outlet),
)


def drop_boilerplate(scene: Scene) -> None:
    """Apply every rule to every line that is left, in order."""
    for name, rule in RULES:
        for line in tuple(scene.lines):
            because = rule(line, scene)
            if because is not None:
                scene.drop(line, name, because)
