"""From a table with years over its columns or down its rows to facts, through the reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple

from vpcli.core.units import PERCENT, parse_unit
from vpcli.errors import DataError, Place, Problem, nearest
from vpcli.readers.fields import NO_FIGURE, PlainNumber
from vpcli.readers.record import RecordReader
from vpcli.readers.tables.cells import Grid, Line, letters
from vpcli.readers.tables.dimensions import telling_apart, with_dimensions
from vpcli.readers.tables.figures import looks_like_a_figure
from vpcli.readers.tables.naming import Naming
from vpcli.readers.tables.outline import Outline, OutlinedRow
from vpcli.readers.tables.remarks import REMARK
from vpcli.readers.tables.roles import Column, columns_of, role_text
from vpcli.readers.tables.rows import Block, blocks
from vpcli.readers.tables.units import is_index_base, unit_behind
from vpcli.readers.tables.years import is_part_of_a_year, plain, read_year

__all__ = ["holds_years", "read_grid"]

_COMPARED = ("growth", "planned_growth")
_MOST_NAMED = 12
_IMPLIED = "≈"
"""Behind a figure in tables of our own: it was computed and not printed."""
_INFLATION = ("lạm phát", "inflation")


class _Table(NamedTuple):
    block: Block
    columns: list[Column]
    rows: list[OutlinedRow]
    title: str
    remarks: Sequence[Line] = ()


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
    names = _Names(usable, several=several)
    for table in usable:
        _tell_columns(table, reader, grid)
        _Facts(table, reader, names).add_all()


def holds_years(grid: Grid, named: Sequence[str] = ()) -> bool:
    """Tell whether some rows of a grid are a heading, with a column of a whole year below."""
    for block in blocks(grid, named):
        columns, _ = columns_of(block, grid)
        rows = [*Outline(columns, NO_FIGURE).rows(block.body)]
        if _has_years(_Table(block, columns, rows, "")):
            return True
    return False


def _no_such_column(naming: Naming, tables: Sequence[_Table], reader: RecordReader) -> Problem:
    known = [c.heading for table in tables for c in table.columns if c.heading]
    shown = ", ".join(dict.fromkeys(known[:_MOST_NAMED])) or "–"
    fields: dict[str, object] = {"text": naming.heading, "known": shown}
    fields["hint"] = nearest(naming.heading, known)
    return Problem("no-such-column", fields, Place(reader.file))


def _table(block: Block, grid: Grid, reader: RecordReader) -> tuple[_Table, list[Naming]]:
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
    return _Table(block, columns, rows, title, outline.remarks), missing


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


def _has_years(table: _Table) -> bool:
    if any(c.role == "figures" and c.meaning.year for c in table.columns):
        return True
    if any(c.role == "described" and c.name == "year" for c in table.columns):
        return True
    return _times_down(table)


def _times_down(table: _Table) -> bool:
    """Whether the rows are named by periods, of which some are whole years."""
    years = sum(read_year(row.name) is not None for row in table.rows)
    periods = years + sum(is_part_of_a_year(row.name) for row in table.rows)
    return years > 0 and periods == len(table.rows)


def _nothing_yearly(tables: Sequence[_Table], reader: RecordReader, grid: Grid) -> Problem:
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
    return Problem("no-year-told", {"found": shown, "option": option}, place)


def _year_like(tables: Sequence[_Table], column: Column) -> bool:
    """Whether the cells of a column without a year in its heading are years."""
    cells = [
        cell
        for table in tables
        if column in table.columns
        for line in table.block.body
        if (cell := line.cell(column.position))
    ]
    return bool(cells) and all(read_year(cell) for cell in cells)


def _tell_columns(table: _Table, reader: RecordReader, grid: Grid) -> None:
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
    for column in table.columns:
        if column.role in ("unused", "undecided"):
            code = "column-undecided" if column.role == "undecided" else "column-not-understood"
            reader.warn(code, place, column=column.heading)
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


def _tell_nameless(table: _Table, reader: RecordReader, grid: Grid) -> None:
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


class _Names:
    """Names that tell the rows of all tables apart, with as much of what is above as it takes."""

    def __init__(self, tables: Sequence[_Table], *, several: bool) -> None:
        self.several = several
        paths: dict[str, set[tuple[str, ...]]] = {}
        for table in tables:
            for row in table.rows:
                path = self.path(table, row)
                paths.setdefault(_key(path[-1]), set()).add(tuple(map(_key, path)))
        self.depth = {name: _depth(found) for name, found in paths.items()}

    def path(self, table: _Table, row: OutlinedRow) -> tuple[str, ...]:
        title = (table.title,) if self.several and table.title else ()
        group = (row.group,) if row.group else ()
        return (*title, *group, *row.above, row.name)

    def of(self, table: _Table, row: OutlinedRow) -> str:
        path = self.path(table, row)
        return ", ".join(path[-self.depth[_key(path[-1])] :])


def _key(name: str) -> str:
    """A name in one form, without what stands in brackets."""
    said = plain(name)
    return " ".join(re.sub(r"\([^()]*\)", " ", said).split()) or said


def _depth(paths: set[tuple[str, ...]]) -> int:
    """How many names from the end tell the paths apart."""
    longest = max(map(len, paths))
    for depth in range(1, longest + 1):
        if max(Counter(path[-depth:] for path in paths).values()) == 1:
            return depth
    return longest


@dataclass
class _Facts:
    """Gives the rows of one table to the reader."""

    table: _Table
    reader: RecordReader
    names: _Names
    totals: dict[int, str] = field(default_factory=dict)
    """By column of shares the row that is 100 %."""
    told: set[str] = field(default_factory=set)
    """Headings of which has been said that they are not used."""

    def add_all(self) -> None:
        table = self.table
        self.figures = [c for c in table.columns if c.role == "figures"]
        self.described = {c.name: c.position for c in table.columns if c.role == "described"}
        self.units = _units_by_column(self.figures, table.block.units)
        self.has_levels = any(
            c.meaning.measure in ("actual", "plan", "change", "") for c in self.figures
        )
        self.is_named = "indicator" in self.described or "name" in self.described
        self.is_named = self.is_named or any(c.role == "name" for c in table.columns)
        title, unit = unit_behind(table.title)
        self.subject = title or PurePath(self.reader.file).stem
        if unit:
            self.units = {c.position: self.units.get(c.position, unit) for c in self.figures}
        self.dimensions = self._dimensions()
        self._check_named()
        times = "year" not in self.described and _times_down(table)
        for row in table.rows:
            if times:
                self._add_period(row)
            else:
                self._add(row, self.names.of(table, row) if self.is_named else "")

    def _dimensions(self) -> list[int]:
        """The columns that tell rows of one series apart; what the others are not is said."""
        asked = [c for c in self.table.columns if c.role == "dimension" and c.name == "asked"]
        found = [c for c in self.table.columns if c.role == "dimension" and c.name != "asked"]
        named = [c.position for c in self.table.columns if c.role == "name"]
        about = {
            n: p for n, p in self.described.items() if n not in ("year", "unit", "status", "note")
        }
        series = [*named, *about.values()]
        row = [*series, *(p for n, p in self.described.items() if n == "year")]
        cells = [self._padded(row.line.cells) for row in self.table.rows]
        apart = telling_apart(cells, [c.position for c in found], series, row)
        place = Place(self.reader.file, self.table.block.head[0].number)
        labelled = all(c.meaning.label for c in self.figures)
        taken = [c for c in found if c.position in apart and (self.is_named or labelled)]
        if taken:
            columns = ", ".join(c.heading for c in taken)
            self.reader.warn("dimension-taken", place, columns=columns)
        self._unclear = [c for c in found if c.position in apart and c not in taken]
        self._unused = [c for c in found if c not in taken]
        for column in self._unused if self.is_named else ():
            self.reader.warn("unknown-column", place, columns=column.heading, hint="")
        return [c.position for c in (*asked, *taken)]

    def _padded(self, cells: Sequence[str]) -> Sequence[str]:
        missing = len(self.table.columns) - len(cells)
        return [*cells, *[""] * missing] if missing > 0 else cells

    def _check_named(self) -> None:
        """Refuse a table in which words tell rows apart that are not told to name them."""
        if self.is_named or not self._unclear:
            return
        columns = [f"{c.heading} = {role_text(c)}" for c in self.table.columns if c.heading]
        fields: dict[str, object] = {
            "found": ", ".join(columns[:_MOST_NAMED]),
            "option": f"indicator={self._unclear[0].heading}",
            "other": self._unclear[0].heading,
        }
        place = Place(self.reader.file, self.table.block.head[0].number)
        raise DataError(Problem("no-names-told", fields, place))

    def _add_period(self, row: OutlinedRow) -> None:
        """A row named by its year is about the section that it stands in."""
        year = read_year(row.name)
        if year is None or not row.above:
            return
        status = year.status.value if year.status else ""
        self._add(row, row.above[-1], {"year": str(year.year), "status": status})

    def _add(self, row: OutlinedRow, name: str, when: Mapping[str, str] | None = None) -> None:
        place = Place(self.reader.file, row.line.number)
        about = {**self._about(row, name), **(when or {})}
        for column in self.figures:
            text = row.line.cell(column.position)
            if text and not text.endswith(_IMPLIED):
                self._add_figure(row, column, text, dict(about), place)

    def _about(self, row: OutlinedRow, name: str) -> dict[str, str]:
        about = {
            described: " ".join(row.line.cell(position).split())
            for described, position in self.described.items()
        }
        if not self.is_named:
            about["name"] = about["indicator"] = self.subject
            about["unit"] = row.unit
            return about
        about["name"] = name
        if not ("indicator" in self.described and "name" in self.described):
            about["indicator"] = name
        about["unit"] = row.unit
        if self.dimensions:
            values = [row.line.cell(position) for position in self.dimensions]
            about = with_dimensions(about, values)
        return about

    def _add_figure(
        self, row: OutlinedRow, column: Column, text: str, cells: dict[str, str], place: Place
    ) -> None:
        meaning = column.meaning
        if meaning.label:
            alone = not self.is_named and "year" in self.described
            for key in ("indicator", "name"):
                cells[key] = meaning.label if alone else f"{cells[key]}, {meaning.label}"
            if alone and self.dimensions:
                values = [row.line.cell(position) for position in self.dimensions]
                cells |= with_dimensions(cells, values)
        if meaning.year is not None:
            cells["year"] = str(meaning.year)
        if meaning.status is not None and not cells.get("status"):
            cells["status"] = meaning.status.value
        if meaning.since is not None:
            cells["since"] = str(meaning.since)
        measure = meaning.measure or "actual"
        if meaning.kind:
            cells["kind"] = meaning.kind
            cells["base_year"] = str(meaning.base_year or "")
        unit = cells["unit"] or meaning.unit or self.units.get(column.position, "")
        if meaning.unit == "%" and measure == "actual" and parse_unit(unit).base != PERCENT:
            if column.heading not in self.told:
                self.told.add(column.heading)
                self.reader.warn("column-not-understood", place, column=column.heading)
            return
        cells["unit"] = unit if self.has_levels else ""
        kind, base_year = is_index_base(cells["unit"])
        if kind:
            cells |= {"kind": kind, "base_year": str(base_year or ""), "unit": ""}
        if measure == "share":
            measure = self._share(column, text, cells)
            if not measure:
                return
        is_rate = parse_unit(cells["unit"]).base == PERCENT
        if measure in _COMPARED and meaning.is_index:
            if is_rate and self.has_levels:
                self.reader.warn("index-of-rate", place.at(column.heading), text=text)
                return
            if looks_like_a_figure(text) and not _is_inflation(cells["name"], text):
                text = _as_index(text)
        cells[measure] = text
        self.reader.add(cells, place, measures={measure: place.at(column.heading)})

    def _share(self, column: Column, text: str, cells: dict[str, str]) -> str:
        """A share is of the row that is 100 %; without one it is an indicator of its own."""
        whole = text.rstrip("% ").replace(",", ".")
        if whole.replace(".", "", 1).isdecimal() and Decimal(whole) == 100:
            self.totals[column.position] = cells["indicator"]
            self._total_unit = cells["unit"]
            return ""
        total = self.totals.get(column.position)
        if total and parse_unit(cells["unit"]).base == parse_unit(self._total_unit).base:
            cells["of"] = total
            return "share"
        for key in ("indicator", "name"):
            cells[key] = f"{cells[key]}, {column.heading}"
        cells["unit"] = "%"
        return "actual"


def _units_by_column(figures: Sequence[Column], units: Sequence[str]) -> dict[int, str]:
    """The unit above a table; several are those of the labels in their order."""
    labels = list(dict.fromkeys(c.meaning.label for c in figures))
    if len(units) == len(labels) > 1:
        of_label = dict(zip(labels, units, strict=True))
        return {c.position: of_label[c.meaning.label] for c in figures}
    return {c.position: units[0] for c in figures} if len(units) == 1 else {}


def _is_inflation(name: str, text: str) -> bool:
    """Whether a figure among indices is a rate all the same, as inflation is printed."""
    if not any(plain(name).startswith(word) for word in _INFLATION):
        return False
    whole = text.strip().rstrip("%").replace(",", ".").split(".")[0].lstrip("-")
    return whole.isdecimal() and int(whole) < 50


def _as_index(text: str) -> str:
    written = f"index {text.strip()}"
    return PlainNumber(written) if isinstance(text, PlainNumber) else written
