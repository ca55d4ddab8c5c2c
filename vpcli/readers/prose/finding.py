"""Whether a text is prose: sentences, and no table, well-formed or broken."""

from __future__ import annotations

import csv
import re

__all__ = ["is_prose"]

_DELIMITERS = ",;\t|"
_LINES = 40
_WORDS = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"[^,;|\t\n]+")
_DATELINE_WORDS = 10
_DAY = re.compile(
    r"\bngày \d{1,2}\b|\b\d{1,2} (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december) [12]\d{3}\b"
)
_LEAST_WORDS = 5
"""Words in a row, without a delimiter, that a sentence has somewhere and a heading has not."""


def is_prose(text: str) -> bool:
    """Tell whether a text is prose; a table is none, even where something in it is wrong.

    >>> is_prose("Kim ngạch xuất khẩu năm 2019 ước đạt 2.560 triệu USD, tăng 14%.")
    True
    >>> is_prose("indicator,yeer,actual\\nexports,2019,2560\\n")
    False
    """
    lines = [line.strip(" \r") for line in text.splitlines() if line.strip()][:_LINES]
    if not lines or lines[0].startswith(("#!", "%", "{", "[")):
        return False
    if lines[0].startswith("<"):
        return _is_page(text)
    if len(lines) == 1 and _ends_as_sentence(lines[0]):
        return True  # one line is no table: it has no row of figures
    if any(_is_table(lines, delimiter) for delimiter in _DELIMITERS):
        return False
    if _is_dateline(lines[0]):
        return len(lines) > 1
    return any(_has_sentence(line) for line in lines)


def _ends_as_sentence(line: str) -> bool:
    """Whether a line of several words ends with a full stop, as no heading of a column does."""
    return line.endswith((".", "!", "?")) and len(_WORDS.findall(line)) >= _LEAST_WORDS


def _is_page(text: str) -> bool:
    start = text[:2000].casefold()
    return "<html" in start or "<!doctype html" in start or "<body" in start


def _is_table(lines: list[str], delimiter: str) -> bool:
    """Whether all lines have a delimiter as often as the first one, which has no sentence."""
    try:
        counts = [len(cells) for cells in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:  # a cell of more than 131,072 characters
        return True
    if counts[0] == 1 or _has_sentence(lines[0]) or _is_dateline(lines[0]):
        return False
    return sum(count == counts[0] for count in counts) * 2 > len(counts)


def _is_dateline(line: str) -> bool:
    """Whether a line is a place and a date: "Halden, 22 March 2024"."""
    return len(line.split()) <= _DATELINE_WORDS and _DAY.search(line.casefold()) is not None


def _has_sentence(line: str) -> bool:
    """Whether many words stand in a row between two delimiters, and not only one cell of text."""
    if line.count('"') >= 2 and line.count(",") >= 2:
        return False
    runs = [len(_WORDS.findall(run)) for run in _RUN.findall(line)]
    return max(runs, default=0) >= _LEAST_WORDS and sum(runs) >= _LEAST_WORDS + 1
