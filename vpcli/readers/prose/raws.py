"""A sentence cut into pieces: words, numerals, dates, single signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vpcli.i18n.vocabulary import Entry, Vocabulary, folded

__all__ = ["Raw", "longest", "longest_of", "raws_of"]

_RAW = re.compile(
    r"(?P<word>(?!FY ?'?\d{2}(?![\d/]))[^\W\d_]+)"
    r"|(?P<date>(?<!\d)\d{1,2}(?:/\d{1,2}/|-\d{1,2}-|\.\d{1,2}\.)\d{4}(?!\d)"
    r"|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d))"
    r"|(?P<law>\d{1,6}(?:/\d{4})?/(?!KH\b)[A-ZĐ][\wĐ]*(?:-[A-ZĐ]\w*)*)"
    r"|(?P<month>(?<!\d)\d{1,2}/\d{4}(?!\d)|(?<=[Tt]háng )\d{1,2}-\d{4}(?!\d))"
    r"|(?P<fiscal>(?<!\d)[12]\d{3}/\d{2}(?!\d)|(?<!\w)FY ?'?\d{2}(?![\d/]))"
    r"|(?P<ratio>(?<![\d.,])\d{1,5}/\d{1,5}(?![\d.,]*\d))"
    r"|(?P<number>[0-9](?:[0-9]|[.,](?=[0-9])|[ \u00a0\u2009\u202f](?=[0-9]{3}(?![0-9])))*)"
    r"|(?P<sign>\S)"
)


@dataclass(slots=True)
class Raw:
    """A piece of text before its meaning is known; `spaced` tells whether a space is before it."""

    kind: str
    text: str
    begin: int
    end: int
    folded: str
    spaced: bool


def raws_of(text: str) -> list[Raw]:
    """Cut a sentence into pieces, in time linear in its length.

    >>> [(raw.kind, raw.text) for raw in raws_of("Ngày 7/10/2019 tăng 13,63%")]
    [('word', 'Ngày'), ('date', '7/10/2019'), ('word', 'tăng'), ('number', '13,63'), ('sign', '%')]
    """
    found = []
    end = 0
    for match in _RAW.finditer(text):
        kind, piece = match.lastgroup or "sign", match[0]
        word = folded(piece) if kind == "word" else piece
        begin, after = match.span()
        found.append(Raw(kind, piece, begin, after, word, begin > end))
        end = after
    return found


def longest(words: Vocabulary, pieces: list[str], at: int, *kinds: str) -> int:
    """How many pieces the longest phrase of some kinds has that begins here; 0 is none."""
    return longest_of(words.beginning(pieces, at), *kinds)


def longest_of(phrases: list[tuple[int, Entry]], *kinds: str) -> int:
    """How many pieces the longest of the phrases that begin at a place has; 0 is none."""
    for length, entry in reversed(phrases):
        if not entry.kinds.keys().isdisjoint(kinds):
            return length
    return 0
