"""Workbooks (XLSX), through XlsxWriter: a sheet to hand in, and a sheet `data` for programs.

The first is the printed table, in the language asked for; the second holds stable names and
plain values. Numbers are numbers, and texts never formulas. The same report makes the same
bytes: nothing in them tells when they were written.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vpcli.core.facts.fingerprint import CARRIED_PROPERTY, fingerprint
from vpcli.core.reports.cells import Number
from vpcli.core.reports.columns import Column
from vpcli.core.reports.table import Report, Row
from vpcli.errors import DataError, Problem
from vpcli.i18n import say
from vpcli.writers.display import Style
from vpcli.writers.machine import machine_columns, plain
from vpcli.writers.office import head_of, in_xml, refuse_charts
from vpcli.writers.widths import width_of
from vpcli.writers.xlsx_formats import plain_format

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["DATA", "Book", "add_data", "add_sheet", "book_bytes", "new_book", "write_xlsx"]

DATA = "data"
"""The sheet for programs, whatever the language."""
FONT, SIZE = "Times New Roman", 11
_Value = str | int | Decimal | None
_WIDEST = 60
_LONGEST = 32767
"""Characters of a cell."""
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
_LONGEST_TITLE = 31
_DATED = datetime(1980, 1, 1, tzinfo=UTC)  # where the dates of a ZIP archive begin


def write_xlsx(report: Report, style: Style) -> bytes:
    """Return the report as a workbook: the printed table, and its values on a sheet `data`.

    Raises `DataError` (`no-xlsx-package`) where XlsxWriter is not installed, and
    `InvocationError` (`no-chart-in-format`) where a chart is asked for.
    """
    refuse_charts(style, "xlsx")
    book = new_book(head_of(report, style.lang))
    shown = add_sheet(book, report, style)
    add_data(book, report, style)
    holds_facts = report.rows and all(row.fact for row in report.rows)
    if holds_facts and not style.columns and style.digits is None:
        book.workbook.set_custom_property(CARRIED_PROPERTY, fingerprint(shown))
    return book_bytes(book)


class Book:
    """A workbook in the making, with one format object for each look."""

    def __init__(self, workbook: Any, out: io.BytesIO) -> None:
        """Take an empty workbook and the buffer that it goes to."""
        self.workbook, self.out = workbook, out
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def look(self, **properties: object) -> Any:
        """Return the format of these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            whole = {"font_name": FONT, "font_size": SIZE, **properties}
            self._formats[key] = self.workbook.add_format(whole)
        return self._formats[key]

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet; a name that is too long ends with a word, one that is taken is numbered."""
        words = _NOT_IN_A_TITLE.sub(" ", name)
        title, count = _cut(words, _LONGEST_TITLE), 1
        taken = {sheet.get_name().casefold() for sheet in self.workbook.worksheets()}
        while title.casefold() in taken:
            count += 1
            title = f"{_cut(words, _LONGEST_TITLE - 4)} {count}"
        sheet: Worksheet = self.workbook.add_worksheet(title)
        return sheet

    def write(self, sheet: Worksheet, line: int, at: int, value: _Value, **look: object) -> None:
        """Write a cell; a text is text whatever it begins with, now and when it is edited."""
        if isinstance(value, str):
            if value[:1] in ("=", "+", "-", "@"):
                look["quote_prefix"] = True
            sheet.write_string(line, at, in_xml(value[:_LONGEST]), self.look(**look))
        elif value is None:
            sheet.write_blank(line, at, None, self.look(**look))
        else:
            sheet.write_number(line, at, float(value), self.look(**look))


def new_book(title: str) -> Book:
    """Return an empty workbook; raise `DataError` (`no-xlsx-package`) without XlsxWriter."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise DataError(Problem("no-xlsx-package", {"package": "XlsxWriter"})) from None
    out = io.BytesIO()
    properties = {"font_name": FONT, "font_size": SIZE}
    workbook = Workbook(out, {"in_memory": True, "default_format_properties": properties})
    workbook.set_properties({"created": _DATED, "title": in_xml(title)})
    return Book(workbook, out)


def book_bytes(book: Book) -> bytes:
    """Return the workbook, which is then closed."""
    book.workbook.close()
    return book.out.getvalue()


def add_sheet(book: Book, report: Report, style: Style) -> list[str]:
    """Add the sheet of a report to hand in; return what it shows, cell by cell."""
    from vpcli.writers.xlsx_sheet import PrintedSheet

    sheet = PrintedSheet(book, say(style.lang, f"title.{report.command}"))
    return sheet.fill(report, style)


def add_data(book: Book, report: Report, style: Style, name: str = DATA) -> None:
    """Add the sheet of a report for programs: header, bold and frozen, and a row for each row."""
    columns = machine_columns(report, style)
    rows = [[_value(row, column, style) for column in columns] for row in report.rows]
    sheet = book.sheet(name)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for at, column in enumerate(columns):
        longest = max((width_of(str(cells[at][0] or "")) for cells in rows), default=0)
        sheet.set_column(at, at, min(max(longest, len(column.name)) + 2, _WIDEST))
        book.write(sheet, 0, at, column.name, bold=True)
    for line, cells in enumerate(rows, 1):
        for at, (value, number_format) in enumerate(cells):
            if value is not None:
                look = {"num_format": number_format} if number_format else {}
                book.write(sheet, line, at, value, **look)


def _cut(words: str, longest: int) -> str:
    """The words that fit, or the letters of the first where none does."""
    if len(words) <= longest:
        return words
    return words[: longest + 1].rpartition(" ")[0].rstrip() or words[:longest]


def _value(row: Row, column: Column, style: Style) -> tuple[_Value, str]:
    """A cell as a plain value, and the number format that shows its digits."""
    value = plain(row, column, style)
    if isinstance(value, str):
        return value or None, ""
    if isinstance(value, int):
        return value, "0"
    if value is None:
        return None, ""
    cell = row.cells[column.name]
    return value, plain_format(cell.decimals if isinstance(cell, Number) else _decimals(value))


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
