"""Delimited text: CSV and TSV as programs and spreadsheets write them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from itertools import chain, islice

from vpcli.core.facts.model import Dataset
from vpcli.errors import DataError, Place, Problem
from vpcli.limits import check_columns
from vpcli.readers.columns import Layout
from vpcli.readers.ons_series import is_ons_series, read_ons_series
from vpcli.readers.options import ReadOptions
from vpcli.readers.record import RecordReader
from vpcli.readers.table import Row, find_header, read_table
from vpcli.readers.tables.cells import grid_of

__all__ = ["read_csv", "read_rows", "sniff_delimiter"]

_DELIMITERS = ",;\t|"
_SAMPLE = 1 << 16
_MOST_ROWS = 200
_HEAD_OF_SERIES = 8
_DECLARED = "sep="
_DECLARATION = re.compile(r'sep=[^\r\n"][\r\n]')
_LAYOUTS = {"wide": (Layout.WIDE, Layout.WORLD_BANK), "world-bank": (Layout.WORLD_BANK,)}
_SHOWN = {"\t": "tab"}
_RULE = re.compile(r"(?::?-+:?)?")
"""A cell of the line below the header of a Markdown table."""


def read_csv(text: str, file: str, options: ReadOptions, name: str = "csv") -> Dataset:
    """Read a table in delimited text, in any layout unless the format's name says which.

    Raises `DataError` with every problem found.
    """
    reader = RecordReader(file, options)
    layouts = _LAYOUTS.get(name, tuple(Layout))
    delimiter = options.delimiter or sniff_delimiter(text, layouts)
    reader.tell("delimiter", delimiter=_SHOWN.get(delimiter, delimiter))
    rows = read_rows(text, file, delimiter)
    first = [*islice(rows, _HEAD_OF_SERIES)]
    if name == "csv" and is_ons_series(first):
        read_ons_series(chain(first, rows), reader)
    else:
        read_table(chain(first, rows), reader, layouts)
    return reader.dataset()


def read_rows(
    text: str, file: str, delimiter: str, first: int = 1, space: str | None = None
) -> Iterator[Row]:
    """Yield the rows that are neither empty nor remarks (#), with the line each begins on.

    The text begins on the line `first`; `space` is what cells are freed of on both sides, or
    white space of all kinds. Raises `DataError` for what is no delimited text.
    """
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + first
        raise DataError(Problem("nul-byte", {}, Place(file, line)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = first
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            place = Place(file, line)
            if str(error).startswith("field larger"):
                fields: dict[str, object] = {"most": csv.field_size_limit()}
                raise DataError(Problem("cell-too-long", fields, place)) from None
            raise DataError(Problem("csv-syntax", {"detail": str(error)}, place)) from None
        if row is None:
            return
        check_columns(len(row), Place(file, line))
        cells = [cell.strip(space) for cell in row]
        is_rule = delimiter == "|" and all(_RULE.fullmatch(cell) for cell in cells)
        said = any(cells) and not is_rule and not cells[0].startswith("#")
        if said and not (line == 1 and _declares(text)):
            yield line, cells
        line = reader.line_num + first


def sniff_delimiter(text: str, layouts: Collection[Layout] = tuple(Layout)) -> str:
    """Return the delimiter that a first line `sep=;` declares, or with which a header is found.

    Without a header it is the one that occurs most in the first line, outside quotes.
    """
    if _declares(text):
        return text[len(_DECLARED)]
    sample = text[:_SAMPLE]
    for delimiter in _DELIMITERS:
        try:
            if find_header(read_rows(sample, "", delimiter), layouts)[1] is not None:
                return delimiter
        except DataError:
            continue
    if Layout.WIDE in layouts and (found := _with_years(sample)):
        return found
    first = next((line for line in sample.splitlines() if line.strip()), "")
    unquoted = "".join(first.split('"')[::2])
    return max(_DELIMITERS, key=unquoted.count)


def _with_years(sample: str) -> str:
    """The delimiter with which some rows are a heading over figures of whole years."""
    from vpcli.readers.tables.reading import holds_years

    for delimiter in _DELIMITERS:
        try:
            rows = [*islice(read_rows(sample, "", delimiter), _MOST_ROWS)]
        except DataError:
            continue
        if any(len(cells) > 1 for _, cells in rows) and holds_years(grid_of(rows)):
            return delimiter
    return ""


def _declares(text: str) -> bool:
    """Whether the first line names the delimiter, as Excel has it."""
    return _DECLARATION.match(text) is not None
