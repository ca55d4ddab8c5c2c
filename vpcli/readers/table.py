"""Tables of cells, from whatever file: the header is found, and each row read by its layout."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from vpcli.errors import DataError, Place, Problem
from vpcli.readers.columns import COLUMNS, MEASURE_COLUMNS, Header, Layout, read_header
from vpcli.readers.record import RecordReader

__all__ = ["Row", "find_header", "read_table"]

Row = tuple[int, list[str]]
"""The line a row begins on, and its cells without the space around them."""

_MOST_LINES_BEFORE = 100
_MOST_NAMED = 12
_REMARK = re.compile(
    r"(nguồn|ghi chú|chú thích|source|sources|note|notes|data from database|last updated)\s*:"
    r"|\(\*+\)|\*",
    re.IGNORECASE,
)


def find_header(
    rows: Iterable[Row], layouts: Collection[Layout] = tuple(Layout)
) -> tuple[list[Row], Header | None]:
    """Return the first rows up to the header, and the header; None if none has its names.

    An empty row or one that begins with # is no header.
    """
    before: list[Row] = []
    for line, cells in rows:
        before.append((line, cells))
        header = read_header(cells, line)
        if header.layout in layouts:
            return before, header
        if len(before) == _MOST_LINES_BEFORE:
            break
    return before, None


def read_table(
    rows: Iterator[Row], reader: RecordReader, layouts: Collection[Layout] = tuple(Layout)
) -> Header:
    """Give every row under the header to the reader.

    Raises `DataError` where there is no header.
    """
    before, header = find_header(rows, layouts)
    if header is None:
        raise DataError(_no_header(before, reader.file))
    place = Place(reader.file, header.line)
    if header.repeated:
        raise DataError(Problem("duplicate-column", {"column": header.repeated[0]}, place))
    if header.unused:
        more = ", …" if len(header.unused) > _MOST_NAMED else ""
        unused = ", ".join(header.unused[:_MOST_NAMED]) + more
        reader.warn("unknown-column", place, columns=unused, known=", ".join(COLUMNS))
    data = _data_rows(rows, header, reader)
    if header.layout in (Layout.WIDE, Layout.WORLD_BANK):
        from vpcli.readers.wide import read_wide

        read_wide(chain(before[:-1], data), header, reader)
        return header
    add = reader.add_fact if header.layout is Layout.LONG else reader.add
    columns = tuple(header.columns.items())
    for line, cells in data:
        add({name: cells[position] for name, position in columns}, Place(reader.file, line))
    return header


def _data_rows(rows: Iterable[Row], header: Header, reader: RecordReader) -> Iterator[Row]:
    """The rows that hold data, each as wide as the header."""
    width = header.width
    for line, cells in rows:
        if len(cells) == width and not _REMARK.match(cells[0]):
            yield line, cells
            continue
        if _is_remark(cells, width):
            reader.skipped(line, cells)
        elif len(cells) > width and not any(cells[width:]):
            yield line, cells[:width]
        elif len(cells) != width:
            fields = {"found": len(cells), "expected": width}
            reader.problem("ragged-row", Place(reader.file, line), **fields)
        else:
            yield line, cells


def _is_remark(cells: Sequence[str], width: int) -> bool:
    """Tell whether a row is a source or a note under a table: it holds too little to be data."""
    filled = sum(1 for cell in cells if cell)
    return bool(_REMARK.match(cells[0])) or (filled == 1 and len(cells) < width)


def _no_header(before: Sequence[Row], file: str) -> Problem:
    """Say what is missing in the row that comes nearest to a header, the first of them."""
    if not before:
        return Problem("empty-file", {}, Place(file))
    headers = [read_header(cells, line) for line, cells in before]
    nearest = max(range(len(before)), key=lambda i: (len(headers[i].columns), -i))
    line, cells = before[nearest]
    missing = [name for name in ("indicator", "year") if name not in headers[nearest].columns]
    fields: dict[str, object] = {
        "missing": ", ".join(missing) or "/".join(MEASURE_COLUMNS),
        "found": ", ".join(cells[:_MOST_NAMED]),
    }
    return Problem("missing-column", fields, Place(file, line))
