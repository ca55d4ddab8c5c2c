"""Workbooks of Excel 97 to 2003 (.xls), through xlrd, which comes with `vpcli[office]`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

from vpcli.core.facts.model import Dataset
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.displayed import displayed
from vpcli.readers.encoding import composed
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader
from vpcli.readers.several_tables import check_cells
from vpcli.readers.table import find_header, read_table
from vpcli.readers.tables.cells import Grid, Line, Span
from vpcli.readers.tables.reading import holds_years

__all__ = ["read_xls"]

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def read_xls(raw: bytes, file: str, options: ReadOptions) -> Dataset:
    """Read a sheet of an old workbook: the one named, or else the first that holds years.

    Raises `DataError` with every problem found, or where xlrd is not installed.
    """
    try:
        import xlrd
    except ImportError:
        raise DataError(Problem("no-xlsx-package", {"package": "xlrd"}, Place(file))) from None
    try:
        with redirect_stdout(io.StringIO()) as log:
            book = xlrd.open_workbook(file_contents=raw, formatting_info=True, logfile=log)
            names = book.sheet_names()
            grids = [_grid(book, book.sheet_by_name(name), options, file) for name in names]
            visible = [not book.sheet_by_name(name).visibility for name in names]
    except DataError:
        raise
    except Exception as error:  # a broken workbook breaks the library in any way whatever
        detail = " ".join(str(error).split())[:200] or type(error).__name__
        raise DataError(Problem("bad-xlsx", {"detail": detail}, Place(file))) from None
    at = _chosen(names, grids, visible, options, file)
    reader = RecordReader(file, options)
    reader.tell("sheet", sheet=names[at])
    others = [
        name
        for name, grid in zip(names, grids, strict=True)
        if name != names[at] and _is_usable(grid, options)
    ]
    if others and not options.sheet:
        reader.warn("sheets-not-read", Place(file), sheet=names[at], others=", ".join(others[:12]))
    rows = [(line.number, list(line.cells)) for line in grids[at].lines]
    read_table(iter(rows), reader, pad=True, grid=grids[at])
    return reader.dataset()


def _chosen(
    names: list[str], grids: list[Grid], visible: list[bool], options: ReadOptions, file: str
) -> int:
    asked = options.sheet
    if asked is None:
        shown = [at for at, is_shown in enumerate(visible) if is_shown] or [*range(len(names))]
        if not shown:
            raise DataError(Problem("empty-file", {}, Place(file)))
        return next((at for at in shown if _is_usable(grids[at], options)), shown[0])
    if asked in names:
        return names.index(asked)
    if asked.isascii() and asked.isdecimal() and len(asked) < 6 and 0 < int(asked) <= len(names):
        return int(asked) - 1
    known = ", ".join(names[:12])
    raise DataError(Problem("no-such-sheet", {"text": asked, "known": known}, Place(file)))


def _is_usable(grid: Grid, options: ReadOptions) -> bool:
    rows = [(line.number, line.cells) for line in grid.lines[:100]]
    if find_header(rows)[1] is not None:
        return True
    return holds_years(grid, [naming.heading for naming in options.columns])


def _grid(book: Any, sheet: Any, options: ReadOptions, file: str) -> Grid:
    check_cells(sheet.nrows * sheet.ncols, file)
    lines = [*_lines(book, sheet, options, file)]
    spans = {
        (top + 1, left): Span(bottom - top, right - left)
        for top, bottom, left, right in sheet.merged_cells
    }
    hidden = {at for at, about in sheet.colinfo_map.items() if about.hidden}
    return Grid(lines, spans, frozenset(hidden), has_layout=True)


def _lines(book: Any, sheet: Any, options: ReadOptions, file: str) -> Iterator[Line]:
    """The rows that are neither empty nor remarks (#), as the text that the cells show."""
    for row in range(options.skip_lines, sheet.nrows):
        cells: list[str] = []
        indents: list[float] = []
        for at in range(sheet.row_len(row)):
            text, indent = _shown(book, sheet.cell(row, at), options)
            cells.append(text if text.isascii() else composed(text, Place(file, row + 1)))
            indents.append(indent)
        while cells and not cells[-1]:
            cells.pop()
        if cells and not cells[0].startswith("#"):
            yield Line(row + 1, cells, indents)


def _shown(book: Any, cell: Any, options: ReadOptions) -> tuple[str, float]:
    import xlrd

    style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    known = book.format_map.get(style.format_key) if style is not None else None
    number_format = known.format_str if known is not None else "General"
    if cell.ctype == _NUMBER:
        return displayed(cell.value, number_format, stored=options.stored), 0.0
    if cell.ctype == _DATE:
        when = xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
        return displayed(when, number_format), 0.0
    if cell.ctype == _BOOLEAN:
        return str(bool(cell.value)).upper(), 0.0
    if cell.ctype == _ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A")), 0.0
    text = str(cell.value) if cell.ctype == _TEXT else ""
    steps = style.alignment.indent_level if style is not None else 0
    return text.strip(), float(steps) + (len(text) - len(text.lstrip())) * 0.3
