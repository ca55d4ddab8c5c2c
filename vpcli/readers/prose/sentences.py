"""A text cut into paragraphs and sentences, each with the line it begins in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

__all__ = ["Sentence", "sentences"]

_ABBREVIATIONS = frozenset(
    {
        "tp",
        "tx",
        "tt",
        "ts",
        "ths",
        "gs",
        "pgs",
        "bs",
        "ks",
        "mr",
        "mrs",
        "ms",
        "dr",
        "no",
        "st",
        "vs",
        "inc",
        "ltd",
        "co",
        "approx",
        "fig",
        "u.s",
        "u.k",
        "v.v",
    }
)
_END = re.compile(
    r"[.!?…]+[\"”’')\]]*[ \t\u00a0\n]+|\n"
    r"|(?<=[a-zà-ỹ0-9%)])\.(?=[A-ZÀ-Ỹ][a-zà-ỹ]+[ ,])"  # no space behind it
)
_NOT_A_LETTER = re.compile(r"[^\w.]")
_MARKS = re.compile(r"^[\s>#*•+–—-]+(?=\s)\s*|^\s+")
_ROW = re.compile(r"\s*\|.*\|\s*$")
"""A row of a table in Markdown."""
_NUMBERED = re.compile(r"[0-9]{1,2}[.)]\s")
_LONG_LINE = 45
_SHARE_OF_LONGEST = 0.6
"""A line goes on that is nearly as long as the longest, where all are short."""
_LONGEST_NAME = 200
_LONGEST_SENTENCE = 4_000
"""Letters; what is longer is cut, so that no rule looks further."""


class Sentence(NamedTuple):
    """A sentence with the line it begins in, counted from 1, and whether a paragraph begins."""

    text: str
    line: int
    opens: bool


def sentences(text: str) -> Iterator[Sentence]:
    """Cut a text into sentences.

    Lines that end in the middle of a sentence are joined: the next one begins in lower case or
    with a figure, and this one is long. A semicolon or a comma ends no sentence, nor does a
    point behind an abbreviation.

    >>> [(s.line, s.text) for s in sentences("Xuất khẩu tăng 8 %. Nhập khẩu giảm.\\n\\nTP. Huế")]
    [(1, 'Xuất khẩu tăng 8 %.'), (1, 'Nhập khẩu giảm.'), (3, 'TP. Huế')]
    """
    text = normalize("NFC", text)
    longest = max(map(len, text.split("\n")))
    least = min(_LONG_LINE, int(longest * _SHARE_OF_LONGEST))
    for paragraph, line in _paragraphs(text, least):
        opens = True
        begin = 0
        for match in _END.finditer(paragraph):
            if match[0] != "\n" and not _ends(paragraph, match):
                continue
            if _is_quoted(paragraph, begin, match.start()):
                continue
            if match[0] == "\n" or match.end() - begin > _LONGEST_SENTENCE:
                continue
            yield from _pieces(paragraph[begin : match.end()], line, paragraph[:begin], opens)
            opens, begin = False, match.end()
        yield from _pieces(paragraph[begin:], line, paragraph[:begin], opens)


def _is_quoted(text: str, begin: int, at: int) -> bool:
    """Whether a place is within a name in quotation marks."""
    opened = text.rfind("“", begin, at)
    return opened > text.rfind("”", begin, at) and "”" in text[at : opened + _LONGEST_NAME]


def _pieces(text: str, line: int, before: str, opens: bool) -> Iterator[Sentence]:
    """A sentence, in pieces where it is longer than anybody writes."""
    line += before.count("\n")
    for at in range(0, len(text), _LONGEST_SENTENCE):
        piece = text[at : at + _LONGEST_SENTENCE]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            yield Sentence(
                " ".join(piece.split()), line + piece[:lead].count("\n"), opens and not at
            )
        line += piece.count("\n")


def _paragraphs(text: str, least: int) -> Iterator[tuple[str, int]]:
    """Lines joined where one of at least so many letters goes on in the next."""
    held: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), 1):
        shown = _MARKS.sub("", line.rstrip(), count=1) if line.strip() else ""
        if _ROW.match(line):
            shown = ""  # a table is no text
        marked = bool(line.strip()) and line.lstrip()[:1] in "#*•+>–—-" and shown != line.strip()
        if held and (not shown or marked or not _goes_on(held[-1], shown, least)):
            yield "\n".join(held), first
            held = []
        if shown:
            if not held:
                first = number
            held.append(shown)
    if held:
        yield "\n".join(held), first


def _goes_on(line: str, following: str, least: int) -> bool:
    """Whether a line that ends here goes on in the following one."""
    if line[-1] in ".!?…":
        return False
    if _NUMBERED.match(following):
        return False
    begins = following[0]
    if line[-1] in ",;:(–-" and len(line) >= least and not line.endswith(":"):
        return True
    return len(line) >= least and (begins.islower() or begins.isdigit() or begins in '(“"')


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a point ends a sentence: no abbreviation, initial or number of a list before it."""
    following = text[match.end() : match.end() + 1]
    if following.islower():
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    word = _NOT_A_LETTER.split(before)[-1].casefold()
    return word not in _ABBREVIATIONS and not (len(word) == 1 and word.isalpha())
