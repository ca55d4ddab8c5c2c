"""Workbooks (XLSX), through openpyxl: numbers as numbers, texts never as formulas."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.cells import cell_len

from vpcli.core.report import Column, Number, Report, Row
from vpcli.errors import DataError, Problem
from vpcli.i18n import say
from vpcli.writers.display import Style, clean, source_text
from vpcli.writers.machine import machine_columns, plain

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["write_xlsx"]

_WIDEST = 60
_MOST_DECIMALS = 12
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
_LONGEST_TITLE = 31


def write_xlsx(report: Report, style: Style) -> bytes:
    """Return the report as a workbook: its table, with the header frozen, and a sheet of sources.

    Raises `DataError` (`no-openpyxl`) where openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise DataError(Problem("no-openpyxl")) from None
    book = Workbook(write_only=True)
    heading = _NOT_IN_A_TITLE.sub(" ", say(style.lang, f"title.{report.command}"))
    sheet = book.create_sheet(heading[:_LONGEST_TITLE])
    _fill(sheet, report, machine_columns(report, style), style)
    about = book.create_sheet(say(style.lang, "sheet.sources"))
    for line in _about(report, style):
        about.append([_text_cell(about, line)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, report: Report, columns: Sequence[Column], style: Style) -> None:
    """Write the header, bold and frozen, and one row for each row of the report."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    rows = [[_value(row, column, style) for column in columns] for row in report.rows]
    for position, column in enumerate(columns):
        longest = max((cell_len(str(cells[position][0] or "")) for cells in rows), default=0)
        width = min(max(longest, len(column.name)) + 2, _WIDEST)
        sheet.column_dimensions[get_column_letter(position + 1)].width = width
    sheet.freeze_panes = "A2"
    header = [_text_cell(sheet, column.name) for column in columns]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for cells in rows:
        sheet.append([_cell(sheet, value, number_format) for value, number_format in cells])


def _value(row: Row, column: Column, style: Style) -> tuple[str | int | Decimal | None, str]:
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


def _cell(sheet: Worksheet, value: str | int | Decimal | None, number_format: str) -> Cell | None:
    from openpyxl.cell.cell import WriteOnlyCell

    if value is None:
        return None
    if isinstance(value, str):
        return _text_cell(sheet, value)
    cell = WriteOnlyCell(sheet, float(value) if isinstance(value, Decimal) else value)
    cell.number_format = number_format
    return cell


def _text_cell(sheet: Worksheet, text: str) -> Cell:
    """A cell that is text whatever it begins with, now and when it is edited."""
    from openpyxl.cell.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
    return cell


def _about(report: Report, style: Style) -> Iterator[str]:
    """The title of the report, what it says first, and its sources."""
    lang = style.lang
    title = clean(report.title.in_language(lang))
    yield say(lang, f"title.{report.command}") + (f" — {title}" if title else "")
    for name, fields in report.lead:
        yield say(lang, name, **fields)
    for source in report.sources:
        yield say(lang, "source", text=source_text(source, lang))
