"""simplemma's dictionaries, looked up in the packed form that it ships: small and quick enough.

The library's own small form decodes half of a block of 32 words for each look-up and is, with
empty caches, most of what reading an article costs; its quick form takes 230 MB.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import count

from simplemma.strategies.dictionaries import frontcode
from simplemma.strategies.dictionaries.dictionary_factory import (
    CachingDictionaryFactory,
    DecodedStrMapping,
    _read_decompressed,
)

BLOCK = 8  # records between two places where reading can begin


class PackedDictionary(DecodedStrMapping):
    """Word to lemma over a front-coded stream, in blocks that are decoded as they are asked for.

    A block begins at a record that stands on its own, so that its first word and place suffice.
    """

    __slots__ = ("_count", "_data", "_firsts", "_is_reversed", "_start", "_starts")

    def __init__(self, lang: str) -> None:
        """Reads and indexes the dictionary of `lang`, which takes a second or two."""
        self._data = _read_decompressed(lang)
        self._is_reversed, self._count, self._start = frontcode._read_header(self._data)
        self._firsts: list[bytes] = []
        self._starts = array("I")
        since = count()
        before = b""
        for place, word, value in frontcode._iter_records(self._data, self._start):
            if not self._starts or (next(since) >= BLOCK and value != before):
                self._firsts.append(word)
                self._starts.append(place)
                since = count(1)
            before = value

    def _lookup(self, key: str) -> str | None:
        wanted = key.encode()[::-1] if self._is_reversed else key.encode()
        block = bisect_right(self._firsts, wanted) - 1
        if block < 0:
            return None
        first = self._firsts[block]
        for _, word, value in frontcode._iter_records(self._data, self._starts[block], first):
            if word == wanted:
                return (value[::-1] if self._is_reversed else value).decode()
            if word > wanted:
                break
        return None

    def __iter__(self) -> Iterator[str]:
        for _, word, _ in frontcode._iter_records(self._data, self._start):
            yield (word[::-1] if self._is_reversed else word).decode()

    def __len__(self) -> int:
        return self._count


class PackedDictionaries(CachingDictionaryFactory):
    """The dictionaries that a lemmatiser asks for, each indexed when first asked for."""

    __slots__ = ()

    def _get_dictionary_uncached(self, lang: str) -> PackedDictionary:
        return PackedDictionary(lang)
