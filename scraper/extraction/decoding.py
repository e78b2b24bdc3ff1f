"""A body's bytes as text: what is declared where the bytes bear it out, else what they look like.

Text that was spoiled before it was sent is mended where only one reading is possible.
"""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

from ftfy import fix_encoding  # it makes the sloppy encodings known
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
)

_TOLERATED = 0.02
"""The share of a body's other-than-ASCII bytes that may be broken before an encoding is doubted."""
_SOUND = 0.3
"""The share of sound UTF-8 among those bytes from which the rest is an insert in another one."""
MIXED = "utf-8 with inserts"
"""The name of what is not in one encoding."""
_MULTIBYTE = 4
"""Bytes that a body must have more than characters to be UTF-8 against its declaration."""
_SCRIPTS = ("cp1251", "koi8-u", "cp866", "iso8859-5")
"""The encodings that Cyrillic pages came in, the likeliest first; each takes nearly any byte."""
_WESTERN = ("cp1252", "iso8859-1", "latin-1", "ascii")
_HIGH = bytes(range(128, 256))
_SAMPLE = 20_000
"""Other-than-ASCII bytes that are looked at to tell encodings apart."""
_TELLING = 12
_ORDINARY = 0.6
"""The share of neighbours in Cyrillic text that are both small letters, from which it is plausible;
the wrong table turns small letters into capitals or signs."""
_CLEARLY = 0.15
_DENSE = 0.6
"""The share of other-than-ASCII bytes beside another one: in Western text they stand alone."""
_CP1252_SIGNS = "\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
_CP1252_SIGNS += (
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_AFTER = "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈ¤Ґ¦§Ё©Є«¬Ї°±Ііґµ¶·ё№є»јЅѕї\u00a0\u00ad\u0098\ufffd?"
_REAL = "ІЇЄЎҐЁіїєўґё‘’“”„«»…–—•№™§\u00a0\u00ad-?"
"""Letters and signs of sound text too: they alone do not show that a text is spoiled."""
_CLEAR = "".join(char for char in _AFTER if char not in _REAL)
_SPOILED = re.compile(
    rf"(?:[ÐÑ][\x80-\xbf{_CP1252_SIGNS}\ufffd?]\s?){{3,}}"
    rf"|(?=(?:[РС][{_AFTER}]\s?)*[РС][{_CLEAR}])(?:[РС][{_AFTER}]\s?){{4,}}"
    r"|[À-ÿ³¿º²ª´¥]{5,}"
)
_EUROPEAN = re.compile(r"[\u00a0-\u024f\u0400-\u04ff\u2000-\u206f\u20a0-\u20bf\u2116\u2122]")
_TEXT = re.compile(r"[^<>]+")
_HINTS = ("Ð¾", "Ð°", "Рѕ", "Р°", "îâ", "íà", "íî", "ðî", "àí")
"""One of these is in all spoiled text of some length; looking for them spares others the rest."""
_HINT_LETTERS = "Ðѕ°îí"
"""One of these is in each hint; to look for one rare letter is much cheaper than for two."""


def decode_body(body: bytes, content_type: str | None) -> tuple[str, str]:
    """The text of a body and the encoding it was read in: BOM, header, declaration, then guesses.

    A body that is UTF-8 throughout is read so, since other text is that by chance only; one that
    mostly is has inserts in another encoding. A declared encoding that breaks more than 2 % of the
    other-than-ASCII bytes, or gives no plausible text where another one does, is not believed.
    """
    bom_encoding, bom = read_bom(body)
    if bom_encoding is not None and bom is not None:
        return body[len(bom) :].decode(bom_encoding, "replace"), bom_encoding
    wide = _wide(body)
    if wide is not None:
        return body.decode(wide, "replace"), wide
    if _is_utf8(body):
        return body.decode("utf-8"), "utf-8"
    declared = [http_content_type_encoding(content_type), html_body_declared_encoding(body)]
    names = [name for name in declared if name]
    high = len(body) - len(body.translate(None, _HIGH))
    if high and _sound_share(body, high) >= _SOUND:
        return body.decode("utf-8", "tlumach-mixed"), MIXED
    for name in dict.fromkeys((*names, resolve_encoding("utf-8") or "utf-8")):
        text = _try_decode(body, name, high)
        if text is not None:
            better = _better(body, name)
            return (body.decode(better, "replace"), better) if better else (text, name)
    guess = _best_script(body) or (names or ["cp1251"])[0]
    return body.decode(_known(guess), "replace"), guess


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1251"


def _is_utf8(body: bytes) -> bool:
    """Whether a body is UTF-8 whatever it declares: whole, with characters of several bytes.

    In text of another encoding such sequences come about by chance only in a few places.
    """
    try:
        return len(body.decode("utf-8")) <= len(body) - _MULTIBYTE
    except UnicodeDecodeError:
        return False


def _wide(body: bytes) -> str | None:
    """UTF-16 without its mark: of the markup every second byte is zero, and no other."""
    head = body[:400]
    odd, even = head[1::2].count(0), head[::2].count(0)
    least = 0.3 * len(head) / 2
    if len(head) < 40 or max(odd, even) < least or min(odd, even) > 0.1 * least:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _sound_share(body: bytes, high: int) -> float:
    """The share of other-than-ASCII bytes that are letters or signs of European text in UTF-8."""
    found = _EUROPEAN.findall(body.decode("utf-8", "ignore"))
    return sum(len(char.encode()) for char in found) / high


def _read_insert(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8: such bytes are a word of windows-1251, one amid other text is broken."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    match = _INSERT.match(error.object, error.start)
    if match is None:
        return "\ufffd", error.start + 1
    return match[0].decode("cp1251"), match.end()


_INSERT = re.compile(
    rb"[\xa8\xaa\xaf\xb2-\xb4\xb8-\xff\xab\xbb\x96\x97]{2,}|(?<=[ ])[\xb3\xbf-\xff\x96\x97](?=[ ])"
)

codecs.register_error("tlumach-mixed", _read_insert)


def _try_decode(body: bytes, name: str, high: int) -> str | None:
    try:
        codecs.lookup(name)
        text = body.decode(name, "replace")
    except LookupError:
        return None
    return text if text.count("\ufffd") <= _TOLERATED * high else None


def _better(body: bytes, name: str) -> str | None:
    """A Cyrillic encoding that reads a body far better than the one-byte encoding it declares."""
    codec = codecs.lookup(name).name
    if codec not in (*_SCRIPTS, *_WESTERN, "koi8-r"):
        return None
    sample = _sample(body)
    if codec in _WESTERN and not _is_dense(sample):
        return None
    if codec == "koi8-r":
        codec = "koi8-u"  # the same but for the letters that Ukrainian has of its own
    best = _best_script(body)
    stated = 0.0 if codec in _WESTERN else _plausibility(sample, codec)
    if best is not None and _plausibility(sample, best) > stated + _CLEARLY:
        return best
    return codec if codec == "koi8-u" and name != codec else None


def _best_script(body: bytes) -> str | None:
    sample = _sample(body)
    if len(sample.translate(None, bytes(range(128)))) < _TELLING:
        return None
    best = max(_SCRIPTS, key=lambda name: _plausibility(sample, name))
    return best if _plausibility(sample, best) >= _ORDINARY else None


def _sample(body: bytes) -> bytes:
    """The words of other letters, without what stands between them."""
    words = re.findall(rb"[\x80-\xff]+", body[: 20 * _SAMPLE])
    return b" ".join(words)[:_SAMPLE]


def _is_dense(sample: bytes) -> bool:
    words = sample.split()
    return sum(len(word) for word in words if len(word) > 2) > _DENSE * sum(map(len, words))


def _plausibility(sample: bytes, name: str) -> float:
    """The share of neighbours that are two small letters, or a capital and a small one, of uk or
    ru."""
    text = sample.decode(name, "replace")
    total = good = 0
    for one, two in pairwise(text):
        if one != " " and two != " ":
            total += 1
            good += two in _SMALL and (one in _SMALL or one in _CAPITAL)
    return good / total if total else 0.0


_SMALL = frozenset("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя")
_CAPITAL = frozenset(letter.upper() for letter in _SMALL)


def mend_text(text: str) -> str:
    """The text with what was decoded wrongly before it was sent mended, where that is sure."""
    if not any(letter in text for letter in _HINT_LETTERS):
        return text
    return _TEXT.sub(_mend, text) if any(hint in text for hint in _HINTS) else text


def _mend(match: re.Match[str]) -> str:
    text = match[0]
    if not _SPOILED.search(text):
        return text
    for mended in (_from_western(text), fix_encoding(text)):
        if mended is not None and mended != text and not _SPOILED.search(mended):
            return mended
    return text


def _from_western(text: str) -> str | None:
    """Text of windows-1251 that was read as windows-1252."""
    try:
        mended = text.encode("sloppy-windows-1252").decode("cp1251")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    return mended if _plausibility(_sample(mended.encode("cp1251")), "cp1251") > _ORDINARY else None


def spoiled_share(text: str) -> float:
    """The share of a text that cannot be read any more: replaced letters, or wrong ones."""
    lost = text.count("\ufffd") + sum(len(match[0]) for match in _LOST.finditer(text))
    lost += sum(len(match[0]) for match in _SPOILED.finditer(text))
    return lost / max(len(text), 1)


_LOST = re.compile(r"(?<![^\s\-–—(«„“\"])\?{3,}(?:\s\?{2,})*")
"""Marks that stand where a word would, not after one."""

__all__ = ["MIXED", "decode_body", "mend_text", "spoiled_share"]
