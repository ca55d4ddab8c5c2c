"""From a grid to facts: its tables found, their columns and rows understood, the rest said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vpcli.errors import DataError, Place, Problem, nearest
from vpcli.readers.columns import nearest_columns
from vpcli.readers.fields import NO_FIGURE
from vpcli.readers.record import RecordReader
from vpcli.readers.tables.cells import Grid, Line, letters
from vpcli.readers.tables.column import Column, not_understood, role_text
from vpcli.readers.tables.facts import RowNames, Table, TableFacts, times_down
from vpcli.readers.tables.figures import looks_like_a_figure
from vpcli.readers.tables.naming import Naming
from vpcli.readers.tables.outline import Outline
from vpcli.readers.tables.remarks import REMARK, ends_table
from vpcli.readers.tables.roles import columns_of
from vpcli.readers.tables.rows import Block, blocks
from vpcli.readers.tables.years import is_part_of_a_year, read_year

__all__ = ["holds_years", "read_grid"]

_MOST_NAMED = 12


def read_grid(grid: Grid, reader: RecordReader) -> None:
    """Give the facts of every table of a grid to the reader.

    Raises `DataError` where no table holds whole years, with what its columns are, and for a
    column that stands twice.
    """
    namings = reader.options.columns
    headings = [naming.heading for naming in namings]
    missing = [{*namings}]
    tables = []
    for block in blocks(grid, headings):
        table, not_there = _table(block, grid, reader)
        tables.append(table)
        missing.append({*not_there})
    if lost := set.intersection(*missing):
        raise DataError([_no_such_column(naming, tables, reader) for naming in lost])
    usable = [table for table in tables if _has_years(table)]
    if not usable:
        raise DataError(_nothing_yearly(tables, reader, grid))
    several = len({table.title for table in usable}) > 1
    names = RowNames(usable, several=several)
    for table in usable:
        _tell_columns(table, reader, grid)
        TableFacts(table, reader, names).add_all()


def holds_years(grid: Grid, named: Sequence[str] = ()) -> bool:
    """Tell whether some rows of a grid are a heading, with a column of a whole year below."""
    for block in blocks(grid, named):
        columns, _ = columns_of(block, grid)
        rows = [*Outline(columns, NO_FIGURE).rows(block.body)]
        if _has_years(Table(block, columns, rows, "")):
            return True
    return False


def _no_such_column(naming: Naming, tables: Sequence[Table], reader: RecordReader) -> Problem:
    known = [c.heading for table in tables for c in table.columns if c.heading]
    shown = ", ".join(dict.fromkeys(known[:_MOST_NAMED])) or "–"
    fields: dict[str, object] = {"text": naming.heading, "known": shown}
    fields["hint"] = nearest(naming.heading, known)
    return Problem("no-such-column", fields, Place(reader.file))


def _table(block: Block, grid: Grid, reader: RecordReader) -> tuple[Table, list[Naming]]:
    """Find out what the columns and the rows of a table are."""
    title = " ".join(cell for line in block.title for cell in line.cells[:1] if cell)
    columns, missing = columns_of(block, grid, reader.options.columns, reader.file)
    columns = _with_year_of_title(columns, title)
    columns = _with_only_year(columns)
    if not grid.has_layout:
        block = block._replace(body=[*_whole_rows(block, reader)])
    outline = Outline(columns, reader.build.null_values)
    rows = [*outline.rows(block.body)]
    if any(c.role == "figures" and c.meaning.year for c in columns):
        columns = [
            c._replace(role="unused") if c.role == "figures" and not c.meaning.year else c
            for c in columns
        ]
    _tell_rows_without_names(outline.nameless, columns, reader)
    return Table(block, columns, rows, title, outline.remarks), missing


def _tell_rows_without_names(
    lines: Sequence[Line], columns: Sequence[Column], reader: RecordReader
) -> None:
    """Figures without a name are wrong under a heading for names, and leavings beside one."""
    if not lines:
        return
    if not any(c.role == "name" for c in columns):
        for line in lines:
            reader.problem("no-indicator", Place(reader.file, line.number, "indicator"))
        return
    shown = ", ".join(str(line.number) for line in lines[:3]) + (", …" if len(lines) > 3 else "")
    place = Place(reader.file, lines[0].number)
    reader.warn("rows-without-names", place, count=len(lines), lines=shown)


def _whole_rows(block: Block, reader: RecordReader) -> Iterator[Line]:
    """The rows that have as many cells as the heading; a lone text beside is a remark."""
    width = max(len(line.cells) for line in block.head)
    for line in block.body:
        found = len(line.cells)
        if ends_table(line.cells):
            reader.tell("remark", line.number, text=line.cells[0])
            return
        if found == width or (not any(line.cells[width:]) and found > width):
            yield line
        elif found < width and len(line.filled) == 1 and not _is_remark(line):
            yield line  # it names what is below, if anything is
        elif found < width and _is_remark(line):
            reader.tell("remark", line.number, text=line.cells[line.filled[0]])
        else:
            place = Place(reader.file, line.number)
            reader.problem("ragged-row", place, found=found, expected=width)


def _with_only_year(columns: list[Column]) -> list[Column]:
    """Comparisons without a year are of the only year that there is, or that has a plan."""
    if any(c.role == "described" and c.name == "year" for c in columns):
        return columns
    told = [c.meaning for c in columns if c.role == "figures" and c.meaning.year]
    years = {meaning.year for meaning in told}
    planned = {meaning.year for meaning in told if meaning.measure == "plan"}
    made = []
    for column in columns:
        measure = column.meaning.measure
        of = planned & {m.year for m in told if m.measure == "actual"}
        of = of if measure == "attainment" and len(years) > 1 else years
        if column.role == "figures" and not column.meaning.year and measure and len(of) == 1:
            only = column.meaning._replace(year=next(iter(of)))
            made.append(column._replace(meaning=only))
        else:
            made.append(column)
    return made


def _is_remark(line: Line) -> bool:
    first = next(iter(line.filled), 0)
    return bool(REMARK.match(line.cells[first])) and not any(map(looks_like_a_figure, line.cells))


def _with_year_of_title(columns: list[Column], title: str) -> list[Column]:
    """Columns of plan and result without a year are of the one whole year that the title names."""
    years = {int(year) for year in re.findall(r"(?<![0-9/.,])[12][0-9]{3}(?![0-9/.,])", title)}
    told = [c for c in columns if c.role == "figures" and c.meaning.measure]
    if len(years) != 1 or is_part_of_a_year(title) or any(c.meaning.year for c in told):
        return columns
    if any(c.role == "described" and c.name == "year" for c in columns):
        return columns
    year = years.pop()
    return [c._replace(meaning=c.meaning._replace(year=year)) if c in told else c for c in columns]


def _has_years(table: Table) -> bool:
    if any(c.role == "figures" and c.meaning.year for c in table.columns):
        return True
    if any(c.role == "described" and c.name == "year" for c in table.columns):
        return True
    return times_down(table)


def _nothing_yearly(tables: Sequence[Table], reader: RecordReader, grid: Grid) -> Problem:
    """Say what a table holds in place of whole years."""
    columns = [column for table in tables for column in table.columns]
    parts = list(dict.fromkeys(c.heading for c in columns if c.role == "part"))
    line = tables[0].block.head[0].number if tables else None
    if not grid.lines:
        return Problem("empty-file", {}, Place(reader.file))
    place = Place(reader.file, line or grid.lines[0].number)
    if parts:
        shown = "; ".join(parts[:3]) + ("; …" if len(parts) > 3 else "")
        return Problem("only-parts-of-years", {"columns": shown, "count": len(parts)}, place)
    found = [f"{c.heading} = {role_text(c)}" for c in columns if c.heading]
    found = found or [f"{cell} = ?" for cell in grid.lines[0].cells if cell]
    like_years = [
        c for c in columns if c.role in ("dimension", "unused", "figures") and _year_like(tables, c)
    ]
    option = f"year={like_years[0].heading}" if like_years else "actual 2022=…"
    shown = ", ".join(found[:_MOST_NAMED]) + (", …" if len(found) > _MOST_NAMED else "")
    headings = [column.heading for column in columns][:_MOST_NAMED]
    fields: dict[str, object] = {"found": shown, "option": option}
    fields["hint"] = nearest_columns(headings)
    return Problem("no-year-told", fields, place)


def _year_like(tables: Sequence[Table], column: Column) -> bool:
    """Whether the cells of a column without a year in its heading are years."""
    cells = [
        cell
        for table in tables
        if column in table.columns
        for line in table.block.body
        if (cell := line.cell(column.position))
    ]
    return bool(cells) and all(read_year(cell) for cell in cells)


def _tell_columns(table: Table, reader: RecordReader, grid: Grid) -> None:
    """Say what is not used, and what is used though it is not shown."""
    place = Place(reader.file, table.block.head[0].number)
    reader.tell("header-wide", place.line)
    for column in table.columns:
        if column.heading:
            text = role_text(column)
            named = f"{text if text != '?' else '-'}={column.heading}"
            reader.tell("column-taken", place.line, option=named)
    for line in table.remarks:
        reader.tell("remark", line.number, text=next(filter(None, line.cells)))
    unused = [column for column in table.columns if column.role == "unused"]
    if unused:
        reader.warn("column-not-understood", place, **not_understood(unused, table.columns))
    for column in table.columns:
        if column.role == "undecided":
            reader.warn("column-undecided", place, column=column.heading)
    hidden = [c.heading for c in table.columns if c.role == "figures" and c.position in grid.hidden]
    if hidden:
        reader.warn("columns-hidden", place, columns=", ".join(dict.fromkeys(hidden)))
    seen: dict[tuple[object, ...], Column] = {}
    for column in table.columns:
        meaning = column.meaning
        key = (column.role, column.name, meaning._replace(status=None, note=""))
        if column.role in ("figures", "described") and seen.setdefault(key, column) is not column:
            raise DataError(Problem("duplicate-column", {"column": column.heading}, place))
    _tell_nameless(table, reader, grid)


def _tell_nameless(table: Table, reader: RecordReader, grid: Grid) -> None:
    """Warn of each column without a heading that holds figures."""
    blank = [c.position for c in table.columns if c.role == "blank"]
    for position in blank:
        for row in table.rows:
            text = row.line.cell(position)
            if looks_like_a_figure(text):
                column = letters(position) if grid.has_layout else position + 1
                place = Place(reader.file, row.line.number)
                reader.warn("no-heading", place, column=column, text=text)
                break
