"""A table of text in pieces of whole series, found without taking all rows apart."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from vpcli.stream.blocks import Form, Read
from vpcli.stream.narrow import wide

__all__ = ["Piece", "pieces"]

Piece = tuple[str, int]
"""Whole lines of whole series, and the number of the first one."""
_SIZE = 1 << 19
_TAIL = 1 << 14
"""Characters in which the beginning of the last series is looked for."""


def pieces(read: Read, line: int, form: Form) -> Iterator[Piece]:
    """Yield a text, as it is read, in pieces; its first line has a number.

    Where it cannot be told in which line the last series begins, a piece gets longer.
    """
    text = ""
    while more := read(_SIZE):
        text += more
        end = text.rfind("\n") + 1
        start = 0 if not end or form.goes_on(text, end) else _last_series(text, end, form)
        if start:
            piece, text = text[:start], text[start:]
            yield piece, line
            line += piece.count("\n")
    if text:
        yield text, line


def _last_series(text: str, end: int, form: Form) -> int:
    """Where the last series of whole lines begins; 0 where that is not seen."""
    begin = text.find("\n", max(0, end - _TAIL), end) + 1
    if not begin or text.count('"', 0, begin) % 2:
        return 0
    lines = text[begin:end].split("\n")[:-1]
    rows = (
        [*csv.reader(lines, delimiter=form.delimiter)]
        if '"' in text
        else [line.split(form.delimiter) for line in lines]
    )
    if not lines or len(rows) != len(lines) or "\r" in text[begin : end - 1].replace("\r\n", ""):
        return 0
    try:
        last = _folded(form.names_of(rows[-1]))
        at = len(rows)
        while at and _folded(form.names_of(rows[at - 1])) == last:
            at -= 1
    except (IndexError, ValueError):
        return 0  # lines that are no rows, or not in UTF-8
    return 0 if not at else begin + sum(len(one) + 1 for one in lines[:at])


def _folded(cells: Sequence[str]) -> Sequence[str]:
    """Names as they are one for the readers."""
    try:
        return [normalize("NFC", wide(cell)).strip() for cell in cells]
    except UnicodeDecodeError:
        return cells
