"""Captions as sites print them, glued to the headline and to the credit, taken apart.

It works on strings; which line is a caption is decided in `cleaning`.
"""

from __future__ import annotations

import re
from importlib.resources import files

_PHOTO = (
    r"(?:ілюстративн\w+ |иллюстративн\w+ |архівн\w+ |архивн\w+ |illustrative |archive |file )?"
    r"(?:фото|світлина|знімок|колаж|коллаж|скріншот|скриншот|ілюстрація|иллюстрация|інфографіка|"
    r"инфографика|photos?|pictures?|images?|screenshot|collage|illustration|infographics?)"
)
_LABEL = (
    rf"(?:{_PHOTO}(?: з | із | из | с | from | by | via | courtesy of )?|"
    r"автор фото|джерело(?: фото)?|источник(?: фото)?|source|credits?|photo by|photo credits?|"
    r"image credits?|copyright)"
)
_BRACKETED = re.compile(
    rf"[(\[]\s*{_LABEL}(?:\s*[:\u2013\u2014-]\s*|\s+)([^()\[\]]{{2,90}})[)\]]\s*\.?$", re.I
)
_LABELLED_TAIL = re.compile(rf"(?:^|[.,;|/\u2013\u2014\s(-])\s*{_LABEL}\s*:\s*(\S.{{1,90}})$", re.I)
_LABELLED_HEAD = re.compile(rf"^{_LABEL}\s*[:|]\s*(.+)$", re.I)
_BARE_LABEL = re.compile(rf"^{_PHOTO}\s+(\S.{{2,80}})$", re.I)
_SLASHED = re.compile(rf"\s[/|]\s*{_PHOTO}:?\s+(\S.{{1,80}})$", re.I)
_PHOTO_BY = re.compile(r"(?:^|[.|/]\s*)photo (?:by|courtesy of|via|from)\s+(\S.{1,80})$", re.I)
_COPYRIGHT = re.compile(r"\s[\u2013\u2014-]\s+Copyright\s+(\S.{1,80})$", re.I)
_SIGN = re.compile(r"(?:^|\s)[©\u00a9]\s*(?:\d{4}\s*)?(\S.{1,80})$")
_MARKS = (_BRACKETED, _SLASHED, _LABELLED_HEAD, _PHOTO_BY, _COPYRIGHT, _SIGN)
_FINAL_BRACKETS = re.compile(r"^(.*\S)\s*\(([^()]{2,80})\)\s*\.?$")
_AGENCY_LINES = (files("scraper.extraction") / "agencies.txt").read_text("utf-8").splitlines()
_AGENCIES = re.compile(
    rf"\b(?:{'|'.join(line for line in _AGENCY_LINES if line and line[0] != '#')})\b", re.I
)
_HINTS = (
    *("фото", "світлин", "знім", "кола", "колл", "скрінш", "скринш", "люстрац", "нфограф"),
    *("джерел", "источник", "photo", "pictur", "image", "screensh", "collage", "illustr"),
    *("infograph", "source", "credit", "copyright", "©"),
)
"""One of these is in all that a pattern above matches; a look for them spares most lines those."""
_ADDRESS = re.compile(r"^(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?$|^@\w+$")
_NAME_WORD = re.compile(r"^[A-ZА-ЯІЇЄҐЁ][\w’.-]*$")
_WORD = re.compile(r"\w+")


def split_caption(text: str) -> tuple[str | None, str | None]:
    """Caption and credit of a line; either is None when the line has none.

    Read are `Photo: what (who)`, `What (photo: who)`, `What. Photo: who`, `Photo: who`, `© who`,
    `What (who)` where who is an agency, and their kin in uk and ru.
    """
    text = text.strip()
    for pattern in (_BRACKETED, _SLASHED, _LABELLED_TAIL, _PHOTO_BY, _COPYRIGHT, _SIGN):
        match = pattern.search(text)
        if match is not None and match.start():
            before = _trim(text[: match.start()])
            if _LABELLED_HEAD.match(before):
                before = _trim(_LABELLED_HEAD.sub(r"\1", before))
            return before or None, _trim(match[1]) or None
    head = _LABELLED_HEAD.match(text) or _BRACKETED.match(text) or _SIGN.match(text)
    head = head or _PHOTO_BY.match(text) or _bare_label(text)
    if head is None:
        return _split_brackets(text, labelled=False)
    return _split_brackets(_trim(head[1]), labelled=True)


def _split_brackets(text: str, *, labelled: bool) -> tuple[str | None, str | None]:
    """Caption and credit of a text whose label is gone: brackets at its end name the source."""
    match = _FINAL_BRACKETS.match(text)
    if match is not None and (labelled or names_agency(match[2])):
        return _trim(match[1]) or None, _trim(match[2]) or None
    if labelled or _AGENCIES.match(text) or _is_bare_source(text):
        return (None, text) if is_source(text) else (text or None, None)
    return text or None, None


def _is_bare_source(text: str) -> bool:
    """Whether a few words that end with an agency stand where a caption would: `mayor's office`."""
    match = next((each for each in _AGENCIES.finditer(text) if each.end() == len(text)), None)
    return match is not None and len(text.split()) <= 4


def _bare_label(text: str) -> re.Match[str] | None:
    """`Фото Анни Ткач`: a label without a colon counts when only a name follows."""
    match = _BARE_LABEL.match(text)
    return match if match is not None and is_source(match[1]) else None


def names_agency(text: str) -> bool:
    """Whether a text names an agency, a service of pictures, a press office or an address."""
    return bool(_AGENCIES.search(text) or _ADDRESS.match(text))


def is_source(text: str) -> bool:
    """Whether a text names a source of pictures: an agency, an address, or just a name."""
    words = text.replace("/", " / ").split()
    if len(words) > 9:
        return False
    if names_agency(text):
        return True
    names = [
        word
        for word in words
        if word not in ("/", "-", "\u2013", "and", "та", "и", "і", "для", "for")
    ]
    return len(names) <= 4 and all(_NAME_WORD.match(word.strip('"«»“”,')) for word in names)


def has_credit_mark(text: str) -> bool:
    """Whether a line shows by a label, brackets or a sign that it belongs to a picture."""
    lowered = text.lower()
    if not any(hint in lowered for hint in _HINTS):
        return False
    if any(pattern.search(text) for pattern in _MARKS):
        return True
    tail = _LABELLED_TAIL.search(text)
    return bool(_bare_label(text)) or (tail is not None and is_source(tail[1]))


def after_words(text: str, prefix: str) -> str | None:
    """What follows in `text` after the words of `prefix`; None when it does not begin with them.

    Case and punctuation do not count, so that a headline is found before its caption.
    """
    wanted = [match[0].casefold() for match in _WORD.finditer(prefix)]
    end = 0
    for number, match in enumerate(_WORD.finditer(text)):
        if number == len(wanted):
            break
        if match[0].casefold() != wanted[number]:
            return None
        end = match.end()
    else:
        if len(_WORD.findall(text)) < len(wanted):
            return None
    return re.sub(r"^[^\w(\[©]+", "", text[end:]) if wanted else None


def _trim(text: str) -> str:
    return text.strip().rstrip("|/\u2013\u2014-,;").strip() if text.strip() else ""
