"""Tables of cells, from whatever file: the header is found, and each row read by its layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from vpcli.errors import DataError, Place, Problem, nearest
from vpcli.readers.columns import COLUMNS, Header, Layout, Row, column_name, read_header
from vpcli.readers.fields import MEASURE_COLUMNS
from vpcli.readers.record import RecordReader

__all__ = [
    "REMARK",
    "AddRow",
    "Row",
    "find_header",
    "missing_column",
    "read_table",
    "row_adder",
    "warn_of_unused",
]

AddRow = Callable[[int, Sequence[str]], None]

_MOST_LINES_BEFORE = 100
_MOST_NAMED = 12
_DIGIT = re.compile(r"\d")
_HOLD_FIGURES = {*MEASURE_COLUMNS, "printed", "value"}
REMARK = re.compile(
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
    before, header, _ = _split_at_header(iter(rows), layouts)
    return before, header


def _split_at_header(
    rows: Iterator[Row], layouts: Collection[Layout]
) -> tuple[list[Row], Header | None, Iterator[Row]]:
    """The rows up to the header, which may take two, the header, and the rows below it."""
    before: list[Row] = []
    for line, cells in rows:
        before.append((line, cells))
        header = read_header(cells, line)
        if header.layout in layouts and header.layout is not Layout.WIDE:
            return before, header, rows
        if Layout.WIDE in layouts:
            from vpcli.readers.two_rows import joined_header

            joined = joined_header(before[-2][1], cells, line) if len(before) > 1 else None
            if joined is not None:
                return before, joined, rows
            if header.layout is Layout.WIDE:
                for following in rows:
                    joined = joined_header(cells, following[1], following[0])
                    if joined is None:
                        return before, header, chain([following], rows)
                    return [*before, following], joined, rows
                return before, header, rows
        if len(before) == _MOST_LINES_BEFORE:
            break
    return before, None, rows


def read_table(
    rows: Iterator[Row],
    reader: RecordReader,
    layouts: Collection[Layout] = tuple(Layout),
    *,
    pad: bool = False,
) -> None:
    """Give every row under the header to the reader; `pad` where rows end with their last cell.

    Raises `DataError` where there is no header.
    """
    before, header, rows = _split_at_header(rows, layouts)
    if header is None:
        raise DataError(missing_column(before, reader.file))
    reader.tell(f"header-{header.layout}", header.line)
    common: dict[str, str] = {}
    if header.layout in (Layout.WIDE, Layout.WORLD_BANK):
        from vpcli.readers.wide import read_preamble

        common = read_preamble(before[:-1], header, reader)
        rows = _without_column_numbers(rows, reader)
    add = row_adder(header, reader, common)
    for line, cells in _data_rows(rows, header, reader, pad=pad):
        add(line, cells)


def _without_column_numbers(rows: Iterator[Row], reader: RecordReader) -> Iterator[Row]:
    from vpcli.readers.two_rows import numbers_columns

    for line, cells in rows:
        if not numbers_columns(cells):
            return chain([(line, cells)], rows)
        reader.tell("remark", line, text=next(filter(None, cells)))
        break
    return rows


def row_adder(
    header: Header, reader: RecordReader, common: Mapping[str, str] = MappingProxyType({})
) -> AddRow:
    """Return what gives a row under this header to the reader, by the header's layout.

    `common` is what the lines above a wide table say of all its rows.
    Raises `DataError` for a column that stands twice.
    """
    place = Place(reader.file, header.line)
    if header.repeated:
        raise DataError(Problem("duplicate-column", {"column": header.repeated[0]}, place))
    if header.unused:
        warn_of_unused(header.unused, place, reader)
    if header.layout in (Layout.WIDE, Layout.WORLD_BANK):
        from vpcli.readers.wide import WideRows

        return WideRows(header, reader, common)
    take = reader.add_fact if header.layout is Layout.LONG else reader.add
    columns = tuple(header.columns.items())

    def add(line: int, cells: Sequence[str]) -> None:
        take({name: cells[position] for name, position in columns}, Place(reader.file, line))

    return add


def warn_of_unused(headings: Sequence[str], place: Place, reader: RecordReader) -> None:
    """Warn of columns that are not read, with the columns that may have been meant."""
    named = headings[:_MOST_NAMED]
    more = ", …" if len(headings) > _MOST_NAMED else ""
    hint = _nearest_columns(named)
    reader.warn("unknown-column", place, columns=", ".join(named) + more, hint=hint)


def _data_rows(
    rows: Iterable[Row], header: Header, reader: RecordReader, *, pad: bool
) -> Iterator[Row]:
    """The rows that hold data, with a cell for every column that is read."""
    width = header.width
    needed = max([*header.columns.values(), *(year.position for year in header.years)]) + 1
    rows = _warned_of(header, rows, reader, pad=pad)
    for line, cells in rows:
        if len(cells) == width and not REMARK.match(cells[0]):
            yield line, cells
        elif _is_remark(cells, header):
            reader.tell("remark", line, text=next(filter(None, cells)))
        elif not pad and len(cells) != width and (len(cells) < width or any(cells[width:])):
            fields = {"found": len(cells), "expected": width}
            reader.problem("ragged-row", Place(reader.file, line), **fields)
        else:
            yield line, [*cells, *[""] * (needed - len(cells))]


def _warned_of(
    header: Header, rows: Iterable[Row], reader: RecordReader, *, pad: bool
) -> Iterable[Row]:
    """The rows, with a warning for each column without a heading that holds figures."""
    return _watched(header, rows, reader, pad=pad) if header.nameless or pad else rows


def _watched(
    header: Header, rows: Iterable[Row], reader: RecordReader, *, pad: bool
) -> Iterator[Row]:
    told: set[int] = set()
    for line, cells in rows:
        beyond = range(header.width, len(cells)) if pad else ()
        for at in chain(sorted(header.nameless), beyond):
            if at not in told and at < len(cells) and _DIGIT.search(cells[at]):
                told.add(at)
                column = _letters(at) if pad else at + 1
                reader.warn("no-heading", Place(reader.file, line), column=column, text=cells[at])
        yield line, cells


def _letters(position: int) -> str:
    """The name of a column in a spreadsheet.

    >>> _letters(0), _letters(27)
    ('A', 'AB')
    """
    name, rest = "", position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _is_remark(cells: Sequence[str], header: Header) -> bool:
    """Tell whether a row is a source or a note under a table: it holds too little to be data."""
    if REMARK.match(cells[0]):
        return not _has_figure(cells, header)
    return sum(1 for cell in cells if cell) == 1 and len(cells) < header.width


def _has_figure(cells: Sequence[str], header: Header) -> bool:
    """Tell whether something stands where a year and its figure would, and is no mere words."""
    if header.years:
        found = [cells[year.position] for year in header.years if year.position < len(cells)]
        return any(map(_DIGIT.search, found))
    at = header.columns
    year = cells[at["year"]] if at["year"] < len(cells) else ""
    held = [cells[at[name]] for name in _HOLD_FIGURES & at.keys() if at[name] < len(cells)]
    return bool(year and any(held) and any(map(_DIGIT.search, [year, *held])))


def missing_column(before: Sequence[Row], file: str) -> Problem:
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
        "hint": _nearest_columns(cells[:_MOST_NAMED]),
    }
    return Problem("missing-column", fields, Place(file, line))


def _nearest_columns(headings: Sequence[str]) -> str:
    """The columns that headings may have been meant for; those spelt right are left out."""
    names = [column_name(heading) for heading in headings]
    near = [nearest(name, COLUMNS, 0.75) for name in names if name not in COLUMNS]
    return ", ".join(dict.fromkeys(filter(None, near)))
