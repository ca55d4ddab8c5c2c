"""From a table whose columns and rows are known to facts, through the reader of records."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple

from vpcli.core.facts.codes import Status
from vpcli.core.facts.units import PERCENT, parse_unit
from vpcli.errors import DataError, Place, Problem
from vpcli.readers.columns import nearest_columns
from vpcli.readers.fields import PlainNumber
from vpcli.readers.listed_parts import Listed
from vpcli.readers.record import RecordReader
from vpcli.readers.tables.cells import Line
from vpcli.readers.tables.column import Column, not_understood, role_text
from vpcli.readers.tables.dimensions import (
    KNOWN_DIMENSIONS,
    is_total,
    telling_apart,
    with_dimensions,
)
from vpcli.readers.tables.figures import in_points, looks_like_a_figure
from vpcli.readers.tables.listed import listings
from vpcli.readers.tables.outline import OutlinedRow
from vpcli.readers.tables.rows import Block
from vpcli.readers.tables.units import is_index_base, unit_behind
from vpcli.readers.tables.years import is_part_of_a_year, plain, read_year

__all__ = ["RowNames", "Table", "TableFacts", "times_down"]

_COMPARED = ("growth", "planned_growth")
_MOST_NAMED = 12
_ESTIMATES = "estimates start after"
"""The heading of the IMF over the last year that is no estimate, by row."""
_IMPLIED = "≈"
"""Behind a figure in tables of our own: it was computed and not printed."""
_DOUBTED = "!"
_INDICES = ("chỉ số sản xuất công nghiệp", "chỉ số sản xuất ngành công nghiệp", "industrial prod")
"""What a name begins with that is printed as an index with the previous year = 100."""
_LEAST_INDEX = 50
_INFLATION = ("lạm phát", "inflation")


class Table(NamedTuple):
    """One table whose columns and rows are known."""

    block: Block
    columns: list[Column]
    rows: list[OutlinedRow]
    title: str
    remarks: Sequence[Line] = ()


def times_down(table: Table) -> bool:
    """Whether the rows are named by periods, of which some are whole years."""
    years = sum(read_year(row.name) is not None for row in table.rows)
    periods = years + sum(is_part_of_a_year(row.name) for row in table.rows)
    return years > 0 and periods == len(table.rows)


class RowNames:
    """Names that tell the rows of all tables apart, with as much of what is above as it takes."""

    def __init__(self, tables: Sequence[Table], *, several: bool) -> None:
        """Take all tables; `several` where their titles differ, and belong to their names."""
        self.several = several
        paths: dict[str, set[tuple[str, ...]]] = {}
        for table in tables:
            for row in table.rows:
                path = self.path(table, row)
                paths.setdefault(_key(path[-1]), set()).add(tuple(map(_key, path)))
        self.depth = {name: _depth(found) for name, found in paths.items()}
        self.units: dict[tuple[str, ...], set[str | None]] = {}
        for table in tables:
            for row in table.rows:
                path = tuple(map(_key, self.path(table, row)))
                self.units.setdefault(path, set()).add(parse_unit(row.unit).base)

    def path(self, table: Table, row: OutlinedRow) -> tuple[str, ...]:
        """Return the name of a row with all that stands above it, outermost first."""
        title = (table.title,) if self.several and table.title else ()
        group = (row.group,) if row.group else ()
        return (*title, *group, *row.above, row.name)

    def of(self, table: Table, row: OutlinedRow) -> str:
        """Return the name that tells a row apart from all others."""
        path = self.path(table, row)
        name = ", ".join(path[-self.depth[_key(path[-1])] :])
        units = self.units[tuple(map(_key, path))]
        if len(units) > 1 and row.unit and not unit_behind(name)[1]:  # one name in two units
            return f"{name} ({row.unit})"
        return name


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
class TableFacts:
    """Gives the rows of one table to the reader."""

    table: Table
    reader: RecordReader
    names: RowNames
    totals: dict[int, str] = field(default_factory=dict)
    """By column of shares the row that is 100 %."""
    told: set[str] = field(default_factory=set)
    """Headings of which has been said that they are not used."""
    ids: dict[tuple[int, str], str] = field(default_factory=dict)
    """Indicators, by the line of their row and the label of their columns."""

    def add_all(self) -> None:
        """Give every figure of the table to the reader."""
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
        self.subject = title or self._said_of_all() or PurePath(self.reader.file).stem
        if unit:
            self.units = {c.position: self.units.get(c.position, unit) for c in self.figures}
        self.estimates = next(
            (c.position for c in table.columns if plain(c.heading) == _ESTIMATES), None
        )
        self.dimensions = self._dimensions()
        self._check_named()
        self.figures = self._attributed()
        times = "year" not in self.described and times_down(table)
        for row in table.rows:
            if times:
                self._add_period(row)
            else:
                self._add(row, self.names.of(table, row) if self.is_named else "")
        several = self.dimensions or self.described.keys() & {"year", "area", "area_name"}
        if self.is_named and not times and not several:
            self._list_parts()

    def _list_parts(self) -> None:
        """Give what the rows list as parts to the builder, which looks whether they add up."""
        rows = self.table.rows
        for label in dict.fromkeys(c.meaning.label for c in self.figures):
            ids = [self.ids.get((row.line.number, label), "") for row in rows]
            for total, parts, of_some in listings(rows):
                if ids[total]:
                    place = Place(self.reader.file, rows[total].line.number)
                    named = tuple(ids[part] for part in parts if ids[part])
                    self.reader.build.listed.append(Listed(ids[total], named, of_some, place))

    def _said_of_all(self) -> str:
        """What columns of words say of every row alike."""
        lines = [row.line for row in self.table.rows]
        words: list[str] = []
        for column in self.table.columns:
            said = {line.cell(column.position) for line in lines}
            if column.role == "dimension" and len(said) == 1 and not is_total(min(said)):
                words += said
        return ", ".join(words)

    def _attributed(self) -> list[Column]:
        """Comparisons beside years down are of the only indicator that there is."""
        labels = {c.meaning.label for c in self.figures if c.meaning.label}
        if self.is_named or "year" not in self.described or not labels:
            return self.figures
        made = []
        place = Place(self.reader.file, self.table.block.head[0].number)
        for column in self.figures:
            if column.meaning.label:
                made.append(column)
            elif len(labels) == 1:
                meaning = column.meaning._replace(label=min(labels))
                made.append(column._replace(meaning=meaning))
            else:
                self.reader.warn(
                    "column-not-understood", place, **not_understood([column], self.table.columns)
                )
        return made

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
        taken = [
            c
            for c in found
            if c.position in apart
            and (self.is_named or labelled or plain(c.heading) in KNOWN_DIMENSIONS)
        ]
        if taken:
            columns = ", ".join(c.heading for c in taken)
            self.reader.warn("dimension-taken", place, columns=columns)
        self._unclear = [c for c in found if c.position in apart and c not in taken]
        self._unused = [c for c in found if c not in taken]
        if self._unused and self.is_named:
            headings = [c.heading for c in self._unused]
            shown = ", ".join(headings[:_MOST_NAMED])
            hint = nearest_columns(headings)
            self.reader.warn("unknown-column", place, columns=shown, hint=hint)
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
            text = _without_doubt(row.line.cell(column.position))
            implied = text.endswith(_IMPLIED)
            if text and not implied and not self._is_gap(column, text, place):
                self._add_figure(row, column, text, dict(about), place)

    def _is_gap(self, column: Column, text: str, place: Place) -> bool:
        """Whether a figure beside attainments is how far a rate is from its plan, in points."""
        if column.meaning.measure != "attainment" or not in_points(text):
            return False
        if column.heading not in self.told:
            self.told.add(column.heading)
            self.reader.warn("points-against-plan", place.at(column.heading), text=text)
        return True

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

    def _index(self, cells: dict[str, str], text: str) -> tuple[str, int | None]:
        """The kind of index that a unit or a name says, with the base year of a fixed one."""
        kind, base_year = is_index_base(cells["unit"])
        if kind or not self.has_levels or parse_unit(cells["unit"]).base not in (PERCENT, None):
            return kind, base_year
        if _is_known_index(cells["name"], text):
            return "chain-index", None
        return is_index_base(cells["name"])

    def _add_figure(
        self, row: OutlinedRow, column: Column, text: str, cells: dict[str, str], place: Place
    ) -> None:
        meaning = column.meaning
        if meaning.label:
            alone = not self.is_named and ("year" in self.described or not self.table.title)
            for key in ("indicator", "name"):
                cells[key] = meaning.label if alone else f"{cells[key]}, {meaning.label}"
        if not self.is_named and self.dimensions:
            values = [row.line.cell(position) for position in self.dimensions]
            cells |= with_dimensions(cells, values)
        if meaning.year is not None:
            cells["year"] = str(meaning.year)
        if not cells.get("status"):
            status = meaning.status or self._estimated(row, cells["year"])
            cells["status"] = status.value if status else ""
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
                self.reader.warn(
                    "column-not-understood", place, **not_understood([column], self.table.columns)
                )
            return
        cells["unit"] = unit if self.has_levels else ""
        kind, base_year = self._index(cells, text)
        if kind:
            cells |= {"kind": kind, "base_year": str(base_year or ""), "unit": ""}
        if measure == "share":
            measure = self._share(column, text, cells)
            if not measure:
                return
        is_rate = parse_unit(cells["unit"]).base == PERCENT
        if measure in _COMPARED and meaning.is_index and not in_points(text):
            if is_rate and self.has_levels:
                self.reader.warn("index-of-rate", place.at(column.heading), text=text)
                return
            if looks_like_a_figure(text) and not _is_inflation(cells["name"], text):
                text = _as_index(text)
        self.ids[row.line.number, meaning.label] = cells["indicator"]
        cells[measure] = text
        self.reader.add(cells, place, measures={measure: place.at(column.heading)})

    def _estimated(self, row: OutlinedRow, year: str) -> Status | None:
        """The status of a year behind the last one that the row says to be no estimate."""
        last = "" if self.estimates is None else row.line.cell(self.estimates)
        is_behind = last.isdecimal() and year.isdecimal() and int(year) > int(last)
        return Status.ESTIMATED if is_behind else None

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


def _without_doubt(text: str) -> str:
    """The figure without the mark of tables of our own that others contradict it."""
    bare = text.removesuffix(_DOUBTED).rstrip()
    return PlainNumber(bare) if isinstance(text, PlainNumber) else bare


def _units_by_column(figures: Sequence[Column], units: Sequence[str]) -> dict[int, str]:
    """The unit above a table; several are those of the labels in their order."""
    labels = list(dict.fromkeys(c.meaning.label for c in figures))
    if len(units) == len(labels) > 1:
        of_label = dict(zip(labels, units, strict=True))
        return {c.position: of_label[c.meaning.label] for c in figures}
    return {c.position: units[0] for c in figures} if len(units) == 1 else {}


def _is_known_index(name: str, text: str) -> bool:
    """Whether a figure is one of industrial production with the previous year = 100."""
    said = name.casefold()
    named = said.startswith(_INDICES) or "(iip)" in said
    digits = re.match(r"[^0-9]*([0-9]+)", text)
    return named and digits is not None and int(digits[1][:6]) >= _LEAST_INDEX


def _is_inflation(name: str, text: str) -> bool:
    """Whether a figure among indices is a rate all the same, as inflation is printed."""
    if not any(plain(name).startswith(word) for word in _INFLATION):
        return False
    whole = text.strip().rstrip("%").replace(",", ".").split(".")[0].lstrip("-")
    return whole.isdecimal() and int(whole) < 50


def _as_index(text: str) -> str:
    written = f"index {text.strip()}"
    return PlainNumber(written) if isinstance(text, PlainNumber) else written
