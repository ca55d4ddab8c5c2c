"""The sheet of a workbook that one hands in: the printed table, set for A4."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import ceil

from vpcli.core.facts.fingerprint import shown_value
from vpcli.core.reports.table import Report
from vpcli.i18n import say
from vpcli.writers.display import Style
from vpcli.writers.office import (
    OfficeCell,
    OfficeColumn,
    OfficeTable,
    head_of,
    leads_of,
    office_table,
    sources_of,
    told_lines,
)
from vpcli.writers.office_widths import INDENT, needs
from vpcli.writers.typeset import height_in_lines, shared_out, text_width
from vpcli.writers.xlsx_book import LONGEST, Book
from vpcli.writers.xlsx_formats import EDGE, Formatted, formatted, room_behind

__all__ = ["PrintedSheet"]

_SIZE, _TITLE_SIZE = 11, 13
_LINE = 1.36
"""The height of a line, in sizes."""
_MOST_SOURCES_ABOVE = 3
_PADDING = 15.0
"""Points beside the text of a cell, with room for fonts that are a little wider."""
_LONGEST_RANGE, _SHORT = 190.0, 90.0
"""Points of a range that stands on the line of its heading, and of texts that stay whole."""
_READABLE = 930.0
"""Points of a table that can be read on a page that lies; a wider one has its words wrapped."""
_MOST_ON_A_PAGE = 1500.0
"""Points of a table that is printed one page wide; of a still wider one nothing could be read."""
_WIDTH_OF_WORDS = 480.0
"""Points of a sheet that is told in words alone."""
_PORTRAIT = 470.0
"""Points that the table may be wide on an upright page, where it is a little reduced."""
_A4 = 9
_MARGINS = {"left": 0.98, "right": 0.6, "top": 0.8, "bottom": 0.8}
"""In inches: 25 mm to bind, 15 and 20 mm."""
_TONES = {"": "#000000", "better": "#0A5C2A", "worse": "#A11212", "dim": "#444444"}


class PrintedSheet:
    """Writes title, answer, sources, table and notes of one report from top to bottom."""

    def __init__(self, book: Book, name: str) -> None:
        """Add the sheet to a book."""
        self._book, self._sheet = book, book.sheet(name)
        self._line = 0
        self._shown: list[str] = []
        self._widths = [_WIDTH_OF_WORDS]
        self._names = 0

    def fill(self, report: Report, style: Style) -> list[str]:
        """Write the report; return the value of every cell that is shown, in order."""
        lang = style.lang
        table = _with_ranges(office_table(report, style), lang)
        told = [*told_lines(report, style)]
        columns = [*zip(*table.rows, strict=True)] if table.rows else []
        if columns:
            self._widths = _widths(table)
        sources = sources_of(report, lang)
        above = sources if len(sources) <= _MOST_SOURCES_ABOVE else []
        self._across(head_of(report, lang), size=_TITLE_SIZE, bold=True, align="center")
        for text in above:
            self._across(text, italic=True, align="center" if columns else "left")
        for text in leads_of(report, lang):
            self._across(text, bold=True, font_color=_TONES["worse" if report.failed else ""])
        for line in told:
            color, is_head = _TONES[line.look], not line.depth
            self._across(line.text, bold=is_head, depth=line.depth, font_color=color)
        self._line += 1
        names = [at for at, column in enumerate(table.columns) if column.is_name]
        self._names = max(names, default=0)
        if columns:
            self._table(table, columns, lang)
            self._line += 1
        for text in [*table.notes, *(sources if not above else [])]:
            self._across(text)
        self._set_page()
        return self._shown

    def _across(
        self, text: str, *, size: int = _SIZE, bold: bool = False, depth: int = 0, **look: object
    ) -> None:
        """Write a text over the whole width, in as many lines as it takes."""
        room = sum(self._widths) - _PADDING - INDENT * depth
        lines = height_in_lines(text, room * 0.97, size, bold=bold)
        look |= {"text_wrap": True, "valign": "top", "font_size": size}
        look |= {"bold": True} if bold else {}
        look |= {"indent": depth, "align": "left"} if depth else {}
        self._sheet.set_row(self._line, lines * size * _LINE + 2)
        last = len(self._widths) - 1
        if last:
            self._sheet.merge_range(self._line, 0, self._line, last, "")
        self._write(self._line, 0, text, **look)
        self._line += 1

    def _write(self, line: int, at: int, value: str | Formatted, **look: object) -> None:
        if isinstance(value, Formatted):
            look["num_format"] = value.number_format
            self._shown.append(shown_value(float(value.value)))
            self._book.write(self._sheet, line, at, value.value, **look)
        else:
            if value:
                self._shown.append(value[:LONGEST])
            self._book.write(self._sheet, line, at, value or None, **look)

    def _table(
        self, table: OfficeTable, columns: Sequence[Sequence[OfficeCell]], lang: str
    ) -> None:
        """Write headings and cells, and let the headings stay in sight and on every page."""
        top = self._line
        self._headings(table.columns)
        self._sheet.freeze_panes(self._line, 0)
        self._sheet.repeat_rows(top, self._line - 1)
        for at, width in enumerate(self._widths):
            self._sheet.set_column_pixels(at, at, round(width * 96 / 72))
        values = [formatted(cells, lang) for cells in columns]
        rooms = [room_behind(cells, lang) for cells in columns]
        for number, row in enumerate(table.rows):
            self._sheet.set_row(self._line, _height(row, self._widths))
            for at, cell in enumerate(row):
                look = _look(cell, table.columns[at])
                if table.columns[at].align == "right":
                    look["num_format"] = f"@{rooms[at] if cell.is_blank else ''}{EDGE}"
                self._write(self._line, at, values[at][number] or cell.text, **look)
            self._line += 1
        last = len(self._widths) - 1
        area = {"number_stored_as_text": f"A1:{_letters(last)}{self._line}"}
        self._sheet.ignore_errors(area)

    def _headings(self, columns: Sequence[OfficeColumn]) -> None:
        look = {"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True}
        look |= {"border": 1, "bg_color": "#EEEEEE"}
        top = self._line
        deep = any(column.group for column in columns)
        at, heights = 0, [0.0, 0.0]
        for group, members in groupby(columns, key=lambda column: column.group):
            first = at
            for column in members:
                room = self._widths[at] - _PADDING / 3
                lines = height_in_lines(column.heading, room * 1.02, _SIZE, bold=True)
                heights[deep] = max(heights[deep], lines * _SIZE * _LINE + 4)
                if deep and not group:
                    self._merged(top, at, top + 1, at, **look)
                    self._write(top, at, column.heading, **look)
                elif not deep:
                    self._write(top, at, column.heading, **look)
                at += 1
            if group:
                room = sum(self._widths[first:at]) - _PADDING / 3
                lines = height_in_lines(group, room, _SIZE, bold=True)
                heights[0] = max(heights[0], lines * _SIZE * _LINE + 4)
                if at - first > 1:
                    self._merged(top, first, top, at - 1, **look)
                self._write(top, first, group, **look)
        for at, column in enumerate(columns):
            if column.group:
                self._write(top + 1, at, column.heading, **look)
        for number in range(1 + deep):
            self._sheet.set_row(top + number, heights[number])
        self._line = top + 1 + deep

    def _merged(self, top: int, left: int, bottom: int, right: int, **look: object) -> None:
        self._sheet.merge_range(top, left, bottom, right, "", self._book.look(**look))

    def _set_page(self) -> None:
        """A4, as wide as the page and as long as it is, with the number of each page."""
        last = len(self._widths) - 1
        sheet = self._sheet
        if len(self._widths) == 1:
            sheet.set_column_pixels(0, 0, round(self._widths[0] * 96 / 72))
        if sum(self._widths) > _PORTRAIT:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(**_MARGINS)
        sheet.center_horizontally()
        pages = ceil(sum(self._widths) / _MOST_ON_A_PAGE)
        sheet.fit_to_pages(pages, 0)
        if pages > 1:
            sheet.repeat_columns(0, self._names)
        sheet.print_area(0, 0, max(self._line - 1, 0), last)
        sheet.set_footer('&C&"Times New Roman,Regular"&11&P/&N')


def _with_ranges(table: OfficeTable, lang: str) -> OfficeTable:
    """The table with a column for the ranges that stand below numbers where it is printed.

    A number with its range in one cell would be a text.
    """
    if not any(cell.below for row in table.rows for cell in row):
        return table
    rows = []
    for row in table.rows:
        ranges = [
            _range(column.heading, cell.below)
            for column, cell in zip(table.columns, row, strict=True)
            if cell.below
        ]
        bare = [cell._replace(below="") for cell in row]
        rows.append([*bare, OfficeCell("\n".join(ranges))])
    columns = [*table.columns, OfficeColumn(say(lang, "heading.ranges"), wraps=False)]
    below, beside = say(lang, "legend.implied"), say(lang, "legend.implied-beside")
    return OfficeTable(columns, rows, [beside if one == below else one for one in table.notes])


def _range(heading: str, numbers: str) -> str:
    """A range after the heading of its number, on a line of its own where both are long."""
    whole = f"{heading}: {numbers}"
    is_long = text_width(whole, _SIZE) > _LONGEST_RANGE
    return f"{heading}:\n{numbers}" if is_long else whole


def _widths(table: OfficeTable) -> list[float]:
    """The width of each column; words are wrapped where the table could not be read on a page."""
    least, wanted = needs(table, _SIZE, padding=_PADDING, short=_SHORT)
    if sum(least) > _READABLE:
        least, wanted = needs(table, _SIZE, padding=_PADDING)
    return shared_out(least, wanted, min(max(sum(least), _READABLE), sum(wanted)))


def _height(row: Sequence[OfficeCell], widths: Sequence[float]) -> float:
    """How high a row is, in points: no program wraps a row to its height for us everywhere."""
    lines = 1
    for cell, width in zip(row, widths, strict=True):
        if cell.tail is None:
            room = width - _PADDING - INDENT * cell.depth
            lines = max(lines, sum(_lines(line, room) for line in cell.text.split("\n")))
    return lines * _SIZE * _LINE + 3


def _lines(text: str, room: float) -> int:
    """How many lines a text takes, one more where programs may wrap it otherwise than we do."""
    fits = text_width(text, _SIZE) <= room + 0.5
    return 1 if fits else height_in_lines(text, room * 0.98, _SIZE)


def _look(cell: OfficeCell, column: OfficeColumn) -> dict[str, object]:
    look: dict[str, object] = {"border": 1, "valign": "vcenter", "align": column.align}
    if cell.tail is None:
        look["text_wrap"] = True
    if column.align == "left":
        look["indent"] = 1 + cell.depth
    if cell.look:
        look["font_color"] = _TONES[cell.look]
    return look


def _letters(position: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(position))
