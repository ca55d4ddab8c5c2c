"""Workbooks (XLSX), through openpyxl, which comes with the extra `vpcli[office]`."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings

from vpcli.core.facts.fingerprint import (
    CARRIED_FACTS,
    CARRIED_PROPERTY,
    CARRIED_SHEET,
    fingerprint,
    shown_value,
)
from vpcli.core.facts.model import Dataset
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.displayed import displayed
from vpcli.readers.encoding import composed
from vpcli.readers.fields import PlainNumber
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader
from vpcli.readers.table import Row, find_header, read_table
from vpcli.readers.tables.cells import Grid, Line, Span, grid_of
from vpcli.readers.tables.figures import looks_like_a_figure
from vpcli.readers.tables.years import read_year
from vpcli.readers.xlsx_parts import MOST_CELLS, MOST_ROWS, Parts, check_parts

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["displayed", "read_xlsx"]

_MOST_NAMED = 12
_MOST_LOOKED_AT = 100
"""Rows of a sheet that is not read."""
_RANGE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6}):([A-Z]{1,3})([1-9][0-9]{0,6})")
_ONE_NUMBER = re.compile(r"-?[0-9.]+%?(?:E[-+]?[0-9]+)?")
"""Without the words that a format may have beside it."""
_BLANKS = 0.3
"""What a blank before a text counts for, in steps of a format."""


def read_xlsx(raw: bytes, file: str, options: ReadOptions) -> Dataset:
    """Read a sheet of a workbook: the one named, or else the first that has a header.

    Raises `DataError` with every problem found, or where openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise DataError(Problem("no-xlsx-package", {"package": "openpyxl"}, Place(file))) from None
    parts = check_parts(raw, file)

    def opened(*, values: bool) -> Workbook:
        return load_workbook(io.BytesIO(raw), read_only=True, data_only=values, keep_links=False)

    try:
        # Of styles and extensions that no figure needs it warns, and even prints.
        with catch_warnings(action="ignore"), redirect_stdout(io.StringIO()):
            book = opened(values=True)
            own = "" if options.sheet else _own(book)
            name = CARRIED_SHEET if own == CARRIED_FACTS else _sheet(book, file, options)
            shown = _Shown(options.stored)
            grid = _grid(book[name], options.skip_lines, file, parts, shown)
            others = [] if options.sheet or own else _others(book, name, file)
            uncached = ""
            if parts.has_formulas:
                uncached = _formula_without_value(book[name], opened(values=False)[name])
    except DataError:
        raise
    except Exception as error:  # a broken workbook breaks the library in any way whatever
        detail = " ".join(str(error).split())[:200] or type(error).__name__
        raise DataError(Problem("bad-xlsx", {"detail": detail}, Place(file))) from None
    if uncached:
        place = Place(file, None, f"{name}!{uncached}")
        raise DataError(Problem("formula-without-value", {}, place))
    reader = RecordReader(file, options)
    reader.tell("sheet", sheet=name)
    if shown.rounded:
        reader.tell("digits-hidden", count=shown.rounded)
    if shown.hidden:
        reader.warn(
            "digits-hidden", Place(file), count=len(shown.hidden), cells=_listed(shown.hidden[:3])
        )
    if others:
        reader.warn("sheets-not-read", Place(file), sheet=name, others=_listed(others))
    try:
        rows = [(line.number, list(line.cells)) for line in grid.lines]
        read_table(iter(rows), reader, pad=True, grid=grid)
    except DataError as error:
        sheets = {"sheet": name, "known": _listed([sheet.title for sheet in book.worksheets])}
        raise DataError([_in_sheet(problem, sheets) for problem in error.problems]) from None
    return reader.dataset()


@dataclass
class _Shown:
    """How cells are shown; the first of those that hold more digits than they show."""

    stored: bool = False
    rounded: int = 0
    """Cells that hold more digits than they show."""
    hidden: list[str] = field(default_factory=list)


def _grid(sheet: Any, skip: int, file: str, parts: Parts, shown: _Shown) -> Grid:
    """The cells of a sheet as displayed, with what is merged and what is hidden."""
    part = getattr(sheet, "_worksheet_path", "")
    spans = {}
    for text in parts.merged.get(part, []):
        if found := _RANGE.fullmatch(text):
            left, top, right, bottom = (
                _number_of(found[1]),
                int(found[2]),
                _number_of(found[3]),
                int(found[4]),
            )
            spans[top, left] = Span(bottom - top + 1, right - left + 1)
    lines = [
        Line(number, cells, indents) for number, cells, indents in _lines(sheet, skip, file, shown)
    ]
    width = max((len(line.cells) for line in lines), default=0)
    hidden = {
        position
        for first, last in parts.hidden.get(part, [])
        for position in range(first, min(last + 1, width))
    }
    return Grid(lines, spans, frozenset(hidden), has_layout=True, carried=_carried(lines, spans))


def _carried(
    lines: Sequence[Line], spans: Mapping[tuple[int, int], Span]
) -> frozenset[tuple[int, int]]:
    """Write names and years of cells merged downwards into the cells that they cover."""
    by_number = {line.number: line for line in lines}
    carried = set()
    for (number, position), span in spans.items():
        text = by_number[number].cell(position) if number in by_number else ""
        if span.rows < 2 or span.columns > 1 or not text:
            continue
        if looks_like_a_figure(text) and not read_year(text):
            continue
        for below in range(number + 1, min(number + span.rows, number + len(lines) + 1)):
            line = by_number.get(below)
            if line is not None and position < len(line.cells) and not line.cells[position]:
                line.cells[position] = text
                carried.add((below, position))
    return frozenset(carried)


