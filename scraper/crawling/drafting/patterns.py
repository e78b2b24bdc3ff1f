"""What addresses of articles have in common, as the regular expression of a site's `article_url`.

Paths are compared by the shape of their parts; shapes that lists name often are an article's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ENOUGH = 0.9
"""The share of the addresses from which a pattern needs no further shape."""
MOST_SHAPES = 3
_ENDING = re.compile(r"\.(?:html?|php|shtml|aspx?)$", re.I)
_YEAR, _DAY, _NUMBER = re.compile(r"(?:19|20)\d\d"), re.compile(r"\d{1,2}"), re.compile(r"\d{3,}")
_KEY_LAST = re.compile(r"(.*?)([-_][a-z]?)(\d{4,})")
_KEY_FIRST = re.compile(r"(\d{3,})([-_])(.+)")
_WORD = r"[\w-]+"


@dataclass(frozen=True, slots=True)
class Shape:
    """The kinds of a path's parts: its folders, what the last part is made of, how it ends."""

    folders: tuple[str, ...]
    last: str
    ending: str

    @property
    def has_key(self) -> bool:
        """Whether a number is in it that can be the site's own for the article."""
        return "{key}" in (self.last, *self.folders) or "{key}" in self.last


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression of paths, with how many of how many addresses it was made of."""

    text: str
    fits: int
    of: int
    has_key: bool


def propose_pattern(paths: Sequence[str], prefixes: Iterable[str]) -> Pattern | None:
    """The pattern of articles' paths; `prefixes` are those of the editions, such as `/en/`.

    None when there is no path to look at.
    """
    ordered = sorted({prefix for prefix in prefixes if prefix != "/"}, key=lambda p: (-len(p), p))
    rests = [_rest(path, ordered) for path in dict.fromkeys(paths)]
    shaped: defaultdict[Shape, list[str]] = defaultdict(list)
    for rest in rests:
        if rest.strip("/"):
            shaped[_shape_of(rest)].append(rest)
    if not shaped:
        return None
    chosen = _choose(shaped)
    inner = _written(chosen, shaped)
    has_root = any(not any(path.startswith(each) for each in ordered) for path in paths)
    words = "|".join(re.escape(prefix.lstrip("/")) for prefix in ordered)
    before = f"(?:{words}){'?' if has_root else ''}" if words else ""
    text = f"^/{before}{inner}$"
    fits = sum(re.search(text, path) is not None for path in dict.fromkeys(paths))
    return Pattern(text, fits, len(set(paths)), "(?P<key>" in text)


def _rest(path: str, prefixes: Sequence[str]) -> str:
    return next(
        (path.removeprefix(each) for each in prefixes if path.startswith(each)), path.lstrip("/")
    )


def _shape_of(rest: str) -> Shape:
    slash = "/?" if rest.endswith("/") else ""
    *folders, last = rest.strip("/").split("/")
    ending = _ENDING.search(last)
    name = last[: ending.start()] if ending else last
    kinds = tuple(_kind_of_folder(folder) for folder in folders)
    kind = "{key}" if _NUMBER.fullmatch(name) else _kind_of_name(name)
    if "{key}" in kinds and "{key}" in kind:
        kinds = tuple(r"\d+" if each == "{key}" else each for each in kinds)
    return Shape(kinds, kind, re.escape(ending[0]) if ending else slash)


def _kind_of_folder(folder: str) -> str:
    if _YEAR.fullmatch(folder):
        return r"\d{4}"
    if _DAY.fullmatch(folder):
        return r"\d{1,2}"
    return "{key}" if _NUMBER.fullmatch(folder) else "{word}"


def _kind_of_name(name: str) -> str:
    if found := _KEY_LAST.fullmatch(name):
        return f"{_WORD}{re.escape(found[2]) if found[2] != '-' else '-'}{{key}}"
    if found := _KEY_FIRST.fullmatch(name):
        return f"{{key}}{found[2]}{_WORD}"
    return "{slug}"


def _choose(shaped: dict[Shape, list[str]]) -> list[Shape]:
    """The most frequent shapes, until they make up enough of the addresses.

    A shape with a number is preferred to one without, which sections have too.
    """
    counts = Counter({shape: len(rests) for shape, rests in shaped.items()})
    if any(shape.has_key for shape in counts):
        best = max(counts[shape] for shape in counts if shape.has_key)
        counts = Counter({s: n for s, n in counts.items() if s.has_key or n > best})
    total, chosen, covered = counts.total(), [], 0
    for shape, count in counts.most_common(MOST_SHAPES):
        chosen.append(shape)
        covered += count
        if covered >= ENOUGH * total:
            break
    return chosen


def _written(chosen: Sequence[Shape], shaped: dict[Shape, list[str]]) -> str:
    """The shapes as one expression; those that differ in folders alone become one."""
    groups: defaultdict[tuple[str, str], list[Shape]] = defaultdict(list)
    for shape in chosen:
        groups[shape.last, shape.ending].append(shape)
    parts = []
    for (last, ending), shapes in groups.items():
        rests = [rest for shape in shapes for rest in shaped[shape]]
        parts.append(f"{_folders(shapes, rests)}{last}{ending}")
    keyed = False
    for index, part in enumerate(parts):
        key = r"\d+" if keyed else r"(?P<key>\d+)"  # a name may stand once in an expression
        keyed = keyed or "{key}" in part
        least = r"[\w-]{8,}"
        parts[index] = part.replace("{key}", key).replace("{slug}", least)
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


def _folders(shapes: Sequence[Shape], rests: Sequence[str]) -> str:
    """The folders before the last part: words that never change as they are, others as any word."""
    if len({shape.folders for shape in shapes}) > 1:
        return rf"(?:{_WORD}/)*"
    columns = zip(*(rest.strip("/").split("/")[:-1] for rest in rests), strict=True)
    texts = [set(column) for column in columns]
    written = []
    for kind, words in zip(shapes[0].folders, texts, strict=True):
        is_fixed = kind == "{word}" and len(words) == 1 and len(rests) > 1
        written.append(re.escape(min(words)) if is_fixed else _WORD if kind == "{word}" else kind)
    return "".join(f"{each}/" for each in written)
