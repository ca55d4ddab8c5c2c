"""Workbooks (XLSX), through XlsxWriter: numbers as numbers, texts never as formulas.

The same report makes the same bytes: nothing in them tells when they were written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vpcli.core.reports.cells import Number
from vpcli.core.reports.columns import Column
from vpcli.core.reports.table import Report, Row
from vpcli.errors import DataError, Problem
from vpcli.i18n import say
from vpcli.writers.display import Style, clean, source_text
from vpcli.writers.machine import machine_columns, plain

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet
from vpcli.writers.widths import width_of

__all__ = ["write_xlsx"]

_Value = str | int | Decimal | None
_WIDEST = 60
_LONGEST = 32767
"""Characters of a cell."""
_MOST_DECIMALS = 12
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TITLE = 31
_DATED = datetime(1980, 1, 1, tzinfo=UTC)  # where the dates of a ZIP archive begin


def write_xlsx(report: Report, style: Style) -> bytes:
    """Return the report as a workbook: its table, with the header frozen, and a sheet of sources.

    Raises `DataError` (`no-xlsx-package`) where XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise DataError(Problem("no-xlsx-package", {"package": "XlsxWriter"})) from None
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"created": _DATED})
    heading = _NOT_IN_A_TITLE.sub(" ", say(style.lang, f"title.{report.command}"))
    _Sheet(book, heading[:_LONGEST_TITLE]).fill(report, style)
    about = _Sheet(book, say(style.lang, "sheet.sources"))
    for line, text in enumerate(_about(report, style)):
        about.write(line, 0, text)
    book.close()
    return out.getvalue()


class _Sheet:
    """A sheet of a workbook, written cell by cell."""

    def __init__(self, book: Any, title: str) -> None:
        self._book = book
        self._sheet: Worksheet = book.add_worksheet(title)
        self._formats: dict[str, Any] = {}

    def fill(self, report: Report, style: Style) -> None:
        """Write the header, bold and frozen, and one row for each row of the report."""
        columns = machine_columns(report, style)
        rows = [[_value(row, column, style) for column in columns] for row in report.rows]
        bold = self._book.add_format({"bold": True})
        self._sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            longest = max((width_of(str(cells[at][0] or "")) for cells in rows), default=0)
            width = min(max(longest, len(column.name)) + 2, _WIDEST)
            self._sheet.set_column(at, at, width)
            self._sheet.write_string(0, at, column.name, bold)
        for line, cells in enumerate(rows, 1):
            for at, (value, number_format) in enumerate(cells):
                self.write(line, at, value, number_format)

    def write(self, line: int, at: int, value: _Value, number_format: str = "") -> None:
        """Write a cell; a text is text whatever it begins with, now and when it is edited."""
        if isinstance(value, str):
            text = _NOT_IN_XML.sub("�", value[:_LONGEST])
            form = self._format("quote_prefix", True) if value[:1] in ("=", "+", "-", "@") else None
            self._sheet.write_string(line, at, text, form)
        elif value is not None:
            form = self._format("num_format", number_format)
            self._sheet.write_number(line, at, float(value), form)

    def _format(self, key: str, value: object) -> Any:
        name = f"{key} {value}"
        if name not in self._formats:
            self._formats[name] = self._book.add_format({key: value})
        return self._formats[name]


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
    decimals = cell.decimals if isinstance(cell, Number) else _decimals(value)
    return value, "#,##0" + (f".{'0' * min(decimals, _MOST_DECIMALS)}" if decimals else "")


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _about(report: Report, style: Style) -> Iterator[str]:
    """The title of the report, what it says first, and its sources."""
    lang = style.lang
    title = clean(report.title.in_language(lang))
    yield say(lang, f"title.{report.command}") + (f" — {title}" if title else "")
    for name, fields in report.lead:
        yield say(lang, name, **fields)
    for source in report.sources:
        yield say(lang, "source", text=source_text(source, lang))