def _number_of(letters: str) -> int:
    """The position of a column by its letters, counted from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _others(book: Workbook, name: str, file: str) -> list[str]:
    """The other sheets that hold numbers."""
    titles = [sheet.title for sheet in book.worksheets if sheet.title != name]
    return [one for one in titles if _holds_numbers(_rows(book[one], 0, file))]


def _holds_numbers(rows: Iterator[Row]) -> bool:
    looked_at = islice(rows, _MOST_LOOKED_AT)
    return any(isinstance(cell, PlainNumber) for _, cells in looked_at for cell in cells)


def _own(book: Any) -> str:
    """What the sheet `data` of a workbook of ours holds; "" where the table to hand in was changed.

    What a person has corrected there goes before what we wrote beside it.
    """
    told = {one.name: one.value for one in book.custom_doc_props.props}
    kind, _, written = str(told.get(CARRIED_PROPERTY, "")).partition(" ")
    titles = [sheet.title for sheet in book.worksheets]
    if not kind or len(titles) != 2 or titles[1] != CARRIED_SHEET:
        return ""
    sheet = book.worksheets[0]
    sheet.reset_dimensions()
    cells = (cell.value for row in sheet.iter_rows() for cell in row)
    seen = fingerprint(shown_value(value) for value in cells if value is not None)
    return kind if seen == written else ""


def _listed(names: list[str]) -> str:
    more = ", …" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _in_sheet(problem: Problem, sheets: Mapping[str, object]) -> Problem:
    """What is wrong with a sheet that holds no table: another one may hold it."""
    if problem.code in ("missing-column", "no-year-told"):
        return problem._replace(code="no-table-in-sheet", fields={**problem.fields, **sheets})
    if problem.code == "empty-file":
        return problem._replace(code="empty-sheet", fields=sheets)
    return problem


def _sheet(book: Workbook, file: str, options: ReadOptions) -> str:
    """The sheet asked for, or the first with a header that is not hidden, or the first."""
    names = [sheet.title for sheet in book.worksheets]
    asked = options.sheet
    if asked is None:
        visible = [one.title for one in book.worksheets if one.sheet_state == "visible"] or names
        for name in visible:
            if _holds_table(book[name], options, file):
                return name
        if visible:
            return visible[0]
        raise DataError(Problem("empty-file", {}, Place(file)))
    if asked in names:
        return asked
    if asked.isascii() and asked.isdecimal() and len(asked) < 6 and 0 < int(asked) <= len(names):
        return names[int(asked) - 1]
    fields: dict[str, object] = {"text": asked, "known": _listed(names)}
    raise DataError(Problem("no-such-sheet", fields, Place(file)))


def _holds_table(sheet: Any, options: ReadOptions, file: str) -> bool:
    """Whether a sheet has a heading that names whole years, or columns that a person named."""
    rows = [*islice(_rows(sheet, options.skip_lines, file), _MOST_LOOKED_AT)]
    if find_header(rows)[1] is not None:
        return True
    from vpcli.readers.tables.reading import holds_years

    return holds_years(grid_of(rows), [naming.heading for naming in options.columns])


def _rows(sheet: Any, skip: int, file: str) -> Iterator[Row]:
    """The rows that are neither empty nor remarks (#), as the text that the cells show."""
    for number, cells, _ in _lines(sheet, skip, file):
        yield number, cells


def _lines(
    sheet: Any, skip: int, file: str, shown: _Shown | None = None
) -> Iterator[tuple[int, list[str], list[float]]]:
    """The same, with how far each text is moved in: by its format, or by blanks before it."""
    sheet.reset_dimensions()
    seen = 0
    for line, row in enumerate(sheet.iter_rows(), 1):
        seen += len(row)
        if seen > MOST_CELLS or line > MOST_ROWS:
            fields: dict[str, object] = {"most": MOST_CELLS}
            raise DataError(Problem("xlsx-too-many-cells", fields, Place(file, line)))
        place = Place(file, line)
        cells = [_cell(cell, place, shown) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if line > skip and cells and not cells[0].startswith("#"):
            yield line, cells, [_indent(cell) for cell in row[: len(cells)]]


def _indent(cell: Any) -> float:
    text = cell.value
    if not isinstance(text, str):
        return 0
    alignment = getattr(cell, "alignment", None)
    steps = getattr(alignment, "indent", 0) or 0
    return float(steps) + (len(text) - len(text.lstrip())) * _BLANKS


def _cell(cell: Any, place: Place, shown: _Shown | None) -> str:
    value, number_format = cell.value, getattr(cell, "number_format", "")
    stored = shown is not None and shown.stored
    text = displayed(value, number_format, stored=stored)
    if shown is not None and isinstance(value, float) and not stored:
        number = _ONE_NUMBER.search(text)
        digits = number[0] if number else text
        shown.rounded += digits != displayed(value, "General")
        if _hides(value, digits):
            shown.hidden.append(str(getattr(cell, "coordinate", "")))
    return text if text.isascii() else composed(text, place)


def _hides(value: float, text: str) -> bool:
    """Whether less than half of what is stored is shown: 2.4 as 2."""
    if text.endswith("%") or not text.lstrip("-").replace(".", "", 1).isdecimal():
        return False
    return abs(Decimal(repr(value)) - Decimal(text)) * 20 > abs(Decimal(text))


def _formula_without_value(values: Any, formulas: Any) -> str:
    """The first cell that holds a formula whose result was not saved, or ""."""
    formulas.reset_dimensions()
    for shown, written in zip(values.iter_rows(), formulas.iter_rows(), strict=False):
        for one, other in zip(shown, written, strict=False):
            if one.value is None and other.value is not None:
                return str(other.coordinate)
    return ""
