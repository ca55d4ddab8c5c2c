"""Workbooks (XLSX), through XlsxWriter: a sheet to hand in, and a sheet `data` for programs.

The first is the printed table, in the language asked for; the second holds stable names and
plain values. Numbers are numbers, and texts never formulas. The same report makes the same
bytes: nothing in them tells when they were written.
"""

from __future__ import annotations

from decimal import Decimal

from vpcli.core.facts.fingerprint import (
    CARRIED_FACTS,
    CARRIED_PROPERTY,
    CARRIED_SHEET,
    CARRIED_TABLE,
    fingerprint,
)
from vpcli.core.reports.cells import Number
from vpcli.core.reports.columns import Column
from vpcli.core.reports.table import Report, Row
from vpcli.i18n import say
from vpcli.writers.display import Style
from vpcli.writers.machine import machine_columns, plain
from vpcli.writers.office import head_of, refuse_charts
from vpcli.writers.widths import width_of
from vpcli.writers.xlsx_book import Book, Value, book_bytes, new_book
from vpcli.writers.xlsx_formats import plain_format
from vpcli.writers.xlsx_sheet import PrintedSheet

__all__ = ["Book", "add_data", "add_sheet", "book_bytes", "new_book", "write_xlsx"]

_WIDEST = 60


def write_xlsx(report: Report, style: Style) -> bytes:
    """Return the report as a workbook: the printed table, and its values on a sheet `data`.

    Raises `DataError` (`no-xlsx-package`) where XlsxWriter is not installed, and
    `InvocationError` (`no-chart-in-format`) where a chart is asked for.
    """
    refuse_charts(style, "xlsx")
    book = new_book(head_of(report, style.lang))
    shown = add_sheet(book, report, style)
    add_data(book, report, style)
    holds_facts = report.rows and all(row.fact for row in report.rows) and not style.columns
    kind = CARRIED_FACTS if holds_facts and style.digits is None else CARRIED_TABLE
    book.workbook.set_custom_property(CARRIED_PROPERTY, f"{kind} {fingerprint(shown)}")
    return book_bytes(book)


def add_sheet(book: Book, report: Report, style: Style) -> list[str]:
    """Add the sheet of a report to hand in; return what it shows, cell by cell."""
    sheet = PrintedSheet(book, say(style.lang, f"title.{report.command}"))
    return sheet.fill(report, style)


def add_data(book: Book, report: Report, style: Style, name: str = CARRIED_SHEET) -> None:
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


def _value(row: Row, column: Column, style: Style) -> tuple[Value, str]:
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
