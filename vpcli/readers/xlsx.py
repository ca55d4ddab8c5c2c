"""Workbooks (XLSX), through openpyxl, which comes with the extra `vpcli[xlsx]`."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any
from warnings import catch_warnings

from vpcli.core.arithmetic import EXACT
from vpcli.core.model import Dataset
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.encoding import composed
from vpcli.readers.fields import PlainNumber
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader
from vpcli.readers.table import Row, find_header, read_table

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["displayed", "read_xlsx"]

MOST_BYTES = 200_000_000
"""Of a workbook once unpacked."""
MOST_CELLS = 5_000_000
_MOST_ROWS = 1 << 20
_CHUNK = 1 << 20
_FORMULA = re.compile(rb"<f[ >/]")
_MOST_DECIMALS = 30
_DIGITS_OF_EXCEL = 15
_NOT_DIGITS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PLACES = re.compile(r"[#0?,]*0(?:\.(0*))?")


def read_xlsx(raw: bytes, file: str, options: ReadOptions) -> Dataset:
    """Read a sheet of a workbook: the one named, or else the first that has a header.

    Raises `DataError` with every problem found, or where openpyxl is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise DataError(Problem("no-openpyxl", {}, Place(file))) from None
    _check_size(raw, file)

    def opened(*, values: bool) -> Workbook:
        return load_workbook(io.BytesIO(raw), read_only=True, data_only=values)

    try:
        # Of styles and extensions that no figure needs it warns, and even prints.
        with catch_warnings(action="ignore"), redirect_stdout(io.StringIO()):
            book = opened(values=True)
            name = _sheet(book, file, options)
            rows = list(_rows(book[name], options.skip_lines, file))
            uncached = ""
            if _has_formulas(raw):
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
    read_table(iter(rows), reader, pad=True)
    return reader.dataset()


def _check_size(raw: bytes, file: str) -> None:
    """Refuse what is no workbook, and one that would unpack to more than the maximum."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise DataError(Problem("bad-xlsx", {"detail": str(error)}, Place(file))) from None
    if size > MOST_BYTES:
        fields: dict[str, object] = {"most": MOST_BYTES // 1_000_000}
        raise DataError(Problem("xlsx-too-large", fields, Place(file)))


def _sheet(book: Workbook, file: str, options: ReadOptions) -> str:
    """The sheet asked for, or the first with a header that is not hidden, or the first."""
    names = [sheet.title for sheet in book.worksheets]
    asked = options.sheet
    if asked is None:
        visible = [one.title for one in book.worksheets if one.sheet_state == "visible"] or names
        for name in visible:
            if find_header(_rows(book[name], options.skip_lines, file))[1] is not None:
                return name
        if visible:
            return visible[0]
        raise DataError(Problem("empty-file", {}, Place(file)))
    if asked in names:
        return asked
    if asked.isascii() and asked.isdecimal() and len(asked) < 6 and 0 < int(asked) <= len(names):
        return names[int(asked) - 1]
    fields: dict[str, object] = {"text": asked, "known": ", ".join(names[:20])}
    raise DataError(Problem("no-such-sheet", fields, Place(file)))


def _rows(sheet: Any, skip: int, file: str) -> Iterator[Row]:
    """The rows that are neither empty nor remarks (#), as the text that the cells show."""
    sheet.reset_dimensions()
    seen = 0
    for line, row in enumerate(sheet.iter_rows(), 1):
        seen += len(row)
        if seen > MOST_CELLS or line > _MOST_ROWS:
            fields: dict[str, object] = {"most": MOST_CELLS}
            raise DataError(Problem("xlsx-too-many-cells", fields, Place(file, line)))
        place = Place(file, line)
        cells = [_cell(cell.value, getattr(cell, "number_format", ""), place) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        if line > skip and cells and not cells[0].startswith("#"):
            yield line, cells


def _cell(value: object, number_format: str, place: Place) -> str:
    text = displayed(value, number_format)
    return text if text.isascii() else composed(text, place)


def _has_formulas(raw: bytes) -> bool:
    """Whether any sheet holds a formula, so that it is worth looking for one without a value."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for member in archive.infolist():
            if member.filename.startswith("xl/worksheets/"):
                with archive.open(member) as sheet:
                    before = b""
                    while chunk := sheet.read(_CHUNK):
                        if _FORMULA.search(before + chunk):
                            return True
                        before = chunk[-3:]
    return False


def _formula_without_value(values: Any, formulas: Any) -> str:
    """The first cell that holds a formula whose result was not saved, or ""."""
    formulas.reset_dimensions()
    for shown, written in zip(values.iter_rows(), formulas.iter_rows(), strict=False):
        for one, other in zip(shown, written, strict=False):
            if one.value is None and other.value is not None:
                return str(other.coordinate)
    return ""


def displayed(value: object, number_format: str) -> str:
    """Return the text of a cell; a number with the decimals that its format shows.

    >>> displayed(0.1 + 0.2, "General"), displayed(13.4321, "0.00"), displayed(0.1343, "0.0%")
    ('0.3', '13.43', '13.4%')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return PlainNumber(_number(value, number_format))
    return str(value).strip()


def _number(value: float | Decimal, number_format: str) -> str:
    number = Decimal(f"{value:.{_DIGITS_OF_EXCEL}g}")
    if not number.is_finite():
        return str(value)
    shown = _NOT_DIGITS.sub("", number_format.partition(";")[0])
    per_cent = "%" in shown
    number = EXACT.scaleb(number, 2) if per_cent else number
    places = _PLACES.search(shown)
    plain = places is None or "E" in shown.upper() or "/" in shown or "#" in shown.partition(".")[2]
    if plain or shown.rstrip(" %").endswith(","):
        number = EXACT.normalize(number)
        text = f"{number:f}" if abs(number.adjusted()) < _MOST_DECIMALS else str(number)
    else:
        assert places is not None
        decimals = min(len(places[1] or ""), _MOST_DECIMALS)
        text = f"{number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, EXACT):f}"
    return text + ("%" if per_cent else "")
