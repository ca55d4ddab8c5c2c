"""Tables of cells, from whatever file: the header is found, and each row read by its layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from vpcli.errors import DataError, Place, Problem
from vpcli.readers.columns import (
    KNOWN_COLUMNS,
    LONG_COLUMNS,
    Header,
    Layout,
    Row,
    column_name,
    nearest_columns,
    read_header,
)
from vpcli.readers.fields import MEASURE_COLUMNS
from vpcli.readers.record import RecordReader
from vpcli.readers.tables.cells import Grid, grid_of, letters
from vpcli.readers.tables.dimensions import telling_apart, with_dimensions
from vpcli.readers.tables.naming import LEFT_OUT, Naming, found_at
from vpcli.readers.tables.remarks import REMARK, ends_table

__all__ = [
    "REMARK",
    "AddRow",
    "Row",
    "data_rows",
    "find_header",
    "missing_column",
    "read_table",
    "row_adder",
    "warn_of_unused",
]

AddRow = Callable[[int, Sequence[str]], None]

_MOST_LINES_BEFORE = 100
_MOST_NAMED = 12
_MOST_TOLD = 1_000
_DIGIT = re.compile(r"\d")
_HOLD_FIGURES = {*MEASURE_COLUMNS, "printed", "value"}


def find_header(
    rows: Iterable[Row], layouts: Collection[Layout] = tuple(Layout)
) -> tuple[list[Row], Header | None]:
    """Return the first rows up to the header, and the header; None if none has its names.

    An empty row or one that begins with # is no header.
    """
    before, header, _ = _split_at_header(iter(rows), layouts)
    return before, header


def _split_at_header(
    rows: Iterator[Row], layouts: Collection[Layout], namings: Sequence[Naming] = ()
) -> tuple[list[Row], Header | None, Iterator[Row]]:
    """The rows up to the header, the header, and the rows below it."""
    before: list[Row] = []
    for line, cells in rows:
        before.append((line, cells))
        header = _named_header(cells, line, namings) if namings else read_header(cells, line)
        if header is not None and header.layout in layouts:
            return before, header, rows
        if len(before) == _MOST_LINES_BEFORE:
            break
    return before, None, rows


def _named_header(cells: Sequence[str], line: int, namings: Sequence[Naming]) -> Header | None:
    """The header with the columns that a person names; None where one of them is not here."""
    named = list(cells)
    left_out: set[int] = set()
    dimensions: set[int] = set()
    for naming in namings:
        try:
            at = found_at(naming, [(cell,) for cell in cells], Place("", line))
        except DataError:  # two columns of one heading: the table says so itself
            return None
        if at is None or not (naming.is_tidy or naming.name in (LEFT_OUT, "dimension")):
            return None
        named[at] = naming.name if naming.is_tidy else ""
        (left_out if naming.name == LEFT_OUT else dimensions if not naming.is_tidy else set()).add(
            at
        )
    header = read_header(named, line)
    nameless = header.nameless - left_out - dimensions
    return header._replace(nameless=nameless, dimensions=tuple(sorted(dimensions)))


def read_table(
    rows: Iterator[Row],
    reader: RecordReader,
    layouts: Collection[Layout] = tuple(Layout),
    *,
    pad: bool = False,
    grid: Grid | None = None,
) -> None:
    """Give every row under the header to the reader; `pad` where rows end with their last cell.

    `grid` are all the rows, where the format tells more than their texts.
    Raises `DataError` where there is no header.
    """
    in_rows = [layout for layout in layouts if layout is not Layout.WIDE]
    namings = reader.options.columns
    before, header, rows = _split_at_header(rows, in_rows, namings)
    if header is None:
        if Layout.WIDE not in layouts:
            raise DataError(missing_column(before, reader.file))
        from vpcli.readers.tables.reading import read_grid

        read_grid(grid or grid_of(chain(before, rows)), reader)
        return
    reader.tell(f"header-{header.layout}", header.line)
    common: dict[str, str] = {}
    if header.layout is Layout.WORLD_BANK:
        from vpcli.readers.tables.world_bank import read_preamble

        common = read_preamble(before[:-1], reader)
    data: Iterable[Row] = data_rows(rows, header, reader, pad=pad)
    if header.unused_at and header.layout is not Layout.WORLD_BANK:
        data = [*data]
        header = _with_dimensions_found(header, data, reader)
    if header.layout is not Layout.WORLD_BANK:
        _tell_columns(header, before[-1][1], reader)
    add = row_adder(header, reader, common)
    for line, cells in data:
        add(line, cells)


def _tell_columns(header: Header, headings: Sequence[str], reader: RecordReader) -> None:
    """Say what each column is taken for, as the options that would say the same."""
    roles = {at: name.replace("_", "-") for name, at in header.columns.items()}
    roles |= dict.fromkeys(header.dimensions, "dimension")
    for at, heading in enumerate(headings[:_MOST_TOLD]):
        if heading:
            option = f"{roles.get(at, LEFT_OUT)}={heading}"
            reader.tell("column-taken", header.line, option=option)


def _with_dimensions_found(header: Header, data: list[Row], reader: RecordReader) -> Header:
    """The header with columns that tell rows apart; what they are taken for is said."""
    held = {*MEASURE_COLUMNS, *LONG_COLUMNS, "status", "note", "precision", "numbers", "unit"}
    at = [position for name, position in header.columns.items() if name not in held]
    at += [header.columns["measure"]] if "measure" in header.columns else []
    series = [position for position in at if position != header.columns.get("year")]
    rows = [cells for _, cells in data]
    found = telling_apart(rows, header.unused_at, series, at)
    if not found:
        return header
    headings = [header.cells[position] for position in found]
    reader.warn("dimension-taken", Place(reader.file, header.line), columns=", ".join(headings))
    unused = [cell for cell in header.unused if cell not in headings]
    dimensions = tuple(sorted({*header.dimensions, *found}))
    return header._replace(unused=tuple(unused), dimensions=dimensions)


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
        from vpcli.readers.tables.world_bank import WorldBankRows

        return WorldBankRows(header, reader, common)
    take = reader.add_fact if header.layout is Layout.LONG else reader.add
    columns = tuple(header.columns.items())
    dimensions = header.dimensions

    def add(line: int, cells: Sequence[str]) -> None:
        row = {name: cells[position] for name, position in columns}
        if dimensions:
            row = with_dimensions(row, [cells[position] for position in dimensions])
        take(row, Place(reader.file, line))

    return add


def warn_of_unused(headings: Sequence[str], place: Place, reader: RecordReader) -> None:
    """Warn of columns that are not read, with the columns that may have been meant."""
    named = headings[:_MOST_NAMED]
    more = ", …" if len(headings) > _MOST_NAMED else ""
    hint = nearest_columns(named)
    reader.warn("unknown-column", place, columns=", ".join(named) + more, hint=hint)


def data_rows(
    rows: Iterable[Row], header: Header, reader: RecordReader, *, pad: bool
) -> Iterator[Row]:
    """The rows that hold data, with a cell for every column that is read."""
    width = header.width
    years = [year.position for year in header.years]
    needed = max([*header.columns.values(), *years, *header.unused_at, *header.dimensions]) + 1
    rows = _warned_of(header, rows, reader, pad=pad)
    for line, cells in rows:
        if ends_table(cells):
            reader.tell("remark", line, text=cells[0])
            return
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
                column = letters(at) if pad else at + 1
                reader.warn("no-heading", Place(reader.file, line), column=column, text=cells[at])
        yield line, cells


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
    unknown = [cell for cell in cells if column_name(cell) not in KNOWN_COLUMNS]
    fields: dict[str, object] = {
        "missing": ", ".join(missing) or "/".join(MEASURE_COLUMNS),
        "found": ", ".join(cells[:_MOST_NAMED]),
        "hint": nearest_columns(cells[:_MOST_NAMED]),
        "option": f"{missing[0] if missing else 'actual'}={(*filter(None, unknown), '…')[0]}",
    }
    return Problem("missing-column", fields, Place(file, line))
