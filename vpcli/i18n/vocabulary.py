"""The words of yearly reports, by what they say: tables of text that a person can extend.

`prose_vi.txt` and `prose_en.txt` beside this module hold them: a heading in brackets, then one
phrase a line, with ` = value` where a value is needed. The reader of prose looks for the longest
phrase at every word; a phrase may stand under several headings, and means what its place says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

__all__ = ["PIECE", "Entry", "Vocabulary", "folded", "language_of", "vocabulary"]

PIECE = re.compile(r"[^\W\d_]+|[0-9]+|[^\w\s]")
"""What phrases and texts are cut into: words, digits, single signs."""

_TONES = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}
"""Where the tone stands: both ways are written, one is kept."""
_WHOLE = {
    "tỉ": "tỷ",
    "qúy": "quý",
    "qúi": "quý",
    "quí": "quý",
    "kĩ": "kỹ",
    "kì": "kỳ",
    "mĩ": "mỹ",
    "lũy": "lũy",
    "hécta": "hecta",
}
_ANDS = frozenset({"và", "and"})
"""Words that are also written &."""
_LEAST_VIETNAMESE = 0.4
"""The share of words with accents from which a text is Vietnamese."""
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000


class Entry(NamedTuple):
    """What a phrase may be: its headings, each with its value."""

    kinds: dict[str, str]


@dataclass(slots=True)
class Node:
    """Where the phrases with the same first pieces go on; `entry` is what ends here."""

    entry: Entry | None = None
    following: dict[str, Node] = field(default_factory=dict)


class Vocabulary(NamedTuple):
    """The phrases of a language by their pieces, and as a tree, piece by piece."""

    phrases: dict[tuple[str, ...], Entry]
    tree: dict[str, Node]

    def match(self, pieces: list[str], at: int) -> tuple[int, Entry | None]:
        """Return how many pieces the longest phrase at a place has, and what it may be."""
        found = self.beginning(pieces, at)
        return found[-1] if found else (0, None)

    def beginning(self, pieces: list[str], at: int) -> list[tuple[int, Entry]]:
        """Return all phrases that begin at a place with their lengths, the longest last."""
        found: list[tuple[int, Entry]] = []
        following, begin, end = self.tree, at, len(pieces)
        while at < end and (node := following.get(pieces[at])) is not None:
            at += 1
            if node.entry is not None:
                found.append((at - begin, node.entry))
            following = node.following
        return found


@lru_cache(maxsize=1 << 12)
def folded(word: str) -> str:
    """Return a word in one spelling: lower case, composed, the tone where it is now written.

    >>> folded("TỈ"), folded("hoà"), folded("thuỷ")
    ('tỷ', 'hòa', 'thủy')
    """
    word = normalize("NFC", word).casefold()
    if word.isascii():
        return word
    if word[-2:] in _TONES and word[:2] != "qu":
        word = word[:-2] + _TONES[word[-2:]]
    return _WHOLE.get(word, word)


@lru_cache(maxsize=4)
def vocabulary(lang: str) -> Vocabulary:
    """Return the words of a language, `vi` or `en`."""
    text = (Path(__file__).parent / f"prose_{lang}.txt").read_text("utf-8")
    phrases: dict[tuple[str, ...], Entry] = {}
    kind = ""
    for line in text.splitlines():
        phrase = line.split("#", 1)[0].strip()
        if phrase.startswith("["):
            kind = phrase.strip("[]")
        elif phrase:
            words, _, value = phrase.partition(" = ")
            pieces = tuple(map(folded, PIECE.findall(normalize("NFC", words))))
            entry = phrases.setdefault(pieces, Entry({}))
            entry.kinds.setdefault(kind, value.strip() or words)
    for pieces, entry in list(phrases.items()):
        if not _ANDS.isdisjoint(pieces[1:]):
            signed = tuple("&" if piece in _ANDS else piece for piece in pieces)
            phrases.setdefault(signed, entry)
    if lang == "en":
        for pieces, entry in list(vocabulary("vi").phrases.items()):
            if "province" in entry.kinds:
                for spelt in (pieces, tuple(map(_plain, pieces))):
                    phrases.setdefault(spelt, Entry({"province": ""}))
    return Vocabulary(phrases, _tree(phrases))


def _tree(phrases: dict[tuple[str, ...], Entry]) -> dict[str, Node]:
    root = Node()
    for pieces, entry in phrases.items():
        node = root
        for piece in pieces:
            node = node.following.setdefault(piece, Node())
        node.entry = entry
    return root.following


def _plain(word: str) -> str:
    """A word without its accents, as English texts write names."""
    return normalize("NFD", word.replace("đ", "d")).encode("ascii", "ignore").decode()


def language_of(text: str, otherwise: str = "en") -> str:
    """Tell the language by its accents: `vi` where many words have them.

    >>> language_of("Kim ngạch xuất khẩu đạt 2.560 triệu USD"), language_of("Exports of Hà Nội grew")
    ('vi', 'en')
    """
    words = _WORD.findall(normalize("NFC", text[:_SAMPLE]))
    if not words:
        return otherwise
    accented = sum(not word.isascii() for word in words)
    return "vi" if accented > _LEAST_VIETNAMESE * len(words) else "en"
