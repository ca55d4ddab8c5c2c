"""Tables of a web page, by the parser of the standard library; scripts and links do nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from vpcli.core.facts.model import Dataset
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.options import ReadOptions
from vpcli.readers.several_tables import check_cells, read_one_of
from vpcli.readers.tables.cells import Grid, Line, Span

__all__ = ["is_html", "read_html"]

_START = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta|\?xml[^>]*\?>\s*<html)\b",
    re.I | re.S,
)
_HIDDEN = frozenset({"script", "style", "template", "svg"})
_SMALL = "small"
"""Small print in a cell, such as an interval, stands beside what the cell says."""
_MOST_SPAN = 1000
_MOST_COLUMNS = 1 << 14
_DEEPEST = 20


def is_html(start: str) -> bool:
    """Tell whether a text begins as a web page does."""
    return _START.match(start) is not None


def read_html(text: str, file: str, options: ReadOptions) -> Dataset:
    """Read one table of a page; raise `DataError` with every problem found."""
    parser = _Tables(file)
    parser.feed(text)
    parser.close()
    return read_one_of([table.grid() for table in parser.tables], file, options)


class _Table:
    """The cells of one table as they come, each at its place."""

    def __init__(self, title: str, file: str) -> None:
        self.title = title
        self.file = file
        self.rows: list[tuple[int, dict[int, str]]] = []
        self.spans: dict[tuple[int, int], Span] = {}
        self._taken: dict[int, int] = {}
        """By position how many of the rows that follow a cell above reaches into."""

    def begin_row(self, number: int) -> None:
        last = self.rows[-1][0] if self.rows else 0
        self.rows.append((max(number, last + 1), {}))
        self._fresh: set[int] = set()
        self._at = 0
        self._taken = {at: left - 1 for at, left in self._taken.items() if left > 1}

    def add(self, text: str, rows: int, columns: int) -> int:
        """Put a cell at the next place that is free; return how many cells it takes."""
        if not self.rows:
            self.begin_row(1)
        number, cells = self.rows[-1]
        at = self._at
        while at in cells or at in self._taken or at in self._fresh:
            at += 1
        self._at = at
        cells[at] = text
        if at + columns > _MOST_COLUMNS:
            raise DataError(Problem("too-many-columns", {"most": _MOST_COLUMNS}, Place(self.file)))
        if rows > 1 or columns > 1:
            self.spans[number, at] = Span(rows, columns)
        for position in range(at, at + columns):
            self._fresh.add(position)
            if rows > 1:
                self._taken[position] = max(rows, self._taken.get(position, 0))
        return columns

    def grid(self) -> Grid:
        lines = [Line(0, [self.title])] if self.title else []
        for number, cells in self.rows:
            width = max(cells, default=-1) + 1
            texts = [cells.get(at, "") for at in range(width)]
            indents = [float(len(text) - len(text.lstrip(_BLANKS))) for text in texts]
            plain = [" ".join(text.split()) for text in texts]
            if any(plain):
                lines.append(Line(number, plain, indents))
        return Grid(lines, self.spans, has_layout=True)


_BLANKS = "\u00a0\u2003\u2002"


class _Tables(HTMLParser):
    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.file = file
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._text: list[str] | None = None
        self._span = Span(1, 1)
        self._hidden = 0
        self._small = 0
        self._heading: list[str] | None = None
        self._title = ""
        self._caption = False
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN or (tag == _SMALL and self._says_something()):
            self._hidden += 1
            self._small += tag == _SMALL
        elif tag == "table" and len(self._open) < _DEEPEST:
            self._end_cell()
            self._open.append(_Table(self._title, self.file))
            self.tables.append(self._open[-1])
            self._title = ""
        elif tag in ("h1", "h2", "h3", "h4", "h5", "caption"):
            self._heading = []
            self._caption = tag == "caption"
        elif not self._open:
            return
        elif tag == "tr":
            self._end_cell()
            self._open[-1].begin_row(self.getpos()[0])
        elif tag in ("td", "th"):
            self._end_cell()
            told = dict(attrs)
            self._span = Span(_number(told.get("rowspan")), _number(told.get("colspan")))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN or (tag == _SMALL and self._small):
            self._hidden = max(0, self._hidden - 1)
            self._small -= tag == _SMALL
        elif tag in ("td", "th", "tr"):
            self._end_cell()
        elif tag in ("h1", "h2", "h3", "h4", "h5", "caption") and self._heading is not None:
            said = " ".join("".join(self._heading).split())
            if self._caption and self._open:
                self._open[-1].title = said
            else:
                self._title = said
            self._heading = None
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()

    def _says_something(self) -> bool:
        return self._text is not None and any(map(str.strip, self._text))

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if self._heading is not None:
            self._heading.append(data)
        elif self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None and self._open:
            taken = self._open[-1].add("".join(self._text).strip(" \t\r\n"), *self._span)
            self._cells += taken
            check_cells(self._cells, self.file)
        self._text = None


def _number(text: str | None) -> int:
    plain = (text or "").strip()
    if plain.isascii() and plain.isdecimal() and len(plain) < 6:
        return max(1, min(int(plain), _MOST_SPAN))
    return 1
